import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problemOf } from '../../api/failures.ts';
import { plainError } from '../../log.ts';
import { openDatabase } from '../../store/db.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { gate } from '../support/gate.ts';

const ANSWER_MS = 2900;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function timeOf(work: Promise<unknown>): Promise<{ ms: number; error: unknown }> {
  const since = Date.now();
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { ms: Date.now() - since, error };
}

async function silentServer(): Promise<{ server: Server; url: string }> {
  const server = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `postgres://nobody@127.0.0.1:${(server.address() as AddressInfo).port}/none` };
}

describe('a database that', () => {
  test('is not there fails at once', async () => {
    const { server, url } = await silentServer();
    server.close();
    const db = openDatabase(url);
    const { ms, error } = await timeOf(db.raw('select 1'));
    expect(error).toMatchObject({ code: 'ECONNREFUSED' });
    expect(ms).toBeLessThan(ANSWER_MS);
    await db.destroy();
  });

  test('takes the connection and says nothing is given up in time', async () => {
    const { server, url } = await silentServer();
    const db = openDatabase(url);
    const { ms, error } = await timeOf(db.raw('select 1'));
    expect(error).toBeInstanceOf(Error);
    expect(ms).toBeLessThan(ANSWER_MS);
    await db.destroy();
    server.close();
  });

  test('is slow is cut off, and the connection serves the next statement', async () => {
    const db = openDatabase(database.url, { max: 1 });
    const { ms, error } = await timeOf(db.raw('select pg_sleep(10)'));
    expect(error).toMatchObject({ code: '57014' });
    expect(ms).toBeLessThan(ANSWER_MS);
    expect(await db.raw('select 1')).toMatchObject({ rowCount: 1 });
    await db.destroy();
  });

  test('says nothing within a transaction: nothing of it remains, and what comes next is on its own', async () => {
    const way = await gate(Number(new URL(database.url).port));
    const url = new URL(database.url);
    url.port = String(way.port);
    const db = openDatabase(url.href, { max: 1 });
    const key = (name: string) => ({ api_key: name, key_hash: 'hash', request_hash: 'hash' });
    const { ms, error } = await timeOf(
      db.transaction(async (trx) => {
        await trx('idempotency_keys').insert(key('half done'));
        way.block(true);
        await trx.raw('select 1');
      }),
    );
    expect(problemOf(error)).toMatchObject({ code: 'unavailable' });
    way.block(false);
    await db('idempotency_keys').insert(key('alone'));
    expect(await database.db('idempotency_keys').pluck('api_key')).toEqual(['alone']);
    expect(ms).toBeLessThan(ANSWER_MS);
    await db.destroy();
    way.close();
  });

  test('ends the session under us is connected to anew', async () => {
    const db = openDatabase(database.url, { max: 1 });
    const pid = async () =>
      (await db.raw<{ rows: { pid: number }[] }>('select pg_backend_pid() as pid')).rows[0]?.pid ?? 0;
    const first = await pid();
    await database.db.raw('select pg_terminate_backend(?)', [first]);
    await expect.poll(pid).not.toBe(first);
    await db.destroy();
  });
});

test('counters come as numbers, instants as Date', async () => {
  const { rows } = await database.db.raw<{ rows: unknown[] }>(
    `select count(*) as n, 7::bigint as id, timestamptz '2026-11-23T00:00:00Z' as at from shops`,
  );
  expect(rows).toEqual([{ n: 1, id: 7, at: new Date('2026-11-23T00:00:00Z') }]);
});

test('what a failed statement was given stands neither in its message nor in what is logged', async () => {
  const { db } = database;
  const row = { shop: 'main', key_hash: 'hash', phone: '13800138000', name: '李雷' };
  await db('customers').insert(row);
  const error: unknown = await db('customers')
    .insert(row)
    .catch((reason: unknown) => reason);
  expect((error as Error).message).not.toMatch(/138|李雷/);
  const logged = plainError(error);
  expect(logged).toMatchObject({
    code: '23505',
    message: expect.stringContaining('customers_shop_key_hash') as string,
  });
  expect(JSON.stringify(logged)).not.toMatch(/138|李雷|hash\)=/);
});
