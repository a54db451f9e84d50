import type { CaseState } from './case.ts';
import { windowEndsAt } from './deadlines.ts';
import type { Fact } from './facts.ts';

/** What is said after the reopening window, or after a merge, belongs to another case. */
export function cameAfterTheEnd(state: CaseState, fact: Fact): boolean {
  const until = state.closedHow === 'merged' ? state.closedAt : windowEndsAt(state);
  if (until === null || fact.acceptedAt <= until) return false;
  return SAID.includes(fact.type);
}

const SAID: readonly Fact['type'][] = [
  'customerMessaged',
  'agentReplied',
  'botAnswered',
  'customerConfirmed',
  'humanRequested',
  'mergedFrom',
  'customerAppealed',
  'visited',
];
