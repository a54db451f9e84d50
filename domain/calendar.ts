import { type CompiledCalendar, DAY, isPastKnown, type Span } from './compiled-calendar.ts';
import { timelineFrom } from './timeline.ts';

export { type CompiledCalendar, type DayHours, isPastHorizon } from './compiled-calendar.ts';

/** A stretch of time in which a clock stands still, its end left out. */
export type Pause = Span;

const FURTHEST_YEARS = 50;
const FURTHEST = Math.ceil(FURTHEST_YEARS * 365.25) * DAY;

/** The target cannot be reached: the calendar has too little open time. */
export class CalendarExhausted extends Error {
  constructor(calendar: string) {
    super(`calendar ${calendar} has not enough open time within ${FURTHEST_YEARS} years`);
    this.name = 'CalendarExhausted';
  }
}

/** Pauses within a span, in order and apart: what overlaps counts once, what is empty not at all. */
export function pausesWithin([start, end]: Span, pauses: readonly Pause[]): Pause[] {
  let until = start;
  return [...pauses]
    .sort(([a], [b]) => a - b)
    .flatMap(([from, to]): Pause[] => {
      const rest: Pause = [Math.max(from, until), Math.min(to, end)];
      if (rest[1] <= rest[0]) return [];
      until = rest[1];
      return [rest];
    });
}

/** Where open time is no longer looked for: what a calendar cannot reach from `start` is taken to be due then. */
export const furthestFrom = (start: number): number => start + FURTHEST;

/** As `addOpenTime`; undefined when that is more than fifty years away. */
function reachOpenTime(
  calendar: CompiledCalendar,
  start: number,
  seconds: number,
  pauses: readonly Pause[],
): number | undefined {
  const target = Math.round(seconds * 1000);
  if (target <= 0) return start;
  const timeline = timelineFrom(calendar, start);
  const latest = furthestFrom(start);
  let open = timeline.openBefore(start) + target;
  let due = timeline.reach(open, latest);
  for (const [from, to] of pausesWithin([start, latest], pauses)) {
    if (due === undefined || due <= from) break;
    open += timeline.openBefore(to) - timeline.openBefore(from);
    due = timeline.reach(open, latest);
  }
  return due;
}

/**
 * The earliest instant t ≥ start for which the open, unpaused time in [start, t) equals `seconds`, to the millisecond.
 * A zero target is due at its start; one that exactly fills the open time is due at the closing instant.
 * @throws CalendarExhausted when that is more than fifty years away
 */
export function addOpenTime(
  calendar: CompiledCalendar,
  start: number,
  seconds: number,
  pauses: readonly Pause[] = [],
): number {
  const due = reachOpenTime(calendar, start, seconds, pauses);
  if (due === undefined) throw new CalendarExhausted(calendar.id);
  return due;
}

/**
 * When so much open time is over, for a case: it goes on whatever its calendar says. As `addOpenTime`; what the calendar
 * cannot reach is due at `furthestFrom(start)`, and `isUnsure` then.
 */
export const dueAfter = (
  calendar: CompiledCalendar,
  start: number,
  seconds: number,
  pauses: readonly Pause[] = [],
): number => reachOpenTime(calendar, start, seconds, pauses) ?? furthestFrom(start);

/** Whether a deadline may still change with the calendar: its holidays are not known yet, or it cannot be reached. */
export const isUnsure = (calendar: CompiledCalendar, startedAt: number, dueAt: number): boolean =>
  isPastKnown(calendar, dueAt) || dueAt >= furthestFrom(startedAt);

/** Open, unpaused seconds in [start, end); 0 when end ≤ start. */
export function openSecondsBetween(
  calendar: CompiledCalendar,
  start: number,
  end: number,
  pauses: readonly Pause[] = [],
): number {
  if (end <= start) return 0;
  const timeline = timelineFrom(calendar, start);
  const openIn = ([from, to]: Span): number => timeline.openBefore(to) - timeline.openBefore(from);
  const paused = pausesWithin([start, end], pauses).reduce((sum, pause) => sum + openIn(pause), 0);
  return (openIn([start, end]) - paused) / 1000;
}

/** When the calendar opens at `at` or later; `at` itself for one that does not open within fifty years. */
export const opensAfter = (calendar: CompiledCalendar, at: number): number =>
  timelineFrom(calendar, at).spanFrom(at, furthestFrom(at))?.[0] ?? at;

/**
 * `at` itself when the calendar is open then, else the next opening. At the closing instant it counts as closed.
 * @throws CalendarExhausted when that is more than fifty years away
 */
export function nextOpening(calendar: CompiledCalendar, at: number): number {
  const opening = timelineFrom(calendar, at).spanFrom(at, furthestFrom(at))?.[0];
  if (opening === undefined) throw new CalendarExhausted(calendar.id);
  return opening;
}
