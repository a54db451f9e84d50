import type { Send } from '../domain/sends.ts';
import type { Db } from './db.ts';

/** The key of a send: the event it follows from. */
export interface DeliveryKey {
  readonly caseId: string;
  readonly seq: number;
}

/** By what a send has left: `api` when the shop has no webhook endpoint and reads it itself. */
export type Via = 'mail' | 'webhook' | 'api';

/** A send taken for one attempt. Nobody else takes it before the lease ends. */
export interface ClaimedDelivery extends DeliveryKey {
  /** This one included. */
  readonly attempts: number;
  /** Since the first attempt. */
  readonly ageSeconds: number;
}

/** Where Postgres tells the outbox of new sends. */
export const DELIVERIES_CHANNEL = 'deliveries';

/** Longer than any attempt lasts: a shorter lease would let a second process send what the first is still sending. */
const LEASE = `interval '60 seconds'`;

/** Tells the outbox, when the transaction commits, that there may be something due. */
export async function wakeOutbox(db: Db): Promise<void> {
  await db.raw(`select pg_notify('${DELIVERIES_CHANNEL}', '')`);
}

const where = ({ caseId, seq }: DeliveryKey) => ({ case_id: caseId, seq });

/** Adds the sends that follow from events and wakes the outbox when the transaction commits. Again is the same. */
export async function insertDeliveries(
  trx: Db,
  { caseId, shop, sends }: { caseId: string; shop: string; sends: readonly { seq: number; send: Send }[] },
): Promise<void> {
  if (sends.length === 0) return;
  const rows = sends.map(({ seq, send }) => ({
    case_id: caseId,
    seq,
    shop,
    recipient: send.recipient,
    outlet: send.outlet,
    template: send.template,
    facts: JSON.stringify(send.facts),
    message: send.message ?? null,
    next_attempt_at: send.notBeforeAt === undefined ? trx.fn.now() : new Date(send.notBeforeAt),
  }));
  await trx('deliveries').insert(rows).onConflict(['case_id', 'seq']).ignore();
  await wakeOutbox(trx);
}

/** Takes back the survey of a round; false when there is none that has not left yet. */
export async function withdrawSurvey(trx: Db, caseId: string, round: number): Promise<boolean> {
  const withdrawn = await trx('deliveries')
    .where({ case_id: caseId, template: 'survey' })
    .whereNot({ state: 'delivered' })
    .whereRaw("facts ->> 'round' = ?", [String(round)])
    .delete();
  return withdrawn > 0;
}

/** Sends by another way from now on. */
export async function setDeliveryOutlet(trx: Db, key: DeliveryKey, outlet: string): Promise<void> {
  await trx('deliveries').where(where(key)).update({ outlet });
}

/** Sends that have arrived and whose `delivered` event is still to be written. */
export async function unsaidDeliveries(db: Db, caseId: string): Promise<{ seq: number; at: number }[]> {
  const rows = await db('deliveries')
    .where({ case_id: caseId, state: 'delivered', delivered_seq: null })
    .orderBy('seq')
    .select<{ seq: number; delivered_at: Date }[]>('seq', 'delivered_at');
  return rows.map((row) => ({ seq: row.seq, at: row.delivered_at.getTime() }));
}

/** Notes which event says that a send has arrived. */
export async function setDeliveredSeq(trx: Db, { caseId, seq }: DeliveryKey, deliveredSeq: number): Promise<void> {
  await trx('deliveries').where({ case_id: caseId, seq }).update({ delivered_seq: deliveredSeq });
}

/**
 * Takes due sends, oldest first, each for one process only. A later one to the same recipient of a case waits while
 * an earlier one is under way, so that a receipt does not overtake an answer; one that has failed holds up nobody.
 */
export async function claimDueDeliveries(db: Db, limit: number): Promise<ClaimedDelivery[]> {
  const { rows } = await db.raw<{ rows: { case_id: string; seq: number; attempts: number; age: number }[] }>(
    `with due as (
       select case_id, seq from deliveries d
       where state = 'pending' and next_attempt_at <= now() and not exists (
         select from deliveries earlier
         where earlier.case_id = d.case_id and earlier.recipient = d.recipient and earlier.seq < d.seq
           and earlier.state = 'pending' and earlier.code is null
           and (earlier.attempts > 0 or earlier.next_attempt_at <= now()))
       order by next_attempt_at, case_id, seq
       limit ? for update skip locked)
     update deliveries d
     set attempts = d.attempts + 1, first_attempt_at = coalesce(d.first_attempt_at, now()),
         next_attempt_at = now() + ${LEASE}
     from due where d.case_id = due.case_id and d.seq = due.seq
     returning d.case_id, d.seq, d.attempts, extract(epoch from now() - d.first_attempt_at)::float8 as age`,
    [limit],
  );
  return rows.map((row) => ({
    caseId: row.case_id,
    seq: row.seq,
    attempts: row.attempts,
    ageSeconds: row.age,
  }));
}

/** Takes one send for an attempt outside the outbox; `done` when it has arrived, `busy` while another attempt runs. */
export async function claimDelivery(db: Db, key: DeliveryKey): Promise<'claimed' | 'done' | 'busy' | 'unknown'> {
  const claimed = await db('deliveries')
    .where(where(key))
    .whereNot({ state: 'delivered' })
    .where('next_attempt_at', '<=', db.fn.now())
    .update({ attempts: db.raw('attempts + 1'), next_attempt_at: db.raw(`now() + ${LEASE}`) });
  if (claimed > 0) return 'claimed';
  const row = await db('deliveries').where(where(key)).first<{ state: string } | undefined>('state');
  if (!row) return 'unknown';
  return row.state === 'delivered' ? 'done' : 'busy';
}

/** Notes why an attempt failed and when the next may be made. */
export async function postponeDelivery(db: Db, key: DeliveryKey, code: string, waitMs: number): Promise<void> {
  await db('deliveries')
    .where(where(key))
    .whereNot({ state: 'delivered' })
    .update({ code, next_attempt_at: db.raw(`now() + ? * interval '1 millisecond'`, [Math.round(waitMs)]) });
}

/** Notes that the other side has taken it; undefined when that was known already. */
export async function markDelivered(trx: Db, key: DeliveryKey, via: Via): Promise<{ deliveredAt: Date } | undefined> {
  const [row] = await trx('deliveries')
    .where(where(key))
    .whereNot({ state: 'delivered' })
    .update({ state: 'delivered', delivered_at: trx.raw('clock_timestamp()'), via, code: null, taken_by: [] })
    .returning<{ delivered_at: Date }[]>('delivered_at');
  return row && { deliveredAt: row.delivered_at };
}

/**
 * Ends the quick attempts: `stuck` while the long schedule runs, `given-up` when none will follow. Answers with whom it
 * was for; undefined when it is no longer pending.
 */
export async function markStuck(
  trx: Db,
  key: DeliveryKey,
  code: string,
  state: 'stuck' | 'given-up',
): Promise<{ recipient: Send['recipient'] } | undefined> {
  const [row] = await trx('deliveries')
    .where({ ...where(key), state: 'pending' })
    .update({ state, code, next_attempt_at: trx.fn.now() })
    .returning<{ recipient: Send['recipient'] }[]>('recipient');
  return row;
}

/** Ends the long schedule too. A send that a person has started again meanwhile is left alone. */
export async function giveUpDelivery(db: Db, key: DeliveryKey): Promise<void> {
  await db('deliveries')
    .where({ ...where(key), state: 'stuck' })
    .update({ state: 'given-up' });
}

/** Pending at once, attempts counted anew. */
const afresh = (db: Db) => ({
  state: 'pending',
  attempts: 0,
  first_attempt_at: null,
  code: null,
  delivered_at: null,
  via: null,
  // an attempt of the long schedule that is running now keeps its lease
  next_attempt_at: db.raw(`greatest(next_attempt_at, now())`),
});

/**
 * Sends again by hand, under the same key. One that is pending is left as it is: it is tried again within two minutes
 * anyway. False when there is none such.
 */
export async function resendDelivery(db: Db, key: DeliveryKey): Promise<boolean> {
  const changed = await db('deliveries').where(where(key)).whereNot({ state: 'pending' }).update(afresh(db));
  if (changed > 0) {
    await wakeOutbox(db);
    return true;
  }
  return (await db('deliveries').where(where(key)).first('seq')) !== undefined;
}

/** Sends again what a shop's backend has not taken: stuck, or given up because no endpoint was enabled. */
export async function resendHeldBack(trx: Db, shop: string): Promise<void> {
  const disabled = { state: 'given-up', code: 'webhook_disabled' };
  await trx('deliveries')
    .where({ shop })
    // always mail
    .whereNot({ outlet: 'email' })
    .where((held) => void held.where({ state: 'stuck' }).orWhere(disabled))
    .update(afresh(trx));
}

export const DELIVERY_STATES = ['pending', 'delivered', 'stuck', 'given-up'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** A send as people read it: no address and no text. */
export interface DeliveryItem extends DeliveryKey {
  /** `<caseId>:<seq>`, which every send carries. */
  readonly key: string;
  readonly shop: string;
  readonly recipient: string;
  readonly outlet: string;
  readonly template: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** Why the last attempt failed. */
  readonly code: string | null;
  /** Of a pending one; the long schedule of a stuck one is kept by its workflow. */
  readonly nextAttemptAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly via: Via | null;
  readonly createdAt: Date;
}

interface ItemRow extends Omit<DeliveryItem, 'key' | 'nextAttemptAt'> {
  readonly dueAt: Date;
  readonly position: string;
}

const COLUMNS = [
  'case_id as caseId',
  'seq',
  'shop',
  'recipient',
  'outlet',
  'template',
  'state',
  'attempts',
  'code',
  'next_attempt_at as dueAt',
  'delivered_at as deliveredAt',
  'via',
  'created_at as createdAt',
];

/** Sends, newest first. A cursor that is none of ours starts from the newest. */
export async function listDeliveries(
  db: Db,
  query: { shop?: string; caseId?: string; state?: DeliveryState; cursor?: string; limit: number },
): Promise<{ items: DeliveryItem[]; nextCursor: string | null }> {
  const { shop, caseId, state, limit } = query;
  const after = query.cursor === undefined ? undefined : readCursor(query.cursor);
  const rows = await db('deliveries')
    .modify((q) => {
      if (shop !== undefined) void q.where({ shop });
      if (caseId !== undefined) void q.where({ case_id: caseId });
      if (state !== undefined) void q.where({ state });
      if (after) void q.whereRaw('(created_at, case_id, seq) < (?::timestamptz, ?, ?)', [...after]);
    })
    .orderByRaw('created_at desc, case_id desc, seq desc')
    .limit(limit + 1)
    .select<ItemRow[]>([...COLUMNS, db.raw('created_at::text as position')]);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(({ position: _position, dueAt, ...row }) => ({
      ...row,
      key: `${row.caseId}:${row.seq}`,
      nextAttemptAt: row.state === 'pending' ? dueAt : null,
    })),
    nextCursor: last ? writeCursor(last) : null,
  };
}

/** Microseconds stay in the text: a Date would cut them off and the page after would repeat or skip a row. */
const writeCursor = ({ position, caseId, seq }: ItemRow): string =>
  Buffer.from(JSON.stringify([position, caseId, seq])).toString('base64url');

function readCursor(cursor: string): readonly [string, string, number] | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (!Array.isArray(parsed)) return undefined;
    const [position, caseId, seq] = parsed as unknown[];
    if (typeof position !== 'string' || typeof caseId !== 'string' || typeof seq !== 'number') return undefined;
    // only what Postgres wrote goes back to it
    return /^\d{4}-\d\d-\d\d [\d:.]+[+-][\d:]+$/.test(position) && Number.isSafeInteger(seq) && seq < 2 ** 31
      ? [position, caseId, seq]
      : undefined;
  } catch {
    return undefined;
  }
}
