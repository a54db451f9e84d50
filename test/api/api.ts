import { randomBytes, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { Client } from '@temporalio/client';
import type { Knex } from 'knex';
import { pino } from 'pino';
import { expect, inject } from 'vitest';
import { createApp, TELL_WITHIN_MS } from '../../api/app.ts';
import { sha256 } from '../../api/auth.ts';
import { problemsOf } from '../../api/openapi.ts';
import { PROBLEMS, type ProblemCode } from '../../api/problem.ts';
import type { Role } from '../../api/roles.ts';
import { ROUTES } from '../../api/routes/index.ts';
import { close, listen } from '../../api/server.ts';
import { connectLazily } from '../../api/temporal.ts';
import { loadConfig, type Config } from '../../config.ts';
import { createIntake, type Intake } from '../../intake/index.ts';
import { createTestDatabase } from '../support/database.ts';

const ADMIN_KEY = 'admin-key-of-the-tests-0123456789abcdef';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The JSON body; null where there is none. */
  readonly body: Record<string, unknown>;
}

interface Options {
  readonly key?: string | undefined;
  readonly body?: unknown;
  /** As it is, instead of `body`. */
  readonly raw?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface TestApi {
  readonly url: string;
  /** Of the shop `main`: its own in each database, for all share one Temporal. */
  readonly prefix: string;
  readonly db: Knex;
  readonly temporal: Client;
  readonly intake: Intake;
  /** Lines that the service logged. */
  readonly logged: string[];
  /** Sends a request with the admin key and a new Idempotency-Key, and checks the answer against its row. */
  call(method: string, path: string, options?: Options): Promise<Reply>;
  /** A key of its own; the shop `null`: every shop. */
  keyOf(role: Role, shop: string | null): Promise<string>;
  stop(): Promise<void>;
}

const templateOf = (path: string): RegExp => new RegExp(`^/v1${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);

/** Every answer of every test is one that the route table, and so the OpenAPI document, announces. */
function checkAnswer(method: string, path: string, { status, headers, body, text }: Reply): void {
  const plain = path.split('?')[0] ?? '';
  if (status >= 400) {
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(Object.keys(body).sort()).toEqual(['code', 'detail', 'errors', 'requestId', 'status', 'title', 'type']);
    expect(body).toMatchObject({ status, requestId: headers.get('x-request-id') });
    expect(PROBLEMS[body['code'] as ProblemCode][0]).toBe(status);
  }
  const row = ROUTES.find((one) => one.method === method.toLowerCase() && templateOf(one.path).test(plain));
  if (!row) return;
  if (status >= 400) {
    expect([...problemsOf(row)], `${method} ${row.path} is not documented to answer`).toContain(body['code']);
    return;
  }
  const announced = row.answers[status];
  expect(announced, `${method} ${row.path} is not documented to answer ${status}`).toBeDefined();
  if (announced?.schema) announced.schema.parse(body);
  else expect(text).toBe('');
}

async function send(base: string, method: string, path: string, options: Options = {}): Promise<Reply> {
  const { key = ADMIN_KEY, body, raw, headers = {} } = options;
  const response = await fetch(`${base}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(key === '' ? {} : { authorization: `Bearer ${key}` }),
      ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
      ...(body === undefined && raw === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(raw !== undefined ? { body: raw } : body !== undefined ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  const json = (response.headers.get('content-type') ?? '').includes('json') && text !== '';
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: (json ? JSON.parse(text) : {}) as Record<string, unknown>,
  };
}

interface Changes {
  readonly env?: Readonly<Record<string, string>>;
  readonly intake?: Partial<Intake>;
  readonly databaseUrl?: string;
  readonly db?: Knex;
}

/** The service as production wires it, on a database of its own and the shared Temporal. */
export async function startApi({ env = {}, intake: stand = {}, db: otherDb }: Changes = {}): Promise<TestApi> {
  const database = await createTestDatabase();
  const prefix = `T${randomBytes(3).toString('hex').toUpperCase()}`;
  await database.db('shops').where({ id: 'main' }).update({ prefix });
  const db = otherDb ?? database.db;
  const config: Config = loadConfig({
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: inject('temporalAddress'),
    CASELOOP_ADMIN_KEY: ADMIN_KEY,
    ...env,
  });
  const logged: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => logged.push(line) });
  const connection = connectLazily(config.temporal);
  const temporal = new Client({ connection, namespace: config.temporal.namespace });
  const intake: Intake = { ...createIntake({ db, temporal, tellWithinMs: TELL_WITHIN_MS }), ...stand };
  const server = await listen(createApp({ db, temporal, intake, config, log }), { host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let keys = 0;
  return {
    url,
    prefix,
    db: database.db,
    temporal,
    intake,
    logged,
    async call(method, path, options) {
      const reply = await send(url, method, path, options);
      if (path.startsWith('/v1')) checkAnswer(method, path, reply);
      return reply;
    },
    async keyOf(role, shop) {
      keys += 1;
      const key = `csk_${sha256(`${url} ${keys}`).slice(0, 43)}`;
      await database
        .db('api_keys')
        .insert({ shop, role, name: `test ${keys}`, prefix: key.slice(0, 12), hash: sha256(key) });
      return key;
    },
    async stop() {
      await close(server);
      // a client that is still trying to reach an absent server throws when its channel goes
      if (env['TEMPORAL_ADDRESS'] === undefined) await connection.close();
      if (otherDb) await otherDb.destroy();
      await database.drop();
    },
  };
}

/** A customer's message that opens a case of its own. */
export function aMessage(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const id = randomUUID();
  return {
    shop: 'main',
    channel: 'email',
    messageId: `mail-${id}`,
    customer: { id: `customer-${id}`, email: 'lilei@example.com' },
    text: '蓝牙耳机连不上手机,怎么办?',
    ...changes,
  };
}
