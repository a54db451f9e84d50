import { changedOf, Summary, type Tally } from '../../domain/back-test.ts';
import { type ClockCompared, compared } from '../../domain/comparison.ts';
import { type ClockLife, ClockLives } from '../../domain/clock-lives.ts';
import { relived } from '../../domain/relive.ts';
import type { OpenPlan } from '../../domain/planning.ts';
import type { Policy } from '../../domain/policy.ts';
import type { PastCase } from './log.ts';
import { type Calendars, plansOf } from './promises.ts';
import { type Story, storyOf, TOLD_BY_LOG } from './story.ts';

/** One side of a back-test. */
export interface Side {
  readonly policy: Policy;
  readonly calendars: Calendars;
}

/** A case of the log, and its clocks under both sides. */
export interface CaseTested {
  readonly past: PastCase;
  readonly clocks: readonly ClockCompared[];
}

export interface Tested {
  readonly cases: readonly CaseTested[];
  readonly tallies: readonly Tally[];
}

/** A breath for the terminal, every so many cases. */
const BREATH = 100;

/** The clocks of a case under some plans that the log tells the end of. */
async function livesOf({ open, events }: Story, openPlan: OpenPlan, until: number): Promise<ClockLife[]> {
  const lives = new ClockLives();
  await relived(open, events, openPlan, until, lives.watch);
  return lives.all.filter(({ clock }) => TOLD_BY_LOG.includes(clock.name));
}

/** The newest instant that a log tells of: what was open then is open still. */
const endOf = (cases: readonly PastCase[]): number =>
  cases.reduce(
    (end, { openedAt, firstResponseAt, waitingAt, waitingUntil, reopenedAt, resolvedAt }) =>
      Math.max(
        end,
        openedAt,
        firstResponseAt ?? 0,
        waitingAt ?? 0,
        waitingUntil ?? 0,
        reopenedAt ?? 0,
        resolvedAt ?? 0,
      ),
    0,
  );

/** Lives every case of a log under both sides and compares the breaches. `done` hears how many cases are through. */
export async function backTest(
  cases: readonly PastCase[],
  sides: { readonly before: Side; readonly after: Side },
  waiting: number,
  done: (cases: number) => void = () => undefined,
): Promise<Tested> {
  const end = endOf(cases);
  const from = cases.reduce((first, { openedAt }) => Math.min(first, openedAt), end);
  const plans = ({ policy, calendars }: Side): OpenPlan => plansOf(policy, calendars, from, end);
  const [before, after] = [plans(sides.before), plans(sides.after)];
  const summary = new Summary();
  const tested: CaseTested[] = [];
  for (const past of cases) {
    const story = storyOf(past, waiting);
    const until = story.settledAt ?? end;
    const clocks = compared(await livesOf(story, before, until), await livesOf(story, after, until));
    summary.add(past, clocks);
    tested.push({ past, clocks });
    if (tested.length % BREATH === 0) await new Promise(setImmediate);
    done(tested.length);
  }
  return { cases: tested, tallies: summary.tallies };
}

/** Cases of which a breach appears, vanishes or moves. */
export const changedCases = ({ cases }: Tested): CaseTested[] =>
  cases.filter(({ clocks }) => changedOf(clocks).length > 0);
