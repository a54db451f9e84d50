/** Days and hours since instants, as policies count them. Zone and holidays are given: pure code reads neither. */
import { type CompiledCalendar, localDay, dateOf } from '../compiled-calendar.ts';

const HOUR = 3_600_000;

/** Where and by which public holidays days are counted. */
export interface DayCount {
  /** The zone's offsets. */
  readonly zone: CompiledCalendar;
  /** Local dates, as `2026-10-01`. */
  readonly holidays: ReadonlySet<string>;
  /** Weekend days on which people work. */
  readonly makeUpDays: ReadonlySet<string>;
}

function isWorkingDay(day: number, { holidays, makeUpDays }: DayCount): boolean {
  const date = dateOf(day);
  // day 0, 1970-01-01, was a Thursday
  const weekend = (((day + 3) % 7) + 7) % 7 >= 5;
  return !holidays.has(date) && (!weekend || makeUpDays.has(date));
}

/**
 * Whole local days between two instants: the same day is 0. A day up to the first working day after a public holiday
 * counts as that holiday, so that a period whose last day is one ends on the next working day.
 */
export function daysBetween(fromAt: number, at: number, count: DayCount): number {
  const first = localDay(count.zone, fromAt);
  let day = localDay(count.zone, at);
  let counted = day;
  while (day > first && !isWorkingDay(day - 1, count)) {
    day -= 1;
    if (count.holidays.has(dateOf(day))) counted = day;
  }
  return counted - first;
}

/** What is known about when things happened, in epoch milliseconds; null or absent: not known. */
export interface Happened {
  readonly signedAt?: number | null | undefined;
  readonly pickedUpAt?: number | null | undefined;
  readonly lastScanAt?: number | null | undefined;
  readonly paidAt?: number | null | undefined;
  readonly promisedShipAt?: number | null | undefined;
}

/** The facts of an order that follow from instants, as of another. Picked up at a locker or station counts as signed. */
export function timeFacts(happened: Happened, at: number, count: DayCount): Readonly<Record<string, number | boolean>> {
  const signedAt = happened.pickedUpAt ?? happened.signedAt ?? null;
  const { lastScanAt = null, paidAt = null, promisedShipAt = null } = happened;
  return {
    ...(signedAt === null
      ? {}
      : { daysSinceSigning: daysBetween(signedAt, at, count), hoursSinceSigning: (at - signedAt) / HOUR }),
    ...(lastScanAt === null ? {} : { hoursSinceLastScan: (at - lastScanAt) / HOUR }),
    ...(paidAt === null ? {} : { daysSincePayment: daysBetween(paidAt, at, count) }),
    ...(promisedShipAt === null ? {} : { shipOverdue: at > promisedShipAt }),
  };
}
