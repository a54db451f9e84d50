import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileCalendar } from '../../calendars/compile.ts';
import {
  addOpenTime,
  CalendarExhausted,
  type CompiledCalendar,
  nextOpening,
  openSecondsBetween,
  type Pause,
} from '../../domain/calendar.ts';
import { type CalendarDefinition, type Shift, WEEKDAYS } from '../../domain/calendars.ts';
import { calendarFaults } from '../../domain/calendar-faults.ts';
import {
  add,
  between,
  changesIn,
  MINUTE,
  opening,
  openMinutes,
  SECOND,
  type Stretch,
  stretchAround,
} from './oracle.ts';

/** Where the clock was or will be changed, and once where it never is. */
const STRETCHES = [
  ['Asia/Shanghai', '2026-10-01', 0],
  ['Asia/Kathmandu', '2026-10-10', 0],
  ['Europe/Berlin', '2026-03-29', 1],
  ['Europe/Berlin', '2026-10-25', 1],
  ['America/New_York', '2026-11-01', 1],
  ['America/St_Johns', '2010-11-07', 1],
  ['America/Sao_Paulo', '2018-02-18', 1],
  ['America/Sao_Paulo', '2018-11-04', 1],
  ['America/Havana', '2026-11-01', 1],
  ['America/Caracas', '2016-05-01', 1],
  ['America/Recife', '2000-10-11', 2],
  ['Africa/Casablanca', '2026-02-15', 1],
  ['Africa/Casablanca', '2026-03-22', 1],
  ['Africa/Cairo', '2026-04-24', 1],
  ['Africa/Cairo', '2026-10-30', 1],
  ['Asia/Beirut', '2026-10-25', 1],
  ['Asia/Pyongyang', '2018-05-05', 1],
  ['Antarctica/Casey', '2020-10-04', 1],
  ['Antarctica/Troll', '2026-03-29', 1],
  ['Antarctica/Troll', '2026-10-25', 1],
  ['Australia/Lord_Howe', '2026-04-05', 1],
  ['Australia/Lord_Howe', '2026-10-04', 1],
  ['Pacific/Chatham', '2026-04-05', 1],
  ['Pacific/Apia', '2011-12-30', 1],
] as const;

/** Read once for each zone and date: it is the slow part. */
const stretches = STRETCHES.map(([zone, date]) => stretchAround(zone, date));

function stretchAt(index: number): Stretch {
  const stretch = stretches[index];
  if (!stretch) throw new Error(`no stretch ${index}`);
  return stretch;
}

const timeOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Midnight and the small hours, where clocks are changed, more often than the rest of the day. */
const edge = fc.oneof(
  fc.constantFrom(0, 1440),
  fc.nat(16).map((quarter) => quarter * 15),
  fc.nat(300),
  fc.nat(96).map((quarter) => quarter * 15),
  fc.nat(1440),
);

const shifts = fc.uniqueArray(edge, { maxLength: 6 }).map((edges): Shift[] => {
  const sorted = edges.sort((a, b) => a - b).map(timeOf);
  const pairs = sorted.flatMap((from, i): Shift[] => {
    const to = sorted[i + 1];
    return i % 2 === 0 && to !== undefined ? [[from, to]] : [];
  });
  return pairs;
});

const touching = fc.constantFrom<Shift[]>(
  [['00:00', '24:00']],
  [
    ['00:00', '02:30'],
    ['02:30', '24:00'],
  ],
);

const hours = fc.oneof({ arbitrary: shifts, weight: 4 }, { arbitrary: touching, weight: 1 });

/** Something about each date near the stretch: mostly the hours of its weekday. */
const date = fc.oneof(
  { arbitrary: fc.constant(null), weight: 6 },
  { arbitrary: fc.constant('holiday' as const), weight: 1 },
  { arbitrary: hours, weight: 1 },
);

const question = fc.record({
  start: fc.record({
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    onEdge: fc.boolean(),
    by: fc.integer({ min: -1, max: 1 }),
  }),
  reach: fc.double({ min: 0, max: 1, noNaN: true }),
  target: fc.constantFrom('zero', 'some', 'exact', 'exact'),
  pauses: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: -3_600, max: 200_000 })), {
    maxLength: 4,
  }),
});

const QUESTIONS = 10;

const scenario = fc.record({
  stretch: fc.nat(STRETCHES.length - 1),
  week: fc.tuple(hours, hours, hours, hours, hours, hours, hours),
  dates: fc.array(date, { minLength: 10, maxLength: 10 }),
  questions: fc.array(question, { minLength: QUESTIONS, maxLength: QUESTIONS }),
});

type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;

function calendarOf({ stretch: index, week, dates }: Scenario): CalendarDefinition {
  const { zone, from } = stretchAt(index);
  const named = dates.map(
    (about, i) => [new Date(from + (i - 1) * 1440 * MINUTE).toISOString().slice(0, 10), about] as const,
  );
  return {
    id: 'random',
    version: 1,
    timezone: zone,
    hours: Object.fromEntries(WEEKDAYS.map((day, i) => [day, week[i]])),
    holidays: named.flatMap(([name, about]) => (about === 'holiday' ? [name] : [])),
    exceptions: Object.fromEntries(named.flatMap(([name, about]) => (Array.isArray(about) ? [[name, about]] : []))),
  };
}

/** The engine's answer where it lies within the stretch, which is as far as the oracle sees. */
function seen(to: number, ask: () => number): number | undefined {
  try {
    const at = ask();
    return at <= to ? at : undefined;
  } catch (error) {
    if (error instanceof CalendarExhausted) return undefined;
    throw error;
  }
}

const shown = (at: number | undefined): string => (at === undefined ? 'later' : new Date(at).toISOString());

/** Asks engine and oracle the same things. @throws Error with the case where they differ */
function compare(given: Scenario): void {
  const definition = calendarOf(given);
  const stretch = stretchAt(given.stretch);
  const { from, to } = stretch;
  const open = openMinutes(definition, stretch);
  const edges = open.flatMap((now, i) => (i > 0 && now !== open[i - 1] ? [from + i * MINUTE] : []));
  const calendar: CompiledCalendar = compileCalendar(definition, from, 10);

  for (const { start: where, reach, target: kind, pauses: drawn } of given.questions) {
    const second = (share: number, length: number): number => Math.floor((share * length) / SECOND) * SECOND;
    const onEdge = where.onEdge ? edges[Math.floor(where.share * (edges.length - 1))] : undefined;
    const start = Math.max(from, (onEdge ?? from + second(where.share, (to - from) * 0.7)) + where.by * SECOND);
    const end = start + second(reach, to - start);
    const pauses = drawn.map(([share, seconds]): Pause => {
      const begin = start + second(share, to - start);
      return [begin, begin + seconds * SECOND];
    });
    const openThen = between(stretch, open, [start, end], pauses);
    const target = { zero: 0, some: Math.floor(reach * 100_000), exact: openThen }[kind];
    const agree = (what: string, engine: unknown, oracle: unknown): void => {
      if (engine === oracle) return;
      const question = {
        start: shown(start),
        end: shown(end),
        target,
        pauses: pauses.map((pause) => pause.map(shown)),
      };
      throw new Error(
        `${what} ${String(engine)}, walked ${String(oracle)}: ${JSON.stringify({ definition, question })}`,
      );
    };
    agree(
      'due',
      seen(to, () => addOpenTime(calendar, start, target, pauses)),
      add(stretch, open, start, target, pauses),
    );
    agree('open seconds', openSecondsBetween(calendar, start, end, pauses), openThen);
    agree(
      'opens',
      seen(to - 1, () => nextOpening(calendar, start)),
      opening(stretch, open, start),
    );
  }
}

describe('the engine agrees with a walk over the wall clock', () => {
  it.each(STRETCHES.map(([zone, day, changes], i) => [zone, day, changes, i] as const))(
    '%s has around %s as many clock changes as it is walked for: %i',
    (_zone, _day, changes, i) => {
      expect(changesIn(stretchAt(i))).toBe(changes);
    },
  );

  it('in 20,000 cases that are always the same', { timeout: 60_000 }, () => {
    fc.assert(fc.property(scenario, compare), { seed: 20261123, numRuns: 20_000 / QUESTIONS });
  });

  it('in 5,000 that are new each time; a failure tells its seed and path', () => {
    fc.assert(fc.property(scenario, compare), { numRuns: 5_000 / QUESTIONS });
  });

  it('on calendars that nobody would refuse', () => {
    fc.assert(
      fc.property(scenario, (given) => {
        const faults = calendarFaults(calendarOf(given), () => true).map(({ code }) => code);
        expect(faults.filter((code) => code !== 'never_open')).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
