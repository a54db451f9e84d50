import { applyEvent, sawFact } from './apply.ts';
import type { CaseEvent, CaseState } from './case.ts';
import type { OpenCase } from './open-case.ts';
import { calendarVersions } from './pinned.ts';
import { planFactsAt } from './plan-facts.ts';
import { underPlanFor, type OpenPlan } from './planning.ts';
import { openedAs } from './opening.ts';
import type { PlanFacts } from './policy.ts';
import type { Watch } from './step.ts';

/** Events in their order, those of one fact or verdict together; each that a deadline caused stands alone. */
export function byCause(events: readonly CaseEvent[]): CaseEvent[][] {
  const groups: CaseEvent[][] = [];
  for (const event of events) {
    const group = groups.at(-1);
    if (group && event.cause !== undefined && group[0]?.cause === event.cause) group.push(event);
    else groups.push([event]);
  }
  return groups;
}

const decides = (state: CaseState): PlanFacts => planFactsAt(state, state.level);

/** What decides the plan under which a fact or verdict was taken in. */
function decidesAfter(state: CaseState, group: readonly CaseEvent[]): PlanFacts {
  const applied = group.find((event) => event.type === 'policySet')?.calendars;
  const other = applied ? { calendarVersions: { ...calendarVersions(state), ...applied } } : {};
  return { ...decides(group.reduce(applyEvent, state)), ...other };
}

const same = (a: PlanFacts, b: PlanFacts): boolean =>
  (Object.keys(a) as (keyof PlanFacts)[]).every((name) => a[name] === b[name]);

/** The case under the plan by which a fact or verdict was decided, where its events change what decides it. */
export async function planned(state: CaseState, group: readonly CaseEvent[], openPlan: OpenPlan): Promise<CaseState> {
  const ahead = decidesAfter(state, group);
  return same(ahead, decides(state)) ? state : underPlanFor(state, ahead, openPlan);
}

/**
 * The case after events that are stored already. What changed its kind, channel, tier or level was decided under the
 * plan that these earn, so the plan is resolved again before it, as the workflow did.
 */
export async function goneOn(
  before: CaseState,
  events: readonly CaseEvent[],
  openPlan: OpenPlan,
  watch: Watch = () => undefined,
): Promise<CaseState> {
  let state = before;
  for (const group of byCause(events)) {
    const cause = group[0]?.cause;
    if (cause !== undefined && !state.seen.includes(cause)) state = sawFact(state, cause);
    state = await planned(state, group, openPlan);
    for (const event of group) {
      const after = applyEvent(state, event);
      watch({ seq: after.version, event, before: state, after });
      state = after;
    }
  }
  return state;
}

/**
 * A case told again from its stored events, all of them in their order, the first being `opened`: the state that its
 * workflow has, but for `reach`, which customers tell with their messages. `openPlan` must know the versions of policy
 * and calendars that held at the opening, and compile the calendars from then on.
 */
export async function retold(
  open: OpenCase,
  events: readonly CaseEvent[],
  openPlan: OpenPlan,
  watch?: Watch,
): Promise<CaseState> {
  const [opened] = events;
  if (opened?.type !== 'opened') throw new Error(`case ${open.caseId} does not begin with its opening`);
  const { policy, policyVersion } = opened;
  const { before } = await openedAs({ open }, (facts) => openPlan({ ...facts, policy, policyVersion }));
  return goneOn(before, events, openPlan, watch);
}
