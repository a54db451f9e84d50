import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readIcs, readShifts } from '../../cli/calendar/ics.ts';
import { changesBetween, keptBeside, merge } from '../../cli/calendar/merge.ts';
import { CALENDARS } from '../../store/versions.ts';
import { startApi, type TestApi } from '../api/api.ts';

const office = CALENDARS.shipped.find(({ name }) => name === 'office-cn');
if (!office) throw new Error('office-cn does not ship');
const { document } = office;

const NOW = new Date('2026-11-23T00:00:00Z');
const CHINA = join(dirname(createRequire(import.meta.url).resolve('chinese-days')), 'holidays.ics');

const ics = (...events: string[][]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'])]
    .concat('END:VCALENDAR')
    .join('\r\n');
const days = (summary: string, from: string, to: string, ...more: string[]): string[] => [
  `UID:${summary}-${from}`,
  `SUMMARY:${summary}`,
  `DTSTART;VALUE=DATE:${from}`,
  `DTEND;VALUE=DATE:${to}`,
  ...more,
];

describe('an iCalendar file', () => {
  test('closes the days of a span, its last one included, and opens those on which people work', () => {
    const read = readIcs(
      ics(
        days('元旦(休)', '20270101', '20270104'),
        days('元旦(班)', '20270109', '20270110'),
        days('Make-up', '20270110', '20270111', 'CATEGORIES:China,Workday'),
      ),
      NOW,
    );
    expect(read).toEqual({
      holidays: ['2027-01-01', '2027-01-02', '2027-01-03'],
      workdays: ['2027-01-09', '2027-01-10'],
      skipped: [],
      through: '2027-12-31',
    });
  });

  test('that recurs yearly is followed through the years that are known', () => {
    const yearly = days('Christmas', '20201225', '20201227', 'RRULE:FREQ=YEARLY', 'EXDATE;VALUE=DATE:20251225');
    const read = readIcs(ics(yearly), NOW, '2027-06-30');
    expect(read.holidays.filter((date) => date >= '2024')).toEqual([
      '2024-12-25',
      '2024-12-26',
      '2026-12-25',
      '2026-12-26',
    ]);
    expect(readIcs(ics(yearly), NOW).through).toBe('2026-12-31');
  });

  test('says what it leaves out and why', () => {
    const meeting = ['UID:1', 'SUMMARY:Meeting', 'DTSTART:20270101T090000Z', 'DTEND:20270101T100000Z'];
    const off = days('Off', '20270102', '20270103', 'STATUS:CANCELLED');
    expect(readIcs(ics(meeting, off), NOW).skipped).toEqual([
      '2027-01-01T09:00:00Z Meeting: not all day',
      '2027-01-02 Off: cancelled',
    ]);
    expect(() => readIcs('nonsense', NOW)).toThrow();
  });

  test('of China’s holidays makes of the office what ships for 2025 and 2026', () => {
    const { hours, timezone } = document;
    const imported = merge({ hours, timezone }, readIcs(readFileSync(CHINA, 'utf8'), NOW));
    const inYears = (date: string): boolean => /^202[56]/.test(date);
    expect(imported.holidays?.filter(inYears)).toEqual(document.holidays);
    expect(Object.entries(imported.exceptions ?? {}).filter(([date]) => inYears(date))).toEqual(
      Object.entries(document.exceptions ?? {}),
    );
    expect(imported.knownThrough).toBe('2026-12-31');
  });
});

test('a day of rest stays one where its name has the word of a working day in it', () => {
  const text = ics(days('国庆节 调休放假', '20271004', '20271005'), days('教师放假不上班', '20270910', '20270911'));
  expect(readIcs(text, NOW)).toMatchObject({ holidays: ['2027-09-10', '2027-10-04'], workdays: [] });
});

test('an import of a part of a year leaves the rest of the year, and says so', () => {
  const read = { holidays: ['2026-10-01', '2026-10-02'], workdays: [], through: '2026-12-31' };
  const after = merge(document, read);
  expect(after.holidays).toContain('2026-01-01');
  expect(after.holidays?.filter((date) => date.startsWith('2026-10'))).toContain('2026-10-07');
  expect(keptBeside(document, read)).toEqual([
    expect.stringMatching(/^2026: the file tells of 2026-10-01 to 2026-10-02; \d+ dates beside it stay$/),
  ]);
});

test('an import takes the place of its own span of a year only, and says what changes', () => {
  const read = {
    holidays: ['2026-01-01', '2026-12-31', '2027-01-01'],
    workdays: ['2027-01-02'],
    through: '2027-12-31',
  };
  const after = merge(document, read, readShifts('10:00-16:00'));
  expect(after.holidays?.filter((date) => date.startsWith('2025'))).toHaveLength(28);
  const changes = changesBetween(document, after);
  expect(changes).toContain('- 2026-10-01 holiday');
  expect(changes).not.toContain('- 2026-01-01 holiday');
  expect(changes.slice(-4)).toEqual([
    '+ 2027-01-01 holiday',
    '+ 2027-01-02 10:00-16:00',
    '- known through 2026-12-31',
    '+ known through 2027-12-31',
  ]);
  expect(() => readShifts('morning')).toThrow('shifts such as 09:00-12:00,13:00-18:00 are wanted');
});

describe('npm run caseloop -- calendar', () => {
  let api: TestApi;
  let folder: string;
  beforeAll(async () => {
    api = await startApi();
    folder = await mkdtemp(join(tmpdir(), 'caseloop-calendar-'));
  });
  afterAll(async () => {
    await api.stop();
    await rm(folder, { recursive: true });
  });

  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const caseloop = (...args: string[]): Promise<{ code: number; out: string; err: string }> =>
    new Promise((done) => {
      const command = ['--import', 'tsx', 'cli/caseloop.ts', ...args, '--api', api.url];
      const env = { ...process.env, CASELOOP_ADMIN_KEY: 'admin-key-of-the-tests-0123456789abcdef' };
      execFile(process.execPath, command, { env }, (error, out, err) => {
        done({ code: error ? Number(error.code) : 0, out, err });
      });
    });

  test('import shows what it would change, changes it, and then has nothing to do', async () => {
    const next = file('next.ics', ics(days('元旦', '20270101', '20270102'), days('补班', '20270109', '20270110')));
    const dry = await caseloop('calendar', 'import', next, '--dry-run');
    expect(dry).toMatchObject({ code: 0, err: '' });
    expect(dry.out).toBe(
      `${[
        'office-cn of main, version 1: 4 changes',
        '+ 2027-01-01 holiday',
        '+ 2027-01-09 09:00-12:00,13:00-18:00',
        '- known through 2026-12-31',
        '+ known through 2027-12-31',
      ].join('\n')}\n`,
    );
    expect((await api.call('GET', '/v1/calendars/office-cn?shop=main')).body['version']).toBe(1);

    expect((await caseloop('calendar', 'import', next)).out).toContain('version 2 made');
    expect((await caseloop('calendar', 'import', next)).out).toContain('version 2: 0 changes');
    const verified = await caseloop('calendar', 'verify', 'office-cn');
    expect(verified.out).toBe('office-cn version 2: no faults; known through 2027-12-31\n');
  });

  test('faults are told with their place, and nothing is made', async () => {
    const bad = file('bad.json', JSON.stringify({ timezone: 'Mars/Base', hours: { mon: [['18:00', '09:00']] } }));
    for (const verb of ['verify', 'import']) {
      const { code, out } = await caseloop('calendar', verb, bad, '--id', 'bad');
      expect(code).toBe(1);
      expect(out).toContain('/timezone unknown_zone: an IANA time zone');
      expect(out).toContain('/hours/mon/0 reversed_shift');
    }
    expect((await api.call('GET', '/v1/calendars/bad?shop=main')).status).toBe(404);
    const shape = await caseloop('calendar', 'verify', file('shape.json', '{"timezone":"UTC","hours":{"moonday":[]}}'));
    expect(shape.out).toContain('/hours/moonday unrecognized_keys: no such field here');
    expect((await caseloop('calendar', 'verify', 'nowhere')).err).toBe('main has no calendar nowhere\n');
  });

  test('what is no command is answered with how it is used', async () => {
    const misused = await caseloop('calendar', 'burn', 'office-cn');
    expect(misused.code).toBe(2);
    expect(misused.err).toContain('no such command: calendar burn');
    expect(misused.err).toContain('calendar import FILE.ics|FILE.json');
    expect((await caseloop('nonsense')).code).toBe(2);
    expect((await caseloop('help')).out).toContain('calendar verify');
  });
});
