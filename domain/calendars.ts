import { HOLIDAYS_CN, HOLIDAYS_CN_KNOWN_THROUGH, MAKE_UP_DAYS_CN } from './holidays-cn.ts';

/** A shift by the wall clock, `['09:00', '12:00']`; `24:00` is midnight at the day's end. */
export type Shift = readonly [from: string, to: string];

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
type Weekday = (typeof WEEKDAYS)[number];

/** A calendar as people write it; compiled before a workflow sees it. */
export interface CalendarDefinition {
  readonly id: string;
  readonly version: number;
  /** IANA name of the zone whose wall clock counts. */
  readonly timezone: string;
  /** Shifts of each weekday, in order; a day left out is closed. */
  readonly hours: Readonly<Partial<Record<Weekday, readonly Shift[]>>>;
  /** Closed dates: `2026-10-01`. */
  readonly holidays?: readonly string[];
  /** Other shifts on one date: a make-up working day opens a Saturday, a short day closes early. */
  readonly exceptions?: Readonly<Record<string, readonly Shift[]>>;
  /** Last date whose holidays are known; absent where no more are expected. */
  readonly knownThrough?: string;
}

/** What a calendar says, without id and version. */
export type CalendarDocument = Omit<CalendarDefinition, 'id' | 'version'>;

const SHANGHAI = 'Asia/Shanghai';
const WORKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri'];

const open = (id: string, days: readonly Weekday[], ...shifts: Shift[]): CalendarDefinition => ({
  id,
  version: 1,
  timezone: SHANGHAI,
  hours: Object.fromEntries(days.map((day) => [day, shifts])),
});

const OFFICE_HOURS: readonly Shift[] = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
];

const office: CalendarDefinition = {
  ...open('office-cn', WORKDAYS, ...OFFICE_HOURS),
  holidays: HOLIDAYS_CN,
  exceptions: Object.fromEntries(MAKE_UP_DAYS_CN.map((date) => [date, OFFICE_HOURS])),
  knownThrough: HOLIDAYS_CN_KNOWN_THROUGH,
};

/** The calendars that ship. `always` is an ordinary one. */
export const SHIPPED_CALENDARS: readonly CalendarDefinition[] = [
  { ...open('always', WEEKDAYS, ['00:00', '24:00']), timezone: 'UTC' },
  open('chat-cn', WEEKDAYS, ['09:00', '24:00']),
  open('duty-cn', WEEKDAYS, ['09:00', '21:00']),
  office,
  open('store', WEEKDAYS, ['10:00', '22:00']),
  // the hours outside which people are left in peace
  open('supervisor-hours', WEEKDAYS, ['08:00', '22:00']),
  open('manager-hours', WEEKDAYS, ['09:00', '21:00']),
  open('customer-hours', WEEKDAYS, ['09:00', '21:00']),
];
