import type { CaseEvent } from './case.ts';
import type { OpenCase } from './open-case.ts';
import { type ClockLife, ClockLives } from './clock-lives.ts';
import { type Clock, type ClockReading, readingOf } from './clocks.ts';
import type { ClockName } from './policy.ts';
import { relived } from './relive.ts';
import { retold } from './retelling.ts';
import type { OpenPlan } from './planning.ts';

/** What came of a clock, or would have come of it. */
export interface Fate {
  readonly state: ClockReading;
  readonly dueAt: number;
  readonly stoppedAt: number | null;
}

/** What a breach becomes: `moves` is one at another instant. */
export const BREACH_CHANGES = ['none', 'stays', 'appears', 'vanishes', 'moves'] as const;
type BreachChange = (typeof BREACH_CHANGES)[number];

/** One clock as it was and as it would be; null where it is not. */
export interface ClockCompared {
  readonly name: ClockName;
  readonly countedFrom: number;
  readonly was: Fate | null;
  readonly would: Fate | null;
  readonly breach: BreachChange;
}

const fateOf = (clock: Clock | undefined): Fate | null =>
  clock ? { state: readingOf(clock), dueAt: clock.dueAt, stoppedAt: clock.stoppedAt } : null;

function breachOf(was: Clock | undefined, would: Clock | undefined): BreachChange {
  const [before, after] = [was?.breachedAt ?? null, would?.breachedAt ?? null];
  if (before === null) return after === null ? 'none' : 'appears';
  if (after === null) return 'vanishes';
  return after === before ? 'stays' : 'moves';
}

/**
 * Clocks under a name that both lives have: the same promise, begun at the same instant, the nth such. From when it
 * counts may differ: what is left of a total resolution depends on its target.
 */
function byPromise(lives: readonly ClockLife[]): Map<string, Clock> {
  const clocks = new Map<string, Clock>();
  for (const { clock, marks } of lives) {
    const begun = `${clock.name} ${marks[0]?.event.at ?? clock.startedAt}`;
    let n = 1;
    while (clocks.has(`${begun} ${n}`)) n++;
    clocks.set(`${begun} ${n}`, clock);
  }
  return clocks;
}

/** Two lives of one case, clock by clock. */
export function compared(was: readonly ClockLife[], would: readonly ClockLife[]): ClockCompared[] {
  const [before, after] = [byPromise(was), byPromise(would)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((promise) => {
    const [one, other] = [before.get(promise), after.get(promise)];
    const clock = one ?? other;
    if (!clock) return [];
    const { name, startedAt: countedFrom } = clock;
    return [{ name, countedFrom, was: fateOf(one), would: fateOf(other), breach: breachOf(one, other) }];
  });
}

/** All clocks of a case, told again from its events. */
async function livesOf(
  open: OpenCase,
  events: readonly CaseEvent[],
  openPlan: OpenPlan,
): Promise<readonly ClockLife[]> {
  const lives = new ClockLives();
  await retold(open, events, openPlan, lives.watch);
  return lives.all;
}

/** The clocks of a case as they were, and as they would be by an instant had it lived under other plans. */
export async function whatIf(
  open: OpenCase,
  events: readonly CaseEvent[],
  plans: { readonly own: OpenPlan; readonly other: OpenPlan },
  until: number,
): Promise<ClockCompared[]> {
  const again = await relived(open, events, plans.other, until);
  return compared(await livesOf(open, events, plans.own), await livesOf(open, again.events, plans.other));
}
