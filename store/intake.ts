import type { OpenCase } from '../domain/open-case.ts';
import type { Channel } from '../domain/channels.ts';
import { caseId } from '../domain/ids.ts';
import type { Db } from './db.ts';

/** What intake keeps of a case for good, beside the workflow's input. */
export interface IntakeRow {
  readonly caseId: string;
  readonly shop: string;
  readonly kind: string;
  readonly channel: Channel;
  readonly customerId: number;
  readonly threadId: string | null;
  readonly orderId: string | null;
  readonly productId: string | null;
  readonly tags: readonly string[];
  readonly follows: string | null;
  readonly opening: OpenCase;
}

const ROW = {
  caseId: 'i.case_id',
  shop: 'i.shop',
  kind: 'i.kind',
  channel: 'i.channel',
  customerId: 'i.customer_id',
  threadId: 'i.thread_id',
  orderId: 'i.order_id',
  productId: 'i.product_id',
  tags: 'i.tags',
  follows: 'i.follows',
  opening: 'i.opening',
};

/**
 * One customer, one queue: whoever stores a fact of any of the customer's cases waits here until the transaction
 * before has ended, so that the ids and the instants of facts rise in the order in which they become visible.
 */
export async function lockCustomer(trx: Db, shop: string, key: string): Promise<void> {
  await trx.raw(`select pg_advisory_xact_lock(hashtextextended(:shop || '/' || :key, 0))`, { shop, key });
}

/** The same lock by a case of the customer's. Undefined when there is no such case. */
export async function lockCase(trx: Db, caseId: string): Promise<IntakeRow | undefined> {
  return trx('intake as i')
    .join('customers as c', 'c.id', 'i.customer_id')
    .where('i.case_id', caseId)
    .first<IntakeRow | undefined>(
      ROW,
      trx.raw(`pg_advisory_xact_lock(hashtextextended(c.shop || '/' || c.key_hash, 0)) as locked`),
    );
}

/**
 * Mints the id of a case opened at an instant, numbered within the shop's own day. The counter's row stays locked
 * until the transaction ends, so this comes last but for the write itself; a rollback leaves a gap.
 */
export async function mintCaseId(trx: Db, shop: { id: string; prefix: string }, openedAt: number): Promise<string> {
  const { rows } = await trx.raw<{ rows: { day: string; last: number }[] }>(
    `insert into case_sequences (shop, day, last)
     select id, to_char(cast(:at as timestamptz) at time zone zone, 'YYYYMMDD'), 1 from shops where id = :shop
     on conflict (shop, day) do update set last = case_sequences.last + 1
     returning day, last`,
    { shop: shop.id, at: new Date(openedAt).toISOString() },
  );
  const [minted] = rows;
  if (!minted) throw new Error('there is no such shop to mint a case id for');
  return caseId(shop.prefix, minted.day, minted.last);
}

/** A case that had no order gets the one that a later message names: from now on another order does not join. */
export async function adoptOrder(trx: Db, caseId: string, orderId: string): Promise<void> {
  await trx('intake').where({ case_id: caseId, order_id: null }).update({ order_id: orderId });
}

/** The newest case that follows an ended one and still takes facts. */
export async function openSuccessor(trx: Db, caseId: string): Promise<string | undefined> {
  const row = await trx('intake as i')
    .leftJoin('cases as p', 'p.case_id', 'i.case_id')
    .where('i.follows', caseId)
    .whereRaw(`(p.case_id is null or p.status <> 'closed' or p.reopen_until > clock_timestamp())`)
    .orderBy('i.opened_at', 'desc')
    .first<{ id: string } | undefined>({ id: 'i.case_id' });
  return row?.id;
}
