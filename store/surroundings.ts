import { type Channel, isConversation, type Outlet } from '../domain/channels.ts';
import type { PeakWindow } from '../domain/peak.ts';
import type { Tier } from '../domain/policy.ts';
import type { Customer, CustomerDetails } from './customers.ts';
import type { Db } from './db.ts';

/** What a message finds in the database: asked under the lock, in one statement. */
export interface Surroundings {
  /** The database's clock, after the lock: the instant that counts. */
  readonly now: number;
  readonly shop: {
    readonly prefix: string;
    readonly policy: string;
    readonly locale: string;
    readonly peakWindows: readonly PeakWindow[];
  };
  readonly customer: Customer;
  /** The same message, stored before. */
  readonly twin: { readonly caseId: string; readonly message: number; readonly joined: boolean } | null;
  /** The case that the message joins. */
  readonly open: {
    readonly caseId: string;
    /** It took the place of the case that was found. */
    readonly merged: boolean;
    readonly orderId: string | null;
    readonly reach: readonly Outlet[];
    /** By which the customer has written in it. */
    readonly channels: readonly Channel[];
  } | null;
  /** The twin's or the joined case has facts that the workflow has not been told. */
  readonly behind: boolean;
}

interface Search {
  readonly shop: string;
  readonly key: string;
  readonly details: CustomerDetails;
  readonly scope: string;
  readonly messageId: string;
  /** Null: the message opens a case in any event. */
  readonly join: {
    readonly channel: Channel;
    readonly threadId: string | null;
    readonly orderId: string | null;
  } | null;
}

// A case takes the message when it is about the same order, or was held in the same thread of the same channel by any
// message of its own; another order never joins. A case of the same order goes before a newer one of the same thread.
const LOOK_AROUND = `
  with fresh as (
    insert into customers (shop, key_hash, external_id, name, email, phone, locale, tier)
    select s.id, :key, :externalId, :name, :email, :phone, :locale, :tier from shops s
    where s.id = :shop and not exists (select from customers where shop = :shop and key_hash = :key)
    returning id, name, email, phone, locale, tier
  ), customer as (
    select * from fresh
    union all
    select id, name, email, phone, locale, tier from customers where shop = :shop and key_hash = :key
  )
  select date_trunc('milliseconds', clock_timestamp()) as now, s.prefix, s.policy, s.locale as shop_locale,
    s.peak_windows, c.*,
    twin.case_id as twin_case, twin.id as twin_message, exists (
      select from messages m where m.case_id = twin.case_id and m.id < twin.id) as twin_joined,
    open.case_id as open_case, open.merged as open_merged, open.order_id as open_order, open.reach, (
      select array_agg(distinct m.channel) from messages m
      where m.case_id = open.case_id and m.direction = 'in') as channels,
    exists (select from facts f
      where f.case_id = coalesce(twin.case_id, open.case_id) and f.told_at is null) as behind
  from shops s cross join customer c
  left join messages twin on twin.scope = :scope and twin.message_id = :messageId
  left join lateral (
    select survivor.case_id, i.merged_into is not null as merged, i.order_id, survivor.opening->'reach' as reach
    from intake i
      join intake survivor on survivor.case_id = coalesce(i.merged_into, i.case_id)
      left join cases p on p.case_id = survivor.case_id
    where :mayJoin and i.shop = s.id and i.customer_id = c.id
      and (p.case_id is null or p.status <> 'closed' or p.reopen_until > clock_timestamp())
      and (i.order_id = cast(:orderId as text) or (
        (i.order_id is null or cast(:orderId as text) is null) and (
          i.channel = :channel and (i.thread_id = :threadId or :anyThread) or exists (
            select from messages m
            where m.case_id = i.case_id and m.direction = 'in' and m.channel = :channel
              and (m.details->>'threadId' = :threadId or :anyThread)))))
    order by i.order_id = cast(:orderId as text) desc nulls last, i.opened_at desc, i.case_id desc
    limit 1
  ) open on true
  where s.id = :shop`;

interface SurroundingsRow {
  now: Date;
  prefix: string;
  policy: string;
  shop_locale: string;
  peak_windows: PeakWindow[];
  id: number;
  name: string | null;
  email: string | null;
  phone: string | null;
  locale: string | null;
  tier: Tier;
  twin_case: string | null;
  twin_message: number | null;
  twin_joined: boolean;
  open_case: string | null;
  open_merged: boolean | null;
  open_order: string | null;
  reach: Outlet[] | null;
  channels: Channel[] | null;
  behind: boolean;
}

/** Everything intake decides upon, and the customer's row if there was none. Undefined when there is no such shop. */
export async function lookAround(trx: Db, search: Search): Promise<Surroundings | undefined> {
  const { shop, key, details, scope, messageId, join } = search;
  const { rows } = await trx.raw<{ rows: SurroundingsRow[] }>(LOOK_AROUND, {
    shop,
    key,
    scope,
    messageId,
    externalId: details.id ?? null,
    name: details.name ?? null,
    email: details.email ?? null,
    phone: details.phone ?? null,
    locale: details.locale ?? null,
    tier: details.tier ?? 'basic',
    mayJoin: join !== null,
    channel: join?.channel ?? null,
    threadId: join?.threadId ?? null,
    orderId: join?.orderId ?? null,
    // without a thread a conversation is the customer's one on this channel; a mail or a form is a matter of its own
    anyThread: join !== null && join.threadId === null && isConversation(join.channel),
  });
  const [row] = rows;
  if (!row) return undefined;
  const { id, name, email, phone, locale, tier } = row;
  return {
    now: row.now.getTime(),
    shop: { prefix: row.prefix, policy: row.policy, locale: row.shop_locale, peakWindows: row.peak_windows },
    customer: { id, name, email, phone, locale, tier },
    twin:
      row.twin_case === null || row.twin_message === null
        ? null
        : { caseId: row.twin_case, message: row.twin_message, joined: row.twin_joined },
    open:
      row.open_case === null
        ? null
        : {
            caseId: row.open_case,
            merged: row.open_merged === true,
            orderId: row.open_order,
            reach: row.reach ?? [],
            channels: row.channels ?? [],
          },
    behind: row.behind,
  };
}

/** What a fact of a known case finds in the database: asked under the lock, in one statement. */
export interface CaseSurroundings {
  /** The database's clock, after the lock: the instant that counts. */
  readonly now: number;
  /** The same message, stored before. Its case may be another: a late one moves to a linked case. */
  readonly twin: { readonly caseId: string; readonly message: number } | null;
  /** By which the customer has written in the case, the newest first. */
  readonly channels: readonly Channel[];
  /** The case has facts that the workflow has not been told. */
  readonly behind: boolean;
}

const LOOK_AROUND_CASE = `
  select date_trunc('milliseconds', clock_timestamp()) as now, twin.case_id as twin_case, twin.id as twin_message,
    exists (select from facts f
      where f.case_id = coalesce(twin.case_id, :caseId) and f.told_at is null) as behind, (
      select array_agg(channel order by newest desc) from (
        select channel, max(id) as newest from messages
        where case_id = :caseId and direction = 'in' group by channel) by_channel) as channels
  from (select) one left join messages twin on twin.scope = :scope and twin.message_id = :messageId`;

type CaseSurroundingsRow = Pick<SurroundingsRow, 'now' | 'twin_case' | 'twin_message' | 'channels' | 'behind'>;

/** Everything that storing a fact of a known case decides upon. Without an id of its own a fact has no twin. */
export async function lookAroundCase(
  trx: Db,
  { caseId, scope, messageId }: { caseId: string; scope: string; messageId: string | undefined },
): Promise<CaseSurroundings> {
  const { rows } = await trx.raw<{ rows: CaseSurroundingsRow[] }>(LOOK_AROUND_CASE, {
    caseId,
    scope,
    messageId: messageId ?? null,
  });
  const [row] = rows;
  if (!row) throw new Error('a select without a condition returned no row');
  return {
    now: row.now.getTime(),
    twin:
      row.twin_case === null || row.twin_message === null ? null : { caseId: row.twin_case, message: row.twin_message },
    channels: row.channels ?? [],
    behind: row.behind,
  };
}
