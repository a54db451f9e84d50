import type { CaseState, MovedClock } from './case.ts';
import {
  cancelClock,
  carryOver,
  type Clock,
  isLive,
  liveClock,
  pauseClock,
  resumeClock,
  startClock,
} from './clocks.ts';
import type { ClockName, ClockRule } from './policy.ts';

/** The live clocks of a name, changed. */
export const replace = (clocks: readonly Clock[], name: ClockName, change: (clock: Clock) => Clock): Clock[] =>
  clocks.map((clock) => (clock.name === name && isLive(clock) ? change(clock) : clock));

/** Puts a clock beside the others; an older one of its name gives way, unless it was breached: that stays to be seen. */
function withClock(clocks: readonly Clock[], clock: Clock, at: number): Clock[] {
  const kept = replace(clocks, clock.name, (older) => cancelClock(older, at)).filter(
    (older) => older.name !== clock.name || older.breachedAt !== null,
  );
  return [...kept, clock];
}

/** The clocks with one more, started at an instant; none is added where the plan has no rule for it. */
export function started(
  state: CaseState,
  name: ClockName,
  at: number,
  rule: ClockRule | undefined = state.plan.clocks[name],
  statedAt?: number,
): Clock[] {
  if (!rule) return [...state.clocks];
  const start = { seq: state.version, at, ...(statedAt === undefined ? {} : { dueAt: statedAt }) };
  return withClock(state.clocks, startClock(state.plan, name, rule, start), at);
}

/** The same, but one of its name that already runs is never put off. */
export function startedOrSooner(...start: Parameters<typeof started>): readonly Clock[] {
  const [{ clocks }, name] = start;
  const again = started(...start);
  const before = liveClock(clocks, name);
  const after = liveClock(again, name);
  return before && after && before.dueAt <= after.dueAt ? clocks : again;
}

/** A clock started again at an instant that is past: what stood still, and was granted, counts as before. */
export function startedAgain(state: CaseState, name: ClockName, at: number): readonly Clock[] {
  const { plan, status, waitingSince } = state;
  const before = state.clocks.findLast((clock) => clock.name === name);
  const waits = status === 'waiting-customer' && plan.pausing[status].includes(name) ? waitingSince : null;
  return replace(started(state, name, at), name, (clock) => {
    const again = before ? carryOver(plan, clock, before) : clock;
    return waits === null ? again : pauseClock(again, waits);
  });
}

/** Every live clock cancelled, but those to keep. */
export const cancelled = (clocks: readonly Clock[], at: number, keep: readonly ClockName[]): Clock[] =>
  clocks.map((clock) => (isLive(clock) && !keep.includes(clock.name) ? cancelClock(clock, at) : clock));

/** Both clocks of the first response, from the instant at which the customer asked. */
export function firstResponse(state: CaseState, at: number): Clock[] {
  const acknowledged = { ...state, clocks: started(state, 'acknowledge', at) };
  return started(acknowledged, 'answer', at);
}

/**
 * What is left of the resolution's time since the opening, less the time in which the customer had the word. One that is
 * over breaches at its own instant; whoever was told of that before is not told again.
 */
export function totalResolution(state: CaseState, at: number): Clock[] {
  const { plan } = state;
  const rule = plan.clocks.resolution;
  if (!rule) return [...state.clocks];
  const before = state.clocks.findLast(({ name }) => name === 'resolution' || name === 'total-resolution');
  const fresh = startClock(plan, 'total-resolution', rule, { seq: state.version, at: state.openedAt });
  const total = before ? carryOver(plan, fresh, before) : fresh;
  const since = before?.pausedAt ?? state.resolvedAt ?? at;
  const going = resumeClock(plan, pauseClock(total, since), at);
  if (before?.breachedAt == null || going.dueAt > at) return withClock(state.clocks, going, at);
  const { told, acknowledged = false, ladderFrom } = before;
  const late = { ...going, warnAt: null, told, acknowledged, ladderFrom: ladderFrom + Math.max(0, at - since) };
  return withClock(state.clocks, late, at);
}

/** What became of the live clocks: those that are due at another instant, cancelled, or new. */
export function movedClocks(before: readonly Clock[], after: readonly Clock[]): MovedClock[] {
  const now = after.filter(isLive);
  const earlier = before.filter(isLive).flatMap((clock): MovedClock[] => {
    const same = now.find(({ name }) => name === clock.name);
    if (same?.dueAt === clock.dueAt) return [];
    return [{ clock: clock.name, wasDueAt: clock.dueAt, ...(same ? { dueAt: same.dueAt } : {}) }];
  });
  const started = now.filter(({ name }) => !before.some((clock) => isLive(clock) && clock.name === name));
  return [...earlier, ...started.map(({ name, dueAt }) => ({ clock: name, dueAt }))];
}
