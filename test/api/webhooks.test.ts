import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApi, type TestApi } from './api.ts';
import { seedCase, seedEvents, seedShop } from './seed.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ env: { WEBHOOK_ALLOW: 'inside.test,Upper.Test,10.1.0.0/16,127.0.0.7,fd00::7' } });
  await seedShop(api.db, 'other', 'OT');
});
afterAll(() => api.stop());

const HOOKS = '/v1/webhook-endpoints';
const PUBLIC = 'https://93.184.216.34/hook';

async function endpoint(body: object = {}): Promise<{ id: string; secret: string }> {
  const made = await api.call('POST', HOOKS, { body: { shop: 'main', url: PUBLIC, ...body } });
  expect(made.status).toBe(201);
  return made.body as { id: string; secret: string };
}
beforeEach(async () => {
  // a shop has ten endpoints at most
  await api.db('webhook_endpoints').update({ deleted_at: new Date() });
});

describe('an address is refused when it is saved', () => {
  test.each([
    'https://127.0.0.1/',
    'https://localhost/',
    'https://[::1]/',
    'https://[::]/',
    'https://0.0.0.0/',
    'https://10.0.0.1/',
    'https://172.16.0.1/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://100.100.100.200/',
    'https://168.63.129.16/',
    'https://[fd00:ec2::254]/',
    'https://[fe80::1]/',
    'https://[fec0::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://0x7f.1/',
    'https://127.1/',
    'https://224.0.0.1/',
    'https://255.255.255.255/',
    'https://198.18.0.1/',
    'https://10.2.0.1/',
    'http://93.184.216.34/',
    'https://user:password@93.184.216.34/',
  ])('%s', async (url) => {
    const refusal = { status: 422, body: { code: 'webhook_url_refused', errors: [{ pointer: '/url' }] } };
    expect(await api.call('POST', HOOKS, { body: { shop: 'main', url } })).toMatchObject(refusal);
    const { id } = await endpoint();
    expect(await api.call('PATCH', `${HOOKS}/${id}`, { body: { url } })).toMatchObject(refusal);
    expect((await api.call('DELETE', `${HOOKS}/${id}`)).status).toBe(204);
  });

  test.each([
    'https://10.1.2.3/',
    'https://127.0.0.7/',
    'http://inside.test/',
    'http://upper.test/',
    'http://[fd00::7]/',
    PUBLIC,
    'https://no-such.invalid/',
  ])('and %s is not: it is public, allowed, or not known yet', async (url) => {
    const { id } = await endpoint({ url });
    await api.call('DELETE', `${HOOKS}/${id}`);
  });
});

test('an endpoint says what it is told, and can be changed in every part', async () => {
  const { id } = await endpoint({ messages: false, events: ['opened', 'closed'], kinds: ['complaint'] });
  const path = `${HOOKS}/${id}`;
  const change = async (body: object) => (await api.call('PATCH', path, { body })).body;
  expect(await change({ events: ['*'] })).toMatchObject({
    ...{ id, messages: false, events: ['*'], kinds: ['complaint'], enabled: true, url: PUBLIC },
  });
  expect(await change({ kinds: null, messages: true })).not.toHaveProperty('kinds');
  expect(await change({ enabled: false })).toMatchObject({ enabled: false, disabledBecause: 'by-hand' });
  expect(await change({ url: 'https://93.184.216.35/' })).toMatchObject({ enabled: false });
  const again = await change({ enabled: true });
  expect(again).toMatchObject({ enabled: true, url: 'https://93.184.216.35/', events: ['*'], messages: true });
  expect(again).not.toHaveProperty('disabledAt');
  for (const body of [{}, { events: ['nonsense'] }, { kinds: [] }, { shop: 'other' }, { secret: 'mine' }]) {
    expect(await api.call('PATCH', path, { body })).toMatchObject({ status: 422, body: { code: 'invalid_request' } });
  }
  const unknown = { status: 404, body: { code: 'webhook_endpoint_not_found' } };
  expect(await api.call('PATCH', `${HOOKS}/999999`, { body: { enabled: true } })).toMatchObject(unknown);
});

test('a new secret is shown once, and not in a replay', async () => {
  const { id, secret } = await endpoint();
  const headers = { 'idempotency-key': 'rotate-once' };
  const first = await api.call('POST', `${HOOKS}/${id}/rotate-secret`, { headers });
  expect(first.body['secret']).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(first.body['secret']).not.toBe(secret);
  expect(first.body['oldSecretUntil']).toBeDefined();
  const replay = await api.call('POST', `${HOOKS}/${id}/rotate-secret`, { headers });
  const { secret: shown, ...rest } = first.body;
  expect(replay.body).toEqual(rest);
  const { text } = await api.call('GET', HOOKS);
  for (const one of [secret, String(shown)]) expect(text).not.toContain(one);
  const kept = JSON.stringify(await api.db('idempotency_keys').select('body'));
  expect(kept).not.toContain(String(shown));
});

test('its deliveries are listed, newest first, with what it answered, and sent again', async () => {
  const { id } = await endpoint({ events: ['*'] });
  const caseId = await seedCase(api.db);
  const call = (seq: number, more: object) => ({
    ...{ endpoint_id: Number(id), event: `${caseId}:${seq}`, case_id: caseId, seq, type: 'opened' },
    created_at: new Date(Date.now() - 1000 + seq),
    ...more,
  });
  await api
    .db('webhook_calls')
    .insert(call(1, { state: 'delivered', attempts: 1, status: 200, delivered_at: new Date() }));
  await api.db('webhook_calls').insert(call(2, { state: 'given-up', attempts: 10, status: 503, code: 'http_503' }));
  await api.db('webhook_calls').insert(call(3, { attempts: 2, code: 'timeout' }));
  const at = `${HOOKS}/${id}/deliveries`;
  const seen: unknown[] = [];
  let cursor = '';
  do {
    const { body } = await api.call('GET', `${at}?limit=1${cursor}`);
    const page = body as unknown as { items: unknown[]; nextCursor: string | null };
    seen.push(...page.items);
    cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
  } while (cursor !== '');
  expect(seen).toMatchObject([
    {
      event: `${caseId}:3`,
      state: 'pending',
      attempts: 2,
      code: 'timeout',
      nextAttemptAt: expect.any(String) as string,
    },
    { event: `${caseId}:2`, state: 'given-up', attempts: 10, responseStatus: 503, code: 'http_503' },
    { event: `${caseId}:1`, webhookId: `${caseId}:1:${id}`, state: 'delivered', responseStatus: 200, seq: 1, caseId },
  ]);
  expect(seen[0]).not.toHaveProperty('responseStatus');
  expect((await api.call('GET', `${at}?state=given-up`)).body['items']).toHaveLength(1);
  expect(await api.call('GET', `${at}?cursor=nonsense`)).toMatchObject({ status: 422 });

  expect(await api.call('POST', `${at}/${caseId}:2/resend`)).toMatchObject({
    status: 202,
    body: { event: `${caseId}:2` },
  });
  expect((await api.call('GET', `${at}?state=pending`)).body['items']).toMatchObject([
    { seq: 3 },
    { seq: 2, attempts: 0 },
  ]);
  for (const event of [`${caseId}:9`, 'nonsense', `test:${'0'.repeat(36)}`]) {
    const refused = await api.call('POST', `${at}/${event}/resend`);
    expect(refused).toMatchObject({ status: 404, body: { code: 'delivery_not_found' } });
  }
});

test('a test is queued for an endpoint that is enabled', async () => {
  const { id } = await endpoint();
  const { status, body } = await api.call('POST', `${HOOKS}/${id}/test`);
  expect([status, body['event']]).toEqual([202, expect.stringMatching(/^test:/)]);
  const { body: list } = await api.call('GET', `${HOOKS}/${id}/deliveries`);
  expect(list['items']).toMatchObject([{ event: body['event'], type: 'test', state: 'pending', attempts: 0 }]);
  await api.call('PATCH', `${HOOKS}/${id}`, { body: { enabled: false } });
  const disabled = { status: 409, body: { code: 'webhook_endpoint_disabled' } };
  expect(await api.call('POST', `${HOOKS}/${id}/test`)).toMatchObject(disabled);
  const resend = `${HOOKS}/${id}/deliveries/${String(body['event'])}/resend`;
  expect(await api.call('POST', resend)).toMatchObject(disabled);
});

describe('GET /v1/events', () => {
  const at = Date.parse('2026-11-23T02:00:00Z');

  test('goes on from each position to the end, for the shop of the key, by type', async () => {
    const [own, theirs] = [await seedCase(api.db), await seedCase(api.db, { shop: 'other' })];
    await seedEvents(api.db, own, [
      { type: 'opened', at, by: 'system' },
      { type: 'stepDone', at, by: 'policy', cents: 1999, dueAt: at },
      { type: 'closed', at, by: 'policy', how: 'silent' },
    ]);
    await seedEvents(api.db, theirs, [{ type: 'opened', at, by: 'system' }]);
    const key = await api.keyOf('service', 'main');
    const read = async (query: string, by = key) => (await api.call('GET', `/v1/events?${query}`, { key: by })).body;
    const items: Record<string, unknown>[] = [];
    let position = 0;
    for (let more = true; more;) {
      const page = await read(`limit=1&after=${position}`);
      items.push(...(page['items'] as typeof items));
      ({ position, more } = page as { position: number; more: boolean });
    }
    const ours = items.filter((item) => item['caseId'] === own);
    expect(ours.map((item) => item['id'])).toEqual([1, 2, 3].map((seq) => `${own}:${seq}`));
    expect(ours[1]).toMatchObject({ type: 'stepDone', at: '2026-11-23T02:00:00.000Z', by: 'policy', shop: 'main' });
    expect(ours[1]?.['data']).toMatchObject({ amount: 19.99, dueAt: '2026-11-23T02:00:00.000Z' });
    expect(items.every((item) => item['shop'] === 'main')).toBe(true);
    expect(await read(`after=${position}`)).toEqual({ items: [], position, more: false });
    const ended = (await read('type=closed&type=opened'))['items'] as typeof items;
    expect(ended.filter((item) => item['caseId'] === own).map((item) => item['type'])).toEqual(['opened', 'closed']);
    const all = (await api.call('GET', '/v1/events?limit=200')).body['items'] as typeof items;
    expect(new Set(all.map((item) => item['shop']))).toEqual(new Set(['main', 'other']));
  });

  test.each(['after=-1', 'after=x', 'after=1e99', 'type=nonsense', 'limit=201', 'cursor=x', 'shop='])(
    '%s is refused',
    async (query) => {
      const { status } = await api.call('GET', `/v1/events?${query}`);
      expect(status).toBe(query === 'shop=' ? 404 : 422);
    },
  );

  test('a position beyond the last is kept', async () => {
    const beyond = 9_007_199_254_740_991;
    const { body } = await api.call('GET', `/v1/events?after=${beyond}`);
    expect(body).toEqual({ items: [], position: beyond, more: false });
  });
});
