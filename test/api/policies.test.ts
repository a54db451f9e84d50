import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SHIPPED_POLICIES } from '../../domain/policies/index.ts';
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

interface Row {
  clock: string;
  target?: Record<string, unknown>;
  [scope: string]: unknown;
}
interface Document {
  clocks: Row[];
  ladders: Record<string, unknown>;
  closing: unknown[];
  [part: string]: unknown;
}

const get = (path: string, key = supervisor): Promise<Reply> => api.call('GET', `/v1/policies${path}`, { key });
const put = (name: string, body: unknown, headers: Record<string, string> = {}): Promise<Reply> =>
  api.call('PUT', `/v1/policies/${name}`, { key: supervisor, body, headers });

const shipped = async (): Promise<Document> => (await get('/standard?version=1')).body['document'] as Document;
const faults = ({ body }: Reply): string[] =>
  (body['errors'] as { pointer: string; code: string }[]).map(({ pointer, code }) => `${pointer} ${code}`);

describe('what ships', () => {
  test('is listed and shown with durations that people can read', async () => {
    const list = await get('');
    expect(list.body['items']).toMatchObject([
      { name: 'standard', version: 1, shop: null },
      { name: 'standard-shortened', version: 1, shop: null },
    ]);
    const one = await get('/standard');
    expect(one.headers.get('etag')).toBe('"1"');
    const { clocks, closing } = one.body['document'] as Document;
    const answer = clocks.find((row) => row.clock === 'answer' && row.target !== undefined);
    expect(answer).toMatchObject({
      kinds: ['inquiry'],
      levels: [3],
      tiers: ['vip'],
      target: { within: 'PT24H', published: 'PT24H', calendar: 'always', ladder: 'N' },
    });
    expect(closing[0]).toMatchObject({ rules: { silentAfter: 'P7D', confirmationReminders: ['PT24H', 'P3D'] } });
  });

  test.each(SHIPPED_POLICIES.map(({ name }) => name))('%s put back as it was shown makes no version', async (name) => {
    const { body } = await get(`/${name}`);
    const again = await put(name, body['document']);
    expect(again.status).toBe(200);
    expect(again.body).toEqual(body);
  });
});

describe('a version of one’s own', () => {
  test('is the next one, for this shop only; the ones before stay as they were', async () => {
    const document = await shipped();
    const [first, ...rows] = document.clocks;
    const made = await put('standard', {
      ...document,
      clocks: [{ ...first, channels: ['hotline', 'store'] }, ...rows],
    });
    // the row of the store comes too late now
    expect(faults(made)).toEqual(['/clocks/1 unreachable_row']);
    const stricter = {
      clock: 'resolution',
      tiers: ['vip'],
      target: { within: 'PT1H30M', calendar: 'chat-cn', ladder: 'N' },
    };
    const reply = await put('standard', { ...document, clocks: [stricter, ...document.clocks] });
    expect(faults(reply)).toContainEqual(expect.stringMatching(/unreachable_row$/));
    const without = document.clocks.filter((row) => row.clock !== 'resolution' || row['tiers'] === undefined);
    const good = await put('standard', { ...document, clocks: [stricter, ...without] });
    expect(good.status).toBe(201);
    expect(good.body).toMatchObject({ name: 'standard', version: 2, shop: 'main' });
    expect(good.headers.get('etag')).toBe('"2"');
    expect((good.body['document'] as Document).clocks[0]).toEqual(stricter);

    expect((await get('/standard')).body).toEqual(good.body);
    expect((await get('/standard?version=1')).body['document']).toEqual(document);
    const other = await api.keyOf('agent', 'other');
    expect((await get('/standard', other)).body).toMatchObject({ version: 1, shop: null });
    expect((await get('/standard?version=2', other)).body['code']).toBe('policy_not_found');
    expect((await get('/standard?shop=main', other)).body['code']).toBe('shop_not_found');
  });

  test('under a name of one’s own is one that the shop may use', async () => {
    const document = await shipped();
    expect((await put('gentle', document)).body).toMatchObject({ name: 'gentle', version: 1 });
    const body = { prefix: api.prefix, name: 'main', policy: 'gentle' };
    expect((await api.call('PUT', '/v1/shops/main', { body })).body).toMatchObject({ policy: 'gentle' });
    const unknown = await api.call('PUT', '/v1/shops/main', { body: { ...body, policy: 'nonsense' } });
    expect(unknown.body['errors']).toEqual([
      { pointer: '/policy', code: 'unknown_policy', message: 'one of: gentle, standard, standard-shortened' },
    ]);
  });

  test('is made on the version that If-Match names, or not at all', async () => {
    const document = await shipped();
    expect((await put('matched', document, { 'if-match': '"1"' })).body['code']).toBe('document_changed');
    expect((await put('matched', document)).status).toBe(201);
    expect((await put('matched', { ...document, peak: { clocks: [] } }, { 'if-match': '"1"' })).status).toBe(201);
    expect((await put('matched', document, { 'if-match': '"1"' })).status).toBe(412);
    expect((await put('matched', document, { 'if-match': 'nonsense' })).body['code']).toBe('if_match_invalid');
  });

  test('needs the shop to be named by a key of every shop', async () => {
    const body = await shipped();
    const reply = await api.call('PUT', '/v1/policies/standard', { body });
    expect(faults(reply)).toEqual(['?shop required']);
    expect((await api.call('PUT', '/v1/policies/standard?shop=other', { body })).status).toBe(200);
  });
});

describe('what cannot be used is refused with its place and what is allowed', () => {
  const withTarget = async (target: Record<string, unknown>): Promise<Reply> => {
    const document = await shipped();
    const [, store, ...rows] = document.clocks;
    return put('bad', { ...document, clocks: [{ ...store, target: { ...store?.target, ...target } }, ...rows] });
  };

  test.each([
    [{ within: '30 minutes' }, '/clocks/0/target/within custom'],
    [{ within: 'P' }, '/clocks/0/target/within custom'],
    [{ within: 'PT' }, '/clocks/0/target/within custom'],
    [{ within: 30 }, '/clocks/0/target/within invalid_type'],
    [{ seconds: 30 }, '/clocks/0/target/seconds unrecognized_keys'],
    [{ within: 'PT0S' }, '/clocks/0/target/within time_out_of_bounds'],
    [{ within: 'P9999D', published: 'P9999D' }, '/clocks/0/target/within time_out_of_bounds'],
    [{ within: 'PT16M' }, '/clocks/0/target/within looser_than_published'],
    [{ calendar: 'moon' }, '/clocks/0/target/calendar unknown_calendar'],
    [{ ladder: 'Z' }, '/clocks/0/target/ladder unknown_ladder'],
    [{ warnings: [{ role: 'owner', share: 1 }] }, '/clocks/0/target/warnings/0/share too_big'],
  ])('%o', async (target, fault) => {
    const reply = await withTarget(target);
    expect(reply.status).toBe(422);
    expect(faults(reply)[0]).toBe(fault);
    expect((await get('/bad')).status).toBe(404);
  });

  test('a scope that nobody has, and lists without an end', async () => {
    const document = await shipped();
    const reply = await put('bad', { ...document, clocks: [{ clock: 'answer', kinds: ['wish'], tiers: [] }] });
    expect(reply.body['errors']).toMatchObject([
      { pointer: '/clocks/0/kinds/0', message: 'one of: inquiry, complaint, after-sales' },
      { pointer: '/clocks/0/tiers', code: 'too_small' },
    ]);
    expect(faults(await put('bad', { ...document, closing: document.closing.slice(0, -1) }))).toEqual([
      '/closing no_last_row',
    ]);
  });

  test('half a document', async () => {
    const { clocks } = await shipped();
    expect(faults(await put('bad', { clocks }))).toContain('/ladders invalid_type');
    expect((await put('Bad Name', {})).body['code']).toBe('policy_not_found');
  });
});
