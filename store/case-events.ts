import type { CaseEvent } from '../domain/case.ts';
import { lineOf } from '../domain/lines.ts';
import type { CaseKind } from '../domain/kinds/index.ts';
import type { ClockName } from '../domain/policy.ts';
import type { Db } from './db.ts';
import { DELIVERIES_CHANNEL } from './deliveries.ts';
import { RESERVE_POSITIONS } from './event-feed.ts';
import { QUEUE_CALLS } from './webhook-calls.ts';

interface EventBatch {
  readonly caseId: string;
  readonly fromSeq: number;
  readonly events: readonly CaseEvent[];
  readonly state: { readonly shop: string; readonly kind: CaseKind };
}

// One statement: its positions have to be given out after the lock that tells readers of them, and a shop that no
// endpoint of its own is told of must not cost a round trip.
const INSERT = `
  with reserved as materialized (${RESERVE_POSITIONS}),
  stored as (
    insert into case_events (case_id, seq, type, at, by, data, line)
    select :caseId, e.seq, e.type, e.at, e.by, e.data, e.line
    from jsonb_to_recordset(cast(:events as jsonb))
        as e (seq integer, type text, at timestamptz, by text, data jsonb, line text),
      reserved
    order by e.seq
    on conflict (case_id, seq) do nothing
    returning case_id, seq, type),
  calls as (${QUEUE_CALLS})
  select (select cast(count(*) as integer) from stored) as stored,
    (select pg_notify('${DELIVERIES_CHANNEL}', '') from calls limit 1) as told`;

/**
 * Stores events, each under its number, and queues them for the endpoints that are told of them. False when one of the
 * numbers was taken: then the transaction has to go back.
 */
export async function insertCaseEvents(trx: Db, { caseId, fromSeq, events, state }: EventBatch): Promise<boolean> {
  const rows = events.map((event, index) => {
    const { type, at, by, ...data } = event;
    const seq = fromSeq + index;
    return { seq, type, at: new Date(at).toISOString(), by, data, line: lineOf(event, seq) };
  });
  const { shop, kind } = state;
  const given = { caseId, shop, kind, events: JSON.stringify(rows) };
  const { rows: done } = await trx.raw<{ rows: { stored: number }[] }>(INSERT, given);
  return done[0]?.stored === events.length;
}

interface EventRow {
  readonly type: string;
  readonly at: Date;
  readonly by: string;
  readonly data: object;
}

const toEvent = ({ type, at, by, data }: EventRow): CaseEvent => ({ at: at.getTime(), by, type, ...data }) as CaseEvent;

/** The events of a case from a number on. */
export async function storedEvents(db: Db, caseId: string, fromSeq: number): Promise<CaseEvent[]> {
  const rows: EventRow[] = await db('case_events')
    .where({ case_id: caseId })
    .andWhere('seq', '>=', fromSeq)
    .orderBy('seq')
    .select('type', 'at', 'by', 'data');
  return rows.map(toEvent);
}

/** The clock of an escalation, where it is about one; undefined when the event is no escalation. */
export async function findEscalation(db: Db, caseId: string, seq: number): Promise<{ clock?: ClockName } | undefined> {
  const row = await db('case_events')
    .where({ case_id: caseId, seq })
    .whereIn('type', ['escalated', 'clockWarned'])
    .first<{ clock: ClockName | null } | undefined>(db.raw(`data->>'clock' as clock`));
  return row && (row.clock === null ? {} : { clock: row.clock });
}

/** All events of some cases, by case. */
export async function eventsOfCases(db: Db, caseIds: readonly string[]): Promise<Map<string, CaseEvent[]>> {
  const rows: (EventRow & { case_id: string })[] = await db('case_events')
    .whereIn('case_id', caseIds)
    .orderBy(['case_id', 'seq'])
    .select('case_id', 'type', 'at', 'by', 'data');
  const events = new Map<string, CaseEvent[]>(caseIds.map((caseId) => [caseId, []]));
  for (const { case_id, ...row } of rows) events.get(case_id)?.push(toEvent(row));
  return events;
}
