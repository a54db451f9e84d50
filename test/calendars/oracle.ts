/**
 * Open time measured by brute force: the wall clock is read from the platform minute by minute, and time is counted by
 * walking over it. Shares nothing with the engine or the compilation, and is as slow as it looks.
 */
import type { CalendarDefinition } from '../../domain/calendars.ts';

export const SECOND = 1_000;
export const MINUTE = 60_000;
const DAY = 86_400_000;

/** Some days around an instant in a zone; `wall[i]` is what its clock shows in the i-th minute, as minutes since 1970. */
export interface Stretch {
  readonly zone: string;
  readonly from: number;
  readonly to: number;
  readonly wall: readonly number[];
}

const DAYS_BEFORE = 3;
const DAYS_AFTER = 5;

export function stretchAround(zone: string, date: string): Stretch {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const from = Date.parse(`${date}T00:00:00Z`) - DAYS_BEFORE * DAY;
  const to = from + (DAYS_BEFORE + DAYS_AFTER) * DAY;
  const wall: number[] = [];
  for (let at = from; at < to; at += MINUTE) {
    const [month = 0, day, year = 0, hour, minute] = (format.format(at).match(/\d+/g) ?? []).map(Number);
    wall.push(Date.UTC(year, month - 1, day, hour, minute) / MINUTE);
  }
  return { zone, from, to, wall };
}

/** How often the clock was changed, for the test that its stretches are worth walking. */
export const changesIn = ({ wall }: Stretch): number =>
  wall.filter((minute, i) => i > 0 && minute !== (wall[i - 1] ?? 0) + 1).length;

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** The shifts of a local day (counted from 1970) in minutes since 1970. */
function shiftsOn(calendar: CalendarDefinition, day: number): (readonly [from: number, to: number])[] {
  const midnight = new Date(day * DAY);
  const date = midnight.toISOString().slice(0, 10);
  if (calendar.holidays?.includes(date)) return [];
  const minuteOf = (time: string): number => day * 1440 + Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const shifts = calendar.exceptions?.[date] ?? calendar.hours[WEEKDAYS[midnight.getUTCDay()] ?? 'sun'] ?? [];
  return shifts.map(([from, to]) => [minuteOf(from), minuteOf(to)]);
}

/**
 * Which minutes of a stretch are open. A time that is shown twice counts where it is shown first: for the hours the
 * clock never goes back, so what it has shown latest goes on to count until it shows something later.
 */
export function openMinutes(calendar: CalendarDefinition, { wall }: Stretch): boolean[] {
  let latest = -Infinity;
  let today = NaN;
  let shifts: ReturnType<typeof shiftsOn> = [];
  return wall.map((minute) => {
    latest = Math.max(latest, minute);
    const day = Math.floor(latest / 1440);
    if (day !== today) shifts = shiftsOn(calendar, day);
    today = day;
    return shifts.some(([from, to]) => from <= latest && latest < to);
  });
}

type Pause = readonly [from: number, to: number];

/** Seconds of the minute at `at` that count: inside the span, and in no pause. Second by second where that matters. */
function counts(at: number, from: number, to: number, pauses: readonly Pause[]): number[] {
  const seconds: number[] = [];
  for (let second = at; second < at + MINUTE; second += SECOND) {
    if (second < from || second >= to) continue;
    if (!pauses.some(([a, b]) => a <= second && second < b)) seconds.push(second);
  }
  return seconds;
}

/** Every second of [start, end) that is open and not paused is handed over, whole minutes at once, until `stop`. */
function walk(
  { from, to, wall }: Stretch,
  open: readonly boolean[],
  [start, end]: Pause,
  pauses: readonly Pause[],
  step: (at: number, seconds: number) => boolean,
): void {
  for (let i = Math.max(0, Math.floor((start - from) / MINUTE)); i < wall.length; i++) {
    const at = from + i * MINUTE;
    if (at >= Math.min(end, to)) return;
    if (open[i] !== true) continue;
    const whole = at >= start && at + MINUTE <= end;
    const near = pauses.filter(([a, b]) => a < at + MINUTE && b > at);
    if (whole && near.length === 0) {
      if (step(at, 60)) return;
    } else if (!whole || !near.some(([a, b]) => a <= at && b >= at + MINUTE)) {
      for (const second of counts(at, start, end, near)) if (step(second, 1)) return;
    }
  }
}

/** Open, unpaused seconds in [start, end). */
export function between(stretch: Stretch, open: readonly boolean[], span: Pause, pauses: readonly Pause[]): number {
  let sum = 0;
  walk(stretch, open, span, pauses, (_at, seconds) => {
    sum += seconds;
    return false;
  });
  return sum;
}

/** The earliest instant before which so many seconds have counted; undefined when that is not within the stretch. */
export function add(
  stretch: Stretch,
  open: readonly boolean[],
  start: number,
  target: number,
  pauses: readonly Pause[],
): number | undefined {
  let left = target;
  let due = target === 0 ? start : undefined;
  if (due !== undefined) return due;
  walk(stretch, open, [start, stretch.to], pauses, (at, seconds) => {
    if (seconds >= left) due = at + left * SECOND;
    left -= seconds;
    return due !== undefined;
  });
  return due;
}

/** The first open instant from `at` on; undefined when it is not within the stretch. */
export function opening({ from }: Stretch, open: readonly boolean[], at: number): number | undefined {
  const first = Math.floor((at - from) / MINUTE);
  if (open[first] === true) return at;
  const next = open.indexOf(true, first);
  return next === -1 ? undefined : from + next * MINUTE;
}
