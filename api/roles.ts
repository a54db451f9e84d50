import { type Rank, RANKS } from '../domain/kinds/complaint/codes.ts';

/** Who holds a key. `service` is a shop's backend; the customer comes by a token, not by a key. */
export const ROLES = ['service', 'agent', 'senior', 'supervisor', 'manager', 'qa', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const EVERYBODY: readonly Role[] = [...ROLES];

/** Those who work on cases: all but QA, which reads. */
export const WORKERS: readonly Role[] = ['service', 'agent', 'senior', 'supervisor', 'manager', 'admin'];

/** Those who may call a question easier than it was: backends for their own seniors, and all above an agent. */
export const MAY_LOWER: readonly Role[] = ['service', 'senior', 'supervisor', 'manager', 'admin'];

/** Those whose key tells as what they decide: a backend speaks for the shop, and has no rank. */
export const RANKED: readonly Role[] = ['agent', 'senior', 'supervisor', 'manager', 'admin'];

/** As what the holder of a key decides. */
export const rankOf = (role: Role): Rank =>
  role === 'admin' ? 'manager' : (RANKS.find((rank) => rank === role) ?? 'agent');

/** Those who look after others' cases. */
export const LEADS: readonly Role[] = ['service', 'supervisor', 'manager', 'admin'];

/** Those who say what is promised. */
export const RULERS: readonly Role[] = ['supervisor', 'manager', 'admin'];

export const REVIEWERS: readonly Role[] = ['service', 'supervisor', 'manager', 'qa', 'admin'];

/** The shop's own backend, which speaks for its customers. */
export const BACKENDS: readonly Role[] = ['service', 'admin'];

export const ADMINS: readonly Role[] = ['admin'];

/** Whoever sent a request. */
export interface Caller {
  /** Number of the key, or `admin` for CASELOOP_ADMIN_KEY. */
  readonly key: string;
  readonly role: Role;
  /** Null: every shop. */
  readonly shop: string | null;
  /** The admin key is not rate limited. */
  readonly unlimited: boolean;
}
