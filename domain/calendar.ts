/** Open time of a day in minutes since local midnight, in order, not overlapping: `[[540, 720], [780, 1080]]`. */
export type DayHours = readonly (readonly [from: number, to: number])[];

/**
 * A calendar as plain numbers, compiled where time-zone data may be read, so that a replay years later computes the
 * same instants whatever data the machine has.
 */
export interface CompiledCalendar {
  readonly id: string;
  readonly version: number;
  /** Monday first. */
  readonly week: readonly DayHours[];
  /** Other hours on one local date (`2026-10-10`); an empty list closes it. */
  readonly exceptions: Readonly<Record<string, DayHours>>;
  /** The zone's offset from UTC in seconds, from an instant on, in order; the first entry holds before it too. */
  readonly offsets: readonly (readonly [fromAt: number, seconds: number])[];
  /** Up to here the offsets are known. */
  readonly horizonAt: number;
}

/** A stretch of time in which a clock stands still; the end is open while it lasts. */
export type Pause = readonly [from: number, to: number];

type Span = readonly [from: number, to: number];

const DAY = 86_400_000;
const MINUTE = 60_000;
/** Ten years without enough open time is a calendar that cannot reach the target. */
const FURTHEST_DAYS = 3_660;

/** The target can never be reached: the calendar has too little open time. */
export class CalendarExhausted extends Error {
  constructor(calendar: string) {
    super(`calendar ${calendar} has not enough open time within ten years`);
    this.name = 'CalendarExhausted';
  }
}

function offsetAt(calendar: CompiledCalendar, at: number): number {
  let offset = calendar.offsets[0]?.[1] ?? 0;
  for (const [fromAt, seconds] of calendar.offsets) {
    if (fromAt > at) break;
    offset = seconds;
  }
  return offset * 1000;
}

/** The instant of a wall-clock time: the first one in a doubled hour, the clock change itself in a missing one. */
function instantOf(calendar: CompiledCalendar, local: number): number {
  const before = offsetAt(calendar, local - DAY);
  const after = offsetAt(calendar, local + DAY);
  if (offsetAt(calendar, local - before) === before) return local - before;
  if (offsetAt(calendar, local - after) === after) return local - after;
  const change = calendar.offsets.find(([fromAt]) => fromAt > local - after && fromAt <= local - before);
  return change?.[0] ?? local - after;
}

function hoursOn(calendar: CompiledCalendar, day: number): DayHours {
  const date = new Date(day * DAY).toISOString().slice(0, 10);
  // 1970-01-01 was a Thursday
  return calendar.exceptions[date] ?? calendar.week[(((day + 3) % 7) + 7) % 7] ?? [];
}

/** Open spans from an instant on, in order, each ending after `start`. */
function* openSpans(calendar: CompiledCalendar, start: number): Generator<Span> {
  const first = Math.floor((start + offsetAt(calendar, start)) / DAY) - 1;
  for (let day = first; day < first + FURTHEST_DAYS; day++) {
    for (const [fromMinute, toMinute] of hoursOn(calendar, day)) {
      const from = instantOf(calendar, day * DAY + fromMinute * MINUTE);
      const to = instantOf(calendar, day * DAY + toMinute * MINUTE);
      if (to > start && to > from) yield [Math.max(from, start), to];
    }
  }
}

/** What is left of a span when the pauses are cut out; overlapping pauses count once. */
function unpaused(span: Span, pauses: readonly Pause[]): Span[] {
  let left: Span[] = [span];
  for (const [from, to] of pauses) {
    left = left.flatMap(([a, b]): Span[] => {
      if (to <= a || from >= b || to <= from) return [[a, b]];
      const parts: Span[] = [
        [a, Math.min(from, b)],
        [Math.max(to, a), b],
      ];
      return parts.filter(([x, y]) => y > x);
    });
  }
  return left;
}

/**
 * The earliest instant t ≥ start for which the open, unpaused time in [start, t) equals `seconds`.
 * A zero target is due at its start; one that exactly fills the open time is due at the closing instant.
 * @throws CalendarExhausted
 */
export function addOpenTime(
  calendar: CompiledCalendar,
  start: number,
  seconds: number,
  pauses: readonly Pause[] = [],
): number {
  let left = seconds * 1000;
  if (left <= 0) return start;
  for (const span of openSpans(calendar, start)) {
    for (const [from, to] of unpaused(span, pauses)) {
      if (to - from >= left) return from + left;
      left -= to - from;
    }
  }
  throw new CalendarExhausted(calendar.id);
}

/** Open, unpaused seconds in [start, end); 0 when end ≤ start. */
export function openSecondsBetween(
  calendar: CompiledCalendar,
  start: number,
  end: number,
  pauses: readonly Pause[] = [],
): number {
  let open = 0;
  for (const [from, to] of openSpans(calendar, start)) {
    if (from >= end) break;
    for (const [a, b] of unpaused([from, Math.min(to, end)], pauses)) open += b - a;
  }
  return open / 1000;
}

/**
 * `at` itself when the calendar is open then, else the next opening. At the closing instant it counts as closed.
 * @throws CalendarExhausted
 */
export function nextOpening(calendar: CompiledCalendar, at: number): number {
  for (const [from] of openSpans(calendar, at)) return from;
  throw new CalendarExhausted(calendar.id);
}
