import { describe, expect, it } from 'vitest';
import { isZone, offsetsOf } from '../../calendars/zones.ts';

/** The wall clock of a zone, read from the platform and not by way of what is tested. */
function wallClockIn(zone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (at) => {
    const [month = 0, day, year = 0, hour, minute, second] = (format.format(at).match(/\d+/g) ?? []).map(Number);
    return Date.UTC(year, month - 1, day, hour, minute, second);
  };
}

const secondsBy = (offsets: readonly (readonly [number, number])[], at: number): number | undefined =>
  offsets.findLast(([fromAt]) => fromAt <= at)?.[1];

describe('offsets', () => {
  it.each([
    ['Asia/Shanghai', '2026', []],
    ['Europe/Berlin', '2026', ['2026-03-29T01:00:00 7200', '2026-10-25T01:00:00 3600']],
    // Ramadan: the clock goes back for a month
    ['Africa/Casablanca', '2025', ['2025-02-23T02:00:00 0', '2025-04-06T02:00:00 3600']],
    ['Africa/Cairo', '2026', ['2026-04-23T22:00:00 10800', '2026-10-29T21:00:00 7200']],
    // half an hour, and two hours
    ['Australia/Lord_Howe', '2026', ['2026-04-04T15:00:00 37800', '2026-10-03T15:30:00 39600']],
    ['Antarctica/Troll', '2026', ['2026-03-29T01:00:00 7200', '2026-10-25T01:00:00 0']],
    // a week of summer time
    [
      'America/Recife',
      '2000',
      ['2000-02-27T02:00:00 -10800', '2000-10-08T03:00:00 -7200', '2000-10-15T02:00:00 -10800'],
    ],
    // a date that was not
    ['Pacific/Apia', '2011', ['2011-04-02T14:00:00 -39600', '2011-09-24T14:00:00 -36000', '2011-12-30T10:00:00 50400']],
    // 44 minutes and 30 seconds
    ['Africa/Monrovia', '1972', ['1972-01-07T00:44:30 0']],
  ])('%s in %s', (zone, year, changes) => {
    const [, ...read] = offsetsOf(zone, Date.parse(`${year}-01-01T00:00:00Z`), Date.parse(`${year}-12-31T00:00:00Z`));
    expect(read.map(([at, seconds]) => `${new Date(at).toISOString().slice(0, 19)} ${seconds}`)).toEqual(changes);
  });

  it('of every zone are those of its wall clock, to the second', () => {
    // another year of each zone on each run
    const base = Math.floor(Math.random() * 60);
    for (const [i, zone] of Intl.supportedValuesOf('timeZone').entries()) {
      const year = 1990 + ((base + i) % 60);
      const [from, until] = [Date.UTC(year, 0, 10), Date.UTC(year, 11, 20)];
      const offsets = offsetsOf(zone, from, until);
      const wallClock = wallClockIn(zone);
      const changes = offsets.map(([at]) => at).filter((at) => at > from);
      const between = Array.from(
        { length: 20 },
        () => from + 1000 * Math.floor((Math.random() * (until - from)) / 1000),
      );
      for (const at of [from, until, ...between, ...changes, ...changes.map((at) => at - 1000)]) {
        expect(secondsBy(offsets, at), `${zone} ${new Date(at).toISOString()}`).toBe((wallClock(at) - at) / 1000);
      }
    }
  });

  it('begin and end where they were asked to', () => {
    const [from, until] = [Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 9, 25, 1)];
    expect(offsetsOf('Europe/Berlin', from, until)).toEqual([
      [from, 7200],
      [until, 3600],
    ]);
    expect(offsetsOf('Europe/Berlin', from - 1000, until - 1000)).toEqual([
      [from - 1000, 3600],
      [from, 7200],
    ]);
  });
});

it.each([
  ['Asia/Shanghai', true],
  ['UTC', true],
  ['Asia/Calcutta', true],
  ['Asia/Kolkata', true],
  ['+08:00', false],
  ['Mars/Olympus', false],
  ['', false],
  ['Asia/Shanghai ', false],
])('whether %o is a zone: %s', (zone, known) => {
  expect(isZone(zone)).toBe(known);
});

it('an unknown zone is an error that names it', () => {
  expect(() => offsetsOf('Mars/Olympus', 0, 1)).toThrow('unknown zone Mars/Olympus');
});
