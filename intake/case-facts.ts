import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { agentRef } from '../domain/ids.ts';
import type { VisitOutcome } from '../domain/kinds/complaint/codes.ts';
import type { CalendarVersions } from '../domain/policy.ts';
import { agentNumber } from '../store/agents.ts';
import { assignUnowned } from '../store/assignments.ts';
import { findEscalation } from '../store/case-events.ts';
import { type NewFact, storeFact } from '../store/facts.ts';
import { type IntakeRow } from '../store/intake.ts';
import { lockSurvivor } from '../store/merges.ts';
import { type NewMessage, scopes } from '../store/messages.ts';
import { type CaseSurroundings, lookAroundCase } from '../store/surroundings.ts';
import { atomically } from './atomically.ts';
import { StatedInPast, UnknownCase, UnknownEscalation } from './errors.ts';
import type { AgentNote, AgentReply } from './inputs.ts';
import type { Taken } from './receive.ts';

interface Own {
  readonly caseId: string;
  readonly what: Parameters<typeof scopes.own>[0];
  /** Without one, every request is a fact of its own. */
  readonly messageId?: string | undefined;
}

type Part = Pick<NewFact, 'body'> & {
  readonly message?: Pick<NewMessage, 'direction' | 'channel' | 'kind' | 'text'> & Partial<NewMessage>;
};

/** Stores a fact of a known case in one transaction, once for each message id. */
export const takeOwnFact = (
  db: Knex,
  { caseId: named, what, messageId }: Own,
  build: (trx: Knex.Transaction, row: IntakeRow, around: CaseSurroundings) => Promise<Part> | Part,
): Promise<Taken> =>
  atomically(db, async (trx) => {
    const survivor = await lockSurvivor(trx, named);
    if (!survivor) throw new UnknownCase(named);
    const { row } = survivor;
    const { caseId } = row;
    // by the name it was told under: a repetition after a merge is still a repetition
    const scope = scopes.own(what, named);
    const around = await lookAroundCase(trx, { caseId, scope, messageId });
    const { twin, behind, now } = around;
    if (twin) return { ...twin, joined: true, duplicate: true, behind };
    const { body, message } = await build(trx, row, around);
    const id = messageId ?? randomUUID();
    const text = message && { shop: row.shop, scope, messageId: id, ...message };
    const done = await storeFact(trx, { caseId, body, acceptedAt: now, ...(text ? { message: text } : {}) });
    const said = done.message === undefined ? {} : { message: done.message };
    return { caseId, joined: true, duplicate: false, ...said, stored: done.stored, behind };
  });

/**
 * Stores an agent's reply; a case that nobody owns becomes the agent's in the same transaction.
 * @throws StatedInPast
 */
export function takeReply(db: Knex, caseId: string, input: AgentReply): Promise<Taken> {
  const { messageId, agentId, kind, text, articleId, expectedAt, byBot } = input;
  return takeOwnFact(db, { caseId, what: 'reply', messageId }, async (trx, row, around) => {
    if (expectedAt !== undefined && expectedAt <= around.now) throw new StatedInPast();
    const channel = input.channel ?? around.channels[0] ?? row.channel;
    const agent = await agentNumber(trx, row.shop, agentId);
    const message = { direction: 'out', channel, kind, agent, text, details: { articleId, expectedAt } } as const;
    if (byBot === true) return { body: { type: 'botAnswered', channel }, message };
    const substantive = kind !== 'acknowledgement' && kind !== 'question';
    const assignmentVersion = substantive ? await assignUnowned(trx, row.caseId, agent) : undefined;
    return {
      body: {
        type: 'agentReplied',
        agent: agentRef(agent),
        kind,
        channel,
        ...(expectedAt === undefined ? {} : { expectedAt }),
        ...(assignmentVersion === undefined ? {} : { assignmentVersion }),
      },
      message,
    };
  });
}

/** Stores a note for the staff; it never leaves the house. */
export function takeNote(db: Knex, caseId: string, { messageId, agentId, text, call }: AgentNote): Promise<Taken> {
  return takeOwnFact(db, { caseId, what: 'note', messageId }, async (trx, row) => {
    const agent = await agentNumber(trx, row.shop, agentId);
    const kind = call === true ? 'call' : 'note';
    return {
      body: { type: 'agentNoted', agent: agentRef(agent), ...(call === undefined ? {} : { call }) },
      message: { direction: 'note', channel: row.channel, kind, agent, text },
    };
  });
}

interface Confirmation {
  readonly messageId: string;
  readonly confirmed: boolean;
  readonly text?: string | undefined;
}

/** Stores "it is solved" or "it is not". Without words its text is empty. */
export function takeConfirmation(db: Knex, caseId: string, input: Confirmation): Promise<Taken> {
  const { messageId, confirmed, text = '' } = input;
  return takeOwnFact(db, { caseId, what: 'confirmation', messageId }, (_trx, row, around) => ({
    body: { type: 'customerConfirmed', confirmed },
    message: wordless(row, around, confirmed ? 'confirmed' : 'rejected', text),
  }));
}

/** Stores the wish for a person. */
export function takeHumanRequest(db: Knex, caseId: string, messageId: string | undefined): Promise<Taken> {
  return takeOwnFact(db, { caseId, what: 'human', messageId }, (_trx, row, around) => ({
    body: { type: 'humanRequested' },
    ...remembered(messageId, wordless(row, around, 'human-requested')),
  }));
}

/** Stores that the customer wants nothing more. */
export function takeWithdrawal(db: Knex, caseId: string, messageId: string | undefined): Promise<Taken> {
  return takeOwnFact(db, { caseId, what: 'withdrawal', messageId }, (_trx, row, around) => ({
    body: { type: 'customerWithdrew' },
    ...remembered(messageId, wordless(row, around, 'withdrawn')),
  }));
}

const wordless = (row: IntakeRow, around: CaseSurroundings, kind: NewMessage['kind'], text = '') =>
  ({ direction: 'in', channel: around.channels[0] ?? row.channel, kind, text }) as const;

/** An id has to be kept to be known again; without one there is nothing to keep. */
const remembered = <M>(messageId: string | undefined, message: M) => (messageId === undefined ? {} : { message });

/** Stores that the customer does not accept the result. */
export function takeAppeal(
  db: Knex,
  caseId: string,
  { messageId, text = '' }: { messageId: string; text?: string | undefined },
): Promise<Taken> {
  return takeOwnFact(db, { caseId, what: 'appeal', messageId }, (_trx, row, around) => ({
    body: { type: 'customerAppealed' },
    message: wordless(row, around, 'appealed', text),
  }));
}

/** Stores that somebody has asked the customer how it went. */
export function takeVisit(
  db: Knex,
  caseId: string,
  { agentId, outcome }: { agentId: string; outcome: VisitOutcome },
): Promise<Taken> {
  return takeOwnFact(db, { caseId, what: 'visit' }, async (trx, row) => {
    const agent = agentRef(await agentNumber(trx, row.shop, agentId));
    return { body: { type: 'visited', agent, outcome } };
  });
}

/** Stores that a person has seen an escalation. @throws UnknownEscalation */
export function takeAcknowledgement(
  db: Knex,
  caseId: string,
  { seq, agentId }: { seq: number; agentId: string },
): Promise<Taken> {
  return takeOwnFact(db, { caseId, what: 'escalation' }, async (trx, row) => {
    const escalation = await findEscalation(trx, caseId, seq);
    if (!escalation) throw new UnknownEscalation(caseId, seq);
    const agent = agentRef(await agentNumber(trx, row.shop, agentId));
    return { body: { type: 'escalationAcknowledged', of: seq, agent, ...escalation } };
  });
}

/** Another version of its policy, and of calendars that the case has, to be applied by a person. */
export interface PolicyToApply {
  readonly policy: string;
  readonly version: number;
  readonly calendars?: CalendarVersions;
  readonly agentId: string;
}

/** Stores that another version of its policy is applied to a case. */
export function takePolicy(db: Knex, caseId: string, { agentId, ...applied }: PolicyToApply): Promise<Taken> {
  return takeOwnFact(db, { caseId, what: 'policy' }, async (trx, row) => {
    const by = agentRef(await agentNumber(trx, row.shop, agentId));
    return { body: { type: 'policyApplied', ...applied, by } };
  });
}
