import type { Fault } from '../domain/fault.ts';

/** There is no such case. */
export class UnknownCase extends Error {
  constructor(caseId: string) {
    super(`there is no case ${caseId}`);
    this.name = 'UnknownCase';
  }
}

/** There is no such shop. */
export class UnknownShop extends Error {
  constructor(shop: string) {
    super(`there is no shop ${shop}`);
    this.name = 'UnknownShop';
  }
}

/** The case belongs to somebody else than its sender thought. */
export class DeskConflict extends Error {
  /** The owner's id in the shop's staff system; null: nobody. */
  readonly owner: string | null;

  constructor(caseId: string, owner: string | null) {
    super(`case ${caseId} belongs to ${owner === null ? 'nobody' : 'another agent'}`);
    this.name = 'DeskConflict';
    this.owner = owner;
  }
}

/** A case cannot go on in another: it does already, or one of the two is closed. */
export class MergeRefused extends Error {
  readonly reason: 'merged' | 'closed' | 'target-closed';

  constructor(reason: MergeRefused['reason']) {
    super(`the merge is refused: ${reason}`);
    this.name = 'MergeRefused';
    this.reason = reason;
  }
}

/** There is no such escalation of the case. */
export class UnknownEscalation extends Error {
  constructor(caseId: string, seq: number) {
    super(`case ${caseId} has no escalation ${seq}`);
    this.name = 'UnknownEscalation';
  }
}

/** There is no such work order. */
export class UnknownWorkOrder extends Error {
  constructor(row: number) {
    super(`there is no work order ${row}`);
    this.name = 'UnknownWorkOrder';
  }
}

/**
 * A work order is not opened or changed so: it has ended, somebody changed it first, from its state it does not go there,
 * others make that move, or its fields are not as its type says.
 */
export class WorkOrderRefused extends Error {
  readonly reason: 'ended' | 'changed' | 'unknown_move' | 'move_of_others' | 'invalid';
  /** States it goes to, or those who make the move. */
  readonly allowed: readonly string[];
  readonly faults: readonly Fault[];

  constructor(
    reason: WorkOrderRefused['reason'],
    { allowed = [], faults = [] }: { allowed?: readonly string[]; faults?: readonly Fault[] } = {},
  ) {
    super(`the work order stays as it is: ${reason}`);
    this.name = 'WorkOrderRefused';
    this.reason = reason;
    this.allowed = allowed;
    this.faults = faults;
  }
}

/** A date stated to the customer is over already. */
export class StatedInPast extends Error {
  constructor() {
    super('a date stated to the customer lies in the past');
    this.name = 'StatedInPast';
  }
}

/** The survey takes no answer: it has one, its time is over, it is not sent, or it never was. */
export class SurveyClosed extends Error {
  readonly reason: 'answered' | 'expired' | 'cancelled' | 'unknown';

  constructor(reason: SurveyClosed['reason']) {
    super(`the survey takes no answer: ${reason}`);
    this.name = 'SurveyClosed';
    this.reason = reason;
  }
}

/** Temporal did not take a fact in time. The fact is stored: a repeated request or the sweep tells it again. */
export class TemporalUnavailable extends Error {
  constructor(cause: unknown) {
    super('Temporal did not take the fact in time; it is stored and will be told again', { cause });
    this.name = 'TemporalUnavailable';
  }
}
