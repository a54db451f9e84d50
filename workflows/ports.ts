/** What workflows ask of the world, implemented in `activities/`. Every call may run twice. */
import type { CaseEvent, CaseState } from '../domain/case.ts';
import type { ReviewResult } from '../domain/kinds/after-sales/events.ts';
import type { CommandResult, OrderCommand, OrderFacts, Refused } from '../domain/order-commands.ts';
import type { Plan, PlanFacts } from '../domain/policy.ts';

/** Events to store, and the case as it is after them. */
export interface EventBatch {
  readonly caseId: string;
  /** Sequence number of the first event; they are numbered without gaps from 1. */
  readonly fromSeq: number;
  readonly events: readonly CaseEvent[];
  readonly state: CaseState;
}

export interface Appended {
  /** Digest of the events as they were given: a replay that decides otherwise is noticed by it. */
  readonly digest: string;
  /** One readable line for each event. */
  readonly lines: readonly string[];
  /** Sends of this case that have arrived and whose `delivered` event is still to be written. */
  readonly delivered: readonly { readonly seq: number; readonly at: number }[];
  /** When they had been stored, or were found, by the worker's clock, epoch ms. Absent in older histories. */
  readonly storedAt?: number;
  /**
   * Present when nothing was written, because a run or task that was lost had stored other events under these numbers:
   * those, all of them. They stand.
   */
  readonly instead?: readonly CaseEvent[];
}

/** Short, idempotent writes and reads in Postgres, run as local activities. */
export interface CaseActivities {
  /** Resolves policy, clocks and compiled calendars. Its result in the history is the case's pinned plan. */
  openPlan(facts: PlanFacts): Promise<Plan>;
  /** Stores events, projection and the sends that follow from them in one transaction, keyed by (case, seq). */
  appendCaseEvents(batch: EventBatch): Promise<Appended>;
}

/** Runs on the queue `cases`, as ordinary activities. */
export interface IntakeActivities {
  /** Opens a case linked to an ended one, for a fact that came after its end. */
  openLinkedCase(input: { readonly caseId: string; readonly factId: string }): Promise<void>;
}

/** Runs on the queue `cases`, as an ordinary activity. */
export interface ReviewActivities {
  /** Reads the order, and reviews the application by the policy of its shop. Asked again it answers as before. */
  reviewRequest(input: { readonly caseId: string; readonly seq: number }): Promise<ReviewResult>;
}

/** Runs on the queue `delivery`. */
export interface DeliveryActivities {
  /** One attempt to send; done when the other side has taken it. Throws with a code, never with foreign words. */
  send(input: { readonly caseId: string; readonly seq: number }): Promise<void>;
  /** Ends the attempts: the delivery stays in the list of what is stuck until a person sends it again. */
  giveUp(input: { readonly caseId: string; readonly seq: number }): Promise<void>;
}

/** A step of a case: the order system does what is asked under `<caseId>:<seq>` once, however often it is asked. */
export interface OrderCommandInput {
  readonly caseId: string;
  readonly seq: number;
  readonly command: OrderCommand;
}

type CarryOut = (input: OrderCommandInput) => Promise<CommandResult>;

/**
 * Runs on the queue `back-office`, one activity for each purpose. Refused for good is a result; while there is no
 * outcome they throw a retryable failure whose type is a code of ours. An attempt ends within 25 s.
 */
export interface OrderSystemActivities {
  /** The order of the case with its payments, as it is now; no ids, no names. */
  lookUpOrder(input: {
    readonly caseId: string;
  }): Promise<{ readonly state: 'found'; readonly order: OrderFacts } | Refused>;
  readonly cancelOrder: CarryOut;
  readonly refund: CarryOut;
  readonly createReplacement: CarryOut;
  readonly createRepairOrder: CarryOut;
  readonly issueCoupon: CarryOut;
  readonly issuePoints: CarryOut;
  readonly createReturnLabel: CarryOut;
  readonly undoCommand: CarryOut;
}
