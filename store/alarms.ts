import type { Db } from './db.ts';

/** What the tables can tell of something that does not go on by itself. */
export type StoredAlarm =
  'forgotten_cases' | 'untold_facts' | 'unsent_deliveries' | 'stuck_deliveries' | 'given_up_deliveries';

/** How an alarm stands in one shop. */
export interface Standing<Code extends string = StoredAlarm> {
  readonly code: Code;
  readonly shop: string;
  readonly count: number;
  /** When the oldest of them became one. */
  readonly since: Date;
  /** Up to twenty cases, oldest first. */
  readonly cases: readonly string[];
}

const SAMPLE = 20;
/** One case may have many facts: its id is shown once. */
const LOOKED_AT = 200;

const standing = (code: StoredAlarm, since: string, oldest: string, from: string): string => `
  select '${code}' as code, shop, count(*) as count, ${since} as since,
    (array_agg(case_id order by ${oldest}) filter (where case_id is not null))[1:${LOOKED_AT}] as cases
  from ${from} group by shop`;

// A case is forgotten five minutes after it was due, whichever its next duty: the projection moves the due time on with
// the event that keeps or breaks it. One without any event owes its first from the instant it was opened. Of those only
// the last day's are looked for, since every case would have to be gone through: an older one stands in the alarms of
// its facts, its workflow or its task queue. By a subselect, which is one step in an index for each: as an anti-join it
// was planned with a walk through all cases.
const FORGOTTEN = `(
    select shop, case_id, next_due_at as due from cases
    where status <> 'closed' and next_due_at < now() - interval '5 minutes'
    union all
    select i.shop, i.case_id, i.opened_at from intake i
    where i.opened_at between now() - interval '1 day' and now() - interval '5 minutes'
      and (select false from cases c where c.case_id = i.case_id) is null) due`;

// Told again every ten seconds, sent again every second: what waits longer than a minute waits for somebody.
const UNTOLD = `(
    select i.shop, f.case_id, f.accepted_at from facts f join intake i on i.case_id = f.case_id
    where f.told_at is null and f.accepted_at < now() - interval '1 minute') untold`;
// A call of an event likewise, while its endpoint takes what it is sent: one that fails has an owner who is told.
const UNSENT = `(
    select shop, case_id, next_attempt_at from deliveries
    where state = 'pending' and next_attempt_at < now() - interval '1 minute'
    union all
    select e.shop, c.case_id, c.next_attempt_at
    from webhook_endpoints e join webhook_calls c on c.endpoint_id = e.id
    where c.state = 'pending' and c.next_attempt_at < now() - interval '1 minute'
      and e.disabled_at is null and e.deleted_at is null and e.failing_since is null) unsent`;

// Nobody tries a given-up one again, so nothing would end its alarm: it is told for a day. Its next attempt stays where
// the last one was.
const GIVEN_UP = `(
    select shop, case_id, next_attempt_at from deliveries
    where state = 'given-up' and next_attempt_at > now() - interval '1 day'
    union all
    select e.shop, c.case_id, c.next_attempt_at
    from webhook_calls c join webhook_endpoints e on e.id = c.endpoint_id
    where c.state = 'given-up' and c.next_attempt_at > now() - interval '1 day' and e.deleted_at is null) given_up`;

const LOOK = [
  standing('forgotten_cases', `min(due) + interval '5 minutes'`, 'due', FORGOTTEN),
  standing('untold_facts', 'min(accepted_at)', 'accepted_at', UNTOLD),
  standing('unsent_deliveries', 'min(next_attempt_at)', 'next_attempt_at', UNSENT),
  standing('stuck_deliveries', 'min(created_at)', 'created_at', `deliveries where state = 'stuck'`),
  standing('given_up_deliveries', 'min(next_attempt_at)', 'next_attempt_at', GIVEN_UP),
].join('\nunion all');

/** Everything in the tables that waits for somebody, by alarm and shop. */
export async function storedAlarms(db: Db): Promise<Standing[]> {
  const { rows } = await db.raw<{ rows: (Omit<Standing, 'cases'> & { cases: string[] | null })[] }>(LOOK);
  return rows.map((row) => ({ ...row, cases: [...new Set(row.cases ?? [])].slice(0, SAMPLE) }));
}

/** Of some cases those that are not closed, with their shops. */
export async function openCasesAmong(db: Db, caseIds: readonly string[]): Promise<Map<string, string>> {
  if (caseIds.length === 0) return new Map();
  const rows = await db('intake as i')
    .leftJoin('cases as c', 'c.case_id', 'i.case_id')
    .whereRaw('i.case_id = any(?)', [[...caseIds]])
    .whereRaw(`c.status is distinct from 'closed'`)
    .select<{ caseId: string; shop: string }[]>({ caseId: 'i.case_id', shop: 'i.shop' });
  return new Map(rows.map(({ caseId, shop }) => [caseId, shop]));
}

/** The shops of some cases. */
export async function shopsOf(db: Db, caseIds: readonly string[]): Promise<Map<string, string>> {
  if (caseIds.length === 0) return new Map();
  const rows = await db('intake')
    .whereRaw('case_id = any(?)', [[...caseIds]])
    .select<{ caseId: string; shop: string }[]>({ caseId: 'case_id', shop: 'shop' });
  return new Map(rows.map(({ caseId, shop }) => [caseId, shop]));
}
