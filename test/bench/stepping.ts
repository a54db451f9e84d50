/**
 * The same arithmetic as most people write it: luxon steps from day to day. It is what the engine is measured against,
 * and it agrees with it wherever no shift edge falls on a clock change.
 */
import { DateTime } from 'luxon';
import { type CalendarDefinition, type Shift, WEEKDAYS } from '../../domain/calendars.ts';

function shiftsOn({ hours, exceptions, holidays }: CalendarDefinition, day: DateTime): readonly Shift[] {
  const date = day.toISODate() ?? '';
  if (holidays?.includes(date) === true) return [];
  return exceptions?.[date] ?? hours[WEEKDAYS[day.weekday - 1] ?? 'mon'] ?? [];
}

const at = (day: DateTime, time: string): DateTime => {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return day.set({ hour, minute });
};

/** The instant at which so many seconds of open time have passed. */
export function stepThrough(calendar: CalendarDefinition, start: number, seconds: number): number {
  let left = seconds * 1000;
  for (
    let day = DateTime.fromMillis(start, { zone: calendar.timezone }).startOf('day');
    ;
    day = day.plus({ days: 1 })
  ) {
    for (const [from, to] of shiftsOn(calendar, day)) {
      const begin = Math.max(at(day, from).toMillis(), start);
      const open = at(day, to).toMillis() - begin;
      if (open <= 0) continue;
      if (open >= left) return begin + left;
      left -= open;
    }
  }
}
