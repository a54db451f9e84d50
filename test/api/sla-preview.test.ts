import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type Reply, type TestApi } from './api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const OFFICE = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
];
const WORKDAYS = { mon: OFFICE, tue: OFFICE, wed: OFFICE, thu: OFFICE, fri: OFFICE };
const ALL_DAY = [['00:00', '24:00']];

/** Shanghai's office hours in the weeks around the National Day of 2026. */
const shanghai = {
  timezone: 'Asia/Shanghai',
  hours: WORKDAYS,
  holidays: ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
  exceptions: { '2026-10-10': [['09:00', '18:00']], '2026-09-30': [['09:00', '16:00']] },
};
const berlin = { timezone: 'Europe/Berlin', hours: { sun: ALL_DAY } };

interface Step {
  readonly step: string;
  readonly seconds?: number;
  readonly text: { readonly zh: string; readonly en: string };
}

const ask = (body: object): Promise<Reply> =>
  api.call('POST', '/v1/sla/preview', { body, headers: { 'idempotency-key': '' } });

const whyOf = ({ body }: Reply): readonly Step[] => body['why'] as Step[];

async function due(body: object): Promise<string> {
  const reply = await ask({ op: 'add', ...body });
  expect(reply.status, reply.text).toBe(200);
  return String(reply.body['due']).replace('.000Z', 'Z');
}

async function openSeconds(body: object): Promise<number> {
  const reply = await ask({ op: 'between', ...body });
  expect(reply.status, reply.text).toBe(200);
  return Number(reply.body['openSeconds']);
}

async function opensAt(body: object): Promise<string> {
  const reply = await ask({ op: 'next-opening', ...body });
  expect(reply.status, reply.text).toBe(200);
  return String(reply.body['opensAt']).replace('.000Z', 'Z');
}

/** Milliseconds that this process, and so the API in it, has worked: other work on the machine does not count. */
function cpuMsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const errorsOf = async (body: object): Promise<string[]> => {
  const reply = await ask(body);
  expect(reply.status, reply.text).toBe(422);
  return (reply.body['errors'] as { pointer: string; code: string; message: string }[]).map(
    ({ pointer, code, message }) => `${pointer} ${code}: ${message}`,
  );
};

describe('adding open time', () => {
  test('needs no Idempotency-Key, changes nothing, and tells why, step by step', async () => {
    const reply = await ask({
      op: 'add',
      calendar: {
        timezone: 'Asia/Shanghai',
        hours: { mon: OFFICE },
        holidays: ['2026-10-01'],
        exceptions: { '2026-10-10': [['09:00', '18:00']] },
      },
      start: '2026-09-30T09:50:00Z',
      minutes: 30,
      pauses: [['2026-10-05T01:10:00Z', '2026-10-05T01:20:00Z']],
    });
    expect(reply.status).toBe(200);
    expect(reply.body['due']).toBe('2026-10-05T01:40:00.000Z');
    expect(whyOf(reply).map(({ text }) => text.en)).toEqual([
      'Start Wed 2026-09-30 17:50 (Asia/Shanghai), in closed time',
      'Open Mon 2026-10-05 09:00–09:10: 10 min counted, 20 min left',
      'Paused Mon 2026-10-05 09:10–09:20: 10 min of open time left out',
      'Open Mon 2026-10-05 09:20–09:40: 20 min counted, 0 s left',
      'Due Mon 2026-10-05 09:40',
    ]);
    expect(whyOf(reply).map(({ text }) => text.zh)).toEqual([
      '起点 2026-09-30 周三 17:50 (Asia/Shanghai),不在营业时间内',
      '营业 2026-10-05 周一 09:00–09:10:计入10分,剩余20分',
      '暂停 2026-10-05 周一 09:10–09:20:不计营业时间10分',
      '营业 2026-10-05 周一 09:20–09:40:计入20分,剩余0秒',
      '到期 2026-10-05 周一 09:40',
    ]);
    expect(await api.db('idempotency_keys')).toHaveLength(0);
  });

  test('start inside closed time counts from the next opening', async () => {
    expect(await due({ calendar: shanghai, start: '2026-09-28T05:00:00+08:00', minutes: 10 })).toBe(
      '2026-09-28T01:10:00Z',
    );
  });

  test('a target that exactly fills the open time is due at the closing instant', async () => {
    const start = '2026-09-28T17:50:00+08:00';
    expect(await due({ calendar: shanghai, start, minutes: 10 })).toBe('2026-09-28T10:00:00Z');
    expect(await due({ calendar: shanghai, start, seconds: 601 })).toBe('2026-09-29T01:00:01Z');
  });

  test('at the closing instant the calendar counts as closed for a new start', async () => {
    const start = '2026-09-28T18:00:00+08:00';
    expect(await due({ calendar: shanghai, start, minutes: 1 })).toBe('2026-09-29T01:01:00Z');
    expect(await opensAt({ calendar: shanghai, start })).toBe('2026-09-29T01:00:00Z');
  });

  test('a zero target is due at its start, even in closed time', async () => {
    for (const start of ['2026-10-01T03:00:00Z', '2026-09-28T02:00:00Z']) {
      expect(await due({ calendar: shanghai, start, minutes: 0 })).toBe(start);
    }
  });

  test('to the second, and further where it is asked', async () => {
    const start = '2026-09-28T09:00:07.250+08:00';
    expect(await due({ calendar: shanghai, start, seconds: 61 })).toBe('2026-09-28T01:01:08.250Z');
  });

  test('an interval may touch midnight, and another begin there', async () => {
    const night = { timezone: 'Asia/Shanghai', hours: { mon: [['22:00', '24:00']], tue: [['00:00', '02:00']] } };
    const start = '2026-09-28T22:00:00+08:00';
    expect(await due({ calendar: night, start, minutes: 120 })).toBe('2026-09-28T16:00:00Z');
    expect(await due({ calendar: night, start, minutes: 180 })).toBe('2026-09-28T17:00:00Z');
    expect(await opensAt({ calendar: night, start: '2026-09-29T00:00:00+08:00' })).toBe('2026-09-28T16:00:00Z');
  });

  test('holidays are closed, a short day ends early, a make-up day opens a Saturday', async () => {
    const reply = await ask({ op: 'add', calendar: shanghai, start: '2026-09-30T15:00:00+08:00', minutes: 26 * 60 });
    expect(reply.body['due']).toBe('2026-10-10T10:00:00.000Z');
    expect(whyOf(reply).map(({ text }) => text.en)).toEqual([
      'Start Wed 2026-09-30 15:00 (Asia/Shanghai), in open time',
      'Open Wed 2026-09-30 15:00–16:00 (other hours on this date): 1 h counted, 25 h left',
      'Closed Thu 2026-10-01–Fri 2026-10-02 (holiday)',
      'Closed Mon 2026-10-05–Wed 2026-10-07 (holiday)',
      'Open Thu 2026-10-08 09:00–12:00: 3 h counted, 22 h left',
      'Open Thu 2026-10-08 13:00–18:00: 5 h counted, 17 h left',
      'Open Fri 2026-10-09 09:00–12:00: 3 h counted, 14 h left',
      'Open Fri 2026-10-09 13:00–18:00: 5 h counted, 9 h left',
      'Open Sat 2026-10-10 09:00–18:00 (other hours on this date): 9 h counted, 0 s left',
      'Due Sat 2026-10-10 18:00',
    ]);
  });

  test('a target beyond the dates whose holidays are known says that it may still move', async () => {
    const calendar = { ...shanghai, knownThrough: '2026-10-09' };
    const ahead = await ask({ op: 'add', calendar, start: '2026-10-09T17:59:00+08:00', minutes: 2 });
    expect(whyOf(ahead).map(({ step }) => step)).toEqual(['start', 'open', 'open', 'provisional', 'result']);
    const known = await ask({ op: 'add', calendar, start: '2026-10-09T17:58:00+08:00', minutes: 2 });
    expect(whyOf(known).map(({ step }) => step)).toEqual(['start', 'open', 'result']);
  });
});

describe('clock changes', () => {
  test('real elapsed time: a day has 23 or 25 hours', async () => {
    const [spring, autumn] = ['2026-03-29', '2026-10-25'].map((date) => ({
      calendar: berlin,
      start: `${date}T00:00:00Z`,
    }));
    expect(await openSeconds({ ...spring, start: '2026-03-28T12:00:00Z', end: '2026-03-30T12:00:00Z' })).toBe(82_800);
    expect(await openSeconds({ ...autumn, start: '2026-10-24T12:00:00Z', end: '2026-10-26T12:00:00Z' })).toBe(90_000);
    expect(await due({ ...autumn, minutes: 180 })).toBe('2026-10-25T03:00:00Z');
  });

  test('a shift edge inside the missing hour exists where the wall clock exists', async () => {
    const calendar = { timezone: 'Europe/Berlin', hours: { sun: [['02:30', '04:00']] } };
    expect(await opensAt({ calendar, start: '2026-03-28T12:00:00Z' })).toBe('2026-03-29T01:00:00Z');
    const ends = { timezone: 'Europe/Berlin', hours: { sun: [['01:00', '02:30']] } };
    expect(await due({ calendar: ends, start: '2026-03-28T12:00:00Z', minutes: 60 })).toBe('2026-03-29T01:00:00Z');
    const inside = { timezone: 'Europe/Berlin', hours: { sun: [['02:10', '02:50']] } };
    expect(await opensAt({ calendar: inside, start: '2026-03-28T12:00:00Z' })).toBe('2026-04-05T00:10:00Z');
  });

  test('of the doubled hour the first one counts', async () => {
    const opens = { timezone: 'Europe/Berlin', hours: { sun: [['02:30', '04:00']] } };
    expect(await opensAt({ calendar: opens, start: '2026-10-24T12:00:00Z' })).toBe('2026-10-25T00:30:00Z');
    expect(await openSeconds({ calendar: opens, start: '2026-10-24T12:00:00Z', end: '2026-10-26T12:00:00Z' })).toBe(
      9_000,
    );
    const closes = { timezone: 'Europe/Berlin', hours: { sun: [['01:00', '02:30']] } };
    expect(await due({ calendar: closes, start: '2026-10-24T12:00:00Z', minutes: 90 })).toBe('2026-10-25T00:30:00Z');
  });

  test('half an hour on Lord Howe, Ramadan in Casablanca, a date that Apia never had', async () => {
    const day = { start: '2026-04-03T12:00:00Z', end: '2026-04-06T12:00:00Z' };
    expect(await openSeconds({ calendar: { timezone: 'Australia/Lord_Howe', hours: { sun: ALL_DAY } }, ...day })).toBe(
      24.5 * 3600,
    );
    const casablanca = { timezone: 'Africa/Casablanca', hours: { sun: [['09:00', '10:00']] } };
    expect(await opensAt({ calendar: casablanca, start: '2026-02-08T12:00:00Z' })).toBe('2026-02-15T09:00:00Z');
    expect(await opensAt({ calendar: casablanca, start: '2026-03-16T12:00:00Z' })).toBe('2026-03-22T08:00:00Z');
    const apia = { timezone: 'Pacific/Apia', hours: { fri: ALL_DAY } };
    expect(await opensAt({ calendar: apia, start: '2011-12-25T00:00:00Z' })).toBe('2012-01-05T10:00:00Z');
  });
});

describe('pauses', () => {
  const base = { calendar: shanghai, start: '2026-09-28T10:00:00+08:00' };
  const pause = (from: string, to: string): string[] => [`2026-09-28T${from}:00+08:00`, `2026-09-28T${to}:00+08:00`];

  test('move the due instant by the open time inside them', async () => {
    expect(await due({ ...base, minutes: 60, pauses: [pause('10:30', '11:00')] })).toBe('2026-09-28T03:30:00Z');
    // the lunch break inside is no open time
    expect(await due({ ...base, minutes: 120, pauses: [pause('11:30', '13:30')] })).toBe('2026-09-28T06:00:00Z');
  });

  test('count once where they overlap, in whatever order', async () => {
    const pauses = [pause('13:30', '14:30'), pause('11:00', '14:00'), pause('11:10', '11:20')];
    expect(await due({ ...base, minutes: 120, pauses })).toBe('2026-09-28T07:30:00Z');
    expect(await openSeconds({ ...base, end: '2026-09-28T15:30:00+08:00', pauses })).toBe(7_200);
  });

  test('do nothing when they are empty, before the start or after the end', async () => {
    const pauses = [pause('10:30', '10:30'), pause('08:00', '10:00'), pause('11:00', '17:00')];
    expect(await due({ ...base, minutes: 60, pauses })).toBe('2026-09-28T03:00:00Z');
  });

  test('that end before they begin are refused', async () => {
    expect(await errorsOf({ op: 'add', ...base, minutes: 1, pauses: [pause('11:00', '10:00')] })).toEqual([
      '/pauses/0 custom: an end not before its beginning',
    ]);
  });
});

describe('open time between', () => {
  test('an end before the start, or at it, is 0 and no error', async () => {
    for (const end of ['2026-09-28T10:00:00+08:00', '2020-01-01T00:00:00Z']) {
      expect(await openSeconds({ calendar: shanghai, start: '2026-09-28T10:00:00+08:00', end })).toBe(0);
    }
  });

  test('fifty years, in few steps and soon', async () => {
    const before = process.cpuUsage();
    const reply = await ask({
      op: 'between',
      calendar: { ...shanghai, timezone: 'America/New_York' },
      start: '2026-01-01T00:00:00Z',
      end: '2076-01-01T00:00:00Z',
    });
    expect(cpuMsSince(before)).toBeLessThan(1_500);
    const why = whyOf(reply);
    expect(why.length).toBeLessThanOrEqual(40);
    // the steps add up to the answer
    expect(why.reduce((sum, { seconds = 0 }) => sum + seconds, 0)).toBe(reply.body['openSeconds']);
    expect(why.find(({ step }) => step === 'more')?.text.en).toMatch(
      /^More .*: \d+ h.* counted, 0 s paused, .* so far$/,
    );
  });

  test('more than fifty years is refused with what is allowed', async () => {
    expect(
      await errorsOf({ op: 'between', calendar: shanghai, start: '2026-01-01T00:00:00Z', end: '2077-01-01T00:00:00Z' }),
    ).toEqual(['/end custom: at most fifty years after the start']);
  });
});

describe('the calendar of a preview', () => {
  const base = { op: 'add', start: '2026-09-28T00:00:00Z', minutes: 1 };

  test.each([
    [
      'no open time at all',
      { hours: {} },
      '/calendar/hours never_open: open time on a weekday, or on the date of an exception',
    ],
    [
      'overlapping intervals',
      {
        hours: {
          mon: [
            ['09:00', '12:00'],
            ['11:00', '18:00'],
          ],
        },
      },
      '/calendar/hours/mon/1 overlapping_shifts: a beginning at the end of the shift before it or later',
    ],
    [
      'a reversed interval',
      { exceptions: { '2026-10-10': [['18:00', '09:00']] } },
      '/calendar/exceptions/2026-10-10/0 reversed_shift: an end after its beginning; a night is two shifts that touch at midnight',
    ],
    [
      'an unknown zone',
      { timezone: 'Mars/Olympus' },
      '/calendar/timezone unknown_zone: an IANA time zone, such as Asia/Shanghai',
    ],
    [
      'a date that does not exist',
      { holidays: ['2026-02-30'] },
      '/calendar/holidays/0 unknown_date: a date of the calendar, such as 2026-10-01',
    ],
    ['an eighth weekday', { hours: { day: [] } }, '/calendar/hours/day unrecognized_keys: no such field here'],
  ])('is rejected for %s', async (_what, changes, fault) => {
    expect(await errorsOf({ ...base, calendar: { ...shanghai, holidays: [], exceptions: {}, ...changes } })).toEqual([
      fault,
    ]);
  });

  test('may be one that the service knows by its id', async () => {
    expect(await due({ ...base, calendarId: 'office-cn', start: '2026-09-28T17:59:00+08:00', minutes: 2 })).toBe(
      '2026-09-29T01:01:00Z',
    );
    const unknown = await ask({ ...base, calendarId: 'nobody' });
    expect(unknown).toMatchObject({ status: 404, body: { code: 'calendar_not_found' } });
    expect(unknown.text).toContain('office-cn');
  });

  test('known by its id is the newest that the shop has of its own, before the one that ships', async () => {
    const mine = { timezone: 'UTC', hours: { mon: [['00:00', '24:00']] } };
    await api.db('shops').insert({ id: 'own', prefix: 'OW', name: 'own' });
    const row = { shop: 'own', document: JSON.stringify(mine), created_by: '7' };
    await api.db('calendars').insert([
      { ...row, name: 'office-cn', version: 2 },
      { ...row, name: 'mine', version: 1 },
    ]);
    const asked = async (key: string | undefined, calendarId: string, query = '') => {
      const body = { op: 'next-opening', calendarId, start: '2026-09-29T00:00:00Z' };
      const reply = await api.call('POST', `/v1/sla/preview${query}`, { body, key });
      return String(reply.body['opensAt'] ?? reply.body['code']);
    };
    const own = await api.keyOf('agent', 'own');
    expect(await asked(own, 'office-cn')).toBe('2026-10-05T00:00:00.000Z');
    expect(await asked(own, 'mine')).toBe('2026-10-05T00:00:00.000Z');
    expect(await asked(undefined, 'mine', '?shop=own')).toBe('2026-10-05T00:00:00.000Z');
    expect(await asked(undefined, 'office-cn')).toBe('2026-09-29T01:00:00.000Z');
    expect(await asked(undefined, 'mine')).toBe('calendar_not_found');
    expect(await asked(own, 'office-cn', '?shop=main')).toBe('shop_not_found');
  });

  test('is exhausted where it can never reach the target', async () => {
    const once = { timezone: 'UTC', hours: {}, exceptions: { '2035-01-01': [['00:00', '01:00']] } };
    expect(await due({ calendar: once, start: base.start, minutes: 60 })).toBe('2035-01-01T01:00:00Z');
    const never = await ask({ ...base, calendar: once, minutes: 61 });
    expect(never).toMatchObject({ status: 422, body: { code: 'calendar_exhausted' } });
    expect(never.body['errors']).toMatchObject([{ pointer: '/minutes' }]);
    const over = await ask({ op: 'next-opening', calendar: once, start: '2035-01-01T01:00:00Z' });
    expect(over).toMatchObject({ status: 422, body: { code: 'calendar_exhausted' } });
  });
});

test('targets of ten years are reckoned, and more is refused with what is allowed', async () => {
  const tenYears = 10 * 366 * 1440;
  const base = { op: 'add', calendar: shanghai, start: '2026-01-01T00:00:00Z' };
  const before = process.cpuUsage();
  expect(await due({ ...base, minutes: tenYears })).toMatch(/^2068-/);
  expect(cpuMsSince(before)).toBeLessThan(1_500);
  expect(await errorsOf({ ...base, minutes: tenYears + 1 })).toEqual([
    '/minutes too_big: at most 5270400, which is ten years',
  ]);
});

test.each([
  [
    'no op',
    { calendarId: 'always', start: '2026-01-01T00:00:00Z' },
    '/op invalid_union: one of: add, between, next-opening',
  ],
  [
    'two targets',
    { op: 'add', calendarId: 'always', start: '2026-01-01T00:00:00Z', minutes: 1, seconds: 1 },
    '/minutes custom: either minutes or seconds',
  ],
  [
    'no target',
    { op: 'add', calendarId: 'always', start: '2026-01-01T00:00:00Z' },
    '/minutes custom: either minutes or seconds',
  ],
  [
    'two calendars',
    { op: 'next-opening', calendarId: 'always', calendar: shanghai, start: '2026-01-01T00:00:00Z' },
    '/calendar custom: either calendar or calendarId',
  ],
  [
    'a negative target',
    { op: 'add', calendarId: 'always', start: '2026-01-01T00:00:00Z', seconds: -1 },
    '/seconds too_small: zero or more',
  ],
  [
    'a start without offset',
    { op: 'next-opening', calendarId: 'always', start: '2026-01-01T00:00:00' },
    '/start invalid_format: an ISO-8601 instant with offset, such as 2026-11-23T09:30:00Z',
  ],
])('%s is refused with what is allowed', async (_what, body, fault) => {
  expect(await errorsOf(body)).toEqual([fault]);
});
