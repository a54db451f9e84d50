import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { LiveService } from '../support/live-service.ts';
import { exampleOrder } from '../support/order-system.ts';

let service: LiveService;

beforeAll(async () => {
  service = await LiveService.open({
    orderSystem: true,
    // with a write under way, a worker asks for a new task after 0.8 s
    temporalSettings: ['history.defaultWorkflowTaskTimeout="1s"'],
    activities: (real) => ({
      appendCaseEvents: async (batch) => {
        const appended = await real.appendCaseEvents(batch);
        if (batch.events.some(({ type }) => type === 'messageReceived')) await sleep(920);
        return appended;
      },
      reviewRequest: async (key) => {
        await sleep(400);
        return real.reviewRequest(key);
      },
    }),
  });
  await service.work();
});
afterAll(() => service.close());

it('what comes back to a case during a write that outlasts its task is of the same instant at a replay', async () => {
  const order = exampleOrder({});
  await service.orders.putOrder('main', order);
  const { caseId } = await service.intake.open({
    ...{ shop: 'main', kind: 'after-sales', channel: 'chat', orderId: order.orderId, messageId: 'applies' },
    ...{ text: '我想退这两件。', customer: { id: order.customerId } },
    application: { request: 'return', asked: { reason: 'no_reason', fault: 'none', lines: [{ line: 1 }] } },
  });
  await service.until(caseId, 'applicationReceived');
  await sleep(950);
  await service.says({ customer: { id: order.customerId }, orderId: order.orderId });
  await service.until(caseId, 'reviewed');
  const history = await service.handle(caseId).fetchHistory();
  await Worker.runReplayHistory({ workflowBundle: { codePath: inject('bundlePath') } }, history, `case:${caseId}`);

  // so it was: the message, a task that ended with nothing but the wish for another one, the result handed over with that
  const types = (history.events ?? []).map((event) =>
    Object.keys(event).find((key) => key.endsWith('EventAttributes')),
  );
  const message = types.lastIndexOf('workflowExecutionSignaledEventAttributes');
  const ended = types.indexOf('workflowTaskCompletedEventAttributes', message);
  expect(types.slice(ended + 1, ended + 3)).toEqual([
    'activityTaskStartedEventAttributes',
    'activityTaskCompletedEventAttributes',
  ]);
}, 60_000);
