import { type CompiledCalendar, DAY, type Span } from './compiled-calendar.ts';
import { timelineFrom } from './timeline.ts';

export { type CompiledCalendar, type DayHours, isPastHorizon, isPastKnown } from './compiled-calendar.ts';

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
  const target = Math.round(seconds * 1000);
  if (target <= 0) return start;
  const timeline = timelineFrom(calendar, start);
  const latest = start + FURTHEST;
  let open = timeline.openBefore(start) + target;
  let due = timeline.reach(open, latest);
  for (const [from, to] of pausesWithin([start, latest], pauses)) {
    if (due === undefined || due <= from) break;
    open += timeline.openBefore(to) - timeline.openBefore(from);
    due = timeline.reach(open, latest);
  }
  if (due === undefined) throw new CalendarExhausted(calendar.id);
  return due;
}

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

/**
 * `at` itself when the calendar is open then, else the next opening. At the closing instant it counts as closed.
 * @throws CalendarExhausted when that is more than fifty years away
 */
export function nextOpening(calendar: CompiledCalendar, at: number): number {
  const opening = timelineFrom(calendar, at).spanFrom(at, at + FURTHEST)?.[0];
  if (opening === undefined) throw new CalendarExhausted(calendar.id);
  return opening;
}
