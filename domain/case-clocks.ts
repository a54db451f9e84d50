import type { CaseState, MovedClock } from './case.ts';
import { cancelClock, type Clock, isLive, pauseClock, resumeClock, startClock } from './clocks.ts';
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

/** Every live clock cancelled, but those to keep. */
export const cancelled = (clocks: readonly Clock[], at: number, keep: readonly ClockName[]): Clock[] =>
  clocks.map((clock) => (isLive(clock) && !keep.includes(clock.name) ? cancelClock(clock, at) : clock));

/** Both clocks of the first response, from the instant at which the customer asked. */
export function firstResponse(state: CaseState, at: number): Clock[] {
  const acknowledged = { ...state, clocks: started(state, 'acknowledge', at) };
  return started(acknowledged, 'answer', at);
}

/** What is left of the resolution's time since the opening, less the time in which the customer had the word. */
export function totalResolution(state: CaseState, at: number): Clock[] {
  const rule = state.plan.clocks.resolution;
  if (!rule) return [...state.clocks];
  const before = state.clocks.findLast(({ name }) => name === 'resolution' || name === 'total-resolution');
  const start = { seq: state.version, at: state.openedAt };
  const total = { ...startClock(state.plan, 'total-resolution', rule, start), pauses: before?.pauses ?? [] };
  const since = before?.pausedAt ?? state.resolvedAt ?? at;
  const going = resumeClock(state.plan, pauseClock(total, since), at);
  const due = going.dueAt > at ? going : startClock(state.plan, 'total-resolution', rule, { ...start, at });
  return withClock(state.clocks, due, at);
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
