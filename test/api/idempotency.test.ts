import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { purgeKeys } from '../../store/idempotency-keys.ts';
import { TemporalUnavailable, type Accepted } from '../../intake/index.ts';
import { aMessage, startApi, type Reply, type TestApi } from './api.ts';
import { seedCase } from './seed.ts';

let api: TestApi;
let caseId: string;
/** How the next notes end, and how many were taken. */
let noted: () => Promise<Accepted>;
let notes = 0;

beforeAll(async () => {
  api = await startApi({
    intake: {
      note: () => {
        notes += 1;
        return noted();
      },
    },
  });
  caseId = await seedCase(api.db);
});
beforeEach(() => {
  notes = 0;
  noted = () => Promise.resolve({ caseId, duplicate: false });
});
afterAll(() => api.stop());

const note = (key: string, body: unknown = { agentId: 'E-007', text: 'hm' }, extra: object = {}): Promise<Reply> =>
  api.call('POST', `/v1/cases/${caseId}/notes`, { body, headers: { 'idempotency-key': key }, ...extra });

test('a POST without the header is refused before anything happens', async () => {
  expect(await note('')).toMatchObject({ status: 400, body: { code: 'idempotency_key_missing' } });
  for (const key of ['ü', 'x'.repeat(256)]) {
    expect(await note(key)).toMatchObject({ status: 400, body: { code: 'idempotency_key_invalid' } });
  }
  expect(notes).toBe(0);
  expect((await note('x'.repeat(255))).status).toBe(202);
});

test('a repetition gets the first answer again, and nothing happens', async () => {
  const key = randomUUID();
  const first = await note(key);
  const again = await note(key);
  expect(first.status).toBe(202);
  expect(again.status).toBe(202);
  expect(again.body).toEqual(first.body);
  expect(again.headers.get('location')).toBe(first.headers.get('location'));
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect(first.headers.get('idempotency-replayed')).toBeNull();
  expect(notes).toBe(1);
});

test('the order of fields is no other request; another value, path or version is', async () => {
  const key = randomUUID();
  await note(key, { agentId: 'E-007', text: 'one' });
  expect((await note(key, { text: 'one', agentId: 'E-007' })).headers.get('idempotency-replayed')).toBe('true');
  expect(await note(key, { agentId: 'E-007', text: 'two' })).toMatchObject({
    status: 422,
    body: { code: 'idempotency_key_reused' },
  });
  const elsewhere = await api.call('POST', `/v1/cases/${await seedCase(api.db)}/notes`, {
    body: { agentId: 'E-007', text: 'one' },
    headers: { 'idempotency-key': key },
  });
  expect(elsewhere.body['code']).toBe('idempotency_key_reused');
  expect(notes).toBe(1);
});

test('the same key in the hand of another is another key', async () => {
  const key = randomUUID();
  await note(key);
  const service = await api.keyOf('service', 'main');
  const other = await note(key, { agentId: 'E-007', text: 'quite another' }, { key: service });
  expect(other.status).toBe(202);
  expect(notes).toBe(2);
});

test('while the first is running the twin is told to come again', async () => {
  const key = randomUUID();
  let finish = (): void => undefined;
  noted = () =>
    new Promise((resolve) => {
      finish = () => {
        resolve({ caseId, duplicate: false });
      };
    });
  const first = note(key);
  await expect.poll(() => notes).toBe(1);
  const twin = await note(key);
  expect(twin).toMatchObject({ status: 409, body: { code: 'idempotency_key_in_use' } });
  expect(Number(twin.headers.get('retry-after'))).toBeGreaterThan(0);
  finish();
  expect((await first).status).toBe(202);
  expect((await note(key)).headers.get('idempotency-replayed')).toBe('true');
  expect(notes).toBe(1);
});

test('of 50 twins at once one takes effect', async () => {
  const key = randomUUID();
  const replies = await Promise.all(Array.from({ length: 50 }, () => note(key)));
  expect(notes).toBe(1);
  const fresh = replies.filter((r) => r.status === 202 && r.headers.get('idempotency-replayed') === null);
  expect(fresh).toHaveLength(1);
  for (const { status, body } of replies) if (status !== 202) expect(body['code']).toBe('idempotency_key_in_use');
});

test('50 twins of one customer message make one case and one message', async () => {
  const body = aMessage();
  const key = randomUUID();
  const post = (): Promise<Reply> => api.call('POST', '/v1/messages', { body, headers: { 'idempotency-key': key } });
  const replies = await Promise.all(Array.from({ length: 50 }, post));
  expect(replies.every(({ status }) => status === 202 || status === 409)).toBe(true);
  const { body: told } = await post();
  expect(await api.db('messages').where({ message_id: body['messageId'] })).toMatchObject([
    { case_id: told['caseId'] },
  ]);
  // whatever its Idempotency-Key, a message is the same message
  const later = await api.call('POST', '/v1/messages', { body });
  expect(later).toMatchObject({ status: 202, body: { caseId: told['caseId'] } });
  expect(await api.db('messages').where({ message_id: body['messageId'] })).toHaveLength(1);
});

test('an outage is not kept: the same key brings it about later', async () => {
  const key = randomUUID();
  noted = () => Promise.reject(new TemporalUnavailable('away'));
  const away = await note(key);
  expect(away).toMatchObject({ status: 503, body: { code: 'unavailable' } });
  expect(away.headers.get('retry-after')).not.toBeNull();
  noted = () => Promise.resolve({ caseId, duplicate: false });
  const later = await note(key);
  expect(later.status).toBe(202);
  expect(later.headers.get('idempotency-replayed')).toBeNull();
  expect(notes).toBe(2);
});

test('what nobody has foreseen is told as 500 without its words, and not kept', async () => {
  const key = randomUUID();
  noted = () => Promise.reject(new Error('secret 13800000000'));
  const broken = await note(key);
  expect(broken).toMatchObject({ status: 500, body: { code: 'internal' } });
  expect(broken.text).not.toContain('13800000000');
  noted = () => Promise.resolve({ caseId, duplicate: false });
  expect((await note(key)).status).toBe(202);
});

test('a refusal for good is an outcome: it is told again, with the id of its own request', async () => {
  const owned = await seedCase(api.db);
  await api.call('POST', `/v1/cases/${owned}/claim`, { body: { agentId: 'E-1' } });
  const key = randomUUID();
  const claim = (): Promise<Reply> =>
    api.call('POST', `/v1/cases/${owned}/claim`, { body: { agentId: 'E-2' }, headers: { 'idempotency-key': key } });
  const first = await claim();
  const again = await claim();
  expect(first).toMatchObject({ status: 409, body: { code: 'desk_conflict' } });
  expect(again).toMatchObject({ status: 409, body: { code: 'desk_conflict' } });
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect(again.body['requestId']).not.toBe(first.body['requestId']);
});

test('a request whose process died is taken over after a minute, and not before', async () => {
  const key = randomUUID();
  await note(key);
  const row = api.db('idempotency_keys').orderBy('created_at', 'desc').limit(1);
  const { key_hash: keyHash } = await row.clone().first<{ key_hash: string }>();
  const running = api.db('idempotency_keys').where({ key_hash: keyHash });
  await running.clone().update({ status: null, body: null });
  expect((await note(key)).body['code']).toBe('idempotency_key_in_use');
  await running.clone().update({ created_at: new Date(Date.now() - 61_000) });
  expect((await note(key)).status).toBe(202);
  expect(notes).toBe(2);
});

test('keys are kept for a day at least, and not for ever', async () => {
  const key = randomUUID();
  await note(key);
  await api.db('idempotency_keys').update({ created_at: new Date(Date.now() - 25 * 3_600_000) });
  await purgeKeys(api.db);
  expect((await note(key)).headers.get('idempotency-replayed')).toBe('true');
  await api.db('idempotency_keys').update({ created_at: new Date(Date.now() - 49 * 3_600_000) });
  await purgeKeys(api.db);
  expect(await api.db('idempotency_keys')).toHaveLength(0);
});

test('a secret is shown once and is in no kept answer', async () => {
  const send = (path: string, body: unknown, key: string): Promise<Reply> =>
    api.call('POST', path, { body, headers: { 'idempotency-key': key } });
  const asked = [
    ['/v1/api-keys', { shop: 'main', role: 'service', name: 'backend' }, 'key'],
    ['/v1/webhook-endpoints', { shop: 'main', url: 'https://shop.example.com/in' }, 'secret'],
  ] as const;
  for (const [path, body, field] of asked) {
    const key = randomUUID();
    const first = await send(path, body, key);
    expect(first.status).toBe(201);
    expect(first.body[field]).toMatch(/^(csk_|whsec_)/);
    const { [field]: secret, ...rest } = first.body;
    expect((await send(path, body, key)).body).toEqual(rest);
    const kept = JSON.stringify(await api.db('idempotency_keys').select('body'));
    expect(kept).not.toContain(secret);
  }
  const listed = await api.call('GET', '/v1/webhook-endpoints');
  expect(listed.text).not.toContain('whsec_');
});
