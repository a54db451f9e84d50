import { isWorkday as worksByDays } from 'chinese-days';
import { isWorkday as worksByWorkday } from 'chinese-workday';
import { describe, expect, it } from 'vitest';
import { compileCalendar } from '../../calendars/compile.ts';
import { addOpenTime, openSecondsBetween } from '../../domain/calendar.ts';
import { SHIPPED_CALENDARS } from '../../domain/calendars.ts';
import { DAY, dateOf, dayOf } from '../../domain/compiled-calendar.ts';

const definition = SHIPPED_CALENDARS.find(({ id }) => id === 'office-cn');
if (!definition) throw new Error('office-cn does not ship');

const shanghai = (date: string): number => Date.parse(`${date}T00:00:00+08:00`);

function datesOf(year: number): string[] {
  const [first, end] = [dayOf(`${year}-01-01`), dayOf(`${year + 1}-01-01`)];
  return Array.from({ length: end - first }, (_, i) => dateOf(first + i));
}

describe('office-cn', () => {
  it.each([2025, 2026])('is open for 8 hours on every working day of %d, as two other sources have it', (year) => {
    const office = compileCalendar(definition, shanghai(`${year}-01-01`), 366);
    const wrong = datesOf(year).filter((date) => {
      const at = shanghai(date);
      const hours = openSecondsBetween(office, at, at + DAY) / 3_600;
      return hours !== (worksByDays(date) ? 8 : 0) || worksByDays(date) !== worksByWorkday(date);
    });
    expect(wrong).toEqual([]);
  });

  it('goes on after the National Day of 2026 and works on the Saturday that makes up for it', () => {
    const office = compileCalendar(definition, shanghai('2026-09-30'));
    const start = Date.parse('2026-09-30T17:50:00+08:00');
    expect(new Date(addOpenTime(office, start, 30 * 60)).toISOString()).toBe('2026-10-08T01:20:00.000Z');
    const saturday = Date.parse('2026-10-09T17:50:00+08:00');
    expect(new Date(addOpenTime(office, saturday, 30 * 60)).toISOString()).toBe('2026-10-10T01:20:00.000Z');
  });

  it('stands still while carriers and warehouse do over Spring Festival', () => {
    const office = compileCalendar(definition, shanghai('2026-02-10'));
    expect(openSecondsBetween(office, shanghai('2026-02-15'), shanghai('2026-02-24'))).toBe(0);
  });
});
