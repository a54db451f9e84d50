import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type Reply, type TestApi } from './api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const make = (body: object, key?: string): Promise<Reply> =>
  api.call('POST', '/v1/api-keys', { body, ...(key ? { key } : {}) });

test('a key is shown once, kept as a hash, and opens its shop with its role', async () => {
  const { status, body } = await make({ shop: 'main', role: 'agent', name: 'desk' });
  expect(status).toBe(201);
  const key = String(body['key']);
  expect(key).toMatch(/^csk_[\w-]{43}$/);
  expect(key.startsWith(String(body['prefix']))).toBe(true);
  expect(JSON.stringify(await api.db('api_keys'))).not.toContain(key);
  expect((await api.call('GET', '/v1/api-keys')).text).not.toContain(key);
  expect((await api.call('GET', '/v1/cases', { key })).status).toBe(200);
  expect((await api.call('GET', '/v1/api-keys', { key })).status).toBe(403);
});

test('two keys of a name may be active, for moving from one to the other', async () => {
  const rotating = { shop: 'main', role: 'service', name: 'rotating' };
  const [first, second] = [await make(rotating), await make(rotating)];
  expect(second.status).toBe(201);
  expect((await make(rotating)).body['code']).toBe('two_keys_active');
  expect((await make({ ...rotating, name: 'another' })).status).toBe(201);
  expect((await api.call('DELETE', `/v1/api-keys/${String(first.body['id'])}`)).status).toBe(204);
  expect((await make(rotating)).status).toBe(201);
  // at once, too
  const twins = await Promise.all(Array.from({ length: 8 }, () => make({ ...rotating, name: 'twins' })));
  expect(twins.filter(({ status }) => status === 201)).toHaveLength(2);
});

test('a deleted key is dead within five seconds, an expired one at its instant', async () => {
  const { body } = await make({ shop: 'main', role: 'qa', name: 'short' });
  const key = String(body['key']);
  const status = async (): Promise<number> => (await api.call('GET', '/v1/cases', { key })).status;
  expect(await status()).toBe(200);
  expect((await api.call('DELETE', `/v1/api-keys/${String(body['id'])}`)).status).toBe(204);
  expect((await api.call('DELETE', `/v1/api-keys/${String(body['id'])}`)).status).toBe(404);
  await expect.poll(status, { timeout: 5_000, interval: 200 }).toBe(401);

  const brief = await make({
    shop: 'main',
    role: 'qa',
    name: 'brief',
    expiresAt: new Date(Date.now() + 1_500).toISOString(),
  });
  const once = (): Promise<Reply> => api.call('GET', '/v1/cases', { key: String(brief.body['key']) });
  expect((await once()).status).toBe(200);
  await new Promise((resolve) => setTimeout(resolve, 1_600));
  expect((await once()).status).toBe(401);
});

test('an admin of one shop makes keys of that shop only; only an admin key is of every shop', async () => {
  const admin = await api.keyOf('admin', 'main');
  expect((await make({ role: 'agent', name: 'own' }, admin)).body).toMatchObject({ shop: 'main' });
  expect((await make({ shop: 'elsewhere', role: 'agent', name: 'x' }, admin)).status).toBe(404);
  expect((await make({ role: 'service', name: 'x' })).status).toBe(422);
  expect((await make({ role: 'admin', name: 'operator' })).body).toMatchObject({ shop: null });
});

const put = (id: string, body: object, key?: string): Promise<Reply> =>
  api.call('PUT', `/v1/shops/${id}`, { body, ...(key ? { key } : {}) });

test('a shop is made and changed; its prefix is its own and never changes', async () => {
  const settings = {
    companyDetails: '某某公司',
    faqUrl: 'https://faq.example/',
    staff: { supervisor: { email: 'boss@shop.example' }, owner: { webhook: true } },
  };
  const made = await put('second', { prefix: 'SEC', name: 'Second', zone: 'Europe/Berlin', locale: 'en', settings });
  expect(made).toMatchObject({ status: 201, body: { id: 'second', policy: 'standard', settings } });
  expect(await put('second', { prefix: 'SEC', name: 'Renamed', policy: 'standard-shortened' })).toMatchObject({
    status: 200,
    body: { name: 'Renamed', policy: 'standard-shortened', settings: {} },
  });
  expect((await put('second', { prefix: 'NEW', name: 'x' })).body['code']).toBe('shop_prefix_fixed');
  expect((await put('third', { prefix: api.prefix, name: 'x' })).body['code']).toBe('shop_prefix_taken');
  const listed = await api.call('GET', '/v1/shops?limit=1');
  expect(listed.body).toMatchObject({ items: [{ id: 'main' }] });
  const next = await api.call('GET', `/v1/shops?cursor=${String(listed.body['nextCursor'])}`);
  expect(next.body).toMatchObject({ items: [{ id: 'second' }], nextCursor: null });
});

test.each([
  [{ zone: 'Asia/Nowhere' }, '/zone'],
  [{ policy: 'none' }, '/policy'],
  [{ prefix: 'cs' }, '/prefix'],
  [{ settings: { staff: { cook: {} } } }, '/settings/staff/cook'],
  [{ settings: { faqUrl: 'javascript:alert(1)' } }, '/settings/faqUrl'],
])('a shop with %o is refused by its place', async (change, pointer) => {
  const reply = await put('fourth', { prefix: 'FOU', name: 'x', ...change });
  expect(reply.status).toBe(422);
  expect(reply.body['errors']).toMatchObject([{ pointer }]);
});

test('an admin of one shop changes that shop and makes none', async () => {
  const admin = await api.keyOf('admin', 'main');
  expect((await put('main', { prefix: api.prefix, name: '示例商城' }, admin)).status).toBe(200);
  expect((await put('mine-too', { prefix: 'MIN', name: 'x' }, admin)).status).toBe(404);
  expect(await api.db('shops').where({ id: 'mine-too' })).toHaveLength(0);
});

test('a webhook endpoint is https, or on a host that the operator allows', async () => {
  const hook = (url: string): Promise<Reply> =>
    api.call('POST', '/v1/webhook-endpoints', { body: { shop: 'main', url } });
  for (const url of ['http://shop.example/', 'https://user:pass@shop.example/']) {
    expect((await hook(url)).body['code']).toBe('webhook_url_refused');
  }
  for (const url of ['ftp://shop.example/', 'file:///etc/passwd', 'nonsense'])
    expect((await hook(url)).status).toBe(422);
  const { body } = await hook('https://shop.example/in');
  expect(body).toMatchObject({ shop: 'main', secret: expect.stringMatching(/^whsec_/) as unknown });
  expect((await api.call('DELETE', `/v1/webhook-endpoints/${String(body['id'])}`)).status).toBe(204);
  expect((await api.call('GET', '/v1/webhook-endpoints')).body['items']).toEqual([]);
});
