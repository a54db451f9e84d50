import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { findActiveKey } from '../store/api-keys.ts';
import type { Db } from '../store/db.ts';
import { Problem } from './problem.ts';
import { ROLES, type Caller } from './roles.ts';

const KEY = /^csk_[\w-]{43}$/;
/** A revoked key is dead after this at the latest. */
const KNOWN_FOR_MS = 2_000;
const KNOWN_MOST = 1_000;

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A new key of 256 random bits; `prefix` tells it from others, `hash` is all that is kept. */
export function newApiKey(): { key: string; prefix: string; hash: string } {
  const key = `csk_${randomBytes(32).toString('base64url')}`;
  return { key, prefix: key.slice(0, 12), hash: sha256(key) };
}

const unauthenticated = (): Problem =>
  new Problem('unauthenticated', {
    detail: 'Send Authorization: Bearer <key> with a key that is neither revoked nor expired.',
    headers: { 'WWW-Authenticate': 'Bearer realm="caseloop"' },
  });

/** Tells who sent a request by its Authorization header. */
export type Authenticate = (authorization: string | undefined) => Promise<Caller>;

/** @throws Problem `unauthenticated`, the same for a missing, unknown, revoked and expired key. */
export function createAuthenticate(db: Db, adminKey: string | undefined): Authenticate {
  const known = new Map<string, { caller: Caller; until: number }>();
  const adminHash = adminKey === undefined ? undefined : Buffer.from(sha256(adminKey));

  return async (authorization) => {
    const token = /^Bearer +(\S.*)$/i.exec(authorization ?? '')?.[1]?.trimEnd();
    if (token === undefined) throw unauthenticated();
    const hash = sha256(token);
    if (adminHash && timingSafeEqual(Buffer.from(hash), adminHash)) {
      return { key: 'admin', role: 'admin', shop: null, unlimited: true };
    }
    if (!KEY.test(token)) throw unauthenticated();

    const before = known.get(hash);
    if (before && before.until > Date.now()) return before.caller;
    known.delete(hash);
    const row = await findActiveKey(db, hash);
    const role = ROLES.find((name) => name === row?.role);
    if (!row || !role) throw unauthenticated();
    const caller: Caller = { key: String(row.id), role, shop: row.shop, unlimited: false };
    if (known.size >= KNOWN_MOST) known.clear();
    known.set(hash, { caller, until: Math.min(Date.now() + KNOWN_FOR_MS, row.expiresAt?.getTime() ?? Infinity) });
    return caller;
  };
}
