import ICAL from 'ical.js';
import type { Shift } from '../../domain/calendars.ts';

/** What a file of holidays says, date by date. */
export interface Dates {
  readonly holidays: readonly string[];
  readonly workdays: readonly string[];
  /** Events that say nothing about whole days, with the reason. */
  readonly skipped: readonly string[];
}

const WORKS = /班|调休|work(ing)? ?day/i;
/** 调休放假, 教师放假不上班: words of a working day in the name of a day of rest. */
const RESTS = /放假|休息|不上班/;
const MOST_OCCURRENCES = 1_000;
const DAY_SECONDS = 86_400;

const lastDayOf = (year: number): string => `${year}-12-31`;

const categoriesOf = (event: ICAL.Event): string =>
  event.component
    .getAllProperties('categories')
    .flatMap((property) => property.getValues() as unknown[])
    .join(' ');

/** Dates of one occurrence: the end of an all-day event is the day after its last. */
function daysFrom(start: ICAL.Time, count: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const day = start.clone();
    day.adjust(i, 0, 0, 0);
    return day.toString().slice(0, 10);
  });
}

function datesOf(event: ICAL.Event, through: string): string[] {
  const length = Math.round(event.endDate.subtractDate(event.startDate).toSeconds() / DAY_SECONDS);
  const count = Math.max(1, length);
  if (!event.isRecurring()) return daysFrom(event.startDate, count);
  const occurrences = event.iterator();
  const dates: string[] = [];
  for (let i = 0; i < MOST_OCCURRENCES; i++) {
    const start = occurrences.next() as ICAL.Time | undefined;
    if (!start || start.toString().slice(0, 10) > through) break;
    dates.push(...daysFrom(start, count));
  }
  return dates;
}

function whySkipped(event: ICAL.Event): string | undefined {
  if (!event.startDate.isDate) return 'not all day';
  if (event.component.getFirstPropertyValue('status') === 'CANCELLED') return 'cancelled';
  return event.isRecurrenceException() ? 'a changed occurrence of another' : undefined;
}

/**
 * All-day events as closed dates; those whose summary or category speaks of a working day (班, 补班, 调休, workday) as
 * dates on which people work, unless it says 放假, 休息 or 不上班. What recurs is followed up to and including `through`: the end of the last year with a
 * single event unless told, else of the year `now` is in.
 * @throws Error when the text is not iCalendar
 */
export function readIcs(text: string, now: Date, through?: string): Dates & { readonly through: string } {
  const root = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const events = root.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component));
  const single = events.filter((event) => !event.isRecurring()).map((event) => event.startDate.year);
  const until = through ?? lastDayOf(single.length > 0 ? Math.max(...single) : now.getUTCFullYear());
  const [holidays, workdays, skipped] = [new Set<string>(), new Set<string>(), [] as string[]];
  for (const event of events) {
    const why = whySkipped(event);
    if (why !== undefined) skipped.push(`${event.startDate.toString()} ${event.summary}: ${why}`);
    else {
      const name = `${event.summary} ${categoriesOf(event)}`;
      const into = WORKS.test(name) && !RESTS.test(name) ? workdays : holidays;
      for (const date of datesOf(event, until)) into.add(date);
    }
  }
  return { holidays: [...holidays].sort(), workdays: [...workdays].sort(), skipped, through: until };
}

/** `09:00-12:00,13:00-18:00`. @throws Error that says what is wanted */
export function readShifts(text: string): Shift[] {
  return text.split(',').map((shift) => {
    const [, from, to] = /^(\d\d:\d\d)-(\d\d:\d\d)$/.exec(shift.trim()) ?? [];
    if (from === undefined || to === undefined) {
      throw new Error(`--workday-hours is "${text}": shifts such as 09:00-12:00,13:00-18:00 are wanted`);
    }
    return [from, to];
  });
}
