import { DateTime, IANAZone } from 'luxon';
import type { CompiledCalendar, DayHours } from '../domain/calendar.ts';
import { type CalendarDefinition, WEEKDAYS } from '../domain/calendars.ts';

const DAY = 86_400_000;

const minuteOf = (time: string): number => {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
};

/** The zone's offset from an instant on, and every change of it until the horizon, to the second. */
function offsetsOf(zone: string, fromAt: number, horizonAt: number): [number, number][] {
  const secondsAt = (at: number): number => Math.round(IANAZone.create(zone).offset(at) * 60);
  const offsets: [number, number][] = [[fromAt, secondsAt(fromAt)]];
  for (let at = fromAt; at < horizonAt; at += DAY) {
    const before = secondsAt(at);
    if (secondsAt(at + DAY) === before) continue;
    let [low, high] = [at, at + DAY];
    while (high - low > 1000) {
      const middle = low + Math.floor((high - low) / 2000) * 1000;
      if (secondsAt(middle) === before) low = middle;
      else high = middle;
    }
    offsets.push([high, secondsAt(high)]);
  }
  return offsets;
}

/**
 * A calendar as plain numbers from a little before an instant up to so many days after it.
 * @throws Error for a zone that this machine does not know
 */
export function compileCalendar(definition: CalendarDefinition, fromAt: number, days = 120): CompiledCalendar {
  const { id, version, timezone, hours } = definition;
  if (!IANAZone.isValidZone(timezone)) throw new Error(`calendar ${id}: unknown zone ${timezone}`);
  const start = DateTime.fromMillis(fromAt, { zone: timezone }).startOf('day').minus({ days: 2 }).toMillis();
  const horizonAt = fromAt + days * DAY;
  const week = WEEKDAYS.map((day): DayHours => (hours[day] ?? []).map(([from, to]) => [minuteOf(from), minuteOf(to)]));
  return { id, version, week, exceptions: {}, offsets: offsetsOf(timezone, start, horizonAt), horizonAt };
}
