/** Days and hours since instants, as policies count them. Zone and holidays are given: pure code reads neither. */
import { type CompiledCalendar, dateOf, localDay } from '../compiled-calendar.ts';
import type { AfterSalesFacts } from './facts.ts';

const HOUR = 3_600_000;

/** Where and by which public holidays days are counted. */
export interface DayCount {
  /** The zone's offsets. */
  readonly zone: Pick<CompiledCalendar, 'offsets'>;
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

const instantOf = (value: unknown, until: number): number | null =>
  typeof value === 'number' && value <= until ? value : null;

/** The facts of an order that follow from its instants. One that lies ahead has not happened: nothing follows from it. */
function orderFacts(order: NonNullable<AfterSalesFacts['order']>, at: number, count: DayCount) {
  const happened = (name: string): number | null => instantOf(order[name], at);
  // a locker or station counts as signed when picked up
  const signedAt = happened('pickedUpAt') ?? happened('signedAt');
  const [lastScanAt, paidAt] = [happened('lastScanAt'), happened('paidAt')];
  const promisedShipAt = instantOf(order['promisedShipAt'], Infinity);
  return {
    ...(signedAt === null
      ? {}
      : { daysSinceSigning: daysBetween(signedAt, at, count), hoursSinceSigning: (at - signedAt) / HOUR }),
    ...(lastScanAt === null ? {} : { hoursSinceLastScan: (at - lastScanAt) / HOUR }),
    ...(paidAt === null ? {} : { daysSincePayment: daysBetween(paidAt, at, count) }),
    ...(promisedShipAt === null ? {} : { shipOverdue: at > promisedShipAt }),
  };
}

/** The facts with those that follow from instants (epoch milliseconds), as of another. */
export function withTimeFacts(facts: AfterSalesFacts, at: number, count: DayCount): AfterSalesFacts {
  const { order } = facts;
  if (!order) return facts;
  const items = order.items?.map((item) => {
    const warrantyUntil = instantOf(item['warrantyUntil'], Infinity);
    return warrantyUntil === null ? item : { ...item, inWarranty: at <= warrantyUntil };
  });
  return { ...facts, order: { ...order, ...(items ? { items } : {}), ...orderFacts(order, at, count) } };
}
