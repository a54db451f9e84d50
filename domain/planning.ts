import { underPlan } from './replanned.ts';
import { isPastHorizon } from './calendar.ts';
import type { CaseState } from './case.ts';
import { calendarOf, type Clock, dueUnder, isLive } from './clocks.ts';
import { advance } from './deadlines.ts';
import type { Fact, Verdict } from './facts.ts';
import { raiseLevel } from './levels.ts';
import { pinned } from './pinned.ts';
import { planFactsAfter, planFactsAt } from './plan-facts.ts';
import type { Plan, PlanFacts } from './policy.ts';
import type { CaseRecord } from './record.ts';

/** Resolves plans, from wherever policies and calendars are kept. */
export type OpenPlan = (facts: PlanFacts) => Promise<Plan>;

/** How much further than a deadline calendars are compiled, so that the next one lies within them too. */
const FURTHER = 120 * 86_400_000;

/** The case under the plan for some facts, beside what it pinned when it opened. */
export const underPlanFor = async (state: CaseState, facts: PlanFacts, openPlan: OpenPlan): Promise<CaseState> =>
  underPlan(state, await openPlan({ ...pinned(state), ...facts }));

/** Lets the time pass up to and including an instant: every deadline until then, each under the plan that it earns. */
export async function pass(record: CaseRecord, until: number, openPlan: OpenPlan): Promise<void> {
  for (let raise = advance(record, until); raise; raise = advance(record, until)) {
    record.state = await underPlanFor(record.state, planFactsAt(record.state, raise.to), openPlan);
    raiseLevel(record, raise.at, raise.to);
  }
}

/**
 * Before a fact or a verdict is taken in: deadlines up to its instant are those of the plan so far; then the plan is
 * resolved again where the news changes what decides it, under the versions that the case opened with.
 */
export async function planAgain(record: CaseRecord, news: Fact | Verdict, openPlan: OpenPlan): Promise<void> {
  await pass(record, news.acceptedAt, openPlan);
  const changed = planFactsAfter(record.state, news);
  if (changed) record.state = await underPlanFor(record.state, changed, openPlan);
}

/** A clock that is due past what its calendar knows of the zone's clock changes. */
const isGuessed = ({ plan }: CaseState, clock: Clock): boolean =>
  isLive(clock) && clock.breachedAt === null && isPastHorizon(calendarOf(plan, clock.rule.calendar), clock.dueAt);

/** The case with calendars that reach beyond all of its deadlines, and these reckoned again. */
export async function withinHorizon(state: CaseState, openPlan: OpenPlan): Promise<CaseState> {
  const guessed = state.clocks.filter((clock) => isGuessed(state, clock));
  if (guessed.length === 0) return state;
  const through = Math.max(...guessed.map(({ dueAt }) => dueAt)) + FURTHER;
  const plan = await openPlan({ ...planFactsAt(state, state.level), ...pinned(state), through });
  const known = underPlan(state, plan);
  return {
    ...known,
    clocks: state.clocks.map((clock) => (isGuessed(state, clock) ? dueUnder(known.plan, clock) : clock)),
  };
}
