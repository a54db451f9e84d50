import type { CaseEvent, CaseState } from './case.ts';

/** One event of a case that is told or lived again, and the case before and after it. */
export interface Step {
  readonly seq: number;
  readonly event: CaseEvent;
  readonly before: CaseState;
  readonly after: CaseState;
}

export type Watch = (step: Step) => void;
