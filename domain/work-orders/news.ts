import type { FieldValues, WorkOrderOutcome } from './type.ts';

/** What happens to the work orders of a case, as its events tell it. */
export type WorkOrderEvent =
  | {
      readonly type: 'workOrderOpened';
      /** Row of one that a person opened; one that the case opened itself is known by this event's number. */
      readonly workOrder?: number;
      readonly workOrderType: string;
      readonly queue?: string;
      readonly dueAt?: number;
      /** Codes, numbers and sums in cents; no words. */
      readonly fields?: FieldValues;
    }
  | {
      readonly type: 'workOrderMoved';
      /** Row of the work order. */
      readonly workOrder: number;
      readonly workOrderType: string;
      /** Sequence number of the event by which the case itself opened it; absent where a person did. */
      readonly of?: number;
      /** States, as its type calls them. */
      readonly from: string;
      readonly to: string;
      /** It has ended, so. */
      readonly outcome?: WorkOrderOutcome;
    }
  /** The case itself ended one. */
  | {
      readonly type: 'workOrderEnded';
      readonly workOrder?: number;
      readonly of?: number;
      readonly workOrderType: string;
      readonly outcome: WorkOrderOutcome;
      readonly reasonCode?: string;
    };

type MovedEvent = Extract<WorkOrderEvent, { type: 'workOrderMoved' }>;

/** A person, or the external party, opened a work order (`from` null) or moved it. */
export type WorkOrderMovedFact = Omit<MovedEvent, 'from'> & {
  readonly from: string | null;
  /** A person as `agent-7`, or `external`. */
  readonly agent: string;
  /** Of one that was opened. */
  readonly queue?: string;
  readonly dueAt?: number;
};
