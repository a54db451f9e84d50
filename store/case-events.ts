import type { CaseEvent } from '../domain/case.ts';
import { lineOf } from '../domain/lines.ts';
import type { ClockName } from '../domain/policy.ts';
import type { Db } from './db.ts';

interface EventBatch {
  readonly caseId: string;
  readonly fromSeq: number;
  readonly events: readonly CaseEvent[];
}

const INSERT = `
  insert into case_events (case_id, seq, type, at, by, data, line)
  select :caseId, e.seq, e.type, e.at, e.by, e.data, e.line
  from jsonb_to_recordset(cast(:events as jsonb))
    as e (seq integer, type text, at timestamptz, by text, data jsonb, line text)
  order by e.seq
  on conflict (case_id, seq) do nothing`;

/** Stores events, each under its number. False when one of the numbers was taken: then the transaction has to go back. */
export async function insertCaseEvents(trx: Db, { caseId, fromSeq, events }: EventBatch): Promise<boolean> {
  const rows = events.map((event, index) => {
    const { type, at, by, ...data } = event;
    const seq = fromSeq + index;
    return { seq, type, at: new Date(at).toISOString(), by, data, line: lineOf(event, seq) };
  });
  const { rowCount } = await trx.raw<{ rowCount: number }>(INSERT, { caseId, events: JSON.stringify(rows) });
  return rowCount === events.length;
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

/** An event in the order of all cases. */
export interface PositionedEvent {
  readonly position: number;
  readonly caseId: string;
  readonly seq: number;
  readonly event: CaseEvent;
  readonly line: string;
}

interface PositionedRow extends EventRow {
  readonly position: number;
  readonly case_id: string;
  readonly seq: number;
  readonly line: string;
}

/**
 * Events of all cases after a position, in order. Shown are only those below the oldest running transaction: a position
 * is given out before its transaction ends, and a reader that saw a later one first would never see the earlier.
 */
export async function eventsAfter(db: Db, position: number, limit: number): Promise<PositionedEvent[]> {
  const rows: PositionedRow[] = await db('case_events')
    .where('position', '>', position)
    .whereRaw('txid < pg_snapshot_xmin(pg_current_snapshot())')
    .orderBy('position')
    .limit(limit)
    .select('position', 'case_id', 'seq', 'type', 'at', 'by', 'data', 'line');
  return rows.map((row) => ({
    position: row.position,
    caseId: row.case_id,
    seq: row.seq,
    event: toEvent(row),
    line: row.line,
  }));
}
