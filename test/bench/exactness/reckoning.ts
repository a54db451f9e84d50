/** What became of the promises: compares what is stored and what has left with what had to be. */
import { instantText } from '../../../activities/channels/instants.ts';
import { fill, LATE_WORDS } from '../../../domain/templates.ts';
import type { ReceivedMail } from '../../support/outgoing.ts';
import type { House } from './house.ts';
import type { Promised } from './promises.ts';

/** `withdrawn`: a breach was stored, then a fact came that had been accepted before. */
export type Verdict = 'breach' | 'hit' | 'withdrawn';

export interface Awaited extends Promised {
  readonly verdict: Verdict;
}

/** An event as it is stored. */
export interface Stored {
  readonly caseId: string;
  readonly seq: number;
  readonly type: string;
  /** The instant that it carries. */
  readonly at: number;
  readonly clock: string;
  readonly role: string | null;
  /** From that instant to the end of the transaction that stored it. */
  readonly latenessMs: number;
}

export interface Reckoning {
  readonly breaches: readonly Stored[];
  /** From the deadline until a mail server had the notice, in milliseconds. */
  readonly noticesMs: readonly number[];
  /** What is not as it had to be, one line each. */
  readonly faults: readonly string[];
}

const EVENTS = `
  select case_id as "caseId", seq, type, (extract(epoch from at) * 1000)::float8 as at, data ->> 'clock' as clock,
    data ->> 'role' as role, (extract(epoch from pg_xact_commit_timestamp(txid::xid) - at) * 1000)::float8 as "latenessMs"
  from case_events
  where type in ('clockWarned', 'clockBreached', 'breachWithdrawn', 'escalated') order by case_id, seq`;

const NOTICES = `
  select case_id as "caseId", seq, state, (extract(epoch from delivered_at) * 1000)::float8 as "leftAt"
  from deliveries where recipient <> 'customer'`;

interface Notice {
  readonly caseId: string;
  readonly seq: number;
  readonly state: string;
  readonly leftAt: number | null;
}

/** @param saysLate whether the notices had to say that they left later than they should have */
export async function reckon(house: House, awaited: readonly Awaited[], saysLate: boolean): Promise<Reckoning> {
  const [{ rows: events }, { rows: notices }, rows] = await Promise.all([
    house.db.raw<{ rows: Stored[] }>(EVENTS),
    house.db.raw<{ rows: Notice[] }>(NOTICES),
    house.db('cases').select<CaseRow[]>('case_id', 'breached', 'clocks'),
  ]);
  const eventsOf = groupBy(events, ({ caseId }) => caseId);
  const shown = new Map(rows.map((row) => [row.case_id, row]));
  const mails = groupBy(house.mails, ({ headers }) => headers['x-caseloop-key'] ?? 'no key');
  const dues = new Map(awaited.map(({ caseId, dueAt }) => [caseId, dueAt]));
  return {
    breaches: events.filter(({ type }) => type === 'clockBreached'),
    noticesMs: notices.flatMap(({ caseId, leftAt }) => (leftAt === null ? [] : leftAt - (dues.get(caseId) ?? NaN))),
    faults: [
      ...awaited.flatMap((one) => [
        ...faultsOfEvents(one, eventsOf.get(one.caseId) ?? []),
        ...faultsOfRow(one, shown.get(one.caseId)),
      ]),
      ...notices.flatMap((notice) =>
        faultsOfNotice(notice, mails.get(keyOf(notice)) ?? [], saysLate ? dues.get(notice.caseId) : undefined),
      ),
      ...(notices.length === awaited.filter(({ verdict }) => verdict !== 'hit').length
        ? []
        : [`${notices.length} notices to the staff`]),
      ...[...mails].filter(([, same]) => same.length > 1).map(([key, same]) => `${key}: ${same.length} mails`),
      ...(mails.has('no key') ? ['a mail without its key'] : []),
    ],
  };
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

const keyOf = ({ caseId, seq }: { caseId: string; seq: number }): string => `${caseId}:${seq}`;
const iso = (at: number): string => new Date(at).toISOString();

/** The events by type, clock and instant: each must be there as often as here, and no other. */
function faultsOfEvents({ caseId, dueAt, verdict }: Awaited, events: readonly Stored[]): string[] {
  const breach =
    verdict === 'hit' ? [] : [`clockBreached promise at ${iso(dueAt)}`, `escalated owner at ${iso(dueAt)}`];
  const said = events
    .filter(({ type }) => type !== 'breachWithdrawn')
    .map(({ type, clock, role, at }) => `${type} ${role ?? clock} at ${iso(at)}`);
  const withdrawals = events.filter(({ type }) => type === 'breachWithdrawn').length;
  return [
    ...(said.join() === breach.join()
      ? []
      : [`${caseId}: ${said.join(', ') || 'nothing'}; due ${iso(dueAt)}, a ${verdict}`]),
    ...(withdrawals === (verdict === 'withdrawn' ? 1 : 0)
      ? []
      : [`${caseId}: ${withdrawals} withdrawals of a ${verdict}`]),
    ...events
      .filter(({ latenessMs }) => !(latenessMs >= 0))
      .map(({ type, latenessMs }) => `${caseId}: ${type} was stored ${latenessMs} ms after its instant`),
  ];
}

interface CaseRow {
  readonly case_id: string;
  readonly breached: boolean;
  readonly clocks: readonly { readonly name: string; readonly state: string }[];
}

/** What people see of the case. */
function faultsOfRow({ caseId, verdict }: Awaited, row: CaseRow | undefined): string[] {
  const breached = verdict === 'breach';
  const states = row?.clocks.filter(({ name }) => name === 'promise').map(({ state }) => state);
  const isRight = row?.breached === breached && states?.join() === (breached ? 'breached' : 'met');
  return isRight
    ? []
    : [`${caseId}: shown as ${String(states)}, breached ${String(row?.breached)}; it is a ${verdict}`];
}

/** @param lateFrom the instant that the notice has to name as the one at which it should have left */
function faultsOfNotice(notice: Notice, mails: readonly ReceivedMail[], lateFrom: number | undefined): string[] {
  const key = keyOf(notice);
  if (notice.state !== 'delivered' || mails.length === 0)
    return [`${key}: the notice is ${notice.state}, no mail came`];
  const line = lateFrom && fill(LATE_WORDS.zh, { toldAt: instantText(lateFrom, 'Asia/Shanghai', 'zh') });
  const says = mails.every(({ text }) => (line ? text.includes(line) : !text.includes(LATE_LINE)));
  return says ? [] : [`${key}: the notice ${line ? 'does not say' : 'says'} that it is late`];
}

/** The words before the instant. */
const LATE_LINE = LATE_WORDS.zh.slice(0, LATE_WORDS.zh.indexOf('{'));
