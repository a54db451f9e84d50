import type { Knex } from 'knex';
import type { CaseEvent } from '../domain/case.ts';
import { digestOf } from '../domain/digest.ts';
import { lineOf } from '../domain/lines.ts';
import { sendOf } from '../domain/sends.ts';
import { returnToQueue } from '../store/assignments.ts';
import { insertCaseEvents, storedEvents } from '../store/case-events.ts';
import { projectCase } from '../store/cases.ts';
import { insertDeliveries, setDeliveredSeq, unsaidDeliveries, withdrawSurvey } from '../store/deliveries.ts';
import { cancelSurvey, insertSurvey } from '../store/surveys.ts';
import type { Appended, CaseActivities, EventBatch } from '../workflows/ports.ts';
import { keepWorkOrders } from './work-orders.ts';

/** An event with its number. */
type Numbered = readonly { readonly seq: number; readonly event: EventBatch['events'][number] }[];

/** One of the numbers was taken; nothing of the batch is written. */
class NumberTaken extends Error {}

/**
 * Case history. Safe to repeat: events, sends, work orders and surveys are keyed by (case, seq) or (case, round), and the
 * projection only moves forwards. All of it is one transaction, so that no event is without its send and no send without its event.
 * A worker may die after that transaction and before its task is recorded: the next attempt, which may know more, is
 * told what is stored instead of its own.
 */
export function createCaseRecords(db: Knex, now: () => number = Date.now): Pick<CaseActivities, 'appendCaseEvents'> {
  return {
    async appendCaseEvents(batch) {
      const { caseId, fromSeq, events } = batch;
      const digest = digestOf(events);
      try {
        const delivered = await db.transaction((trx) => write(trx, batch));
        return { digest, lines: linesOf(events, fromSeq), delivered, storedAt: now() };
      } catch (error) {
        if (!(error instanceof NumberTaken)) throw error;
      }
      const stored = await storedEvents(db, caseId, fromSeq);
      const known = {
        digest,
        lines: linesOf(stored, fromSeq),
        delivered: await unsaidDeliveries(db, caseId),
        storedAt: now(),
      };
      return digestOf(stored) === digest ? known : { ...known, instead: stored };
    },
  };
}

const linesOf = (events: readonly CaseEvent[], fromSeq: number): string[] =>
  events.map((event, index) => lineOf(event, fromSeq + index));

async function write(trx: Knex.Transaction, batch: EventBatch): Promise<Appended['delivered']> {
  const { caseId, fromSeq, events, state } = batch;
  if (!(await insertCaseEvents(trx, batch))) throw new NumberTaken();
  const numbered = events.map((event, index) => ({ seq: fromSeq + index, event }));
  await projectCase(trx, state);
  await queueSends(trx, batch, numbered);
  await queueSurveys(trx, caseId, numbered);
  await keepWorkOrders(trx, { caseId, shop: state.shop }, numbered);
  await takeFromOwner(trx, caseId, numbered);
  await noteArrivals(trx, caseId, numbered);
  return unsaidDeliveries(trx, caseId);
}

/** What leaves the house because of these events; the outbox wakes when the transaction commits. */
function queueSends(trx: Knex.Transaction, { caseId, state }: EventBatch, numbered: Numbered): Promise<void> {
  const sends = numbered.flatMap(({ seq, event }) => {
    const send = sendOf(event, state);
    return send ? [{ seq, send }] : [];
  });
  return insertDeliveries(trx, { caseId, shop: state.shop, sends });
}

async function queueSurveys(trx: Knex.Transaction, caseId: string, numbered: Numbered): Promise<void> {
  for (const { event } of numbered) {
    if (event.type === 'surveyCancelled') {
      await withdrawSurvey(trx, caseId, event.round);
      await cancelSurvey(trx, caseId, event.round, event.reason);
    }
    if (event.type !== 'surveyQueued') continue;
    const { round, outlet, expiresAt } = event;
    await insertSurvey(trx, { caseId, round, outlet, queuedAt: event.at, expiresAt });
  }
}

/** The desk learns with the event that an owner has lost the case. */
async function takeFromOwner(trx: Knex.Transaction, caseId: string, numbered: Numbered): Promise<void> {
  for (const { event } of numbered) {
    const lost = event.type === 'ownerSilent' || event.type === 'kindSet' ? event.assignmentVersion : undefined;
    if (lost !== undefined) await returnToQueue(trx, caseId, lost);
  }
}

/** The case has said that a send arrived, and need not be told again. */
async function noteArrivals(trx: Knex.Transaction, caseId: string, numbered: Numbered): Promise<void> {
  for (const { seq, event } of numbered) {
    if (event.type === 'delivered') await setDeliveredSeq(trx, { caseId, seq: event.of }, seq);
  }
}
