import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type Reply, type TestApi } from './api.ts';
import { seedShop } from './seed.ts';

let api: TestApi;
let supervisor: string;

beforeAll(async () => {
  api = await startApi();
  await seedShop(api.db, 'other', 'OT');
  supervisor = await api.keyOf('supervisor', 'main');
});
afterAll(() => api.stop());

const call = (method: string, path: string, body?: unknown, key = supervisor): Promise<Reply> =>
  api.call(method, `/v1/${path}`, { key, ...(body === undefined ? {} : { body }) });

const week = { timezone: 'Asia/Shanghai', hours: { mon: [['09:00', '24:00']] } };

describe('calendars', () => {
  test('that ship are listed page by page', async () => {
    const first = await call('GET', 'calendars?limit=5');
    const second = await call('GET', `calendars?cursor=${String(first.body['nextCursor'])}`);
    const ids = [first, second].flatMap(({ body }) => (body['items'] as { id: string }[]).map(({ id }) => id));
    expect(ids).toEqual([
      'always',
      'chat-cn',
      'customer-hours',
      'duty-cn',
      'manager-hours',
      'office-cn',
      'store',
      'supervisor-hours',
    ]);
    expect(second.body['nextCursor']).toBeNull();
  });

  test('say until when their holidays are known', async () => {
    const { body, headers } = await call('GET', 'calendars/office-cn');
    expect(headers.get('etag')).toBe('"1"');
    expect(body['document']).toMatchObject({
      timezone: 'Asia/Shanghai',
      knownThrough: '2026-12-31',
      exceptions: { '2026-10-10': expect.arrayContaining([['09:00', '12:00']]) as unknown },
    });
    const again = await call('PUT', 'calendars/office-cn', body['document']);
    expect(again).toMatchObject({ status: 200, body: { version: 1, shop: null } });
  });

  test('of a shop go before those that ship, in that shop only', async () => {
    const made = await call('PUT', 'calendars/store', week);
    expect(made).toMatchObject({ status: 201, body: { id: 'store', version: 2, shop: 'main', document: week } });
    expect((await call('GET', 'calendars/store')).body).toEqual(made.body);
    expect((await call('GET', 'calendars/store?version=1')).body['shop']).toBeNull();
    const other = await api.keyOf('agent', 'other');
    expect((await call('GET', 'calendars/store', undefined, other)).body['version']).toBe(1);
    expect((await call('GET', 'calendars/nowhere')).body['code']).toBe('calendar_not_found');
  });

  test.each<[what: string, changes: object, fault: string]>([
    ['no open time', { hours: {} }, '/hours never_open'],
    ['no open time to come', { hours: {}, exceptions: { '2026-01-03': [['09:00', '12:00']] } }, '/hours only_past'],
    ['a zone that nobody knows', { timezone: 'Mars/Base' }, '/timezone unknown_zone'],
    ['a reversed shift', { hours: { mon: [['18:00', '09:00']] } }, '/hours/mon/0 reversed_shift'],
    ['a date that does not exist', { holidays: ['2026-02-30'] }, '/holidays/0 unknown_date'],
    ['a weekday that does not exist', { hours: { moonday: [] } }, '/hours/moonday unrecognized_keys'],
    ['hours that are none', { hours: { mon: ['all day'] } }, '/hours/mon/0 invalid_type'],
  ])('with %s are refused', async (_what, changes, fault) => {
    const reply = await call('PUT', 'calendars/bad', { ...week, ...changes });
    expect(reply.status).toBe(422);
    const [first] = reply.body['errors'] as { pointer: string; code: string; message: string }[];
    expect(`${first?.pointer ?? ''} ${first?.code ?? ''}`).toBe(fault);
    expect(first?.message).not.toBe('');
  });
});

describe('peak mode', () => {
  const windows = [{ from: '2026-11-10T12:00:00.000Z', until: '2026-11-11T16:00:00.000Z' }];

  test('is what a supervisor of the shop sets', async () => {
    expect((await call('GET', 'peak')).body).toEqual({ shop: 'main', windows: [] });
    const set = await call('PUT', 'peak', { windows: [{ ...windows[0], from: '2026-11-10T20:00:00+08:00' }] });
    expect(set.body).toEqual({ shop: 'main', windows });
    expect((await call('GET', 'peak')).body).toEqual(set.body);
    const other = await api.keyOf('agent', 'other');
    expect((await call('GET', 'peak', undefined, other)).body).toEqual({ shop: 'other', windows: [] });
    expect((await call('PUT', 'peak', { windows: [] })).body['windows']).toEqual([]);
  });

  test('ends after it begins, and belongs to a shop', async () => {
    const [window] = windows;
    const turned = await call('PUT', 'peak', { windows: [{ from: window?.until, until: window?.from }] });
    expect(turned.body['errors']).toMatchObject([{ pointer: '/windows/0/until' }]);
    expect((await api.call('PUT', '/v1/peak', { body: { windows } })).body['errors']).toMatchObject([
      { pointer: '/shop', code: 'required' },
    ]);
    expect((await call('PUT', 'peak', { shop: 'other', windows })).status).toBe(404);
  });
});
