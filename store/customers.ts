import { createHash } from 'node:crypto';
import type { Tier } from '../domain/policy.ts';
import type { Db } from './db.ts';

/** A customer as the sender of a message names them; what is left out is unknown, not empty. */
export interface CustomerDetails {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly locale?: string | undefined;
  readonly tier?: Tier | undefined;
}

/** A stored customer; workflows know only `id`. */
export interface Customer {
  readonly id: number;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly locale: string | null;
  readonly tier: Tier;
}

/**
 * SHA-256 of what tells a customer from others in a shop: the shop's own id, else the mail address, else the phone.
 * Somebody of whom nothing is known is the thread they write in, or else the single message.
 */
export function customerKey(details: CustomerDetails, otherwise: string): string {
  const { id, email, phone } = details;
  const known = [
    id !== undefined && `id ${id}`,
    email !== undefined && `email ${email.trim().toLowerCase()}`,
    phone !== undefined && `phone ${phone.replace(/[\s().-]/g, '')}`,
  ].find((name) => name !== false);
  return createHash('sha256')
    .update(known ?? otherwise)
    .digest('hex');
}

const COLUMNS = ['name', 'email', 'phone', 'locale', 'tier'] as const;

/** Takes over what a message newly says of a known customer; nothing known is ever emptied. No change, no statement. */
export async function updateCustomer(trx: Db, customer: Customer, details: CustomerDetails): Promise<Customer> {
  const news = Object.fromEntries(
    COLUMNS.flatMap((column) => {
      const value = details[column];
      return value === undefined || value === customer[column] ? [] : [[column, value]];
    }),
  );
  if (Object.keys(news).length === 0) return customer;
  await trx('customers').where({ id: customer.id }).update(news);
  return { ...customer, ...news };
}

export const findCustomer = (db: Db, id: number): Promise<Customer | undefined> =>
  db('customers')
    .where({ id })
    .first<Customer | undefined>('id', ...COLUMNS);
