import { readFile } from 'node:fs/promises';
import { ApplicationFailure } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { LONG_SCHEDULE } from '../../domain/delivery-schedule.ts';
import { startTimeSkipping } from '../support/time-skipping.ts';

Runtime.install({ logger: new DefaultLogger('ERROR') });

let env: TestWorkflowEnvironment;
let code: string;
beforeAll(async () => {
  env = await startTimeSkipping(inject('timeSkippingServerPath'));
  code = await readFile(inject('bundlePath'), 'utf8');
});
afterAll(() => env.teardown());

const refused = (type: string, details: object = {}) =>
  ApplicationFailure.create({ message: type, type, nonRetryable: true, details: [{ code: type, ...details }] });

let run = 0;

/** Runs one delivery to its end; what `answers` says, attempt by attempt, is what `send` does. */
async function deliver(answers: (attempt: number) => Error | undefined, more: { waitMs?: number } = {}) {
  run += 1;
  const input = { caseId: 'CS-20261123-000001', seq: run };
  const sentAt: number[] = [];
  let givenUp = 0;
  const activities = {
    send: async (key: object) => {
      expect(key).toEqual(input);
      sentAt.push(await env.currentTimeMs());
      const error = answers(sentAt.length);
      if (error) throw error;
    },
    giveUp: (key: object) => {
      expect(key).toEqual(input);
      givenUp += 1;
      return Promise.resolve();
    },
  };
  const shared = { connection: env.nativeConnection, workflowBundle: { code } };
  const worker = await Worker.create({ ...shared, taskQueue: 'delivery', activities });
  return worker.runUntil(async () => {
    const from = await env.currentTimeMs();
    const workflowId = `delivery:${input.caseId}:${input.seq}`;
    await env.client.workflow.execute('delivery', { workflowId, taskQueue: 'delivery', args: [{ ...input, ...more }] });
    const history = await env.client.workflow.getHandle(workflowId).fetchHistory();
    await Worker.runReplayHistory({ workflowBundle: { code } }, history, workflowId);
    return { hours: sentAt.map((at) => (at - from) / 3_600_000), givenUp, events: history.events?.length ?? 0 };
  });
}

it('ends with the first attempt that is taken', async () => {
  const { hours, givenUp } = await deliver((attempt) => (attempt < 3 ? refused('http_503') : undefined));
  expect(hours).toHaveLength(3);
  expect(givenUp).toBe(0);
});

it('tries over about 75 hours, then leaves it to people', async () => {
  const { hours, givenUp, events } = await deliver(() => refused('timeout'));
  let planned = 0;
  for (const [attempt, ms] of LONG_SCHEDULE.entries()) {
    planned += ms / 3_600_000;
    expect(hours[attempt]).toBeGreaterThanOrEqual(planned);
    expect(hours[attempt]).toBeLessThan(planned * 1.1 + 0.02);
  }
  expect(hours).toHaveLength(8);
  expect(givenUp).toBe(1);
  expect(events).toBeLessThan(120);
});

it('waits longer when the other side asks for it', async () => {
  const { hours } = await deliver((attempt) =>
    attempt === 1 ? refused('http_429', { retryAfterMs: 6 * 3_600_000 }) : undefined,
  );
  expect((hours[1] ?? 0) - (hours[0] ?? 0)).toBeGreaterThanOrEqual(6);
  const begun = await deliver(() => undefined, { waitMs: 3 * 3_600_000 });
  expect(begun.hours).toHaveLength(1);
  expect(begun.hours[0]).toBeGreaterThanOrEqual(3);
});

it('gives up at once what no retry can heal', async () => {
  const { hours, givenUp } = await deliver(() => refused('smtp_550', { permanent: true }));
  expect(hours).toHaveLength(1);
  expect(givenUp).toBe(1);
});

it('does not count an attempt that fell to an outage of our own', async () => {
  let outages = 0;
  const { hours, givenUp } = await deliver(() => {
    outages += 1;
    return outages < 3 ? new Error('Postgres is away') : undefined;
  });
  expect(hours).toHaveLength(3);
  expect(hours[2]).toBeLessThan(0.2);
  expect(givenUp).toBe(0);
});
