import { createServer, type AddressInfo, type Server } from 'node:net';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { openDatabase } from '../../store/db.ts';
import { aMessage, startApi, type Reply, type TestApi } from './api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { gate } from '../support/gate.ts';

/** Takes connections and says nothing, ever: a server that hangs. */
async function silent(): Promise<Server> {
  const server = createServer((socket) => socket.on('error', () => undefined));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

async function timed(request: Promise<Reply>): Promise<Reply> {
  const from = Date.now();
  const reply = await request;
  // three seconds; this process is the API and its caller, and not alone on the machine
  expect(Date.now() - from).toBeLessThan(3_500);
  return reply;
}

const expectAway = ({ status, headers, body }: Reply): void => {
  expect({ status, code: body['code'] }).toEqual({ status: 503, code: 'unavailable' });
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
};

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

describe('Postgres is away', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  async function apiOver(port: number): Promise<TestApi> {
    const url = new URL(database.url);
    url.port = String(port);
    const api = await startApi({ db: openDatabase(url.href) });
    undo.push(() => api.stop());
    return api;
  }

  const everything = (api: TestApi): Promise<Reply>[] => [
    api.call('GET', '/v1/cases'),
    api.call('POST', '/v1/messages', { body: aMessage() }),
    api.call('GET', '/v1/cases', { key: `csk_${'A'.repeat(43)}` }),
  ];

  test('refused, every request is answered with 503 in time, and the process lives', async () => {
    const server = await silent();
    const port = portOf(server);
    server.close();
    const api = await apiOver(port);
    for (const request of everything(api)) expectAway(await timed(request));
    expect((await api.call('GET', '/healthz')).status).toBe(200);
    const ready = await api.call('GET', '/readyz');
    expect(ready).toMatchObject({ status: 503, body: { database: 'unavailable', temporal: 'ok' } });
  });

  test('hung from the start', async () => {
    const server = await silent();
    undo.push(() => server.close());
    const api = await apiOver(portOf(server));
    for (const reply of await Promise.all(everything(api).map(timed))) expectAway(reply);
  });

  test('hung in the middle; afterwards all is well again', async () => {
    const way = await gate(Number(new URL(database.url).port));
    undo.push(() => {
      way.close();
    });
    const api = await apiOver(way.port);
    expect((await api.call('GET', '/v1/cases')).status).toBe(200);
    way.block(true);
    for (const reply of await Promise.all(everything(api).map(timed))) expectAway(reply);
    way.block(false);
    await expect.poll(async () => (await api.call('GET', '/v1/cases')).status, { timeout: 10_000 }).toBe(200);
  });
});

describe('Temporal is away', () => {
  test.each(['refused', 'hung'])('%s: reads go on, facts are 503 and never lost, never a false 202', async (how) => {
    const server = await silent();
    const port = portOf(server);
    if (how === 'refused') server.close();
    else undo.push(() => server.close());
    const api = await startApi({ env: { TEMPORAL_ADDRESS: `127.0.0.1:${port}` } });
    undo.push(() => api.stop());
    const body = aMessage();
    const sent = async (key: string): Promise<Reply> => {
      const reply = await timed(api.call('POST', '/v1/messages', { body, headers: { 'idempotency-key': key } }));
      // on a machine under load the request before may still be running when its 503 is told
      return reply.body['code'] === 'idempotency_key_in_use' ? sent(key) : reply;
    };
    expectAway(await sent('one'));
    // the same again is the same message, and still no 202
    expectAway(await sent('one'));
    expectAway(await sent('two'));
    const stored = await api.db('messages').where({ message_id: body['messageId'] });
    expect(stored).toHaveLength(1);
    const { case_id: caseId } = stored[0] as { case_id: string };
    expect(await timed(api.call('GET', `/v1/cases/${caseId}`))).toMatchObject({
      status: 200,
      body: { status: 'opening' },
    });
    const resolution = { agentId: 'E-1', outcome: 'solved' };
    expectAway(await timed(api.call('POST', `/v1/cases/${caseId}/resolution`, { body: resolution })));
    expect((await api.call('GET', '/readyz')).body).toMatchObject({ database: 'ok', temporal: 'unavailable' });
  });

  test('away for long, it is there again within seconds of its return', async () => {
    const server = await silent();
    const port = portOf(server);
    server.close();
    const api = await startApi({ env: { TEMPORAL_ADDRESS: `127.0.0.1:${port}` } });
    undo.push(() => api.stop());
    const body = aMessage();
    const send = (): Promise<Reply> => api.call('POST', '/v1/messages', { body });
    // gRPC's own pause grows meanwhile
    for (const until = Date.now() + 10_000; Date.now() < until;) expectAway(await timed(send()));
    const way = await gate(Number(inject('temporalAddress').split(':').at(-1)), port);
    undo.push(() => {
      way.close();
    });
    await expect.poll(async () => (await send()).status, { timeout: 3_000 }).toBe(202);
  });

  test('no worker is up: a verdict is 503 in time, a fact is accepted', async () => {
    const api = await startApi();
    undo.push(() => api.stop());
    const { body } = await api.call('POST', '/v1/messages', { body: aMessage() });
    const path = `/v1/cases/${String(body['caseId'])}`;
    const resolution = { agentId: 'E-1', outcome: 'solved', note: '已解决' };
    expectAway(await timed(api.call('POST', `${path}/resolution`, { body: resolution })));
    const reply = { messageId: 'r', agentId: 'E-1', kind: 'answer', text: '好的' };
    expect((await timed(api.call('POST', `${path}/replies`, { body: reply }))).status).toBe(202);
  });
});
