import type { Knex } from 'knex';
import { digestOf } from '../domain/digest.ts';
import { lineOf } from '../domain/lines.ts';
import { sendOf } from '../domain/sends.ts';
import { insertCaseEvents } from '../store/case-events.ts';
import { projectCase } from '../store/cases.ts';
import { insertDeliveries, setDeliveredSeq, unsaidDeliveries } from '../store/deliveries.ts';
import { insertSurvey } from '../store/surveys.ts';
import type { CaseActivities, EventBatch } from '../workflows/ports.ts';

/** An event with its number. */
type Numbered = readonly { readonly seq: number; readonly event: EventBatch['events'][number] }[];

/**
 * Case history. Safe to repeat: events, sends and surveys are keyed by (case, seq) or (case, round), and the projection
 * only moves forwards. All of it is one transaction, so that no event is without its send and no send without its event.
 */
export function createCaseRecords(db: Knex): Pick<CaseActivities, 'appendCaseEvents'> {
  return {
    async appendCaseEvents(batch) {
      const { caseId, fromSeq, events, state } = batch;
      const numbered = events.map((event, index) => ({ seq: fromSeq + index, event }));
      return db.transaction(async (trx) => {
        const stored = await insertCaseEvents(trx, batch);
        await projectCase(trx, state);
        await queueSends(trx, batch, numbered);
        await queueSurveys(trx, caseId, numbered);
        await noteArrivals(trx, caseId, numbered);
        const delivered = await unsaidDeliveries(trx, caseId);
        return { digest: digestOf(stored), lines: numbered.map(({ seq, event }) => lineOf(event, seq)), delivered };
      });
    },
  };
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
    if (event.type !== 'surveyQueued') continue;
    const { round, outlet, expiresAt } = event;
    await insertSurvey(trx, { caseId, round, outlet, queuedAt: event.at, expiresAt });
  }
}

/** The case has said that a send arrived, and need not be told again. */
async function noteArrivals(trx: Knex.Transaction, caseId: string, numbered: Numbered): Promise<void> {
  for (const { seq, event } of numbered) {
    if (event.type === 'delivered') await setDeliveredSeq(trx, { caseId, seq: event.of }, seq);
  }
}
