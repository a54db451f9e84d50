import type { ClockName } from './policy.ts';

/** A clock before and after a change of plan: without the first it is new, without the second it is cancelled. */
export interface MovedClock {
  readonly clock: ClockName;
  readonly wasDueAt?: number;
  readonly dueAt?: number;
}
