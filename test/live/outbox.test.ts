import { Client, Connection } from '@temporalio/client';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, it, vi } from 'vitest';
import { createWebhookCaller } from '../../activities/channels/webhook-call.ts';
import { createWebhookSender } from '../../activities/channels/webhook.ts';
import { render } from '../../activities/channels/render.ts';
import { createSender, type Sender } from '../../activities/deliveries.ts';
import { insertCaseEvents } from '../../store/case-events.ts';
import { claimDueDeliveries, listDeliveries, resendDelivery } from '../../store/deliveries.ts';
import { createWebhookEndpoint } from '../../store/webhook-endpoints.ts';
import { type OutboxDeps, startOutbox } from '../../worker/outbox.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type HookServer, parcelOf, plantCase, plantSend, startHookServer } from '../support/outgoing.ts';

let database: TestDatabase;
let backend: HookServer;
let connection: Connection;
let temporal: Client;
let sender: Sender;
const told: string[] = [];
const logged: string[] = [];
const running: { stop(): Promise<void> }[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  connection = await Connection.connect({ address: inject('temporalAddress') });
  temporal = new Client({ connection });
  sender = createSender({
    db: database.db,
    settings: {
      api: { publicUrl: 'http://shop.test' },
      mail: { from: 'care@shop.test' },
      webhook: { allow: ['127.0.0.1'] },
      dataDir: '/nonexistent',
    },
    log: { warn: () => undefined },
  });
});
afterAll(async () => {
  await connection.close();
  await database.drop();
});
beforeEach(async () => {
  backend = await startHookServer();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((outbox) => outbox.stop()));
  await database.db('deliveries').delete();
  await backend.close();
  told.length = 0;
  logged.length = 0;
});

function start(more: Partial<OutboxDeps> = {}) {
  const outbox = startOutbox({
    db: database.db,
    databaseUrl: database.url,
    sender,
    temporal,
    intake: {
      tell: (factId) => {
        told.push(factId);
        return Promise.resolve();
      },
    },
    retrySeconds: 600,
    log: { warn: (fields) => logged.push(JSON.stringify(fields)) },
    ...more,
  });
  running.push(outbox);
  return outbox;
}

async function plant(options: { channel?: string } = {}) {
  const theCase = await plantCase(database.db, options);
  await createWebhookEndpoint(database.db, { shop: theCase.shop, url: backend.url });
  return theCase;
}

const rowOf = (caseId: string, seq = 2) =>
  database.db('deliveries').where({ case_id: caseId, seq }).first<{
    state: string;
    attempts: number;
    code: string | null;
    next_attempt_at: Date;
  }>();
const factsOf = (caseId: string) => database.db('facts').where({ case_id: caseId }).select('type', 'body');
const until = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 10_000, interval: 25 });
const makeDue = (caseId: string, more: object = {}) =>
  database
    .db('deliveries')
    .where({ case_id: caseId })
    .update({ next_attempt_at: new Date(Date.now() - 1000), ...more });

it('sends at once what is stored, and no earlier what has to wait', async () => {
  start();
  await new Promise((resolve) => setTimeout(resolve, 300));
  const theCase = await plant();
  const from = Date.now();
  await plantSend(database.db, theCase, 3, { recipient: 'owner', outlet: 'chat', notBeforeAt: Date.now() + 60_000 });
  await plantSend(database.db, theCase, 2, {});
  await until(() => {
    expect(backend.hooks).toHaveLength(1);
  });
  expect(Date.now() - from).toBeLessThan(700);
  await until(async () => {
    expect(await rowOf(theCase.caseId)).toMatchObject({ state: 'delivered', attempts: 1 });
  });
  expect(await rowOf(theCase.caseId, 3)).toMatchObject({ state: 'pending', attempts: 0 });
});

it('sends each once from two processes at the same time', async () => {
  const cases = await Promise.all(Array.from({ length: 10 }, () => plant()));
  for (const theCase of cases) for (let seq = 1; seq <= 10; seq++) await plantSend(database.db, theCase, seq, {});
  start();
  start();
  await until(async () => {
    const [left] = await database.db('deliveries').where({ state: 'pending' }).count<{ count: number }[]>();
    expect(Number(left?.count)).toBe(0);
  });
  const ids = backend.hooks.map(({ headers }) => String(headers['webhook-id']));
  expect(ids).toHaveLength(100);
  expect(new Set(ids).size).toBe(100);
  // one recipient gets the messages of a case in their order
  for (const { caseId } of cases) {
    const order = ids.flatMap((id) => (id.startsWith(caseId) ? [Number(id.split(':')[1])] : []));
    expect(order).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  }
});

it('tries again after 1 s, 5 s and so on, and then it has arrived', async () => {
  const theCase = await plant();
  backend.answer = () => ({ status: 503 });
  await plantSend(database.db, theCase, 2, {});
  start();
  for (const [attempt, seconds] of [1, 5, 15, 60, 120].entries()) {
    await until(async () => {
      expect(await rowOf(theCase.caseId)).toMatchObject({ state: 'pending', attempts: attempt + 1, code: 'http_503' });
    });
    const wait = (await rowOf(theCase.caseId)).next_attempt_at.getTime() - Date.now();
    expect(wait).toBeGreaterThan(seconds * 1000 - 900);
    expect(wait).toBeLessThan(seconds * 1100 + 100);
    if (attempt === 4) backend.answer = () => ({ status: 200 });
    await makeDue(theCase.caseId, { code: null });
  }
  await until(async () => {
    expect(await rowOf(theCase.caseId)).toMatchObject({ state: 'delivered', attempts: 6, code: null });
  });
  expect(new Set(backend.hooks.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect(told).toEqual([]);
});

it('hands over to the workflow when the quick attempts are over, and the case learns it', async () => {
  const theCase = await plant();
  backend.answer = () => ({ status: 500 });
  await plantSend(database.db, theCase, 2, {});
  await makeDue(theCase.caseId, { first_attempt_at: new Date(Date.now() - 599_000), attempts: 8 });
  start();
  await until(async () => {
    expect(await rowOf(theCase.caseId)).toMatchObject({ state: 'stuck', attempts: 9, code: 'http_500' });
    expect(told).toHaveLength(1);
  });
  expect(await factsOf(theCase.caseId)).toEqual([
    { type: 'deliveryFailed', body: { of: 2, recipient: 'customer', code: 'http_500' } },
  ]);
  expect(logged.join()).toContain('http_500');
  expect(logged.join()).not.toMatch(/cust-|thread-|127\.0\.0\.1|\p{Script=Han}/u);
  const { type, status } = await temporal.workflow.getHandle(`delivery:${theCase.caseId}:2`).describe();
  expect([type, status.name]).toEqual(['delivery', 'RUNNING']);

  // by hand, under the same key
  backend.answer = () => ({ status: 200 });
  expect(await resendDelivery(database.db, { caseId: theCase.caseId, seq: 2 })).toBe(true);
  await until(async () => {
    expect(await rowOf(theCase.caseId)).toMatchObject({ state: 'delivered', attempts: 1 });
  });
  expect(backend.hooks.at(-1)?.headers['webhook-id']).toBe(`${theCase.caseId}:2`);
  await temporal.workflow.getHandle(`delivery:${theCase.caseId}:2`).terminate();
});

it('hands over for how long the other side asked to be left alone', async () => {
  const theCase = await plant();
  backend.answer = () => ({ status: 429, headers: { 'retry-after': '3600' } });
  await plantSend(database.db, theCase, 2, {});
  start();
  await until(async () => {
    expect(await rowOf(theCase.caseId)).toMatchObject({ state: 'stuck', attempts: 1, code: 'http_429' });
  });
  const run = temporal.workflow.getHandle(`delivery:${theCase.caseId}:2`);
  const [begun] = (await run.fetchHistory()).events ?? [];
  const [input] = begun?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
  expect(JSON.parse(Buffer.from(input?.data ?? []).toString())).toEqual({
    ...{ caseId: theCase.caseId, seq: 2 },
    waitMs: 3_600_000,
  });
  await run.terminate();
});

it('goes on by itself while Temporal is away', async () => {
  const theCase = await plant();
  backend.answer = () => ({ status: 500 });
  await plantSend(database.db, theCase, 2, {});
  await makeDue(theCase.caseId, { first_attempt_at: new Date(Date.now() - 700_000), attempts: 3 });
  const away = new Client({ connection: Connection.lazy({ address: '127.0.0.1:1' }) });
  start({ temporal: away });
  await until(async () => {
    expect(await rowOf(theCase.caseId)).toMatchObject({ state: 'pending', attempts: 4, code: 'http_500' });
  });
  expect(await factsOf(theCase.caseId)).toEqual([]);
});

it('gives up at once what no retry can heal', async () => {
  const theCase = await plant({ channel: 'email' });
  await plantSend(database.db, theCase, 2, { outlet: 'email', template: 'closed-silent', facts: { days: 7 } });
  start();
  await until(() => {
    expect(told).toHaveLength(1);
  });
  expect(await rowOf(theCase.caseId)).toMatchObject({ state: 'given-up', attempts: 1, code: 'no_address' });
  expect(await factsOf(theCase.caseId)).toMatchObject([{ body: { of: 2, code: 'no_address' } }]);
  const { items } = await listDeliveries(database.db, { state: 'given-up', limit: 5 });
  expect(items).toMatchObject([{ key: `${theCase.caseId}:2`, code: 'no_address', nextAttemptAt: null }]);
});

it('sends again, with the same key, what a killed process had sent and not noted', async () => {
  const theCase = await plant();
  const key = { caseId: theCase.caseId, seq: 2 };
  await plantSend(database.db, theCase, 2, {});
  expect(await claimDueDeliveries(database.db, 20)).toMatchObject([key]);
  const parcel = await parcelOf(database.db, key);
  const { db } = database;
  const caller = createWebhookCaller({ db, allow: ['127.0.0.1'] });
  await createWebhookSender({ db, caller }).send(parcel, render(parcel, Date.now()));
  expect(await claimDueDeliveries(database.db, 20)).toEqual([]);

  await makeDue(theCase.caseId); // the lease of the dead is over
  start();
  await until(async () => {
    expect(await rowOf(theCase.caseId)).toMatchObject({ state: 'delivered', attempts: 2 });
  });
  expect(backend.hooks.map(({ headers }) => headers['webhook-id'])).toEqual([
    `${theCase.caseId}:2`,
    `${theCase.caseId}:2`,
  ]);
  expect(backend.hooks[1]?.body).toBe(backend.hooks[0]?.body);
});

it('outlives a Postgres that cuts every connection', async () => {
  start();
  await new Promise((resolve) => setTimeout(resolve, 300));
  const cut = `select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`;
  await database.db.raw(cut).catch(() => undefined);
  const theCase = await plant();
  await plantSend(database.db, theCase, 2, {});
  await until(() => {
    expect(backend.hooks).toHaveLength(1);
  });
  expect(logged.join()).toContain('pg_57P01');
});

it('tells endpoints of events at once, and one that hangs holds up neither messages nor others', async () => {
  const { db } = database;
  const [theCase, other] = [await plant(), await plantCase(db)];
  const hanging = await startHookServer();
  hanging.answer = () => 'never';
  const events = { messages: false, events: ['*'] } as const;
  await createWebhookEndpoint(db, { shop: theCase.shop, url: hanging.url, ...events });
  await createWebhookEndpoint(db, { shop: other.shop, url: backend.url, ...events });
  start();
  await new Promise((resolve) => setTimeout(resolve, 300));
  const closed = { type: 'closed', at: Date.now(), by: 'policy', how: 'silent' } as const;
  const happen = ({ caseId, shop }: typeof theCase, times: number) =>
    insertCaseEvents(db, {
      ...{ caseId, fromSeq: 1, state: { shop, kind: 'inquiry' } },
      events: Array.from({ length: times }, () => closed),
    });
  await happen(theCase, 40);
  await until(() => {
    expect(hanging.hooks).toHaveLength(4);
  });
  await plantSend(db, theCase, 2, {});
  await happen(other, 1);
  await until(async () => {
    expect(backend.hooks).toHaveLength(2);
    expect(await rowOf(theCase.caseId)).toMatchObject({ state: 'delivered' });
    expect(await db('webhook_calls').where({ case_id: other.caseId })).toMatchObject([{ state: 'delivered' }]);
  });
  expect(hanging.hooks).toHaveLength(4);
  await hanging.close();
});

it('waits for what is under way when it is stopped', async () => {
  const theCase = await plant();
  const other = await plant();
  await plantSend(database.db, theCase, 2, {});
  let release: (() => void) | undefined;
  const slow: Sender = {
    ...sender,
    attempt: async (key) => {
      await new Promise<void>((resolve) => (release = resolve));
      return sender.attempt(key);
    },
    close: () => undefined,
  };
  const outbox = start({ sender: slow });
  await until(() => {
    expect(release).toBeDefined();
  });
  const stopped = outbox.stop();
  await plantSend(database.db, other, 2, {});
  release?.();
  await stopped;
  expect(await rowOf(theCase.caseId)).toMatchObject({ state: 'delivered' });
  expect(await rowOf(other.caseId)).toMatchObject({ state: 'pending', attempts: 0 });
});
