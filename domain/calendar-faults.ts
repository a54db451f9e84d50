import type { CalendarDefinition, Shift } from './calendars.ts';
import { dateOf, dayOf } from './compiled-calendar.ts';
import type { Fault } from './fault.ts';

/** How much one calendar may hold. */
const MOST = { shiftsADay: 12, holidays: 1_000, exceptions: 1_000 } as const;

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const DATE = /^\d{4}-\d\d-\d\d$/;

const isDate = (text: string): boolean =>
  DATE.test(text) && Number.isFinite(dayOf(text)) && dateOf(dayOf(text)) === text;

const fault = (pointer: string, code: string, message: string): Fault => ({ pointer, code, message });

const tooMany = (pointer: string, count: number, most: number): Fault[] =>
  count > most ? [fault(pointer, 'too_many', `at most ${most}`)] : [];

const dateFault = (pointer: string, date: string): Fault[] =>
  isDate(date) ? [] : [fault(pointer, 'unknown_date', 'a date of the calendar, such as 2026-10-01')];

function timeFaults(pointer: string, [from, to]: Shift): Fault[] {
  const faults: Fault[] = [];
  if (!TIME.test(from)) faults.push(fault(`${pointer}/0`, 'malformed_time', 'a time from 00:00 to 23:59'));
  if (!TIME.test(to) && to !== '24:00') {
    faults.push(fault(`${pointer}/1`, 'malformed_time', 'a time from 00:01 to 24:00'));
  }
  return faults;
}

/** Times of two digits each, so that their order as text is their order in the day. */
function orderFaults(pointer: string, [from, to]: Shift, before: Shift | undefined): Fault[] {
  if (to <= from) {
    return [
      fault(pointer, 'reversed_shift', 'an end after its beginning; a night is two shifts that touch at midnight'),
    ];
  }
  if (!before || from >= before[1]) return [];
  return to <= before[0]
    ? [fault(pointer, 'unordered_shifts', 'after the shift before it: shifts stand in the order of the day')]
    : [fault(pointer, 'overlapping_shifts', 'a beginning at the end of the shift before it or later')];
}

function shiftFaults(pointer: string, shifts: readonly Shift[]): Fault[] {
  const faults = shifts.map((shift, i) => timeFaults(`${pointer}/${i}`, shift));
  const legible = (i: number): boolean => faults[i]?.length === 0;
  return [
    ...tooMany(pointer, shifts.length, MOST.shiftsADay),
    ...faults.flat(),
    ...shifts.flatMap((shift, i) => {
      if (!legible(i)) return [];
      return orderFaults(`${pointer}/${i}`, shift, legible(i - 1) ? shifts[i - 1] : undefined);
    }),
  ];
}

const hasOpenTime = (days: readonly (readonly Shift[])[]): boolean => days.some((shifts) => shifts.length > 0);

/**
 * Why a calendar, sound in itself, cannot be what cases are reckoned by from a date on: all of its open time is past.
 */
export function pastFaults({ hours, exceptions = {} }: CalendarDefinition, today: string): Fault[] {
  const toCome = Object.entries(exceptions).flatMap(([date, shifts]) => (date >= today ? [shifts] : []));
  if (hasOpenTime(Object.values(hours)) || hasOpenTime(toCome)) return [];
  return [fault('/hours', 'only_past', `open time on a weekday, or on the date of an exception from ${today} on`)];
}

/**
 * Why a calendar cannot be used; empty for one that can. `isZone` knows the zones.
 * A date may be a holiday or an exception, not both: which of them would count is anybody's guess.
 */
export function calendarFaults(calendar: CalendarDefinition, isZone: (zone: string) => boolean): Fault[] {
  const { timezone, hours, holidays = [], exceptions = {}, knownThrough } = calendar;
  const dates = Object.entries(exceptions);
  const both = new Set(holidays.filter((date) => Object.hasOwn(exceptions, date)));
  const neverOpen = !hasOpenTime([...Object.values(hours), ...Object.values(exceptions)]);
  return [
    ...(isZone(timezone) ? [] : [fault('/timezone', 'unknown_zone', 'an IANA time zone, such as Asia/Shanghai')]),
    ...(neverOpen ? [fault('/hours', 'never_open', 'open time on a weekday, or on the date of an exception')] : []),
    ...Object.entries(hours).flatMap(([day, shifts]) => shiftFaults(`/hours/${day}`, shifts)),
    ...tooMany('/holidays', holidays.length, MOST.holidays),
    ...holidays.flatMap((date, i) => dateFault(`/holidays/${i}`, date)),
    ...tooMany('/exceptions', dates.length, MOST.exceptions),
    ...dates.flatMap(([date, shifts]) => {
      const pointer = `/exceptions/${date.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      return [
        ...dateFault(pointer, date),
        ...(both.has(date) ? [fault(pointer, 'holiday_too', 'a date that is not among the holidays')] : []),
        ...shiftFaults(pointer, shifts),
      ];
    }),
    ...(knownThrough === undefined ? [] : dateFault('/knownThrough', knownThrough)),
  ];
}
