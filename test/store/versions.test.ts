import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CalendarDocument } from '../../domain/calendars.ts';
import { CALENDARS, findVersion, newestVersions, putVersion } from '../../store/versions.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.db('shops').insert({ id: 'other', prefix: 'OT', name: 'other' });
});
afterAll(() => database.drop());

const from = (hour: string): CalendarDocument => ({ timezone: 'Asia/Shanghai', hours: { mon: [[hour, '18:00']] } });

const put = (name: string, document: CalendarDocument, expected?: number) =>
  putVersion(database.db, CALENDARS, { shop: 'main', name, document, createdBy: '7', expected });

it('a shop’s own version goes before the one that ships, in that shop only, and both stay readable', async () => {
  const put2 = await put('store', from('08:00'));
  expect(put2).toMatchObject({ created: true, written: { version: 2, shop: 'main', createdBy: '7' } });
  const newest = async (shop: string | null) => (await newestVersions(database.db, CALENDARS, shop)).get('store');
  expect(await newest('main')).toMatchObject({ version: 2, document: from('08:00') });
  expect(await newest('other')).toMatchObject({ version: 1, shop: null });
  expect(await newest(null)).toMatchObject({ version: 1, shop: null });
  const found = (shop: string, version: number) =>
    findVersion(database.db, CALENDARS, { shop, name: 'store', version });
  expect((await found('main', 1))?.shop).toBeNull();
  expect((await found('main', 2))?.document).toEqual(from('08:00'));
  expect(await found('other', 2)).toBeUndefined();
});

it('what held at an instant is what was newest then', async () => {
  for (const hour of ['07:00', '08:00']) await put('held', from(hour));
  const dated = { shop: 'main', name: 'held', version: 1 };
  await database
    .db('calendars')
    .where(dated)
    .update({ created_at: new Date(1_000_000) });
  const heldAt = async (at: number) => (await newestVersions(database.db, CALENDARS, 'main', at)).get('held')?.version;
  expect([await heldAt(999_999), await heldAt(1_000_000), await heldAt(Date.now() + 60_000)]).toEqual([
    undefined,
    1,
    2,
  ]);
});

it('the same words make no version, whatever the order of the fields', async () => {
  await put('mine', { hours: { mon: [['09:00', '18:00']], tue: [] }, timezone: 'UTC' });
  const again = await put('mine', { timezone: 'UTC', hours: { tue: [], mon: [['09:00', '18:00']] } });
  expect(again).toMatchObject({ created: false, written: { version: 1 } });
});

it('the words of the version that ships make no version either', async () => {
  const shipped = await findVersion(database.db, CALENDARS, { shop: null, name: 'chat-cn', version: 1 });
  expect(await put('chat-cn', shipped?.document ?? from('01:00'))).toMatchObject({
    created: false,
    written: { version: 1, shop: null },
  });
});

it('a change made on an older version is refused', async () => {
  await put('turned', from('09:00'));
  await put('turned', from('10:00'), 1);
  expect(await put('turned', from('11:00'), 1)).toBeUndefined();
});

it('ten changes at once make ten versions', async () => {
  const hours = Array.from({ length: 10 }, (_, i) => `0${i % 10}:0${i % 10}`);
  const put10 = await Promise.all(hours.map((hour) => put('busy', from(hour))));
  expect(put10.map((one) => one?.written.version).toSorted((a = 0, b = 0) => a - b)).toEqual(
    Array.from({ length: 10 }, (_, i) => i + 1),
  );
});
