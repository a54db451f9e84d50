/** Walks through a kind of case as far as the domain lets it: every news and every deadline from every place. */
import type { CaseEvent, CaseState } from '../../domain/case.ts';
import { type Deadline, nextDeadline } from '../../domain/deadlines.ts';
import { takeIn } from '../../domain/decide.ts';
import type { Fact, Verdict } from '../../domain/facts.ts';
import { rejectionOf, rule } from '../../domain/judge.ts';
import { pass, planAgain } from '../../domain/planning.ts';
import { CaseRecord } from '../../domain/record.ts';
import { openPlan } from '../pictures/case.ts';
import type { Doer, MoveName } from './words.ts';

/** Something that can be said to a case or decided about it, and who does. */
export interface Move {
  readonly name: MoveName;
  readonly by: Doer;
  readonly news: Told | Asked;
}

type WithoutDoor<T> = T extends unknown ? Omit<T, 'factId' | 'acceptedAt' | 'expectedVersion'> : never;
interface Told {
  readonly fact: WithoutDoor<Fact>;
}
interface Asked {
  readonly verdict: WithoutDoor<Verdict>;
}

/** How a kind of case is walked through. */
export interface Walk {
  readonly starts: readonly CaseState[];
  readonly moves: (state: CaseState) => readonly Move[];
  /** Where a case stands, as readers see it. */
  readonly place: (state: CaseState) => string;
  /** What else decides what can come next: cases alike in it and in their place are one. */
  readonly alike: (state: CaseState) => unknown;
}

/** A way from one place to another. Time takes it by itself. */
export interface Way {
  readonly from: string;
  readonly to: string;
  readonly by: Doer | 'time';
  readonly name: string;
}

/** What a case did at a deadline beside telling people. */
interface Followed {
  readonly place: string;
  readonly deadline: Deadline;
  readonly events: readonly CaseEvent[];
}

export interface Walked {
  readonly ways: readonly Way[];
  /** The cases that were met in each place. */
  readonly places: ReadonlyMap<string, readonly CaseState[]>;
  readonly followed: readonly Followed[];
}

/** A case whose kind has changed or whose time is over is not walked any further. */
const isLeft = (place: string): boolean => place.startsWith('→') || place === 'ended';

/** Deadlines met one after another, until one of them changes something. */
const MOST_DEADLINES = 60;

/** Longer than a second, so that nothing falls on the instant of what was before. */
const SOON = 1_000;

async function after(state: CaseState, { news }: Move): Promise<CaseState | null> {
  const acceptedAt = state.touchedAt + SOON;
  const record = new CaseRecord(state);
  if ('fact' in news) {
    const fact = { factId: `fact-${state.version}`, acceptedAt, ...news.fact } as Fact;
    await planAgain(record, fact, openPlan);
    takeIn(record, fact);
    return record.state;
  }
  const verdict = { acceptedAt, ...news.verdict } as Verdict;
  if (rejectionOf(state, verdict)) return null;
  await planAgain(record, verdict, openPlan);
  rule(record, verdict, `verdict-${state.version}`);
  return record.state;
}

/** Every way out of every place that can be reached, and all the cases that were met. */
export async function walked({ starts, moves, place, alike }: Walk): Promise<Walked> {
  const ways = new Map<string, Way>();
  const places = new Map<string, CaseState[]>();
  const followed: Followed[] = [];
  const seen = new Set<string>();
  const waiting: CaseState[] = [];
  const keyOf = (state: CaseState): string => JSON.stringify([place(state), alike(state)]);

  const meet = (state: CaseState): void => {
    const key = keyOf(state);
    if (seen.has(key)) return;
    seen.add(key);
    const where = place(state);
    places.set(where, [...(places.get(where) ?? []), state]);
    if (!isLeft(where)) waiting.push(state);
  };
  const go = (from: CaseState, to: CaseState | string, { by, name }: Pick<Way, 'by' | 'name'>): void => {
    const way = { from: place(from), to: typeof to === 'string' ? to : place(to), by, name };
    if (way.from !== way.to) ways.set(JSON.stringify(way), way);
    if (typeof to !== 'string') meet(to);
  };
  const wait = async (from: CaseState): Promise<void> => {
    for (let state = from, n = 0; n < MOST_DEADLINES; n++) {
      const deadline = nextDeadline(state);
      if (deadline.what === 'end') {
        go(from, 'ended', { by: 'time', name: 'end' });
        return;
      }
      const record = new CaseRecord(state);
      await pass(record, deadline.at, openPlan);
      const name = 'clock' in deadline ? `${deadline.what} ${deadline.clock}` : deadline.what;
      followed.push({ place: place(from), deadline, events: record.events });
      if (keyOf(record.state) !== keyOf(from)) {
        go(from, record.state, { by: 'time', name });
        return;
      }
      state = record.state;
    }
  };

  starts.forEach(meet);
  for (let state = waiting.shift(); state; state = waiting.shift()) {
    for (const move of moves(state)) {
      const then = await after(state, move);
      if (then) go(state, then, move);
    }
    await wait(state);
  }
  return { ways: [...ways.values()], places, followed };
}
