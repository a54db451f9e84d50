import { isAtLeast, type MeasureKind, type Rank } from './codes.ts';

/**
 * How far a rank may go with a measure on its own: cents, or points; null: without a limit. A rank that is left out may
 * not grant it at all.
 */
type Limits = Readonly<Partial<Record<Rank, number | null>>>;

/** Who may grant what. */
interface MeasureRule {
  /** It has an amount: money in cents, points as their number, a replacement by its value in cents. */
  readonly amount: boolean;
  readonly limits: Limits;
  /** The lowest rank that may propose it; anybody where it is left out. */
  readonly proposedBy?: Rank;
}

/** What of complaints is the operator's to decide. Times in seconds, money in cents. */
export interface ComplaintRules {
  readonly decides: {
    readonly ordinary: Rank;
    readonly severe: Rank;
    /** That nothing is true, or that the shop has no part in it. */
    readonly unfounded: Rank;
    /** That a complaint is not severe after all. */
    readonly lowering: Rank;
  };
  readonly appeals: {
    readonly times: number;
    /** After the result was told. */
    readonly within: number;
    readonly answeredWithin: number;
  };
  readonly measures: Readonly<Record<MeasureKind, MeasureRule>>;
  /** Goodwill that one customer may get within 90 days before a higher rank has to agree. */
  readonly goodwill: {
    readonly times: number;
    readonly amount: number;
    readonly beyond: Rank;
  };
}

const HOUR = 3_600;
const DAY = 24 * HOUR;
const YUAN = 100;

const free: MeasureRule = {
  amount: false,
  limits: { agent: null, senior: null, supervisor: null, manager: null },
};

const money = (limits: Limits): MeasureRule => ({
  amount: true,
  limits: Object.fromEntries(Object.entries(limits).map(([rank, yuan]) => [rank, yuan === null ? null : yuan * YUAN])),
});

/** What ships: the usage of a Chinese shop. */
export const COMPLAINT_RULES: ComplaintRules = {
  decides: { ordinary: 'senior', severe: 'supervisor', unfounded: 'senior', lowering: 'supervisor' },
  appeals: { times: 1, within: 7 * DAY, answeredWithin: 48 * HOUR },
  measures: {
    apology: free,
    explanation: free,
    'internal-correction': free,
    coupon: money({ agent: 20, senior: 100, supervisor: 500, manager: 2_000 }),
    points: { amount: true, limits: { agent: 500, senior: 2_000, supervisor: 10_000, manager: 50_000 } },
    goodwill: money({ senior: 50, supervisor: 500, manager: 5_000 }),
    'refund-by-rule': money({ agent: 500, senior: 2_000, supervisor: 10_000, manager: null }),
    'refund-outside': money({ agent: 30, senior: 200, supervisor: 1_000, manager: 5_000 }),
    replacement: money({ agent: 200, senior: 1_000, supervisor: 5_000, manager: null }),
    // three or ten times the price: the manager decides, with legal
    punitive: { ...money({ manager: null }), proposedBy: 'supervisor' },
  },
  goodwill: { times: 3, amount: 300 * YUAN, beyond: 'supervisor' },
};

/** Goodwill counts for so many seconds. */
export const GOODWILL_COUNTS_FOR = 90 * DAY;

/** A loss from which a complaint is severe by itself, in cents. */
export const SEVERE_LOSS = 5_000 * YUAN;

/** Whether a rank may grant a measure of an amount on its own. */
export function mayGrant(rules: ComplaintRules, rank: Rank, measure: { kind: MeasureKind; amount?: number }): boolean {
  const limit = rules.measures[measure.kind].limits[rank];
  return limit !== undefined && (limit === null || (measure.amount ?? 0) <= limit);
}

/** What nobody could verify is made good as far as a senior may go, whoever grants it. */
export const isBeyondUnverified = (rules: ComplaintRules, measure: { kind: MeasureKind; amount?: number }): boolean =>
  !mayGrant(rules, 'senior', measure);

/** Whether a rank may propose a measure at all. */
export function mayPropose(rules: ComplaintRules, rank: Rank, kind: MeasureKind): boolean {
  const { proposedBy } = rules.measures[kind];
  return proposedBy === undefined || isAtLeast(rank, proposedBy);
}

/** What one customer got as goodwill before, in the time that counts. */
export interface GoodwillBefore {
  readonly times: number;
  /** Cents. */
  readonly amount: number;
}

/** The lowest rank that may grant goodwill, where the customer has had so much of it already; null: as its limit says. */
export function goodwillNeeds({ goodwill }: ComplaintRules, before: GoodwillBefore, amount: number): Rank | null {
  const isBeyond = before.times + 1 > goodwill.times || before.amount + amount > goodwill.amount;
  return isBeyond ? goodwill.beyond : null;
}
