/** What can happen to a complaint beyond what happens to every case. */
import type { MovedClock } from '../../moved-clock.ts';
import type { Severity } from '../../policy.ts';
import type {
  ComplaintCategory,
  EvidenceItem,
  MeasureKind,
  Rank,
  Responsibility,
  SevereReason,
  Truth,
  VisitOutcome,
} from './codes.ts';
import type { GoodwillBefore } from './measures.ts';

/** Instants in `…At`; amounts are cents, of points their number. */
export type ComplaintEvent =
  | {
      readonly type: 'severitySet';
      readonly severity: Severity;
      readonly reasons: readonly SevereReason[];
      /** A regulator's or platform's own deadline. */
      readonly outsideAt?: number;
      readonly moved?: readonly MovedClock[];
    }
  | { readonly type: 'evidenceAsked'; readonly items: readonly EvidenceItem[] }
  /** Said by a person; a customer's message completes it too, by itself. */
  | { readonly type: 'evidenceCompleted' }
  | {
      readonly type: 'decided';
      readonly truth: Truth;
      readonly responsibility: Responsibility;
      readonly rank: Rank;
      readonly reasonCode?: string;
    }
  | {
      readonly type: 'measureProposed';
      readonly measure: number;
      readonly kind: MeasureKind;
      readonly amount?: number;
      readonly rank: Rank;
      /** Beyond what its proposer may grant, or beyond what one customer gets: whoever approves has this rank at least. */
      readonly waitsFor?: Rank;
      /** Of goodwill: what the customer had got before. */
      readonly before?: GoodwillBefore;
    }
  | { readonly type: 'measureApproved' | 'measureRefused'; readonly measure: number; readonly rank: Rank }
  | {
      readonly type: 'resultTold';
      readonly truth: Truth;
      readonly responsibility: Responsibility;
      readonly measures: readonly ToldMeasure[];
      /** Null: it was the answer to an appeal, and there is no other. */
      readonly appealEndsAt: number | null;
    }
  | { readonly type: 'measureCarriedOut'; readonly measure: number }
  | { readonly type: 'appealed'; readonly message?: number }
  | { readonly type: 'appealRefused'; readonly reason: AppealRefusal; readonly message?: number }
  | { readonly type: 'visited'; readonly outcome: VisitOutcome }
  | { readonly type: 'released'; readonly rank: Rank }
  /** A suggestion, which is an inquiry. */
  | { readonly type: 'passedOn'; readonly department: string };

/** The answers to the two questions of a review. */
export interface Finding {
  readonly truth: Truth;
  readonly responsibility: Responsibility;
}

/** A measure as the customer is told of it. */
interface ToldMeasure {
  readonly kind: MeasureKind;
  readonly amount?: number;
}

export type AppealRefusal = 'nothing-told' | 'late' | 'spent' | 'under-way';

export type ComplaintFact =
  | { readonly type: 'customerAppealed'; readonly message?: number }
  | { readonly type: 'visited'; readonly agent: string; readonly outcome: VisitOutcome };

export type ComplaintCommand =
  | {
      readonly type: 'setSeverity';
      readonly agent: string;
      readonly rank: Rank;
      readonly severity: Severity;
      readonly reasons: readonly SevereReason[];
      readonly outsideAt?: number;
    }
  | { readonly type: 'askEvidence'; readonly agent: string; readonly items: readonly EvidenceItem[] }
  | { readonly type: 'completeEvidence'; readonly agent: string }
  | ({ readonly type: 'decide'; readonly agent: string; readonly rank: Rank; readonly reasonCode?: string } & Finding)
  | {
      readonly type: 'proposeMeasures';
      readonly agent: string;
      readonly rank: Rank;
      readonly measures: readonly { readonly kind: MeasureKind; readonly amount?: number }[];
      /** Found where the customer's other cases are known. */
      readonly before?: GoodwillBefore;
    }
  | {
      readonly type: 'approve';
      readonly agent: string;
      readonly rank: Rank;
      readonly measure: number;
      readonly approved: boolean;
    }
  | { readonly type: 'tellResult'; readonly agent: string }
  | { readonly type: 'carryOut'; readonly agent: string; readonly measure: number }
  | { readonly type: 'release'; readonly agent: string; readonly rank: Rank }
  | { readonly type: 'passOn'; readonly agent: string; readonly department: string };

/** A command with what the door adds. */
export type ComplaintVerdict = ComplaintCommand & { readonly acceptedAt: number };
export type Asked<T extends ComplaintCommand['type']> = Extract<ComplaintVerdict, { type: T }>;

export const COMPLAINT_REJECTIONS = [
  'not_a_complaint',
  'not_an_inquiry',
  'rank_too_low',
  'person_complained_about',
  'decided_before',
  'own_proposal',
  'severity_unchanged',
  'evidence_not_asked',
  'evidence_asked',
  'not_decided',
  'result_told',
  'result_not_told',
  'measures_waiting',
  'measure_unknown',
  'measure_not_waiting',
  'measure_not_approved',
  'amount_missing',
  'amount_not_taken',
  'amount_too_high',
  'beyond_unverified',
  'case_not_resolved',
] as const;
export type ComplaintRejection = (typeof COMPLAINT_REJECTIONS)[number];

/** What a complaint opens with, beyond a message. */
export interface ComplaintOpening {
  readonly category?: ComplaintCategory;
  /** The person complained about: `agent-7`. */
  readonly against?: string;
  readonly severe?: readonly SevereReason[];
  readonly outsideAt?: number;
}

export interface Decision extends Finding {
  readonly at: number;
  readonly by: string;
  readonly rank: Rank;
  /** Appeals before it: decisions of an appeal are another round. */
  readonly round: number;
  readonly reasonCode?: string;
}

export interface Measure {
  readonly measure: number;
  readonly kind: MeasureKind;
  readonly amount?: number;
  readonly proposedAt: number;
  readonly proposedBy: string;
  readonly state: 'waiting' | 'approved' | 'refused' | 'carried-out';
  /** Whoever approves it has this rank at least. */
  readonly least?: Rank;
}

/** How many decisions and measures there were when a result was last told. */
interface Heard {
  readonly decisions: number;
  readonly measures: number;
}

/** The complaint's part of a case. */
export interface ComplaintState {
  readonly category: ComplaintCategory | null;
  readonly against: string | null;
  readonly severe: readonly SevereReason[];
  readonly outsideAt: number | null;
  /** What was asked for and has not come yet. */
  readonly evidence: readonly EvidenceItem[];
  /** Oldest first; they stay. */
  readonly decisions: readonly Decision[];
  readonly measures: readonly Measure[];
  /** What the customer has heard so far: a result that was not accepted is not told again. */
  readonly heard?: Heard;
  /** The result that stands was told then; null: one is still to be told. */
  readonly toldAt: number | null;
  /** Until when the newest result can be appealed; null before the first. */
  readonly appealEndsAt: number | null;
  readonly appeals: number;
  /** The customer says that it is solved: kept until the visit. */
  readonly confirmed: boolean;
  readonly visited: VisitOutcome | null;
  /** Somebody was asked to call a customer who does not confirm. */
  readonly called: boolean;
  /** A supervisor lets the customer's silence close it. */
  readonly released: boolean;
}
