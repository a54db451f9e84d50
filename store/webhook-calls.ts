import { randomUUID } from 'node:crypto';
import { type PositionedEvent, TEST_TYPE } from '../domain/told-event.ts';
import type { Db } from './db.ts';
import { wakeOutbox } from './deliveries.ts';
import { TARGET, type WebhookTarget } from './webhook-endpoints.ts';

/** One event for one endpoint, which is told of it until it has taken it. */
export interface CallKey {
  readonly endpointId: string;
  /** `<caseId>:<seq>`, or of a test `test:<uuid>`. */
  readonly event: string;
}

/** A call taken for one attempt. Nobody else takes it before the lease ends. */
export interface ClaimedCall extends CallKey {
  readonly target: WebhookTarget;
  /** This one included. */
  readonly attempts: number;
  readonly createdAt: Date;
  /** Null for a test, and for an event that is gone. */
  readonly told: PositionedEvent | null;
  readonly type: string;
}

export const CALL_STATES = ['pending', 'delivered', 'given-up'] as const;
export type CallState = (typeof CALL_STATES)[number];

/** Days for which a call can be read and sent again. */
export const KEEP_CALLS_DAYS = 30;

/** Longer than any attempt lasts. */
const LEASE = `interval '60 seconds'`;
/** Of one endpoint at a time in one process, so that one which hangs does not hold up the others. */
const AT_ONCE = 4;
const PRUNED_AT_ONCE = 5000;

const where = ({ endpointId, event }: CallKey) => ({ endpoint_id: Number(endpointId), event });

const CLAIM = `
  with due as (
    select d.* from webhook_endpoints w cross join lateral (
      select endpoint_id, event from webhook_calls c
      where c.endpoint_id = w.id and c.state = 'pending' and c.next_attempt_at <= now()
      order by c.next_attempt_at, c.seq
      limit greatest(${AT_ONCE} - coalesce(cast(cast(:underWay as jsonb) ->> cast(w.id as text) as integer), 0), 0)
      for update skip locked) d
    where w.deleted_at is null and w.disabled_at is null and coalesce(w.rests_until <= now(), true)
    -- whoever hangs must not be first again and again
    order by random()
    limit :room),
  claimed as (
    update webhook_calls c set attempts = c.attempts + 1, next_attempt_at = now() + ${LEASE}
    from due where c.endpoint_id = due.endpoint_id and c.event = due.event
    returning c.*)
  select cast(c.endpoint_id as text) as "endpointId", c.event, c.attempts, c.type, c.created_at as "createdAt",
    ${TARGET} as target,
    case when e.seq is not null then jsonb_build_object('position', e.position, 'shop', w.shop, 'caseId', e.case_id,
      'seq', e.seq, 'type', e.type, 'at', round(extract(epoch from e.at) * 1000), 'by', e.by, 'data', e.data) end as told
  from claimed c
  join webhook_endpoints w on w.id = c.endpoint_id
  left join case_events e on e.case_id = c.case_id and e.seq = c.seq
  order by c.created_at, c.seq`;

/** Takes due calls, each for one process only; of an endpoint four at most together with those `underWay`. */
export async function claimDueCalls(
  db: Db,
  { room, underWay }: { room: number; underWay: readonly CallKey[] },
): Promise<ClaimedCall[]> {
  const counts: Record<string, number> = {};
  for (const { endpointId } of underWay) counts[endpointId] = (counts[endpointId] ?? 0) + 1;
  const { rows } = await db.raw<{ rows: ClaimedCall[] }>(CLAIM, { room, underWay: JSON.stringify(counts) });
  return rows;
}

/** Notes that the endpoint has taken it. */
export async function markCallTaken(db: Db, key: CallKey, status: number): Promise<void> {
  await db('webhook_calls')
    .where(where(key))
    .update({ state: 'delivered', delivered_at: db.raw('clock_timestamp()'), status, code: null });
}

/** Notes why an attempt failed and when the next may be made; without one it is given up. */
export async function markCallFailed(
  db: Db,
  key: CallKey,
  { code, status, waitMs }: { code: string; status: number | null; waitMs: number | null },
): Promise<void> {
  const next = db.raw(`now() + ? * interval '1 millisecond'`, [Math.round(waitMs ?? 0)]);
  await db('webhook_calls')
    .where({ ...where(key), state: 'pending' })
    .update({ code, status, next_attempt_at: next, ...(waitMs === null ? { state: 'given-up' } : {}) });
}

/** Queues a test for an endpoint; the key of its call. */
export async function insertTestCall(db: Db, endpointId: string): Promise<CallKey> {
  const key = { endpointId, event: `test:${randomUUID()}` };
  await db('webhook_calls').insert({ ...where(key), type: TEST_TYPE });
  await wakeOutbox(db);
  return key;
}

/**
 * Calls again, under the same webhook-id, its attempts counted anew. One that is pending is left as it is. False when
 * there is none such.
 */
export async function resendCall(db: Db, key: CallKey): Promise<boolean> {
  const changed = await db('webhook_calls').where(where(key)).whereNot({ state: 'pending' }).update({
    state: 'pending',
    attempts: 0,
    delivered_at: null,
    code: null,
    status: null,
    next_attempt_at: db.fn.now(),
  });
  if (changed > 0) {
    await wakeOutbox(db);
    return true;
  }
  return (await db('webhook_calls').where(where(key)).first('event')) !== undefined;
}

/** A call as people read it. */
export interface CallRow {
  readonly event: string;
  readonly type: string;
  readonly caseId: string | null;
  readonly seq: number | null;
  readonly state: CallState;
  readonly attempts: number;
  /** What the endpoint answered last; null: nothing, or it was not asked yet. */
  readonly status: number | null;
  readonly code: string | null;
  readonly nextAttemptAt: Date;
  readonly deliveredAt: Date | null;
  readonly createdAt: Date;
  /** `createdAt` to the microsecond, as text. */
  readonly exact: string;
}

const COLUMNS = [
  'event',
  'type',
  'case_id as caseId',
  'seq',
  'state',
  'attempts',
  'status',
  'code',
  'next_attempt_at as nextAttemptAt',
  'delivered_at as deliveredAt',
  'created_at as createdAt',
];

/** Calls of an endpoint, newest first, from after a place on. */
export async function listCalls(
  db: Db,
  endpointId: string,
  page: { state?: CallState | undefined; after?: readonly string[] | undefined; limit: number },
): Promise<CallRow[]> {
  const query = db('webhook_calls')
    .where({ endpoint_id: Number(endpointId) })
    .orderByRaw('created_at desc, event desc')
    .limit(page.limit);
  if (page.state !== undefined) void query.where({ state: page.state });
  if (page.after) void query.whereRaw('(created_at, event) < (cast(? as timestamptz), ?)', [...page.after]);
  return query.select<CallRow[]>([...COLUMNS, db.raw('cast(created_at as text) as exact')]);
}

/** Forgets calls that are older than anybody looks back, some thousands at a time, until none is left. */
export async function pruneCalls(db: Db): Promise<void> {
  const old = `select ctid from webhook_calls where created_at < now() - interval '${KEEP_CALLS_DAYS} days' limit ${PRUNED_AT_ONCE}`;
  let pruned: number;
  do {
    ({ rowCount: pruned } = await db.raw<{ rowCount: number }>(
      `delete from webhook_calls where ctid = any (array(${old}))`,
    ));
  } while (pruned === PRUNED_AT_ONCE);
}
