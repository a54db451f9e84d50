import type { CaseState } from './case.ts';
import { quietUntil } from './clocks.ts';

/** The end of a person's quiet hours, when `at` falls into them. */
export function notBefore(
  state: CaseState,
  who: keyof CaseState['plan']['hours'],
  at: number,
): { notBeforeAt?: number } {
  const until = quietUntil(state.plan, who, at);
  return until === undefined ? {} : { notBeforeAt: until };
}
