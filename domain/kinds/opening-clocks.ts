import type { ClockName } from '../policy.ts';
import type { CaseKind } from './index.ts';

/** What is owed from the first instant of a case of a kind, whatever its customer says next. */
export const OPENING_CLOCKS: Readonly<Record<CaseKind, readonly ClockName[]>> = {
  inquiry: ['resolution'],
  complaint: ['resolution', 'plan', 'decision', 'result'],
  'after-sales': ['resolution'],
};
