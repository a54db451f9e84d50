import type { Rank } from '../domain/kinds/complaint/codes.ts';

/** Who holds a key. `service` is a shop's backend; the customer comes by a token, not by a key. */
export const ROLES = ['service', 'agent', 'senior', 'supervisor', 'manager', 'qa', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const EVERYBODY: readonly Role[] = [...ROLES];

/** Those who work on cases: all but QA, which reads. */
export const WORKERS: readonly Role[] = ['service', 'agent', 'senior', 'supervisor', 'manager', 'admin'];

/** Those who may call a question easier than it was: backends for their own seniors, and all above an agent. */
export const MAY_LOWER: readonly Role[] = ['service', 'senior', 'supervisor', 'manager', 'admin'];

/** Those who look after others' cases. */
export const LEADS: readonly Role[] = ['service', 'supervisor', 'manager', 'admin'];

/** Those who say what is promised. */
export const RULERS: readonly Role[] = ['supervisor', 'manager', 'admin'];

export const REVIEWERS: readonly Role[] = ['service', 'supervisor', 'manager', 'qa', 'admin'];

/** The shop's own backend, which speaks for its customers. */
export const BACKENDS: readonly Role[] = ['service', 'admin'];

export const ADMINS: readonly Role[] = ['admin'];

/** How much a caller may grant. A backend speaks for staff whom it has asked itself; admins keep keys and grant nothing more. */
export function rankOf(role: Role): Rank {
  switch (role) {
    case 'agent':
    case 'qa':
      return 'agent';
    case 'senior':
    case 'supervisor':
    case 'manager':
      return role;
    case 'service':
    case 'admin':
      return 'manager';
  }
}

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
