import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { compileCalendar } from '../../calendars/compile.ts';
import {
  addOpenTime,
  CalendarExhausted,
  isPastHorizon,
  nextOpening,
  openSecondsBetween,
  type Pause,
} from '../../domain/calendar.ts';
import { type CalendarDefinition, SHIPPED_CALENDARS } from '../../domain/calendars.ts';
import { at, shanghai } from './scenario.ts';

const HOUR = 3600;

const shipped = (id: string) => {
  const definition = SHIPPED_CALENDARS.find((one) => one.id === id);
  if (!definition) throw new Error(`no calendar ${id}`);
  return compileCalendar(definition, at('Mon 00:00'));
};

describe('adding open time', () => {
  it.each([
    ['always', 'Mon 10:00', 24 * HOUR, 'Tue 10:00:00'],
    ['chat-cn', 'Wed 02:14', 30 * 60, 'Wed 09:30:00'],
    ['chat-cn', 'Mon 23:50', 30 * 60, 'Tue 09:20:00'],
    // exactly fills the day: due at the closing instant, not at the next opening
    ['chat-cn', 'Mon 23:50', 10 * 60, 'Tue 00:00:00'],
    // at the closing instant the calendar counts as closed for a new start
    ['office-cn', 'Mon 18:00', 60, 'Tue 09:01:00'],
    ['office-cn', 'Mon 11:50', 20 * 60, 'Mon 13:10:00'],
    ['office-cn', 'Fri 17:30', HOUR, 'next Mon 09:30:00'],
    ['duty-cn', 'Fri 20:15', 4 * HOUR, 'Sat 12:15:00'],
    // a zero target is due at its start, even in closed time
    ['office-cn', 'Sun 03:00', 0, 'Sun 03:00:00'],
  ])('%s from %s: %i s → %s', (id, start, seconds, due) => {
    expect(shanghai(addOpenTime(shipped(id), at(start), seconds))).toBe(due);
  });

  it('moves the due instant by the open time inside pauses, overlapping ones once, empty ones not at all', () => {
    const pauses: Pause[] = [
      [at('Mon 11:00'), at('Mon 14:00')],
      [at('Mon 13:30'), at('Mon 14:30')],
      [at('Mon 15:00'), at('Mon 15:00')],
    ];
    // open and unpaused: 10:00–11:00, then from 14:30
    expect(shanghai(addOpenTime(shipped('office-cn'), at('Mon 10:00'), 2 * HOUR, pauses))).toBe('Mon 15:30:00');
    expect(openSecondsBetween(shipped('office-cn'), at('Mon 10:00'), at('Mon 15:30'), pauses)).toBe(2 * HOUR);
  });

  it('says so when the calendar never reaches the target', () => {
    const closed = compileCalendar({ id: 'closed', version: 1, timezone: 'UTC', hours: {} }, at('Mon 00:00'));
    expect(() => addOpenTime(closed, at('Mon 10:00'), 1)).toThrow(CalendarExhausted);
    expect(() => nextOpening(closed, at('Mon 10:00'))).toThrow(CalendarExhausted);
  });

  it('gives up after fifty years, however far it has looked before', () => {
    const once: CalendarDefinition = {
      id: 'once',
      version: 1,
      timezone: 'UTC',
      hours: {},
      exceptions: { '2076-11-20': [['00:00', '24:00']], '2076-11-30': [['00:00', '24:00']] },
    };
    const compiled = compileCalendar(once, at('Mon 00:00'), 60 * 365);
    for (const start of ['Mon 10:00', 'next Thu 10:00', 'Mon 10:00']) {
      const due = () => addOpenTime(compiled, at(start), 25 * HOUR);
      if (start === 'Mon 10:00') expect(due).toThrow(CalendarExhausted);
      else expect(new Date(due()).toISOString()).toBe('2076-11-30T01:00:00.000Z');
    }
  });

  it('never comes due in a pause without end', () => {
    const pauses: Pause[] = [[at('Mon 11:00'), Infinity]];
    expect(() => addOpenTime(shipped('office-cn'), at('Mon 10:00'), 2 * HOUR, pauses)).toThrow(CalendarExhausted);
    expect(shanghai(addOpenTime(shipped('office-cn'), at('Mon 10:00'), HOUR, pauses))).toBe('Mon 11:00:00');
  });

  it('counts nothing between an instant and an earlier one', () => {
    expect(openSecondsBetween(shipped('always'), at('Tue 10:00'), at('Mon 10:00'))).toBe(0);
  });
});

describe('holidays and exceptions', () => {
  const golden: CalendarDefinition = {
    id: 'golden-week',
    version: 1,
    timezone: 'Asia/Shanghai',
    hours: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['09:00', '18:00']]])),
    holidays: ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
    exceptions: { '2026-09-30': [['09:00', '16:00']], '2026-10-10': [['09:00', '18:00']] },
    knownThrough: '2026-12-31',
  };
  const compiled = compileCalendar(golden, Date.parse('2026-09-28T00:00:00+08:00'));
  const due = (start: string, seconds: number) =>
    new Date(addOpenTime(compiled, Date.parse(start), seconds) + 8 * HOUR * 1000).toISOString().slice(0, 16);

  it.each([
    ['a short day ends early', '2026-09-30T15:00:00+08:00', 1, '2026-09-30T16:00'],
    ['holidays are closed', '2026-09-30T15:00:00+08:00', 2, '2026-10-08T10:00'],
    ['a make-up working day opens a Saturday', '2026-10-09T17:00:00+08:00', 2, '2026-10-10T10:00'],
  ])('%s', (_what, start, hours, expected) => {
    expect(due(start, hours * HOUR)).toBe(expected);
  });

  it('are compiled for the span in question only', () => {
    const december = compileCalendar(golden, Date.parse('2026-12-01T00:00:00+08:00'), 20);
    expect(december.exceptions).toEqual({});
    expect(december.knownThrough).toBe('2026-12-31');
  });

  it('are complete up to the horizon', () => {
    const { horizonAt } = compiled;
    expect(isPastHorizon(compiled, horizonAt)).toBe(false);
    expect(isPastHorizon(compiled, horizonAt + 1)).toBe(true);
  });
});

describe('clock changes', () => {
  const night: CalendarDefinition = {
    id: 'berlin',
    version: 1,
    timezone: 'Europe/Berlin',
    hours: { sun: [['00:00', '24:00']] },
  };
  const berlin = (text: string): number => DateTime.fromISO(text, { zone: 'Europe/Berlin' }).toMillis();

  it('a day of 25 hours has 25, one of 23 has 23', () => {
    const autumn = compileCalendar(night, berlin('2026-10-20T00:00'));
    expect(openSecondsBetween(autumn, berlin('2026-10-24T12:00'), berlin('2026-10-26T12:00'))).toBe(25 * HOUR);
    const spring = compileCalendar(night, berlin('2026-03-20T00:00'));
    expect(openSecondsBetween(spring, berlin('2026-03-28T12:00'), berlin('2026-03-30T12:00'))).toBe(23 * HOUR);
  });

  it('an edge in the doubled hour is its first one, an edge in the missing hour exists where the wall clock does', () => {
    const edge = { ...night, hours: { sun: [['02:30', '04:00']] as const } };
    const autumn = compileCalendar(edge, berlin('2026-10-20T00:00'));
    const opens = nextOpening(autumn, berlin('2026-10-24T12:00'));
    expect(new Date(opens).toISOString()).toBe('2026-10-25T00:30:00.000Z');
    const spring = compileCalendar(edge, berlin('2026-03-20T00:00'));
    expect(new Date(nextOpening(spring, berlin('2026-03-28T12:00'))).toISOString()).toBe('2026-03-29T01:00:00.000Z');
  });
});
