import type { CaseEvent } from '../domain/case.ts';
import { lineOf } from '../domain/lines.ts';
import type { CaseKind } from '../domain/kinds/index.ts';
import type { ClockName } from '../domain/policy.ts';
import type { Db } from './db.ts';

interface EventBatch {
  readonly caseId: string;
  readonly fromSeq: number;
  readonly events: readonly CaseEvent[];
  readonly state: { readonly shop: string; readonly kind: CaseKind };
}

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
  const given = [caseId, shop, kind, JSON.stringify(rows)];
  const { rows: done } = await trx.raw<{ rows: { stored: number }[] }>(
    'select store_case_events(?, ?, ?, cast(? as jsonb)) as stored',
    given,
  );
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
