/** What another version of its policy does to the clocks of an open case. */
import type { CaseState } from './case.ts';
import { type Clock, isLive } from './clocks.ts';
import type { ClockName } from './policy.ts';

export interface PolicyMoves {
  readonly clock: ClockName;
  /** Running before. */
  readonly clocks: number;
  readonly earlier: number;
  readonly later: number;
  readonly started: number;
  readonly ended: number;
  readonly appear: number;
  readonly vanish: number;
}

type Counts = Omit<PolicyMoves, 'clock'>;
const COUNTS = ['clocks', 'earlier', 'later', 'started', 'ended', 'appear', 'vanish'] as const;

const one = (yes: boolean): number => (yes ? 1 : 0);

function movesOf(was: Clock | undefined, is: Clock | undefined): Counts {
  const [ran, runs] = [was !== undefined && isLive(was), is !== undefined && isLive(is)];
  const [late, stays] = [was?.breachedAt != null, is?.breachedAt != null];
  const [before, after] = [was?.dueAt ?? 0, is?.dueAt ?? 0];
  return {
    clocks: one(ran),
    earlier: one(ran && runs && after < before),
    later: one(ran && runs && after > before),
    started: one(!ran && runs),
    ended: one(ran && !runs),
    appear: one(!late && stays),
    vanish: one(late && !stays),
  };
}

const same =
  ({ name, startedBy }: Clock) =>
  (other: Clock): boolean =>
    other.name === name && other.startedBy === startedBy;

/** Clock by clock, in the order in which they were started. */
export function movesBetween(before: CaseState, after: CaseState): PolicyMoves[] {
  const added = after.clocks.filter((clock) => !before.clocks.some(same(clock)));
  return [
    ...before.clocks.map((clock) => ({ clock: clock.name, ...movesOf(clock, after.clocks.find(same(clock))) })),
    ...added.map((clock) => ({ clock: clock.name, ...movesOf(undefined, clock) })),
  ];
}

/** The moves of many cases, a line for each clock. */
export function summed(moves: readonly PolicyMoves[]): PolicyMoves[] {
  const lines = new Map<ClockName, PolicyMoves>();
  for (const move of moves) {
    const known = lines.get(move.clock);
    const counts = known && Object.fromEntries(COUNTS.map((name) => [name, known[name] + move[name]]));
    lines.set(move.clock, { ...move, ...counts });
  }
  return [...lines.values()].sort((a, b) => (a.clock < b.clock ? -1 : 1));
}
