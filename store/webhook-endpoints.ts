import { randomBytes } from 'node:crypto';
import type { EventType } from '../domain/event-types.ts';
import type { CaseKind } from '../domain/kinds/index.ts';
import type { Db } from './db.ts';
import { resendHeldBack, wakeOutbox } from './deliveries.ts';

/** Every type of event, also those that are yet to come. */
export const ALL_EVENTS = '*';

/** What an endpoint is told. */
interface Subscription {
  /** Messages to customers and notices to staff, with their words. */
  readonly messages: boolean;
  /** Case events of these types, without words. */
  readonly events: readonly (EventType | typeof ALL_EVENTS)[];
  /** Of cases of these kinds only; null: of every kind. */
  readonly kinds: readonly CaseKind[] | null;
}

/** `gone`: it said so. `failing`: every call failed for as long as one is repeated. */
export const DISABLED_BECAUSE = ['gone', 'failing', 'by-hand'] as const;
export type DisabledBecause = (typeof DISABLED_BECAUSE)[number];

/** Where a shop's backend takes what leaves the house. The secret signs and is shown once, when it is made. */
export interface WebhookEndpoint extends Subscription {
  readonly id: string;
  readonly shop: string;
  readonly url: string;
  readonly createdAt: Date;
  /** Since then every call has failed. */
  readonly failingSince: Date | null;
  readonly disabledAt: Date | null;
  readonly disabledBecause: DisabledBecause | null;
  /** Until then the secret before signs too. */
  readonly oldSecretUntil: Date | null;
}

/** What signs and where it goes; for senders only. */
export interface WebhookTarget {
  readonly id: string;
  readonly shop: string;
  readonly url: string;
  /** More than one while a secret is being replaced; each of them signs. */
  readonly secrets: readonly string[];
  readonly failing: boolean;
  readonly disabled: boolean;
  /** For so long, in ms, it asked to be left alone; 0: no longer, or it never did. */
  readonly restMs: number;
}

/** A target, of the endpoint `w`. */
export const TARGET = `
  jsonb_build_object('id', cast(w.id as text), 'shop', w.shop, 'url', w.url, 'failing', w.failing_since is not null,
    'disabled', w.disabled_at is not null,
    'restMs', coalesce(ceil(greatest(extract(epoch from w.rests_until - now()), 0) * 1000), 0),
    'secrets', case when w.old_secret_until > now() then jsonb_build_array(w.secret, w.old_secret)
      else jsonb_build_array(w.secret) end)`;

const HOURS_OF_BOTH_SECRETS = 24;

const COLUMNS = {
  id: 'id',
  shop: 'shop',
  url: 'url',
  messages: 'messages',
  events: 'events',
  kinds: 'kinds',
  createdAt: 'created_at',
  failingSince: 'failing_since',
  disabledAt: 'disabled_at',
  disabledBecause: 'disabled_because',
  oldSecretUntil: 'old_secret_until',
};
const RETURNED = Object.entries(COLUMNS).map(([name, column]) => `${column} as ${name}`);

type Row = Omit<WebhookEndpoint, 'id'> & { readonly id: number };

const endpoint = ({ id, ...row }: Row): WebhookEndpoint => ({ ...row, id: String(id) });

const live = (db: Db) => db('webhook_endpoints').whereNull('deleted_at');

/** An endpoint that is in use (of that shop, when one is given). */
function one(db: Db, id: string, shop: string | undefined) {
  const query = live(db).where({ id: /^\d{1,15}$/.test(id) ? Number(id) : 0 });
  if (shop !== undefined) void query.where({ shop });
  return query;
}

const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

/** Adds an endpoint with a new secret, `whsec_` and 32 random bytes in base64. Messages only, unless it says more. */
export async function createWebhookEndpoint(
  db: Db,
  given: { shop: string; url: string } & Partial<Subscription>,
): Promise<WebhookEndpoint & { readonly secret: string }> {
  const secret = newSecret();
  const [row] = await db('webhook_endpoints')
    .insert({ ...given, secret })
    .returning<Row[]>(RETURNED);
  if (!row) throw new Error('insert returned no row');
  return { ...endpoint(row), secret };
}

/** Endpoints of a shop (of all without one), oldest first, without their secrets. */
export async function listWebhookEndpoints(db: Db, shop?: string): Promise<WebhookEndpoint[]> {
  const query = live(db).orderBy('id');
  if (shop !== undefined) void query.where({ shop });
  return (await query.select<Row[]>(COLUMNS)).map(endpoint);
}

/** Undefined when there is none such (of that shop, when one is given). */
export async function findWebhookEndpoint(db: Db, id: string, shop?: string): Promise<WebhookEndpoint | undefined> {
  const row = await one(db, id, shop).first<Row | undefined>(COLUMNS);
  return row && endpoint(row);
}

interface EndpointChange extends Partial<Subscription> {
  readonly url?: string;
  /** True forgets that it failed; what waited for a disabled one is sent. */
  readonly enabled?: boolean;
}

/** Changes what is given; undefined when there is none such (of that shop, when one is given). */
export async function changeWebhookEndpoint(
  db: Db,
  id: string,
  { enabled, ...change }: EndpointChange,
  shop?: string,
): Promise<WebhookEndpoint | undefined> {
  return db.transaction(async (trx) => {
    const before = await one(trx, id, shop).forUpdate().first<Row | undefined>(COLUMNS);
    if (!before) return undefined;
    const fresh = { failing_since: null, rests_until: null };
    const disabled = { disabled_at: trx.raw('coalesce(disabled_at, now())'), disabled_because: 'by-hand' };
    const [row] = await one(trx, id, shop)
      .update({
        ...change,
        ...(change.url === undefined ? {} : fresh),
        ...(enabled === true ? { ...fresh, disabled_at: null, disabled_because: null, told_at: null } : {}),
        ...(enabled === false ? disabled : {}),
      })
      .returning<Row[]>(RETURNED);
    if (row && before.disabledAt !== null && row.disabledAt === null) await sendWhatWaits(trx, row);
    return row && endpoint(row);
  });
}

const WOKEN_AT_ONCE = 5000;

/** What nobody could send while an endpoint was disabled is due when the transaction commits. */
async function sendWhatWaits(trx: Db, { id, shop, messages }: Row): Promise<void> {
  // three days of events are more than one statement may take
  const waiting = `select ctid from webhook_calls
    where endpoint_id = :id and state = 'pending' and next_attempt_at > now() limit ${WOKEN_AT_ONCE}`;
  let woken: number;
  do {
    ({ rowCount: woken } = await trx.raw<{ rowCount: number }>(
      `update webhook_calls set next_attempt_at = now() where ctid = any (array(${waiting}))`,
      { id },
    ));
  } while (woken === WOKEN_AT_ONCE);
  if (messages) await resendHeldBack(trx, shop);
  await wakeOutbox(trx);
}

/**
 * Gives an endpoint a new secret; for 24 hours the one before signs too, and one that was still signing beside it no
 * more. Undefined when there is none such (of that shop, when one is given).
 */
export async function rotateSecret(
  db: Db,
  id: string,
  shop?: string,
): Promise<(WebhookEndpoint & { readonly secret: string }) | undefined> {
  const secret = newSecret();
  const [row] = await one(db, id, shop)
    .update({
      secret,
      old_secret: db.ref('secret'),
      old_secret_until: db.raw(`now() + interval '${HOURS_OF_BOTH_SECRETS} hours'`),
    })
    .returning<Row[]>(RETURNED);
  return row && { ...endpoint(row), secret };
}

/** Secrets that sign no more are nowhere. */
export async function forgetOldSecrets(db: Db): Promise<void> {
  await db('webhook_endpoints')
    .where('old_secret_until', '<=', db.fn.now())
    .update({ old_secret: null, old_secret_until: null });
}

/** The endpoints that get a shop's messages, also those that are disabled. */
export async function webhookTargets(db: Db, shop: string): Promise<WebhookTarget[]> {
  const rows = await db('webhook_endpoints as w')
    .where({ shop, messages: true })
    .whereNull('deleted_at')
    .orderBy('id')
    .select<{ target: WebhookTarget }[]>(db.raw(`${TARGET} as target`));
  return rows.map(({ target }) => target);
}

/** Takes an endpoint out of use; false when there is none such (of that shop, when one is given). */
export async function deleteWebhookEndpoint(db: Db, id: string, shop?: string): Promise<boolean> {
  return (await one(db, id, shop).update({ deleted_at: new Date() })) > 0;
}
