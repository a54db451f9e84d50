import type { Knex } from 'knex';

/** Somebody stored the same id first (23505), or two transactions waited for each other (40P01). */
const AGAIN = ['23505', '40P01'];
const ATTEMPTS = 3;

/**
 * Runs a transaction, and again when another one stored the same message at the same instant: the second run finds it.
 * Locks are per customer, so that happens only where two senders give one message id to two customers.
 */
export async function atomically<T>(db: Knex, work: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction(work);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (attempt === ATTEMPTS || typeof code !== 'string' || !AGAIN.includes(code)) throw error;
    }
  }
}
