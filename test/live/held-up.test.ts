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

/** The history of a case that a result and a customer's message came to at the same time. */
async function lived() {
  const order = exampleOrder({});
  const customer = { id: order.customerId };
  await service.orders.putOrder('main', order);
  const { caseId } = await service.intake.open({
    ...{ shop: 'main', kind: 'after-sales', channel: 'chat', orderId: order.orderId, messageId: order.orderId },
    ...{ text: '我想退这两件。', customer },
    application: { request: 'return', asked: { reason: 'no_reason', fault: 'none', lines: [{ line: 1 }] } },
  });
  await service.until(caseId, 'applicationReceived');
  // the first write still takes its time, and the review begins after it
  await sleep(950);
  await service.says({ customer, orderId: order.orderId });
  await service.until(caseId, 'reviewed');
  return { workflowId: `case:${caseId}`, history: await service.handle(caseId).fetchHistory() };
}

/** Whether a task ended with nothing but the wish for another one, and the result was handed over with that. */
function cameDuringTheWrite({ events }: Awaited<ReturnType<typeof lived>>['history']): boolean {
  const types = (events ?? []).map((event) => Object.keys(event).find((key) => key.endsWith('EventAttributes')));
  const message = types.lastIndexOf('workflowExecutionSignaledEventAttributes');
  const ended = types.indexOf('workflowTaskCompletedEventAttributes', message);
  return types[ended + 2] === 'activityTaskCompletedEventAttributes';
}

it('what comes back to a case during a write that outlasts its task is of the same instant at a replay', async () => {
  let came = false;
  // a machine under load may hand it over at another time
  for (let times = 0; times < 5 && !came; times++) {
    const { workflowId, history } = await lived();
    await Worker.runReplayHistory({ workflowBundle: { codePath: inject('bundlePath') } }, history, workflowId);
    came = cameDuringTheWrite(history);
  }
  expect(came).toBe(true);
}, 120_000);
