import type { Outcome, ReplyKind, Saying, SurveyCancelReason } from './case.ts';
import type { Channel, Outlet } from './channels.ts';
import type { AfterSalesCommand, AfterSalesFact, ErrandFact } from './kinds/after-sales/events.ts';
import { COMPLAINT_REJECTIONS, type ComplaintCommand, type ComplaintFact } from './kinds/complaint/events.ts';
import type { CaseKind, Category } from './kinds/index.ts';
import type { CalendarVersions, ClockName, Level, Request, StaffRole, Tier } from './policy.ts';
import type { WorkOrderMovedFact } from './work-orders/news.ts';

/**
 * What has happened, as the workflow is told. Never refused. `acceptedAt` is the database's clock when its text was
 * stored, and decides against every deadline; `factId` makes a second delivery harmless.
 */
export type Fact = { readonly factId: string; readonly acceptedAt: number } & FactBody;

export type FactType = FactBody['type'];

/** Those that somebody tells a case; the others it hears from what it sent out itself. */
export type ToldType = Exclude<FactType, ErrandFact['type']>;

export type ToldFact = FactOf<ToldType>;

/** The body of one type of fact. */
export type FactOf<T extends FactType> = Extract<Fact, { type: T }>;

type FactBody =
  | {
      readonly type: 'customerMessaged';
      /** Row of the stored text. */
      readonly message: number;
      readonly channel: Channel;
      readonly says: Saying;
      readonly reach?: readonly Outlet[];
      /** The customer's tier, where it has risen. */
      readonly tier?: Tier;
      /** The customer says to complain. */
      readonly complains?: true;
    }
  | {
      readonly type: 'agentReplied';
      readonly message: number;
      readonly agent: string;
      readonly kind: ReplyKind;
      readonly channel: Outlet;
      readonly expectedAt?: number;
      /** The desk gave an unowned case to the agent who replied. */
      readonly assignmentVersion?: number;
    }
  | { readonly type: 'botAnswered'; readonly message: number; readonly channel: Outlet }
  | {
      readonly type: 'escalationAcknowledged';
      /** Sequence number of the escalation. */
      readonly of: number;
      readonly agent: string;
      readonly clock?: ClockName;
    }
  /** The case goes on in another one. */
  | { readonly type: 'merged'; readonly into: string; readonly by: string }
  /** Another case of the same matter goes on in this one. */
  | { readonly type: 'mergedFrom'; readonly caseId: string; readonly by: string }
  /** A supervisor applied another version of the policy, or of calendars that they have, to the open cases. */
  | {
      readonly type: 'policyApplied';
      readonly policy: string;
      readonly version: number;
      readonly calendars?: CalendarVersions;
      readonly by: string;
    }
  | WorkOrderMovedFact
  | AfterSalesFact
  | ErrandFact
  | ComplaintFact
  | { readonly type: 'agentNoted'; readonly message: number; readonly agent: string; readonly call?: boolean }
  | { readonly type: 'customerConfirmed'; readonly confirmed: boolean; readonly message?: number }
  | { readonly type: 'humanRequested' }
  | { readonly type: 'customerWithdrew' }
  | {
      readonly type: 'ownerChanged';
      readonly agent: string | null;
      readonly assignmentVersion: number;
      readonly by: string;
    }
  | { readonly type: 'surveySent'; readonly round: number; readonly sentAt: number; readonly expiresAt: number }
  | { readonly type: 'surveyCancelled'; readonly round: number; readonly reason: SurveyCancelReason }
  | {
      readonly type: 'surveyAnswered';
      readonly round: number;
      readonly stars: number;
      readonly wrongAnswer: boolean;
    }
  | {
      readonly type: 'deliveryFailed';
      /** Sequence number of the event whose send is stuck. */
      readonly of: number;
      readonly recipient: 'customer' | StaffRole;
      readonly code: string;
    };

/** What asks for a verdict. */
type Command =
  | {
      readonly type: 'setLevel';
      readonly agent: string;
      readonly level: Level;
      /** A code, not a sentence: words do not enter a history. */
      readonly reasonCode?: string;
      /** Asked for by one who may lower a level: a senior, or above. */
      readonly mayLower?: boolean;
    }
  /** What the case is about; another kind goes on under the same id. */
  | {
      readonly type: 'classify';
      readonly agent: string;
      readonly kind?: CaseKind;
      readonly category?: Category;
      /** What an after-sales request asks for. */
      readonly request?: Request;
    }
  | AfterSalesCommand
  | {
      readonly type: 'startConsultation';
      readonly agent: string;
      /** Codes of the shop's departments. */
      readonly departments: readonly string[];
    }
  | { readonly type: 'handOff'; readonly agent: string; readonly channel: Channel }
  /** We wait for somebody else than the customer. */
  | { readonly type: 'pause'; readonly agent: string; readonly reasonCode: string }
  | { readonly type: 'resume'; readonly agent: string }
  | {
      readonly type: 'extend';
      readonly agent: string;
      readonly clock: ClockName;
      /** Open seconds more. */
      readonly seconds: number;
      readonly reasonCode: string;
    }
  | {
      readonly type: 'resolve';
      readonly agent: string;
      readonly outcome: Outcome;
      readonly reasonCode?: string;
      /** Row of the stored note. */
      readonly note?: number;
    }
  | ComplaintCommand;

export type CommandType = Command['type'];

/** A command with what the door adds: the instant it was accepted, and the version its sender had seen. */
export type Verdict<T extends CommandType = CommandType> = Extract<Command, { type: T }> & {
  readonly acceptedAt: number;
  readonly expectedVersion?: number;
};

/** Why a command was refused. */
export const REJECTIONS = [
  'case_closed',
  'case_resolved',
  'version_conflict',
  'level_unchanged',
  'classification_unchanged',
  'lowering_not_allowed',
  'lowering_without_reason',
  'level_not_three',
  'channel_unchanged',
  'channel_unreachable',
  'case_not_open',
  'case_not_paused',
  'clock_not_running',
  'clock_breached',
  'beyond_published',
  'application_missing',
  'no_application',
  'no_decision_due',
  'no_approval_due',
  'grant_missing',
  'beyond_limit',
  'request_under_way',
  ...COMPLAINT_REJECTIONS,
] as const;
export type Rejection = (typeof REJECTIONS)[number];

/** Facts in the order in which they were accepted. */
export const byAcceptance = (a: Fact, b: Fact): number => a.acceptedAt - b.acceptedAt;
