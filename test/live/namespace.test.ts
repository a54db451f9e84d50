import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { prepareNamespace } from '../../worker/namespace.ts';

const DAY = 86_400;
const silent = { warn: () => undefined };

let connection: Connection;
beforeAll(async () => {
  connection = await Connection.connect({ address: inject('temporalAddress') });
});
afterAll(() => connection.close());

/** A namespace of one's own; the server needs a moment until it knows it. */
async function newNamespace(): Promise<string> {
  const namespace = `n-${randomBytes(6).toString('hex')}`;
  const workflowExecutionRetentionPeriod = { seconds: DAY as never };
  await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod });
  for (;;) {
    try {
      await connection.operatorService.listSearchAttributes({ namespace });
      return namespace;
    } catch {
      await sleep(100);
    }
  }
}

const attributesOf = async (namespace: string) =>
  (await connection.operatorService.listSearchAttributes({ namespace })).customAttributes;

test('a bare namespace gets the search attributes and the retention; a second time nothing changes', async () => {
  const namespace = await newNamespace();
  await prepareNamespace(connection, namespace, silent);
  await prepareNamespace(connection, namespace, silent);
  expect(await attributesOf(namespace)).toMatchObject({ CaseKind: 2, Queue: 2, NextDueAt: 6, Breached: 5 });
  const { config } = await connection.workflowService.describeNamespace({ namespace });
  expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(30 * DAY);
});

test('an attribute that is there with another type stops the start, and the message names both types', async () => {
  const namespace = await newNamespace();
  await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: { Breached: 2 as never } });
  await expect(prepareNamespace(connection, namespace, silent)).rejects.toThrow('Breached is Keyword, wanted is Bool');
});

test('a longer retention is left alone', async () => {
  const namespace = await newNamespace();
  const workflowExecutionRetentionTtl = { seconds: (90 * DAY) as never };
  await connection.workflowService.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl } });
  await prepareNamespace(connection, namespace, silent);
  const { config } = await connection.workflowService.describeNamespace({ namespace });
  expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(90 * DAY);
});
