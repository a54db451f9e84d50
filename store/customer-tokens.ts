import { createHash, randomBytes } from 'node:crypto';
import type { Db } from './db.ts';

/** What a customer's link opens. */
export interface CustomerToken {
  readonly caseId: string;
  /** Round of the survey or confirmation it was sent for; 0 before the first. */
  readonly round: number;
  readonly expiresAt: Date;
  readonly expired: boolean;
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** A new token of 128 random bits in base64url, 22 characters. Only its hash is stored: nobody can read it again. */
export async function createCustomerToken(
  db: Db,
  { caseId, round, expiresAt }: { caseId: string; round: number; expiresAt: Date },
): Promise<string> {
  const token = randomBytes(16).toString('base64url');
  await db('customer_tokens').insert({ hash: hashOf(token), case_id: caseId, round, expires_at: expiresAt });
  return token;
}

/** What a token opens, by the database's clock; undefined for one that was never made. */
export async function findCustomerToken(db: Db, token: string): Promise<CustomerToken | undefined> {
  if (!/^[\w-]{22}$/.test(token)) return undefined;
  const row = await db('customer_tokens')
    .where({ hash: hashOf(token) })
    .first<{ case_id: string; round: number; expires_at: Date; expired: boolean } | undefined>(
      'case_id',
      'round',
      'expires_at',
      db.raw('expires_at <= now() as expired'),
    );
  return row && { caseId: row.case_id, round: row.round, expiresAt: row.expires_at, expired: row.expired };
}
