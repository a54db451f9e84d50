import type { Channel, Outlet } from './channels.ts';
import type { Clock } from './clocks.ts';
import type { AfterSalesEvent, AfterSalesState } from './kinds/after-sales/events.ts';
import type { Told } from './kinds/after-sales/steps.ts';
import type { ComplaintEvent, ComplaintOpening, ComplaintState } from './kinds/complaint/events.ts';
import type { Category, CaseKind } from './kinds/index.ts';
import type { MovedClock } from './moved-clock.ts';
import type { CalendarVersions, ClockName, Level, Plan, StaffRole, Tier } from './policy.ts';
import type { WorkOrderEvent } from './work-orders/news.ts';

export const STATUSES = ['open', 'waiting-customer', 'waiting-other', 'resolved', 'closed'] as const;
export type CaseStatus = (typeof STATUSES)[number];

export const CLOSED_HOW = ['confirmed', 'silent', 'merged', 'withdrawn', 'spam'] as const;
type ClosedHow = (typeof CLOSED_HOW)[number];

export const REPLY_KINDS = ['acknowledgement', 'answer', 'question', 'plan', 'correction'] as const;
export type ReplyKind = (typeof REPLY_KINDS)[number];

export const OUTCOMES = ['solved', 'unsolved', 'withdrawn'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const LOCALES = ['zh', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** What a customer's message is, decided where its text is known and pinned in its event. */
export type Saying = 'matter' | 'greeting' | 'courtesy' | 'missed-call';

/** Nowhere to send it, taken up again before it was sent, or only by SMS and the customer has had one lately. */
export type SurveyCancelReason = 'no-contact' | 'reopened' | 'sms-limit';

/** Automatic texts to the customer; the words are templates. */
export type CustomerTemplate =
  | 'greeting'
  | 'receipt'
  | 'out-of-hours'
  | 'handed-to-human'
  | 'waiting-reminder'
  | 'confirm-reminder'
  | 'closed-silent'
  | 'reopened'
  | 'handed-off'
  | Told
  | 'low-score'
  | 'complaint-received'
  | 'complaint-evidence'
  | 'appeal-received'
  | 'appeal-refused'
  | 'suggestion-passed-on';

/** Instants and counts a template is filled with; never a person's words. */
type TemplateFacts = Readonly<Record<string, number | string>>;

export type { MovedClock } from './moved-clock.ts';

/** `customer`, `policy` (a rule acted), `system`, or a person as `agent-7`. */
export type Actor = string;

/** One type of event. */
export type EventOf<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>;

/** What has happened to a case: append-only, in the past tense. `at` is the instant that counts, not that of writing. */
export type CaseEvent = {
  readonly at: number;
  readonly by: Actor;
  /** The fact or verdict that it follows from; none where a deadline did it. */
  readonly cause?: string;
} & CaseEventBody;

/** Why somebody is told beyond a warning. */
export type EscalationReason =
  | 'breach'
  | 'review'
  | 'low-score'
  | 'delivery-failed'
  | 'owner-silent'
  | 'provisional'
  | 'appeal'
  | 'reminder-call'
  | 'unreleased'
  | 'severe'
  | 'step-failed';

type CaseEventBody =
  | {
      readonly type: 'opened';
      readonly kind: CaseKind;
      readonly channel: Channel;
      readonly tier: Tier;
      readonly level: Level | null;
      readonly category: Category | null;
      readonly policy: string;
      readonly policyVersion: number;
      readonly follows?: string;
      readonly complaint?: ComplaintOpening;
    }
  | {
      readonly type: 'messageReceived';
      readonly message: number;
      readonly channel: Channel;
      readonly says: Saying;
    }
  | { readonly type: 'customerTold'; readonly template: CustomerTemplate; readonly facts: TemplateFacts }
  | { readonly type: 'humanRequested' }
  | { readonly type: 'assigned' | 'transferred'; readonly agent: string | null; readonly assignmentVersion: number }
  | { readonly type: 'ownerSilent'; readonly agent: string; readonly assignmentVersion: number }
  | {
      readonly type: 'replied';
      readonly message: number;
      readonly kind: ReplyKind;
      readonly agent: string;
      readonly channel: Outlet;
      readonly expectedAt?: number;
    }
  | { readonly type: 'planTold'; readonly expectedAt?: number }
  | { readonly type: 'noted'; readonly message: number; readonly agent: string; readonly call?: boolean }
  | {
      readonly type: 'levelSet';
      readonly from: Level | null;
      readonly to: Level;
      readonly reasonCode?: string;
      readonly moved?: readonly MovedClock[];
    }
  | { readonly type: 'tierSet'; readonly from: Tier; readonly to: Tier; readonly moved?: readonly MovedClock[] }
  | {
      readonly type: 'handedOff';
      readonly from: Channel;
      readonly to: Channel;
      readonly moved?: readonly MovedClock[];
    }
  /** Another kind of case under the same id. An owner who is not of the new kind's group loses it. */
  | {
      readonly type: 'kindSet';
      readonly from: CaseKind;
      readonly to: CaseKind;
      /** Of the owner who loses the case. */
      readonly assignmentVersion?: number;
      readonly moved?: readonly MovedClock[];
    }
  | { readonly type: 'classified'; readonly from: Category | null; readonly to: Category }
  | {
      readonly type: 'policySet';
      readonly policy: string;
      readonly from: number;
      readonly to: number;
      /** Of the calendars that are other versions from now on. */
      readonly calendars?: CalendarVersions;
      readonly moved?: readonly MovedClock[];
    }
  | {
      readonly type: 'extended';
      readonly clock: ClockName;
      /** Open seconds more. */
      readonly seconds: number;
      readonly reasonCode: string;
      readonly moved?: readonly MovedClock[];
    }
  | { readonly type: 'answeredByBot'; readonly message: number; readonly channel: Outlet }
  | { readonly type: 'botMissed'; readonly moved?: readonly MovedClock[] }
  | {
      readonly type: 'escalationAcknowledged';
      /** Sequence number of the escalation. */
      readonly of: number;
      readonly agent: string;
      readonly clock?: ClockName;
    }
  | { readonly type: 'merged'; readonly into: string }
  | { readonly type: 'mergedFrom'; readonly caseId: string }
  | { readonly type: 'consultationStarted'; readonly agent: string; readonly departments: readonly string[] }
  | {
      readonly type: 'clockWarned';
      readonly clock: ClockName;
      readonly role: StaffRole;
      readonly dueAt: number;
      /** Quiet hours: the notice leaves then. */
      readonly notBeforeAt?: number;
    }
  | { readonly type: 'clockBreached' | 'breachWithdrawn'; readonly clock: ClockName }
  | {
      readonly type: 'escalated';
      readonly reason: EscalationReason;
      readonly clock?: ClockName;
      readonly role: StaffRole;
      readonly dueAt: number;
      readonly notBeforeAt?: number;
    }
  | {
      readonly type: 'paused';
      readonly clocks: readonly ClockName[];
      /** Why we wait for others than the customer; absent: the customer has the word. */
      readonly reasonCode?: string;
    }
  | { readonly type: 'resumed'; readonly clocks: readonly ClockName[] }
  | { readonly type: 'resolved'; readonly outcome: Outcome; readonly reasonCode?: string; readonly note?: number }
  | { readonly type: 'confirmationAsked'; readonly round: number }
  | { readonly type: 'confirmed'; readonly message?: number; readonly softly?: boolean }
  | { readonly type: 'rejected'; readonly message?: number }
  | { readonly type: 'reopened'; readonly round: number }
  | {
      readonly type: 'surveyQueued';
      readonly round: number;
      readonly outlet: Outlet;
      /** Of an SMS: the way it takes when another of the customer's cases has had the SMS. */
      readonly otherwise?: Outlet;
      readonly expiresAt: number;
      readonly notBeforeAt?: number;
    }
  | { readonly type: 'surveySent'; readonly round: number }
  | { readonly type: 'surveyCancelled'; readonly round: number; readonly reason: SurveyCancelReason }
  | {
      readonly type: 'surveyAnswered';
      readonly round: number;
      readonly stars: number;
      readonly wrongAnswer: boolean;
    }
  | WorkOrderEvent
  | AfterSalesEvent
  | ComplaintEvent
  | { readonly type: 'withdrawn' }
  | { readonly type: 'arrivedLate'; readonly fact: string; readonly message?: number }
  | { readonly type: 'delivered'; readonly of: number }
  | { readonly type: 'deliveryFailed'; readonly of: number; readonly code: string }
  | { readonly type: 'closed'; readonly how: ClosedHow; readonly reasonCode?: string };

/** The whole of a case as its workflow knows it: facts and numbers, no words. JSON-plain, carried over runs as it is. */
export interface CaseState {
  readonly v: 1;
  readonly caseId: string;
  readonly shop: string;
  readonly kind: CaseKind;
  /** By which it was opened. */
  readonly channel: Channel;
  /** By which the customer spoke last: its rows apply to what comes next. */
  readonly speaksBy: Channel;
  readonly customer: string;
  readonly locale: Locale;
  /** Ways by which the customer can be reached. */
  readonly reach: readonly Outlet[];
  readonly tier: Tier;
  readonly level: Level | null;
  /** When the level was changed last. */
  readonly levelSetAt?: number;
  /** When the level was lowered last: the first response that ran then keeps its due times. */
  readonly loweredAt?: number;
  readonly category: Category | null;
  readonly queue: string;
  readonly owner: string | null;
  readonly assignmentVersion: number;
  /** The owner has the case since then and has done nothing in it yet; null: has, or there is none. */
  readonly ownerSince: number | null;
  /** Owners that lost the case by doing nothing. */
  readonly ownersSilent: number;
  readonly status: CaseStatus;
  readonly closedHow: ClosedHow | null;
  readonly reasonCode: string | null;
  readonly openedAt: number;
  /** Events so far; the ETag of the case. */
  readonly version: number;
  readonly plan: Plan;
  readonly clocks: readonly Clock[];
  /** Greeted, and nothing asked yet. */
  readonly greetedOnly: boolean;
  /** The first message that asks or tells something; the first response is measured from it. */
  readonly askedAt: number | null;
  /** A person's first reply of any kind since then. */
  readonly acknowledgedAt?: number | null;
  /** The first substantive reply. */
  readonly answeredAt: number | null;
  /** The only answer so far is a bot's. */
  readonly answeredByBot?: boolean;
  /** The newest reply of any kind but an acknowledgement. */
  readonly repliedAt: number | null;
  /** Since when the customer owes us something, or others for whom the clocks were paused. */
  readonly waitingSince: number | null;
  /** Since when others are waited for, while the customer has the word as well. */
  readonly othersSince?: number | null;
  readonly reminders: number;
  /** Times resolved; the number of the survey too. */
  readonly round: number;
  readonly rejections: number;
  readonly resolvedAt: number | null;
  readonly closedAt: number | null;
  /** When the survey of this round goes out; null when it did, or none will. */
  readonly surveyAt: number | null;
  /** Until when the survey takes its answer. */
  readonly surveyOpenUntil: number | null;
  /** The newest event that a person or a rule caused. */
  readonly touchedAt: number;
  /** Of an after-sales request. */
  readonly afterSales?: AfterSalesState;
  /** Of a complaint, once more is known than that it is one. */
  readonly complaint?: ComplaintState;
  /** Facts and verdicts taken in, newest last, so that a second delivery of one changes nothing. */
  readonly seen: readonly string[];
}
