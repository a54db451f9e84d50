/** What a newly resolved plan does to the clocks of a case. Elapsed time, pauses and breaches carry over. */
import type { CaseEvent, CaseState, EventOf } from './case.ts';
import { firstResponse, replace, started } from './case-clocks.ts';
import { cancelClock, type Clock, extendClock, isLive, liveClock, tightenClock, underRule } from './clocks.ts';
import { rulesOf } from './kinds/complaint/state.ts';
import { QUEUES } from './kinds/index.ts';
import { OPENING_CLOCKS } from './kinds/opening-clocks.ts';
import type { ClockName, Plan } from './policy.ts';

/** The case under a newly resolved plan: running clocks keep what they promised until an event changes them. */
export const underPlan = (state: CaseState, plan: Plan): CaseState => ({
  ...state,
  plan: {
    ...plan,
    // another version is told by its event
    policy: state.plan.policy,
    // clocks that go on under their old rules need their ladders and calendars
    ladders: { ...state.plan.ladders, ...plan.ladders },
    calendars: { ...state.plan.calendars, ...plan.calendars },
  },
});

/**
 * Raising to L3 supersedes an answer not yet due by a plan and gives the solution its longer time; any other change makes
 * the running first response tighter where the new level's row is, counted from the customer's message.
 */
function levelled(state: CaseState, { at, to }: EventOf<'levelSet'>): Partial<CaseState> {
  const changed: CaseState = { ...state, level: to };
  const { clocks: rules } = state.plan;
  if (to === 3) {
    let clocks = replace(state.clocks, 'answer', (clock) => cancelClock(clock, at));
    if (state.askedAt !== null && state.answeredAt === null)
      clocks = started({ ...changed, clocks }, 'answer', state.askedAt);
    const longer = rules.resolution;
    if (longer) clocks = replace(clocks, 'resolution', (clock) => underRule(state.plan, clock, longer));
    clocks = started({ ...changed, clocks }, 'consultation', at);
    return { level: to, clocks: planAnew({ ...changed, clocks }, at) };
  }
  let clocks: readonly Clock[] = state.clocks;
  for (const name of ['acknowledge', 'answer'] as const) {
    const rule = rules[name];
    if (!rule || state.askedAt === null || state.answeredAt !== null) continue;
    const known = clocks.some((clock) => clock.name === name);
    clocks = known
      ? replace(clocks, name, (clock) => tightenClock(state.plan, clock, rule))
      : started({ ...changed, clocks }, name, state.askedAt, rule);
  }
  return { level: to, clocks };
}

/** A plan that is due from now on; a complaint's that already runs is never put off. */
function planAnew(state: CaseState, at: number): readonly Clock[] {
  const again = started(state, 'plan', at);
  const before = rulesOf(state) && liveClock(state.clocks, 'plan');
  const after = liveClock(again, 'plan');
  return before && after && before.dueAt <= after.dueAt ? state.clocks : again;
}

/** A higher tier makes running clocks tighter where its rows are, each counted from its own start; none looser. */
const tightened = ({ plan, clocks }: CaseState): Clock[] =>
  clocks.map((clock) => {
    const rule = plan.clocks[clock.name];
    return isLive(clock) && rule ? tightenClock(plan, clock, rule) : clock;
  });

/**
 * Another version of the policy, applied by somebody who saw what it does: running clocks are due as its rows say, also
 * later than before; one that it does not know ends; a first response that it adds starts with the customer's question.
 */
function policySet(state: CaseState, { at, policy, to }: EventOf<'policySet'>): Partial<CaseState> {
  const { plan, askedAt, answeredAt } = state;
  let clocks = state.clocks.map((clock) => {
    if (!isLive(clock) || !OF_MATRIX.includes(clock.name)) return clock;
    const rule = plan.clocks[clock.name];
    return rule ? underRule(plan, clock, rule) : cancelClock(clock, at);
  });
  for (const name of ['acknowledge', 'answer'] as const) {
    const known = clocks.some((clock) => clock.name === name);
    if (!known && askedAt !== null && answeredAt === null) clocks = started({ ...state, clocks }, name, askedAt);
  }
  return { plan: { ...plan, policy: { name: policy, version: to } }, clocks };
}

/**
 * Another kind of case: what its customer was promised stays promised, and what the new kind owes starts now. A plan
 * that already runs is never put off.
 */
function kindSet(state: CaseState, { at, to, assignmentVersion }: EventOf<'kindSet'>): Partial<CaseState> {
  const opening = OPENING_CLOCKS[to];
  const ended = state.clocks.map((clock) =>
    isLive(clock) && OF_KIND.includes(clock.name) && !opening.includes(clock.name) ? cancelClock(clock, at) : clock,
  );
  const clocks = opening.reduce<readonly Clock[]>((running, name) => {
    const again = started({ ...state, clocks: running }, name, at);
    const before = liveClock(running, name);
    const after = liveClock(again, name);
    return name === 'plan' && before && after && before.dueAt <= after.dueAt ? running : again;
  }, ended);
  const released = assignmentVersion === undefined ? {} : { owner: null, ownerSince: null };
  return { kind: to, queue: QUEUES[to], ...released, clocks };
}

/** Clocks that only their own kind of case has. */
const OF_KIND: readonly ClockName[] = ['plan', 'decision', 'result', 'resolution'];

/** Clocks whose target is a row of the matrix; a stated date stays what was stated. */
const OF_MATRIX: readonly string[] = [
  'acknowledge',
  'answer',
  'next-response',
  'consultation',
  'plan',
  'resolution',
  'total-resolution',
  'survey',
];

/** A bot's answer that did not help keeps nothing: both clocks of the first response run from the question again. */
function botMissed(state: CaseState, at: number): Partial<CaseState> {
  const clocks = replace(state.clocks, 'next-response', (clock) => cancelClock(clock, at));
  const again: CaseState = { ...state, clocks, answeredAt: null, answeredByBot: false };
  return { answeredAt: null, answeredByBot: false, clocks: firstResponse(again, state.askedAt ?? at) };
}

const PLAN_CHANGES = ['levelSet', 'tierSet', 'handedOff', 'kindSet', 'policySet', 'extended', 'botMissed'] as const;
export type PlanChange = EventOf<(typeof PLAN_CHANGES)[number]>;

export const isPlanChange = (event: CaseEvent): event is PlanChange => PLAN_CHANGES.some((type) => type === event.type);

/** What a change of plan does to the case. */
export function replanned(state: CaseState, event: PlanChange): Partial<CaseState> {
  switch (event.type) {
    case 'levelSet':
      return levelled(state, event);
    case 'tierSet':
      return { tier: event.to, clocks: tightened(state) };
    case 'handedOff':
      return { speaksBy: event.to };
    case 'kindSet':
      return kindSet(state, event);
    case 'policySet':
      return policySet(state, event);
    case 'extended':
      return { clocks: replace(state.clocks, event.clock, (clock) => extendClock(state.plan, clock, event.seconds)) };
    case 'botMissed':
      return botMissed(state, event.at);
  }
}
