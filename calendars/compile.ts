import type { CompiledCalendar, DayHours } from '../domain/calendar.ts';
import { type CalendarDefinition, type Shift, WEEKDAYS } from '../domain/calendars.ts';
import { dateOf } from '../domain/compiled-calendar.ts';
import { offsetsOf } from './zones.ts';

const DAY = 86_400_000;
/** Facts may be a little older than the compilation they are measured by. */
const MARGIN = 2 * DAY;

const minuteOf = (time: string): number => {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
};

const compileHours = (shifts: readonly Shift[] = []): DayHours =>
  shifts.map(([from, to]) => [minuteOf(from), minuteOf(to)]);

/** The exceptions of some dates, holidays among them; the others would only make histories longer. */
function exceptionsBetween(definition: CalendarDefinition, first: string, last: string): Record<string, DayHours> {
  const closed = (definition.holidays ?? []).map((date) => [date, [] as DayHours] as const);
  const other = Object.entries(definition.exceptions ?? {}).map(
    ([date, shifts]) => [date, compileHours(shifts)] as const,
  );
  return Object.fromEntries([...closed, ...other].filter(([date]) => first <= date && date <= last));
}

/**
 * A calendar without faults as plain numbers, from two days before an instant to so many days after it.
 * @throws Error for a zone that this machine does not know
 */
export function compileCalendar(definition: CalendarDefinition, fromAt: number, days = 120): CompiledCalendar {
  const { id, version, timezone, hours, knownThrough } = definition;
  const horizonAt = fromAt + days * DAY;
  // a local date differs from that of UTC by a day at most
  const dateAt = (at: number): string => dateOf(Math.floor(at / DAY));
  return {
    id,
    version,
    week: WEEKDAYS.map((day) => compileHours(hours[day])),
    exceptions: exceptionsBetween(definition, dateAt(fromAt - MARGIN - DAY), dateAt(horizonAt + DAY)),
    offsets: offsetsOf(timezone, fromAt - MARGIN, horizonAt),
    horizonAt,
    ...(knownThrough === undefined ? {} : { knownThrough }),
  };
}
