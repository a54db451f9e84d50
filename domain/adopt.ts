import type { CaseEvent, CaseState } from './case.ts';
import type { Fact } from './facts.ts';
import type { OpenPlan } from './planning.ts';
import { goneOn } from './retelling.ts';

/**
 * The case after events that are stored already: a worker died between storing them and recording its task, and what
 * was decided then has been seen by people and has left the house. The facts behind them count as taken in.
 */
export async function adopted(
  before: CaseState,
  events: readonly CaseEvent[],
  facts: readonly Fact[],
  openPlan: OpenPlan,
): Promise<CaseState> {
  let state = await goneOn(before, events, openPlan);
  for (const fact of facts) {
    const reach = fact.type === 'customerMessaged' && state.seen.includes(fact.factId) ? fact.reach : undefined;
    if (reach) state = { ...state, reach };
  }
  return state;
}
