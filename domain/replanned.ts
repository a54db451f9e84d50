/** What a newly resolved plan does to the clocks of a case. Elapsed time, pauses and breaches carry over. */
import type { CaseEvent, CaseState, EventOf } from './case.ts';
import { replace, started, startedAgain, startedOrSooner } from './case-clocks.ts';
import { cancelClock, type Clock, extendClock, isLive, liveClock, tightenClock, underRule } from './clocks.ts';
import { QUEUES } from './kinds/index.ts';
import { OPENING_CLOCKS } from './kinds/opening-clocks.ts';
import type { ClockName, ClockRule, Level, Plan } from './policy.ts';

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
 * the running first response tighter where the new level's row is, counted from the customer's message. Lowering leaves
 * what runs as it is.
 */
function levelled(state: CaseState, event: EventOf<'levelSet'>): Partial<CaseState> {
  const { at, from, to } = event;
  if (from !== null && to < from) return { level: to, levelSetAt: at, loweredAt: at };
  return { level: to, levelSetAt: at, clocks: raised({ ...state, level: to }, at, to) };
}

function raised(state: CaseState, at: number, to: Level): readonly Clock[] {
  const { clocks: rules } = state.plan;
  if (to === 3) {
    let clocks = ceiling(state, at);
    for (const name of ['resolution', 'total-resolution'] as const) {
      const longer = ruleOf(state.plan, name);
      if (longer) clocks = replace(clocks, name, (clock) => underRule(state.plan, clock, longer));
    }
    for (const name of ['consultation', 'plan'] as const) clocks = startedOrSooner({ ...state, clocks }, name, at);
    return clocks;
  }
  let { clocks } = state;
  for (const name of FIRST_RESPONSE) {
    const rule = rules[name];
    if (!rule || state.askedAt === null || state.answeredAt !== null) continue;
    const known = clocks.some((clock) => clock.name === name);
    if (known) clocks = replace(clocks, name, (clock) => tightenClock(state.plan, clock, rule));
    else if (owes(state, name)) clocks = started({ ...state, clocks }, name, state.askedAt, rule);
  }
  return clocks;
}

/** Whether a clock of the first response that the plan brings is still to be met: an acknowledgement may have been. */
const owes = ({ acknowledgedAt = null }: CaseState, name: ClockName): boolean =>
  name !== 'acknowledge' || acknowledgedAt === null;

/** The answer at level 3: none, but for a tier's ceiling. A breach stays one, and the ceiling runs beside it. */
function ceiling(state: CaseState, at: number): readonly Clock[] {
  const { plan, askedAt, answeredAt } = state;
  const rule = plan.clocks.answer;
  const running = liveClock(state.clocks, 'answer');
  if (rule && running?.breachedAt === null)
    return replace(state.clocks, 'answer', (clock) => underRule(plan, clock, rule));
  const clocks = replace(state.clocks, 'answer', (clock) => cancelClock(clock, at));
  return askedAt === null || answeredAt !== null ? clocks : startedAgain({ ...state, clocks }, 'answer', askedAt);
}

/**
 * A higher tier makes running clocks tighter where its rows are, each counted from its own start; none looser. An answer
 * that only the higher tier is owed runs from the customer's question. A first response whose case was lowered keeps what
 * it had: the rows of the lower level were not meant for it.
 */
function tightened(state: CaseState): readonly Clock[] {
  const { plan, askedAt, answeredAt, loweredAt } = state;
  const lowered = askedAt !== null && loweredAt !== undefined && askedAt <= loweredAt;
  const kept: readonly ClockName[] = lowered ? [...NOT_OF_MATRIX, ...FIRST_RESPONSE] : NOT_OF_MATRIX;
  const clocks = state.clocks.map((clock) => {
    const rule = kept.includes(clock.name) ? undefined : ruleOf(plan, clock.name);
    return isLive(clock) && rule ? tightenClock(plan, clock, rule) : clock;
  });
  if (askedAt === null || answeredAt !== null || lowered || liveClock(clocks, 'answer')) return clocks;
  return startedAgain({ ...state, clocks }, 'answer', askedAt);
}

/**
 * Another version of the policy, applied by somebody who saw what it does: running clocks are due as its rows say, also
 * later than before; one that it does not know ends; what it adds starts at the opening, or with the customer's question.
 */
function policySet(state: CaseState, { at, policy, to }: EventOf<'policySet'>): Partial<CaseState> {
  const { plan, openedAt, askedAt, answeredAt } = state;
  let clocks = state.clocks.map((clock) => {
    if (!isLive(clock) || NOT_OF_MATRIX.includes(clock.name)) return clock;
    const rule = ruleOf(plan, clock.name);
    return rule ? underRule(plan, clock, rule) : cancelClock(clock, at);
  });
  for (const name of OPENING_CLOCKS[state.kind]) {
    const known = clocks.some((clock) => clock.name === name);
    if (!known && state.round === 0) clocks = started({ ...state, clocks }, name, openedAt);
  }
  for (const name of FIRST_RESPONSE) {
    const known = clocks.some((clock) => clock.name === name);
    if (!known && askedAt !== null && answeredAt === null && owes(state, name))
      clocks = started({ ...state, clocks }, name, askedAt);
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
    const start = name === 'plan' ? startedOrSooner : started;
    return start({ ...state, clocks: running }, name, at);
  }, ended);
  const released = assignmentVersion === undefined ? {} : { owner: null, ownerSince: null };
  return { kind: to, queue: QUEUES[to], ...released, clocks };
}

/** Clocks that only their own kind of case has. */
const OF_KIND: readonly ClockName[] = ['plan', 'decision', 'result', 'resolution'];

/** Clocks that no row of the matrix counts: what was stated stays, and these have rules of their own. */
const NOT_OF_MATRIX: readonly ClockName[] = ['promise', 'confirmation', 'call-back', 'review'];

const FIRST_RESPONSE = ['acknowledge', 'answer'] as const;

/** The row of the matrix that a clock has; the whole time to the solution has that of the first solution. */
const ruleOf = ({ clocks }: Plan, name: ClockName): ClockRule | undefined =>
  clocks[name === 'total-resolution' ? 'resolution' : name];

/**
 * A bot's answer that did not help keeps nothing: what it had met of the first response runs from the question again.
 * What a person has met stays met.
 */
function botMissed(state: CaseState, at: number): Partial<CaseState> {
  const { askedAt, acknowledgedAt, answeredAt } = state;
  let clocks: readonly Clock[] = replace(state.clocks, 'next-response', (clock) => cancelClock(clock, at));
  const acknowledged = clocks.findLast(({ name }) => name === 'acknowledge');
  const inTime = acknowledgedAt != null && acknowledgedAt < (acknowledged?.dueAt ?? Infinity);
  const byPerson = inTime || (acknowledged?.state === 'met' && acknowledged.stoppedAt !== answeredAt);
  for (const name of byPerson ? (['answer'] as const) : FIRST_RESPONSE)
    clocks = startedAgain({ ...state, clocks }, name, askedAt ?? at);
  return { answeredAt: null, answeredByBot: false, clocks };
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
