import type { DayCount } from '../domain/after-sales/days.ts';
import { HOLIDAYS_CN, MAKE_UP_DAYS_CN } from '../domain/holidays-cn.ts';
import { offsetsOf } from './zones.ts';

const holidays: ReadonlySet<string> = new Set(HOLIDAYS_CN);
const makeUpDays: ReadonlySet<string> = new Set(MAKE_UP_DAYS_CN);

/**
 * How a shop counts days between two instants: by its own zone and China's public holidays.
 * @throws Error for a zone that this machine does not know
 */
export const dayCountOf = (zone: string, fromAt: number, untilAt: number): DayCount => ({
  zone: { offsets: offsetsOf(zone, fromAt, untilAt) },
  holidays,
  makeUpDays,
});
