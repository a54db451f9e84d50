import { randomBytes } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, type Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { createSender, type Sender } from '../../activities/deliveries.ts';
import { createActivities } from '../../activities/index.ts';
import { createIntake, type Intake } from '../../intake/index.ts';
import { findCustomerToken } from '../../store/customer-tokens.ts';
import { resolve } from '../../workflows/messages.ts';
import { createWorker } from '../../worker/create-worker.ts';
import { startOutbox } from '../../worker/outbox.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type MailServer, startMailServer } from '../support/outgoing.ts';

Runtime.install({ logger: new DefaultLogger('ERROR') });

const taskQueue = `mail-${randomBytes(4).toString('hex')}`;
let database: TestDatabase;
let server: MailServer;
let connection: NativeConnection;
let temporal: Client;
let intake: Intake;
let sender: Sender;
let worker: Worker;
let outbox: { stop(): Promise<void> };
let ended: Promise<void>;

beforeAll(async () => {
  database = await createTestDatabase();
  server = await startMailServer();
  const { db, url: databaseUrl } = database;
  connection = await NativeConnection.connect({ address: inject('temporalAddress') });
  temporal = new Client({ connection: await Connection.connect({ address: inject('temporalAddress') }) });
  intake = createIntake({ db, temporal, taskQueue });
  const log = { warn: () => undefined };
  sender = createSender({
    db,
    settings: {
      api: { publicUrl: 'https://care.shop.test' },
      mail: { smtpUrl: server.url, from: 'care@shop.test' },
      webhook: { allow: [] },
      dataDir: '/nonexistent',
    },
    log,
  });
  const activities = createActivities({ db, intake, sender }).cases;
  const bundle = { codePath: inject('bundlePath') };
  worker = await createWorker({ connection, namespace: 'default', taskQueue, activities, bundle });
  ended = worker.run();
  outbox = startOutbox({ db, databaseUrl, sender, intake, temporal, retrySeconds: 600, log });
});
afterAll(async () => {
  await outbox.stop();
  worker.shutdown();
  await ended;
  sender.close();
  await temporal.connection.close();
  await connection.close();
  await server.close();
  await database.drop();
});

const arrived = (count: number) =>
  vi.waitFor(
    () => {
      expect(server.mails.map(({ headers }) => headers['subject'])).toHaveLength(count);
    },
    { timeout: 15_000, interval: 25 },
  );

it('takes an inquiry by mail from receipt to survey, each mail once, in one thread', async () => {
  const { caseId } = await intake.receive({
    shop: 'main',
    channel: 'email',
    messageId: 'question-1@customer.test',
    customer: { email: 'wang@customer.test' },
    text: '净水器滤芯跟我家三年前那款接口一样不',
  });
  await arrived(1);
  await intake.reply(caseId, { messageId: 'r1', agentId: 'emp-7', kind: 'answer', text: '一样的,可以直接替换 🌹' });
  await arrived(2);
  const handle = temporal.workflow.getHandle(`case:${caseId}`);
  const verdict = { type: 'resolve', agent: 'agent-1', outcome: 'solved', acceptedAt: Date.now() } as const;
  await handle.executeUpdate(resolve, { args: [verdict] });
  await arrived(3);
  await intake.confirm(caseId, { messageId: 'c1', confirmed: true });
  await arrived(4);

  const [receipt, reply, confirm, survey] = server.mails;
  expect(receipt?.text).toMatch(new RegExp(`单号${caseId},最晚\\d+月\\d+日 \\d\\d:\\d\\d前答复您`));
  expect(reply?.text).toContain('一样的,可以直接替换 🌹');
  expect(confirm?.text).toMatch(/https:\/\/care\.shop\.test\/s\/[\w-]{22}/);
  for (const { to, headers } of server.mails) {
    expect(to).toEqual(['wang@customer.test']);
    expect(headers['subject']).toContain(`[${caseId}]`);
    expect(headers['in-reply-to']).toBe('<question-1@customer.test>');
    expect(headers['references']).toContain('<question-1@customer.test>');
  }
  const first = receipt?.headers['message-id'] ?? '';
  for (const mail of [reply, confirm, survey]) expect(mail?.headers['references']).toContain(first);
  expect(new Set(server.mails.map(({ headers }) => headers['x-caseloop-key'])).size).toBe(4);

  // the survey's own waiting has begun, and its link opens it
  const token = /\/s\/([\w-]{22})/.exec(survey?.text ?? '')?.[1] ?? '';
  expect(await findCustomerToken(database.db, token)).toMatchObject({ caseId, round: 1, expired: false });
  await vi.waitFor(
    async () => {
      expect((await temporal.workflow.getHandle(`survey:${caseId}:1`).describe()).status.name).toBe('RUNNING');
      const types = await database.db('case_events').where({ case_id: caseId }).pluck<string[]>('type');
      expect(types).toContain('surveySent');
    },
    { timeout: 10_000 },
  );
  const states = await database.db('deliveries').where({ case_id: caseId }).select('state', 'via', 'attempts');
  expect(states).toEqual(Array.from({ length: 4 }, () => ({ state: 'delivered', via: 'mail', attempts: 1 })));
});
