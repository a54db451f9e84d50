import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection } from '@temporalio/worker';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createOrderSystemActivities } from '../../activities/order-system.ts';
import { openReferenceOrderSystem, type ReferenceOrderSystem } from '../../cli/order-system/index.ts';
import { createHttpOrderSystem } from '../../order-system/http-connector.ts';
import type { OrderSystem } from '../../order-system/port.ts';
import { createWorker } from '../../worker/create-worker.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { exampleOrder, plantOrderCase, SECRET } from '../support/order-system.ts';
import type { payingCase } from './paying-case.ts';

let database: TestDatabase;
let reference: ReferenceOrderSystem;

beforeAll(async () => {
  database = await createTestDatabase();
  reference = await openReferenceOrderSystem({ databaseUrl: database.url, port: 0, secret: SECRET });
});
afterAll(async () => {
  await reference.close();
  await database.drop();
});

/** The order system, whose first answer to a command is lost. */
function losingFirst(): OrderSystem {
  const orderSystem = createHttpOrderSystem({ url: reference.url, secret: SECRET });
  let lost = false;
  return {
    ...orderSystem,
    async perform(key, command) {
      const outcome = await orderSystem.perform(key, command);
      if (lost) return outcome;
      lost = true;
      return { state: 'unknown', code: 'connection_lost' };
    },
  };
}

/** All that a history says, its payloads decoded. */
function textOf(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.values(value).map(textOf).join('\n');
}

it('a case has its order looked up and paid back by a worker without workflows; its history names nobody', async () => {
  const connection = await NativeConnection.connect({ address: inject('temporalAddress') });
  const client = await Connection.connect({ address: inject('temporalAddress') });
  const shared = { connection, namespace: 'default' };
  const suffix = randomBytes(4).toString('hex');
  const { code } = await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('paying-case.ts', import.meta.url)),
    logger: new DefaultLogger('WARN'),
  });
  const backOffice = await createWorker({
    ...{ ...shared, taskQueue: `back-office-${suffix}` },
    activities: createOrderSystemActivities(database.db, losingFirst()),
  });
  const cases = await createWorker({ ...shared, taskQueue: `cases-${suffix}`, activities: {}, bundle: { code } });

  const order = exampleOrder();
  await reference.putOrder('main', order);
  const caseId = await plantOrderCase(database.db, order);
  const handle = await new Client({ connection: client }).workflow.start<typeof payingCase>('payingCase', {
    workflowId: `paying:${suffix}`,
    taskQueue: `cases-${suffix}`,
    args: [{ caseId, taskQueue: `back-office-${suffix}` }],
  });
  const result = await backOffice.runUntil(cases.runUntil(handle.result()));
  expect(result).toEqual({ paidCents: 5_990, result: { state: 'done' } });
  expect(await reference.refundedByOrder('main')).toEqual([
    { orderId: order.orderId, refundedCents: 5_990, commands: 1 },
  ]);

  const { events } = await handle.fetchHistory();
  const history = textOf(events);
  expect(history).toContain('refund');
  const hidden = [order.orderId, order.customerId, ...order.lines.flatMap((line) => [line.itemId, line.name])];
  expect(hidden.filter((words) => history.includes(words))).toEqual([]);
  const attempts = (events ?? []).map((event) => event.activityTaskStartedEventAttributes?.attempt ?? 0);
  expect(Math.max(...attempts)).toBe(2);
  await client.close();
  await connection.close();
}, 90_000);
