import { applyEvent, sawFact, underPlan } from './apply.ts';
import type { CaseEvent, CaseState } from './case.ts';
import { planFactsAt } from './decide.ts';
import type { Fact } from './facts.ts';
import type { Plan, PlanFacts } from './policy.ts';

/**
 * The case after events that are stored already: a worker died between storing them and recording its task, and what
 * was decided then has been seen by people and has left the house. The facts behind them count as taken in.
 */
export async function adopted(
  before: CaseState,
  events: readonly CaseEvent[],
  facts: readonly Fact[],
  openPlan: (facts: PlanFacts) => Promise<Plan>,
): Promise<CaseState> {
  let state = before;
  for (const event of events) {
    if (event.cause !== undefined && !state.seen.includes(event.cause)) state = sawFact(state, event.cause);
    if (event.type === 'levelSet') state = underPlan(state, await openPlan(planFactsAt(state, event.to)));
    if (event.type === 'messageReceived' && event.channel !== state.speaksBy) {
      state = underPlan(state, await openPlan(planFactsAt({ ...state, speaksBy: event.channel }, state.level)));
    }
    state = applyEvent(state, event);
  }
  for (const fact of facts) {
    const reach = fact.type === 'customerMessaged' && state.seen.includes(fact.factId) ? fact.reach : undefined;
    if (reach) state = { ...state, reach };
  }
  return state;
}
