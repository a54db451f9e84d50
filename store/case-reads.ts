import type { AfterSalesState } from '../domain/kinds/after-sales/events.ts';
import type { OpenCase } from '../domain/open-case.ts';
import type { ComplaintState } from '../domain/kinds/complaint/events.ts';
import type { ClockRow } from './cases.ts';
import type { Db } from './db.ts';

/** What intake knows of a case from its first instant on. */
export interface CaseRef {
  readonly caseId: string;
  readonly shop: string;
  readonly opening: OpenCase;
  readonly openedAt: Date;
  readonly follows: string | null;
  readonly mergedInto: string | null;
  readonly orderId: string | null;
  readonly tags: readonly string[];
}

/** The case as its workflow last told it. */
export interface CaseRow {
  readonly caseId: string;
  readonly shop: string;
  readonly kind: string;
  readonly status: string;
  readonly closedHow: string | null;
  readonly reasonCode: string | null;
  readonly channel: string;
  readonly category: string | null;
  readonly tags: readonly string[];
  readonly tier: string;
  readonly level: number | null;
  readonly priority: number;
  /** The owner's id in the shop's staff system. */
  readonly owner: string | null;
  readonly queue: string;
  readonly version: number;
  readonly clocks: readonly ClockRow[];
  /** Of a complaint. */
  readonly complaint: ComplaintState | null;
  readonly nextDueAt: Date | null;
  readonly breached: boolean;
  readonly round: number;
  readonly openedAt: Date;
  readonly resolvedAt: Date | null;
  readonly closedAt: Date | null;
  readonly reopenUntil: Date | null;
  readonly updatedAt: Date;
  readonly follows: string | null;
  readonly mergedInto: string | null;
  readonly orderId: string | null;
  readonly afterSales: AfterSalesState | null;
}

const CASE = {
  caseId: 'c.case_id',
  shop: 'c.shop',
  kind: 'c.kind',
  status: 'c.status',
  closedHow: 'c.closed_how',
  reasonCode: 'c.reason_code',
  channel: 'c.channel',
  category: 'c.category',
  tags: 'i.tags',
  tier: 'c.tier',
  level: 'c.level',
  priority: 'c.priority',
  owner: 'a.external_id',
  queue: 'c.queue',
  afterSales: 'c.after_sales',
  version: 'c.version',
  clocks: 'c.clocks',
  complaint: 'c.complaint',
  nextDueAt: 'c.next_due_at',
  breached: 'c.breached',
  round: 'c.round',
  openedAt: 'c.opened_at',
  resolvedAt: 'c.resolved_at',
  closedAt: 'c.closed_at',
  reopenUntil: 'c.reopen_until',
  updatedAt: 'c.updated_at',
  follows: 'i.follows',
  mergedInto: 'i.merged_into',
  orderId: 'i.order_id',
};

const cases = (db: Db) =>
  db('cases as c').join('intake as i', 'i.case_id', 'c.case_id').leftJoin('agents as a', 'a.id', 'c.owner_id');

export const findCaseRef = (db: Db, caseId: string): Promise<CaseRef | undefined> =>
  db('intake').where({ case_id: caseId }).first<CaseRef | undefined>({
    caseId: 'case_id',
    shop: 'shop',
    opening: 'opening',
    openedAt: 'opened_at',
    follows: 'follows',
    mergedInto: 'merged_into',
    orderId: 'order_id',
    tags: 'tags',
  });

/** Undefined until the case's workflow has told its first events. */
export const findCase = (db: Db, caseId: string): Promise<CaseRow | undefined> =>
  cases(db).where('c.case_id', caseId).first<CaseRow | undefined>(CASE);

export interface CaseFilter {
  readonly shop?: string;
  readonly status?: readonly string[];
  readonly owner?: string;
  readonly channel?: string;
  readonly kind?: string;
  readonly tier?: string;
  readonly breached?: boolean;
  /** `none`: open cases whose customer is promised no answer. */
  readonly promise?: 'none';
  readonly updatedSince?: Date;
}

/** Where a page of cases ended: the opening, exact to the microsecond as text, and the id. */
export type CasePosition = readonly [openedAt: string, caseId: string];

const EXACT = `to_char(c.opened_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as exact`;

/**
 * Cases by opening, newest first. Opening and id never change, so no page skips or repeats a case.
 *
 * Each shop and status is read by itself, as far as the page at most: so an index gives every one of them in the order of
 * the list, however its cases lie in time. A condition on several at once has whole shops read.
 */
export async function listCases(
  db: Db,
  filter: CaseFilter,
  page: { after?: CasePosition | undefined; limit: number },
): Promise<(CaseRow & { readonly exact: string })[]> {
  const { shop, status, owner, promise, updatedSince } = filter;
  const newest = [
    { column: 'opened_at', order: 'desc' },
    { column: 'case_id', order: 'desc' },
  ];
  const some = db('cases').whereRaw('shop = s.id').orderBy(newest).limit(page.limit);
  if (status) void some.whereRaw('status = st.status');
  if (owner !== undefined) {
    void some.whereRaw('owner_id = (select id from agents where agents.shop = s.id and external_id = ?)', [owner]);
  }
  if (promise) void some.where('promised', false).whereNot('status', 'closed');
  if (updatedSince) void some.where('updated_at', '>=', updatedSince);
  for (const column of ['channel', 'kind', 'tier', 'breached'] as const) {
    const wanted = filter[column];
    if (wanted !== undefined) void some.where(column, wanted);
  }
  if (page.after) void some.whereRaw('(opened_at, case_id) < (?::timestamptz, ?)', [...page.after]);

  const query = db('shops as s');
  if (shop !== undefined) void query.where('s.id', shop);
  if (status) void query.joinRaw('cross join unnest(cast(? as text[])) as st(status)', [[...new Set(status)]]);
  return query
    .crossJoin(db.raw('lateral ? as c', [some]))
    .join('intake as i', 'i.case_id', 'c.case_id')
    .leftJoin('agents as a', 'a.id', 'c.owner_id')
    .orderBy(newest.map(({ column, order }) => ({ column: `c.${column}`, order })))
    .limit(page.limit)
    .select<(CaseRow & { exact: string })[]>(CASE, db.raw(EXACT));
}

export interface EventRow {
  readonly seq: number;
  readonly type: string;
  readonly at: Date;
  readonly by: string;
  readonly line: string;
  /** The stored event. */
  readonly data: Readonly<Record<string, unknown>>;
}

export const listEvents = (
  db: Db,
  caseId: string,
  page: { after?: number | undefined; limit: number },
): Promise<EventRow[]> =>
  db('case_events')
    .where({ case_id: caseId })
    .andWhere('seq', '>', page.after ?? 0)
    .orderBy('seq')
    .limit(page.limit)
    .select<EventRow[]>('seq', 'type', 'at', 'by', 'line', 'data');

/** The ids that agents have in the shop's staff system, by our number. */
export async function agentNames(db: Db, numbers: readonly number[]): Promise<Map<number, string>> {
  if (numbers.length === 0) return new Map();
  const rows = await db('agents')
    .whereIn('id', [...new Set(numbers)])
    .select<{ id: number; name: string }[]>({ id: 'id', name: 'external_id' });
  return new Map(rows.map((row) => [row.id, row.name]));
}

export interface MessageRow {
  readonly message: number;
  readonly messageId: string;
  readonly direction: 'in' | 'out' | 'note';
  readonly channel: string;
  readonly kind: string;
  readonly agentId: string | null;
  readonly text: string;
  readonly attachments: readonly Readonly<Record<string, unknown>>[];
  readonly acceptedAt: Date;
  readonly receivedAt: Date | null;
}

export const listMessages = (
  db: Db,
  caseId: string,
  page: { after?: number | undefined; limit: number },
): Promise<MessageRow[]> =>
  db('messages as m')
    .leftJoin('agents as a', 'a.id', 'm.agent_id')
    .where('m.case_id', caseId)
    .andWhere('m.id', '>', page.after ?? 0)
    .orderBy('m.id')
    .limit(page.limit)
    .select<MessageRow[]>({
      message: 'm.id',
      messageId: 'm.message_id',
      direction: 'm.direction',
      channel: 'm.channel',
      kind: 'm.kind',
      agentId: 'a.external_id',
      text: 'm.text',
      attachments: 'm.attachments',
      acceptedAt: 'm.accepted_at',
      receivedAt: 'm.received_at',
    });

/** Facts whose event names no message: they are known by their instant. */
const WITHOUT_MESSAGE = { 'human-requested': 'humanRequested', withdrawn: 'withdrawn' } as const;

/** Whether the case's workflow has written the event of this message; true too for a message the case never had. */
export async function isTold(db: Db, caseId: string, messageId: string): Promise<boolean> {
  const message = await db('messages')
    .where({ case_id: caseId, message_id: messageId })
    .first<{ id: number; kind: string; accepted_at: Date } | undefined>('id', 'kind', 'accepted_at');
  if (!message) return true;
  const type = Object.entries(WITHOUT_MESSAGE).find(([kind]) => kind === message.kind)?.[1];
  const event = await db('case_events')
    .where({ case_id: caseId })
    .modify((query) => {
      if (type === undefined) void query.whereRaw(`(data->>'message')::bigint = ?`, [message.id]);
      else void query.whereIn('type', [type, 'arrivedLate']).where('at', '>=', message.accepted_at);
    })
    .first<{ seq: number } | undefined>('seq');
  return event !== undefined;
}

/** The database's clock, which stamps every fact and verdict. */
export async function clockNow(db: Db): Promise<number> {
  const answer = await db.raw<{ rows: { ms: number }[] }>(
    'select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as ms',
  );
  const ms = answer.rows[0]?.ms;
  if (ms === undefined) throw new Error('the database told no time');
  return ms;
}
