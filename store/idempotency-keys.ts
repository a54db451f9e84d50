import type { Db } from './db.ts';

/** An answer as it is given again. */
export interface Outcome {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export type Claim =
  | { readonly state: 'mine' }
  | { readonly state: 'running' }
  | { readonly state: 'reused' }
  | { readonly state: 'finished'; readonly outcome: Outcome };

interface Row {
  readonly request_hash: string;
  readonly status: number | null;
  readonly body: Pick<Outcome, 'headers' | 'body'> | null;
}

/** Longer than any request lasts: its process has died. */
const ABANDONED_SECONDS = 15;
const KEPT_HOURS = 48;

/** Takes a key for one request. `mine` goes to one caller only until it is finished, released or abandoned. */
export async function claimKey(db: Db, apiKey: string, keyHash: string, requestHash: string): Promise<Claim> {
  const key = { api_key: apiKey, key_hash: keyHash };
  const inserted = await db('idempotency_keys')
    .insert({ ...key, request_hash: requestHash })
    .onConflict()
    .ignore()
    .returning('api_key');
  if (inserted.length > 0) return { state: 'mine' };
  const row = await db('idempotency_keys').where(key).first<Row | undefined>('request_hash', 'status', 'body');
  // released between the two statements: the caller comes again
  if (!row) return { state: 'running' };
  if (row.request_hash !== requestHash) return { state: 'reused' };
  if (row.status !== null) {
    return {
      state: 'finished',
      outcome: { status: row.status, headers: row.body?.headers ?? {}, body: row.body?.body ?? null },
    };
  }
  const retaken = await db('idempotency_keys')
    .where({ ...key, status: null })
    .andWhereRaw(`created_at < now() - ? * interval '1 second'`, [ABANDONED_SECONDS])
    .update({ created_at: db.fn.now() });
  return { state: retaken > 0 ? 'mine' : 'running' };
}

export async function finishKey(db: Db, apiKey: string, keyHash: string, outcome: Outcome): Promise<void> {
  await db('idempotency_keys')
    .where({ api_key: apiKey, key_hash: keyHash })
    .update({ status: outcome.status, body: JSON.stringify({ headers: outcome.headers, body: outcome.body }) });
}

/** Lets a key go whose request came to no outcome, so that a retry of the same request may bring it about. */
export async function releaseKey(db: Db, apiKey: string, keyHash: string): Promise<void> {
  await db('idempotency_keys')
    .where({ api_key: apiKey, key_hash: keyHash, status: null })
    .update({ created_at: db.raw(`now() - 2 * ? * interval '1 second'`, [ABANDONED_SECONDS]) });
}

/** Deletes keys older than two days; a retry is promised to be known for one. */
export const purgeKeys = (db: Db): Promise<number> =>
  db('idempotency_keys').whereRaw(`created_at < now() - ? * interval '1 hour'`, [KEPT_HOURS]).delete();
