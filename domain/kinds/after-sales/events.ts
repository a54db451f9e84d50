/** What an after-sales request knows, what happens to it, and what it is told and asked: codes and numbers, no words. */
import type { LineAmount, Refusal } from '../../order-commands.ts';
import type { Request } from '../../policy.ts';
import type { Rank } from '../complaint/codes.ts';
import type { Remedy } from '../../after-sales/policy.ts';
import type { StepName } from './steps.ts';

export const DECISIONS = ['approve', 'deny', 'human'] as const;
export type Decision = (typeof DECISIONS)[number];

/** A line of the order that something is granted for. */
export interface GrantedLine extends LineAmount {
  readonly quantity: number;
}

/** What an approval gives: the way in which it is made good, for which lines, how much in all. */
export interface Grant {
  readonly remedy: Remedy;
  readonly lines: readonly GrantedLine[];
  readonly freight: 'shop' | 'customer';
  /** A coupon beside it, for a promise that the shop broke. */
  readonly compensationCents?: number;
  /** Paid when the carrier has the parcel, before it arrives. */
  readonly atFirstScan?: true;
}

/** A verdict on the application. All of them stay readable. */
interface ReviewVerdict {
  readonly decision: Decision;
  /** The rules that decided; empty where a person did. */
  readonly rules: readonly string[];
  readonly by: string;
  readonly at: number;
  readonly reasonCode?: string;
}

/** Where the goods of a line are. `settled`: paid for, replaced or repaired. `failed`: not as agreed. */
export const LINE_STATES = ['awaited', 'on-the-way', 'arrived', 'passed', 'failed', 'settled', 'withdrawn'] as const;
export type LineState = (typeof LINE_STATES)[number];

export interface RequestLine extends GrantedLine {
  readonly state: LineState;
}

export const STEP_STATES = ['running', 'by-hand', 'done', 'failed', 'undone'] as const;

/** A step that was begun. `seq` is the event that began it, and the key of what it asks of the order system. */
export interface Step {
  readonly seq: number;
  readonly step: StepName;
  readonly state: (typeof STEP_STATES)[number];
  readonly lines: readonly number[];
  readonly cents?: number;
  /** The event that gave it to people. */
  readonly workOrder?: number;
  /** It was asked to be taken back, whatever came of it. */
  readonly undoTried?: true;
}

/** What the case asks of the world just now, by the event that asked. Asked again it is the same errand. */
export type Errand =
  | { readonly seq: number; readonly what: 'review' }
  | { readonly seq: number; readonly what: 'step'; readonly step: StepName }
  | { readonly seq: number; readonly what: 'undo'; readonly of: number }
  /** Whether the money of a step has arrived. */
  | { readonly seq: number; readonly what: 'arrival'; readonly of: number };

export const STAGES = ['review', 'decision', 'approval', 'arrangement', 'tracking', 'satisfaction'] as const;
type Stage = (typeof STAGES)[number];

export interface AfterSalesState {
  readonly request: Request;
  readonly stage: Stage;
  readonly verdicts: readonly ReviewVerdict[];
  readonly grant: Grant | null;
  /** By a person whose limit it is within. */
  readonly approved: boolean;
  readonly lines: readonly RequestLine[];
  /** Begun so far, oldest first. */
  readonly steps: readonly Step[];
  readonly errands: readonly Errand[];
  /** What was paid back, and how much of it the customer has, in cents. */
  readonly paidCents: number;
  readonly arrivedCents: number;
  /** What was sent to the customer has arrived. */
  readonly delivered: boolean;
  readonly appeals: number;
  /** Offered instead of what cannot be had; the customer has not answered. */
  readonly offered: Remedy | null;
}

/** What became of the application by the rules of its policy. */
export interface ReviewResult {
  readonly decision: Decision;
  readonly policy: string;
  readonly policyVersion: number;
  readonly rules: readonly string[];
  /** Facts that the deciding rule needs and nobody knows. */
  readonly missing?: readonly string[];
  readonly grant?: Grant;
  /** The rule sees a complaint in it. */
  readonly severe?: boolean;
}

export const GOODS_MOVES = ['sent', 'arrived', 'delivered'] as const;
export type GoodsMove = (typeof GOODS_MOVES)[number];

export interface Inspected {
  readonly line: number;
  readonly passed: boolean;
  readonly reasonCode?: string;
}

export type AfterSalesEvent =
  | { readonly type: 'applicationReceived'; readonly request: Request }
  | ({ readonly type: 'reviewed' } & ReviewResult)
  | {
      readonly type: 'requestDecided';
      readonly decision: 'approve' | 'deny';
      readonly grant?: Grant;
      /** Whoever decided may grant so much. */
      readonly approved?: true;
      readonly reasonCode?: string;
    }
  /** The customer wants a person to look at it. */
  | { readonly type: 'reviewAsked'; readonly message?: number }
  | { readonly type: 'approvalAsked'; readonly cents: number }
  | { readonly type: 'grantApproved'; readonly cents: number }
  | { readonly type: 'grantRefused'; readonly reasonCode: string }
  | {
      readonly type: 'stepBegun';
      readonly step: StepName;
      readonly lines: readonly number[];
      readonly cents?: number;
    }
  | { readonly type: 'stepByHand'; readonly of: number; readonly step: StepName; readonly code: Refusal }
  | {
      readonly type: 'stepDone';
      readonly of: number;
      readonly step: StepName;
      readonly lines: readonly number[];
      readonly cents?: number;
    }
  | { readonly type: 'stepFailed'; readonly of: number; readonly step: StepName; readonly code: string }
  | { readonly type: 'undoBegun'; readonly of: number; readonly step: StepName }
  | { readonly type: 'undoEnded'; readonly of: number; readonly step: StepName; readonly code?: string }
  | { readonly type: 'arrivalAsked'; readonly of: number }
  | { readonly type: 'moneyMissing'; readonly of: number }
  | { readonly type: 'goodsMoved'; readonly move: GoodsMove; readonly lines: readonly number[] }
  | { readonly type: 'inspected'; readonly lines: readonly Inspected[] }
  | { readonly type: 'moneyArrived' }
  | { readonly type: 'offered'; readonly remedy: Remedy }
  | { readonly type: 'offerAnswered'; readonly accepted: boolean }
  | { readonly type: 'linesWithdrawn'; readonly lines: readonly number[] };

/** What an errand brings back; `of` is the event that sent it. No signal: the workflow hears it from its own activity. */
export type ErrandFact =
  | ({ readonly type: 'reviewReturned'; readonly of: number } & ReviewResult)
  | { readonly type: 'stepReturned'; readonly of: number; readonly refusal?: Refusal }
  | { readonly type: 'undoReturned'; readonly of: number; readonly refusal?: Refusal }
  | { readonly type: 'arrivalReturned'; readonly of: number; readonly arrived: boolean };

/** What a case is told about an after-sales request. */
export type AfterSalesFact =
  /** Without lines: all that can have moved. */
  | { readonly type: 'goodsMoved'; readonly move: GoodsMove; readonly lines?: readonly number[]; readonly by: string }
  | { readonly type: 'goodsInspected'; readonly lines: readonly Inspected[]; readonly by: string }
  | { readonly type: 'moneyArrived'; readonly by: string }
  | { readonly type: 'offerAnswered'; readonly accepted: boolean }
  | { readonly type: 'linesWithdrawn'; readonly lines: readonly number[] }
  /** The application, or what is known of its order, is another now: reviewed again. */
  | { readonly type: 'applicationAmended'; readonly request: Request; readonly by: string };

/** What asks for a verdict on an after-sales request. */
export type AfterSalesCommand =
  | {
      readonly type: 'decideRequest';
      readonly agent: string;
      readonly decision: 'approve' | 'deny';
      readonly grant?: Grant;
      readonly reasonCode: string;
      /** Of whoever decides: how much it may grant. */
      readonly rank: Rank;
    }
  | {
      readonly type: 'approveGrant';
      readonly agent: string;
      readonly approved: boolean;
      readonly reasonCode?: string;
      /** Of whoever decides: how much it may grant. */
      readonly rank: Rank;
    };
