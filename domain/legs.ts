import { type CompiledCalendar, type Pause, pausesWithin } from './calendar.ts';
import { DAY, dayOf, firstInstantOf, localDay, type Span, weeklyHours } from './compiled-calendar.ts';
import { timelineFrom } from './timeline.ts';

/** One leg of the way from a start to what was reckoned from it. Between legs the calendar is closed as in any week. */
export interface Leg {
  readonly kind: 'open' | 'paused' | 'holiday' | 'more';
  readonly from: number;
  readonly to: number;
  /** Open milliseconds that were counted, and those that a pause has cut out. */
  readonly counted: number;
  readonly paused: number;
  /** The date has other hours than its weekday. */
  readonly exception: boolean;
}

/** Legs told one by one; what lies in the middle of more of them is told in one. */
const MOST = 36;

function* openSpans(calendar: CompiledCalendar, [start, end]: Span): Generator<Span> {
  const timeline = timelineFrom(calendar, start);
  for (let at = start; at < end;) {
    const span = timeline.spanFrom(at, end);
    if (!span || span[0] >= end) return;
    yield [span[0], Math.min(span[1], end)];
    at = span[1];
  }
}

/** An open span cut where pauses begin and end; they are in order and apart. */
function cut([from, to]: Span, pauses: readonly Pause[], exception: boolean): Leg[] {
  const legs: Leg[] = [];
  let at = from;
  for (const [begins, ends] of pauses) {
    const pause: Pause = [Math.max(begins, at), Math.min(ends, to)];
    if (pause[1] <= pause[0]) continue;
    const paused = pause[1] - pause[0];
    legs.push({ kind: 'open', from: at, to: pause[0], counted: pause[0] - at, paused: 0, exception });
    legs.push({ kind: 'paused', from: pause[0], to: pause[1], counted: 0, paused, exception });
    at = pause[1];
  }
  legs.push({ kind: 'open', from: at, to, counted: to - at, paused: 0, exception });
  return legs.filter((leg) => leg.to > leg.from);
}

/** Closed dates within a span that are open in other weeks. */
function holidays(calendar: CompiledCalendar, [start, end]: Span): Leg[] {
  const nothing = { kind: 'holiday', counted: 0, paused: 0, exception: true } as const;
  return Object.entries(calendar.exceptions)
    .filter(([, hours]) => hours.length === 0)
    .map(([date]) => dayOf(date))
    .filter((day) => weeklyHours(calendar, day).length > 0)
    .map((day) => ({
      ...nothing,
      from: firstInstantOf(calendar, day * DAY),
      to: firstInstantOf(calendar, (day + 1) * DAY),
    }))
    .filter(({ from, to }) => from < end && to > start);
}

/** Legs that touch and are alike, as one: a calendar round the clock has no leg for each midnight. */
function joined(legs: readonly Leg[]): Leg[] {
  const result: Leg[] = [];
  for (const leg of legs) {
    const last = result.at(-1);
    if (last?.to === leg.from && last.kind === leg.kind && last.exception === leg.exception) {
      result[result.length - 1] = {
        ...last,
        to: leg.to,
        counted: last.counted + leg.counted,
        paused: last.paused + leg.paused,
      };
    } else result.push(leg);
  }
  return result;
}

function shortened(legs: readonly Leg[]): readonly Leg[] {
  if (legs.length <= MOST) return legs;
  const head = legs.slice(0, MOST / 2);
  const tail = legs.slice(1 - MOST / 2);
  const middle = legs.slice(head.length, -tail.length);
  const sum = (of: (leg: Leg) => number): number => middle.reduce((total, leg) => total + of(leg), 0);
  const more: Leg = {
    kind: 'more',
    from: middle[0]?.from ?? 0,
    to: middle.at(-1)?.to ?? 0,
    counted: sum((leg) => leg.counted),
    paused: sum((leg) => leg.paused),
    exception: false,
  };
  return [...head, more, ...tail];
}

/** The arithmetic between two instants, leg by leg, at most 36 of them; what was counted adds up to the open time. */
export function legsOf(calendar: CompiledCalendar, span: Span, pauses: readonly Pause[] = []): readonly Leg[] {
  const within = pausesWithin(span, pauses);
  const exceptions = new Set(Object.keys(calendar.exceptions).map(dayOf));
  const legs = [...openSpans(calendar, span)].flatMap((open) =>
    cut(open, within, exceptions.has(localDay(calendar, open[0]))),
  );
  return shortened(joined([...legs, ...holidays(calendar, span)].sort((a, b) => a.from - b.from)));
}
