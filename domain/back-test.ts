/** What other promises would have made of many past cases, counted. */
import type { Channel } from './channels.ts';
import type { ClockCompared } from './comparison.ts';
import type { ClockName, Tier } from './policy.ts';

/** How a case is counted. */
interface Counted {
  readonly channel: Channel;
  readonly tier: Tier;
}

/** One line of the summary: all clocks of one name, of one channel and tier. */
export interface Tally extends Counted {
  readonly clock: ClockName;
  /** Clocks that ran before, after, or both. */
  readonly clocks: number;
  /** Breaches before; of them `vanish` are none after. */
  readonly before: number;
  /** Breaches after; of them `appear` were none before, and `move` were at another instant. */
  readonly after: number;
  readonly appear: number;
  readonly vanish: number;
  readonly move: number;
}

export const COUNTS = ['clocks', 'before', 'after', 'appear', 'vanish', 'move'] as const;
type Counts = Readonly<Record<(typeof COUNTS)[number], number>>;

const NOTHING: Counts = { clocks: 0, before: 0, after: 0, appear: 0, vanish: 0, move: 0 };

function countsOf({ was, would, breach }: ClockCompared): Counts {
  return {
    clocks: 1,
    before: was?.state === 'breached' ? 1 : 0,
    after: would?.state === 'breached' ? 1 : 0,
    appear: breach === 'appears' ? 1 : 0,
    vanish: breach === 'vanishes' ? 1 : 0,
    move: breach === 'moves' ? 1 : 0,
  };
}

const sum = <T extends Counts>(one: T, other: Counts): T => ({
  ...one,
  ...Object.fromEntries(COUNTS.map((name) => [name, one[name] + other[name]])),
});

/** All lines in one. */
export const total = (tallies: readonly Counts[]): Counts => tallies.reduce(sum, NOTHING);

/** Clocks of a breach that appears, vanishes or moves. */
export const changedOf = (clocks: readonly ClockCompared[]): readonly ClockCompared[] =>
  clocks.filter(({ breach }) => breach === 'appears' || breach === 'vanishes' || breach === 'moves');

const keyOf = ({ clock, channel, tier }: Pick<Tally, 'clock' | 'channel' | 'tier'>): string =>
  `${clock} ${channel} ${tier}`;

/** Gathers the summary, case by case or part by part. */
export class Summary {
  private readonly lines = new Map<string, Tally>();

  add({ channel, tier }: Counted, clocks: readonly ClockCompared[]): void {
    for (const clock of clocks) this.join({ clock: clock.name, channel, tier, ...countsOf(clock) });
  }

  /** Adds a line of another summary. */
  join(line: Tally): void {
    const known = this.lines.get(keyOf(line));
    this.lines.set(keyOf(line), known ? sum(known, line) : line);
  }

  /** By clock, channel and tier. */
  get tallies(): Tally[] {
    return [...this.lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
  }
}
