import { firstIndex } from './first-index.ts';

/** Open time of a day in minutes since local midnight, in order, not overlapping: `[[540, 720], [780, 1080]]`. */
export type DayHours = readonly (readonly [from: number, to: number])[];

/** A stretch of real time in epoch milliseconds, its end left out. */
export type Span = readonly [from: number, to: number];

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
  /**
   * Up to here offsets and exceptions are complete. Beyond it the week and the last offset simply go on: what is
   * computed there is provisional, right but for clock changes and exceptions that were not compiled.
   */
  readonly horizonAt: number;
  /** Last local date (`2026-12-31`) whose holidays its keepers know; absent where they made no such statement. */
  readonly knownThrough?: string;
}

export const DAY = 86_400_000;
const MINUTE = 60_000;

/** Local days are counted from 1970-01-01. */
export const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY;
export const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/** What the wall clock shows at an instant, as the milliseconds that UTC would show it at. */
export function wallClockAt({ offsets }: Pick<CompiledCalendar, 'offsets'>, at: number): number {
  const after = firstIndex(offsets, (change) => change[0] > at);
  const [, seconds] = offsets[Math.max(0, after - 1)] ?? [0, 0];
  return at + seconds * 1000;
}

export const localDay = (calendar: Pick<CompiledCalendar, 'offsets'>, at: number): number =>
  Math.floor(wallClockAt(calendar, at) / DAY);

/**
 * The first instant at which the wall clock shows a time or a later one. So the first of a doubled hour counts, and a
 * time in a missing hour is the clock change itself. Never decreases with `wall`: spans keep their order.
 */
export function firstInstantOf({ offsets }: CompiledCalendar, wall: number): number {
  // changes lie days apart, so the last time that each offset shows is later than that of the one before
  const i = firstIndex(offsets, (change, i) => wall - change[1] * 1000 < (offsets[i + 1]?.[0] ?? Infinity));
  const [fromAt, seconds] = offsets[i] ?? [0, 0];
  const at = wall - seconds * 1000;
  return i === 0 ? at : Math.max(at, fromAt);
}

/** The hours of a local day in a week without exceptions; day 0, 1970-01-01, was a Thursday. */
export const weeklyHours = ({ week }: CompiledCalendar, day: number): DayHours => week[(((day + 3) % 7) + 7) % 7] ?? [];

/** Open spans of a local day, in order; a shift that the clock change leaves nothing of is not among them. */
export function spansOn(calendar: CompiledCalendar, day: number, hours: DayHours): Span[] {
  return hours
    .map(([from, to]): Span => [
      firstInstantOf(calendar, day * DAY + from * MINUTE),
      firstInstantOf(calendar, day * DAY + to * MINUTE),
    ])
    .filter(([from, to]) => to > from);
}

/** Whether an instant lies where the compilation is no longer complete: time to ask for a fresh one. */
export const isPastHorizon = (calendar: CompiledCalendar, at: number): boolean => at > calendar.horizonAt;

/** Whether an instant falls on a date whose holidays nobody has announced yet. */
export const isPastKnown = (calendar: CompiledCalendar, at: number): boolean =>
  calendar.knownThrough !== undefined && localDay(calendar, at) > dayOf(calendar.knownThrough);
