import type { Db } from './db.ts';

/** A key without what opens it. */
export interface ApiKeyRow {
  readonly id: number;
  /** Null: every shop. */
  readonly shop: string | null;
  readonly role: string;
  readonly name: string;
  readonly prefix: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
}

const COLUMNS = ['id', 'shop', 'role', 'name', 'prefix', 'created_at as createdAt', 'expires_at as expiresAt'];

/** Keys of one name that may be valid at a time: the old one and the one that follows it. */
export const ACTIVE_KEYS_PER_NAME = 2;

/** The key with this hash that is neither revoked nor expired. */
export const findActiveKey = (db: Db, hash: string): Promise<ApiKeyRow | undefined> =>
  db('api_keys')
    .where({ hash, revoked_at: null })
    .andWhereRaw('(expires_at is null or expires_at > now())')
    .first<ApiKeyRow | undefined>(...COLUMNS);

interface NewApiKey {
  readonly shop: string | null;
  readonly role: string;
  readonly name: string;
  readonly prefix: string;
  readonly hash: string;
  readonly expiresAt: Date | null;
}

/** Null where the name has its two active keys already. */
export function insertApiKey(db: Db, key: NewApiKey): Promise<ApiKeyRow | null> {
  return db.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`api-key ${key.shop ?? ''} ${key.name}`]);
    const active = await trx('api_keys')
      .where({ shop: key.shop, name: key.name, revoked_at: null })
      .andWhereRaw('(expires_at is null or expires_at > now())')
      .limit(ACTIVE_KEYS_PER_NAME)
      .select('id');
    if (active.length >= ACTIVE_KEYS_PER_NAME) return null;
    const { expiresAt, ...values } = key;
    const rows = await trx('api_keys')
      .insert({ ...values, expires_at: expiresAt })
      .returning<ApiKeyRow[]>(COLUMNS);
    return rows[0] ?? null;
  });
}

/** Keys that are not revoked, newest first, older than `before`; only those of shop `only` when it is given. */
export async function listApiKeys(
  db: Db,
  page: { only: string | null; before?: string; limit: number },
): Promise<ApiKeyRow[]> {
  const query = db('api_keys').where({ revoked_at: null }).orderBy('id', 'desc').limit(page.limit);
  if (page.only !== null) void query.where('shop', page.only);
  if (page.before !== undefined) void query.where('id', '<', page.before);
  return query.select<ApiKeyRow[]>(COLUMNS);
}

/** False when there is no such key in the shop, or it was revoked before. */
export async function revokeApiKey(db: Db, id: string, only: string | null): Promise<boolean> {
  const query = db('api_keys').where({ id, revoked_at: null });
  if (only !== null) void query.where('shop', only);
  return (await query.update({ revoked_at: db.fn.now() })) > 0;
}
