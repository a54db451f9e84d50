import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TokenBuckets } from '../../api/rate-limit.ts';
import { aMessage, startApi, type Reply, type TestApi } from './api.ts';
import { seedCase } from './seed.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ env: { RATE_LIMIT_PER_SECOND: '1', RATE_LIMIT_BURST: '5', CASE_MESSAGES_PER_MINUTE: '3' } });
});
afterAll(() => api.stop());

test('a bucket never gives more than its burst and its rate, and never less', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(3_000), { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (waits, burst) => {
      const bucket = new TokenBuckets({ perSecond: 2, burst });
      let now = 0;
      let taken = 0;
      for (const wait of waits) {
        now += wait;
        const { allowed, retryAfter } = bucket.take('k', now);
        if (allowed) taken += 1;
        else expect(bucket.take('k', now + retryAfter * 1000).allowed || retryAfter === 0).toBe(true);
        if (!allowed) return;
      }
      expect(taken).toBeLessThanOrEqual(burst + (now / 1000) * 2 + 1);
    }),
  );
});

test('keys have buckets of their own; a clock that goes back gives nothing', () => {
  const buckets = new TokenBuckets({ perSecond: 1, burst: 1 });
  expect(buckets.take('a', 1_000).allowed).toBe(true);
  expect(buckets.take('a', 0)).toMatchObject({ allowed: false, retryAfter: 1 });
  expect(buckets.take('b', 0).allowed).toBe(true);
});

test('over its limit a key is told when to come again; others and the admin go on', async () => {
  const key = await api.keyOf('qa', 'main');
  const replies: Reply[] = [];
  for (let i = 0; i < 7; i++) replies.push(await api.call('GET', '/v1/cases', { key }));
  expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429, 429]);
  const [first, , , , , refused] = replies;
  expect(first?.headers.get('ratelimit-policy')).toBe('"key";q=5;w=5');
  expect(first?.headers.get('ratelimit')).toBe('"key";r=4');
  expect(refused?.body['code']).toBe('rate_limited');
  expect(refused?.headers.get('retry-after')).toBe('1');
  expect((await api.call('GET', '/v1/cases', { key: await api.keyOf('qa', 'main') })).status).toBe(200);
  for (let i = 0; i < 20; i++) expect((await api.call('GET', '/v1/cases')).status).toBe(200);
});

test('a case takes so many messages a minute, whoever sends them', async () => {
  const caseId = await seedCase(api.db);
  const note = (): Promise<Reply> =>
    api.call('POST', `/v1/cases/${caseId}/notes`, { body: { agentId: 'E-1', text: '注' } });
  const statuses: number[] = [];
  for (let i = 0; i < 4; i++) statuses.push((await note()).status);
  expect(statuses.at(-1)).toBe(429);
  const refused = await note();
  expect(refused.body['code']).toBe('case_rate_limited');
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('a customer who floods is slowed down, others are not', async () => {
  const flood = (): Promise<Reply> =>
    api.call('POST', '/v1/messages', { body: aMessage({ channel: 'chat', customer: { id: 'flooder' } }) });
  const statuses: number[] = [];
  for (let i = 0; i < 4; i++) statuses.push((await flood()).status);
  expect(statuses).toEqual([202, 202, 202, 429]);
  expect((await api.call('POST', '/v1/messages', { body: aMessage() })).status).toBe(202);
});
