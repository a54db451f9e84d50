import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCustomerToken } from '../../store/customer-tokens.ts';
import { guessTokens } from '../fuzz/guesses.ts';
import { startApi, type TestApi } from './api.ts';
import { seedCase } from './seed.ts';

/** Guesses that one address has before it is slowed down, and that all have together. */
const ONE = 30;
const ALL = 600;

let api: TestApi;
let token: string;
beforeAll(async () => {
  api = await startApi();
  const caseId = await seedCase(api.db);
  token = await createCustomerToken(api.db, { caseId, round: 1, expiresAt: new Date(Date.now() + 1e6) });
});
afterAll(() => api.stop());

const open = async (path: string): Promise<number> => (await api.call('GET', path)).status;

test('of a token only its hash is kept, by which it is looked up', async () => {
  const hash = createHash('sha256').update(token).digest('hex');
  expect(await api.db('customer_tokens')).toMatchObject([{ hash }]);
  const { rows } = await api.db.raw<{ rows: { index: string }[] }>(
    `select indexdef as index from pg_indexes where tablename = 'customer_tokens'`,
  );
  expect(rows[0]?.index).toMatch(/UNIQUE INDEX .* USING btree \(hash\)/);
});

test('300 guesses of one address find nothing and end in 429', async () => {
  const from = Date.now();
  const statuses = await guessTokens({ url: api.url, guesses: 300 });
  const seconds = (Date.now() - from) / 1000;
  const told = statuses.filter((status) => status === 404).length;
  expect(statuses.filter((status) => status !== 404 && status !== 429)).toEqual([]);
  expect(told).toBeGreaterThanOrEqual(ONE);
  expect(told).toBeLessThanOrEqual(ONE + seconds / 2 + 1);
  expect(statuses.at(-1)).toBe(429);
});

test('many addresses share a limit; a link that exists stays open to all', async () => {
  const addresses = Array.from({ length: 100 }, (_, i) => `127.0.1.${i + 1}`);
  const from = Date.now();
  const statuses = await guessTokens({ url: api.url, guesses: 900, from: addresses, connections: 20 });
  const seconds = (Date.now() - from) / 1000;
  expect(statuses.filter((status) => status !== 404 && status !== 429)).toEqual([]);
  // each has fewer than it may have alone
  expect(statuses.filter((status) => status === 404).length).toBeLessThanOrEqual(ALL + 10 * seconds + 1);
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
  expect(await open(`/s/${token}`)).toBe(200);
});

test('each address that a trusted proxy asks for has its own limit; what others say of it counts for nothing', async () => {
  const [behindProxy, inTheOpen] = await Promise.all([
    startApi({ env: { TRUSTED_PROXIES: 'loopback, 10.0.0.0/8' } }),
    startApi(),
  ]);
  const guessFor = async (at: TestApi, address: string): Promise<number> => {
    const headers = { 'x-forwarded-for': `203.0.113.9, ${address}, 10.1.2.3` };
    return (await at.call('GET', `/s/${'A'.repeat(22)}`, { headers })).status;
  };
  try {
    for (const at of [behindProxy, inTheOpen]) for (let i = 0; i <= ONE + 5; i++) await guessFor(at, '198.51.100.1');
    expect(await guessFor(behindProxy, '198.51.100.1')).toBe(429);
    expect(await guessFor(behindProxy, '198.51.100.2')).toBe(404);
    expect(await guessFor(inTheOpen, '198.51.100.2')).toBe(429);
  } finally {
    await Promise.all([behindProxy.stop(), inTheOpen.stop()]);
  }
});
