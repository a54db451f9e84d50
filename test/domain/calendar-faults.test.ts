import { expect, it } from 'vitest';
import { calendarFaults } from '../../domain/calendar-faults.ts';
import { type CalendarDefinition, SHIPPED_CALENDARS } from '../../domain/calendars.ts';

const office: CalendarDefinition = {
  id: 'office',
  version: 1,
  timezone: 'Asia/Shanghai',
  hours: { mon: [['09:00', '12:00']] },
};

const faultsOf = (changes: Partial<CalendarDefinition>): string[] =>
  calendarFaults({ ...office, ...changes }, (zone) => zone === 'Asia/Shanghai').map(
    ({ pointer, code }) => `${pointer} ${code}`,
  );

const dates = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10));

it.each<[what: string, changes: Partial<CalendarDefinition>, ...faults: string[]]>([
  ['one shift a week is enough', {}],
  [
    'shifts may touch each other and midnight',
    {
      hours: {
        mon: [
          ['00:00', '09:00'],
          ['09:00', '24:00'],
        ],
      },
    },
  ],
  ['open on the date of an exception only', { hours: {}, exceptions: { '2026-10-10': [['09:00', '18:00']] } }],
  ['an exception may close its date', { exceptions: { '2026-10-10': [] } }],
  ['a leap day is a date', { holidays: ['2028-02-29'] }],
  ['never open', { hours: { mon: [] }, exceptions: { '2026-10-10': [] } }, '/hours never_open'],
  ['a zone nobody knows', { timezone: 'Mars/Olympus' }, '/timezone unknown_zone'],
  ['an end before its beginning', { hours: { tue: [['18:00', '09:00']] } }, '/hours/tue/0 reversed_shift'],
  ['an empty shift', { hours: { tue: [['09:00', '09:00']] } }, '/hours/tue/0 reversed_shift'],
  [
    'overlapping shifts',
    {
      hours: {
        mon: [
          ['09:00', '12:00'],
          ['11:59', '18:00'],
        ],
      },
    },
    '/hours/mon/1 overlapping_shifts',
  ],
  [
    'shifts out of order',
    {
      hours: {
        mon: [
          ['13:00', '18:00'],
          ['09:00', '12:00'],
        ],
      },
    },
    '/hours/mon/1 unordered_shifts',
  ],
  ['midnight as a beginning', { hours: { mon: [['24:00', '24:00']] } }, '/hours/mon/0/0 malformed_time'],
  [
    'times that are none',
    { exceptions: { '2026-10-10': [['9:00', '24:01']] } },
    '/exceptions/2026-10-10/0/0 malformed_time',
    '/exceptions/2026-10-10/0/1 malformed_time',
  ],
  ['February 30', { holidays: ['2026-10-01', '2026-02-30'] }, '/holidays/1 unknown_date'],
  ['February 29 of another year', { exceptions: { '2026-02-29': [] } }, '/exceptions/2026-02-29 unknown_date'],
  ['a date in words', { exceptions: { 'a/b~c': [] } }, '/exceptions/a~1b~0c unknown_date'],
  ['an end of knowledge that is no date', { knownThrough: '2026-13-01' }, '/knownThrough unknown_date'],
  [
    'a date that is a holiday and an exception',
    { holidays: ['2026-10-10'], exceptions: { '2026-10-10': [['09:00', '18:00']] } },
    '/exceptions/2026-10-10 holiday_too',
  ],
  ['1,000 holidays', { holidays: dates(1_000) }],
  ['1,001 holidays', { holidays: dates(1_001) }, '/holidays too_many'],
  [
    '1,001 exceptions',
    { exceptions: Object.fromEntries(dates(1_001).map((date) => [date, []])) },
    '/exceptions too_many',
  ],
  [
    '13 shifts a day',
    { hours: { mon: Array.from({ length: 13 }, (_, i) => [`${10 + i}:00`, `${10 + i}:30`] as const) } },
    '/hours/mon too_many',
  ],
])('%s', (_what, changes, ...faults) => {
  expect(faultsOf(changes)).toEqual(faults);
});

it('every fault says what was allowed', () => {
  const faults = calendarFaults({ ...office, timezone: '', hours: {}, holidays: ['x'] }, () => false);
  expect(faults.map(({ message }) => message)).toEqual([
    'an IANA time zone, such as Asia/Shanghai',
    'open time on a weekday, or on the date of an exception',
    'a date of the calendar, such as 2026-10-01',
  ]);
});

it('the shipped calendars have none', () => {
  for (const calendar of SHIPPED_CALENDARS) expect(calendarFaults(calendar, () => true)).toEqual([]);
});
