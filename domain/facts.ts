import type { Outcome, ReplyKind, Saying, SurveyCancelReason } from './case.ts';
import type { Channel, Outlet } from './channels.ts';
import type { Level, StaffRole } from './policy.ts';

/**
 * What has happened, as the workflow is told. Never refused. `acceptedAt` is the database's clock when its text was
 * stored, and decides against every deadline; `factId` makes a second delivery harmless.
 */
export type Fact = { readonly factId: string; readonly acceptedAt: number } & FactBody;

export type FactType = FactBody['type'];

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
  | {
      readonly type: 'startConsultation';
      readonly agent: string;
      /** Codes of the shop's departments. */
      readonly departments: readonly string[];
    }
  | {
      readonly type: 'resolve';
      readonly agent: string;
      readonly outcome: Outcome;
      readonly reasonCode?: string;
      /** Row of the stored note. */
      readonly note?: number;
    };

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
  'lowering_not_allowed',
  'lowering_without_reason',
  'level_not_three',
] as const;
export type Rejection = (typeof REJECTIONS)[number];

/** Facts in the order in which they were accepted. */
export const byAcceptance = (a: Fact, b: Fact): number => a.acceptedAt - b.acceptedAt;
