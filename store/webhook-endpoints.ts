import { randomBytes } from 'node:crypto';
import type { Db } from './db.ts';

/** Where a shop's backend takes what leaves the house. The secret signs and is shown once, when it is made. */
export interface WebhookEndpoint {
  readonly id: string;
  readonly shop: string;
  readonly url: string;
  readonly createdAt: Date;
}

interface Row {
  id: number;
  shop: string;
  url: string;
  secret: string;
  created_at: Date;
  deleted_at: Date | null;
}

const endpoint = ({ id, shop, url, created_at }: Row): WebhookEndpoint => ({
  id: String(id),
  shop,
  url,
  createdAt: created_at,
});

const live = (db: Db) => db<Row>('webhook_endpoints').whereNull('deleted_at');

/** Adds an endpoint with a new secret, `whsec_` and 32 random bytes in base64. */
export async function createWebhookEndpoint(
  db: Db,
  { shop, url }: { shop: string; url: string },
): Promise<WebhookEndpoint & { readonly secret: string }> {
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const [row] = await db<Row>('webhook_endpoints').insert({ shop, url, secret }).returning('*');
  if (!row) throw new Error('insert returned no row');
  return { ...endpoint(row), secret };
}

/** Endpoints of a shop (of all without one), oldest first, without their secrets. */
export async function listWebhookEndpoints(db: Db, shop?: string): Promise<WebhookEndpoint[]> {
  const query = live(db).orderBy('id');
  if (shop !== undefined) void query.where({ shop });
  return (await query).map(endpoint);
}

/** What signs and where it goes; for the sender only. */
export async function webhookTargets(
  db: Db,
  shop: string,
): Promise<{ readonly id: string; readonly url: string; readonly secret: string }[]> {
  const rows = await live(db).where({ shop }).orderBy('id');
  return rows.map(({ id, url, secret }) => ({ id: String(id), url, secret }));
}

/** Takes an endpoint out of use; false when there is none such (of that shop, when one is given). */
export async function deleteWebhookEndpoint(db: Db, id: string, shop?: string): Promise<boolean> {
  if (!/^\d{1,15}$/.test(id)) return false;
  const query = live(db).where({ id: Number(id) });
  if (shop !== undefined) void query.where({ shop });
  return (await query.update({ deleted_at: new Date() })) > 0;
}
