import type { Knex } from 'knex';
import type { Channel } from '../domain/channels.ts';
import type { ToldFact } from '../domain/facts.ts';
import { assignUnowned } from '../store/assignments.ts';
import { findCustomer } from '../store/customers.ts';
import { type FactBody, findFact, moveFact, storeIntake } from '../store/facts.ts';
import { type IntakeRow, lockCase, mintCaseId, openSuccessor } from '../store/intake.ts';
import { mergedInto } from '../store/merges.ts';
import { referenced } from '../store/references.ts';
import { findShop } from '../store/shops.ts';
import { atomically } from './atomically.ts';
import { UnknownCase } from './errors.ts';
import { openingOf } from './opening.ts';

/**
 * What a fact that came after the end is on the linked case, or null when it opens none:
 * - a message is a matter there, whatever it seemed to be; a missed call still wants a call back;
 * - an accepted reply is always sent;
 * - "not solved" and an appeal, said too late to reopen, are a message;
 * - who asks for a person gets one;
 * - a courtesy, a confirmation, a withdrawal, a note, a visit, a survey's answer, a work order and what desk and outbox
 *   noted concern the ended case only: they stay with it, in `messages`, `surveys`, `work_orders`, `assignments` and
 *   `deliveries`.
 */
function afterTheEnd(fact: ToldFact, caseChannel: Channel): FactBody | null {
  const body = bodyOf(fact);
  switch (body.type) {
    case 'customerMessaged':
      if (body.says === 'courtesy') return null;
      return body.says === 'greeting' ? { ...body, says: 'matter' } : body;
    case 'customerConfirmed':
      if (body.confirmed || body.message === undefined) return null;
      return { type: 'customerMessaged', message: body.message, channel: caseChannel, says: 'matter' };
    case 'customerAppealed':
      if (body.message === undefined) return null;
      return { type: 'customerMessaged', message: body.message, channel: caseChannel, says: 'matter' };
    case 'agentReplied':
    case 'botAnswered':
    case 'humanRequested':
    case 'mergedFrom':
      return body;
    case 'agentNoted':
    case 'visited':
    case 'escalationAcknowledged':
    case 'merged':
    case 'policyApplied':
    case 'workOrderMoved':
    case 'goodsMoved':
    case 'goodsInspected':
    case 'moneyArrived':
    case 'offerAnswered':
    case 'linesWithdrawn':
    case 'applicationAmended':
    case 'customerWithdrew':
    case 'ownerChanged':
    case 'surveySent':
    case 'surveyCancelled':
    case 'surveyAnswered':
    case 'deliveryFailed':
      return null;
  }
}

const bodyOf = ({ factId: _factId, acceptedAt: _acceptedAt, ...body }: ToldFact): FactBody => body;

/**
 * Gives a fact of an ended case to the case that follows it, minted when there is none that takes facts; text and
 * instant go with it. Returns the case that has the fact now: the same when it opens none. Twice is once.
 * @throws UnknownCase
 */
export const moveToLinkedCase = (db: Knex, caseId: string, factId: string): Promise<string> =>
  atomically(db, async (trx) => {
    const ended = await lockCase(trx, caseId);
    const found = await findFact(trx, factId);
    if (!ended || !found) throw new UnknownCase(caseId);
    if (found.caseId !== caseId) return found.caseId;
    const survivor = await mergedInto(trx, caseId);
    const body = survivor === null ? afterTheEnd(found.fact, ended.channel) : bodyOf(found.fact);
    if (!body) return caseId;

    const to =
      survivor ?? (await openSuccessor(trx, caseId)) ?? (await openLinked(trx, ended, body, found.fact.acceptedAt));
    await moveFact(trx, factId, to, await numberedThere(trx, to, body));
    return to;
  });

/** Numbers that only the case had to which it was told first: the linked one has a desk and events of its own. */
async function numberedThere(trx: Knex.Transaction, caseId: string, body: FactBody): Promise<FactBody> {
  if (body.type === 'workOrderMoved') return withoutEvent(body);
  if (body.type !== 'agentReplied') return body;
  const assignmentVersion = await assignUnowned(trx, caseId, referenced(body.agent));
  return withVersion(body, assignmentVersion);
}

const withoutEvent = ({ of: _ended, ...moved }: Extract<FactBody, { type: 'workOrderMoved' }>): FactBody => moved;

const withVersion = (
  { assignmentVersion: _ended, ...reply }: Extract<FactBody, { type: 'agentReplied' }>,
  assignmentVersion: number | undefined,
): FactBody => (assignmentVersion === undefined ? reply : { ...reply, assignmentVersion });

/** Opened at the fact's own instant: the customer has waited since then. */
async function openLinked(trx: Knex.Transaction, ended: IntakeRow, body: FactBody, openedAt: number): Promise<string> {
  const shop = await findShop(trx, ended.shop);
  const customer = await findCustomer(trx, ended.customerId);
  if (!shop || !customer) throw new UnknownCase(ended.caseId);
  const caseId = await mintCaseId(trx, shop, openedAt);
  const channel = body.type === 'customerMessaged' ? body.channel : ended.channel;
  const { kind } = ended.opening;
  await storeIntake(trx, {
    ...ended,
    caseId,
    channel,
    threadId: channel === ended.channel ? ended.threadId : null,
    follows: ended.caseId,
    opening: openingOf({ caseId, shop, kind, channel, customer, openedAt, follows: ended.caseId }),
  });
  return caseId;
}
