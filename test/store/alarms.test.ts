import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Knex } from 'knex';
import { storedAlarms } from '../../store/alarms.ts';
import { openDatabase } from '../../store/db.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

/** `ALARMS_CASES=100000` measures what docs/performance.md tells. */
const CASES = Number(process.env['ALARMS_CASES'] ?? 20_000);

let database: TestDatabase;
let db: Knex;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url, { statementTimeoutMs: 0, max: 1 });
  await seed();
}, 300_000);
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

/**
 * Open cases of the last 30 days, due later; each with a fact that was told, a send that has arrived, and calls of
 * endpoints that have; of one in fifty another was given up days ago.
 */
async function seed(): Promise<void> {
  await db.raw(`insert into customers (shop, key_hash) select 'main', n::text from generate_series(1, 1000) n`);
  await db.raw(
    `insert into intake (case_id, shop, kind, channel, customer_id, opening, opened_at)
     select 'CS-20261101-' || lpad(n::text, 7, '0'), 'main', 'inquiry', 'email',
       (select min(id) from customers) + n % 1000, '{}', now() - random() * interval '30 days'
     from generate_series(1, ?) n`,
    [CASES],
  );
  await db.raw(
    `insert into cases (case_id, shop, kind, status, channel, tier, priority, queue, customer_id, version, clocks,
       next_due_at, opened_at)
     select case_id, shop, kind, 'open', channel, 'basic', 3, 'main', customer_id, 3, '[]',
       now() + interval '1 hour', opened_at from intake`,
  );
  await db.raw(
    `insert into facts (case_id, type, body, accepted_at, told_at)
     select case_id, 'customerMessaged', '{}', opened_at, opened_at from intake`,
  );
  await db.raw(
    `insert into deliveries (case_id, seq, shop, recipient, outlet, template, facts, state, next_attempt_at, created_at)
     select case_id, 1, shop, 'customer', 'email', 'reply', '{}', 'delivered', opened_at, opened_at from intake`,
  );
  await db.raw(
    `insert into deliveries (case_id, seq, shop, recipient, outlet, template, facts, state, next_attempt_at, created_at)
     select case_id, 2, shop, 'customer', 'email', 'reply', '{}', 'given-up', opened_at - interval '2 days', opened_at
     from intake where right(case_id, 2) in ('00', '50')`,
  );
  await db.raw(
    `insert into webhook_endpoints (shop, url, secret, events)
     select 'main', 'https://shop.test/' || n, 'whsec_x', '{*}' from generate_series(1, 3) n`,
  );
  await db.raw(
    `insert into webhook_calls (endpoint_id, event, case_id, seq, type, state, next_attempt_at)
     select (select min(id) from webhook_endpoints) + seq % 3, case_id || ':' || seq, case_id, seq, 'opened', state,
       opened_at - interval '2 days'
     from intake join (values (1, 'delivered'), (2, 'given-up')) as made (seq, state)
       on seq = 1 or right(case_id, 2) in ('00', '50')`,
  );
  await db.raw('vacuum analyze');
}

/** Median of seven looks, in milliseconds. */
async function medianMs(): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 7; i++) {
    const from = performance.now();
    await storedAlarms(db);
    times.push(performance.now() - from);
  }
  return Math.round(times.sort((a, b) => a - b)[3] ?? 0);
}

test('what waits for somebody is found by indexes, however many cases there are', async () => {
  let sql = '';
  const note = (query: { sql: string }): void => void (sql = query.sql);
  db.on('query', note);
  expect(await storedAlarms(db)).toEqual([]);
  db.removeListener('query', note);
  const { rows } = await db.raw<{ rows: { 'QUERY PLAN': string }[] }>(`explain ${sql}`);
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toContain('cases_by_due');
  // a shop has a handful of endpoints
  expect(plan.replaceAll('Seq Scan on webhook_endpoints', '')).not.toContain('Seq Scan');
  for (const index of ['deliveries_given_up', 'webhook_calls_due', 'webhook_calls_given_up'])
    expect(plan).toContain(index);
  console.log(`${CASES} open cases, none forgotten: ${await medianMs()} ms`);
});

test('all cases forgotten are counted, and some of them named', async () => {
  await db.raw(`update cases set next_due_at = now() - interval '10 minutes'`);
  expect(await storedAlarms(db)).toMatchObject([{ code: 'forgotten_cases', count: CASES }]);
  console.log(`${CASES} open cases, all forgotten: ${await medianMs()} ms`);
}, 60_000);
