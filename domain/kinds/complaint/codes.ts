/** The closed sets of a complaint. Codes enter the history, words never do. */

export const COMPLAINT_CATEGORIES = [
  'attitude',
  'slow',
  'wrong-information',
  'broken-promise',
  'quality',
  'damage-or-shortage',
  'late-delivery',
  'refund-delayed',
  'price-or-promotion',
  'invoice',
  'fake',
  'false-advertising',
  'privacy',
  'after-sales-refused',
] as const;
export type ComplaintCategory = (typeof COMPLAINT_CATEGORIES)[number];

/** Any one of these makes a complaint severe. */
export const SEVERE_REASONS = [
  'injury',
  'fire',
  'food-safety',
  'minors',
  'data-leak',
  'suspected-fake',
  'press',
  'public-post',
  'regulator',
  'platform',
  'lawyer',
  'high-loss',
] as const;
export type SevereReason = (typeof SEVERE_REASONS)[number];

export const TRUTHS = ['confirmed', 'partly', 'not-verifiable', 'refuted'] as const;
export type Truth = (typeof TRUTHS)[number];

export const RESPONSIBILITIES = ['shop', 'shared', 'third-party', 'none'] as const;
export type Responsibility = (typeof RESPONSIBILITIES)[number];

export const EVIDENCE_ITEMS = [
  'photo',
  'video',
  'chat-screenshot',
  'order-proof',
  'receipt',
  'parcel-label',
  'medical-record',
  'other',
] as const;
export type EvidenceItem = (typeof EVIDENCE_ITEMS)[number];

export const MEASURE_KINDS = [
  'apology',
  'explanation',
  'internal-correction',
  'coupon',
  'points',
  'goodwill',
  'refund-by-rule',
  'refund-outside',
  'replacement',
  'punitive',
] as const;
export type MeasureKind = (typeof MEASURE_KINDS)[number];

export const VISIT_OUTCOMES = ['satisfied', 'unsatisfied', 'unreached'] as const;
export type VisitOutcome = (typeof VISIT_OUTCOMES)[number];

/** As what a person decides, the lowest first. */
export const RANKS = ['agent', 'senior', 'supervisor', 'manager'] as const;
export type Rank = (typeof RANKS)[number];

export const isAtLeast = (rank: Rank, least: Rank): boolean => RANKS.indexOf(rank) >= RANKS.indexOf(least);

/** The next higher rank; the highest has none above it. */
export const above = (rank: Rank): Rank => RANKS[RANKS.indexOf(rank) + 1] ?? rank;

/** The highest of some ranks. */
export const highest = (...ranks: Rank[]): Rank => ranks.reduce((best, one) => (isAtLeast(one, best) ? one : best));
