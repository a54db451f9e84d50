import { setTimeout as sleep } from 'node:timers/promises';
import { ApplicationFailure } from '@temporalio/activity';
import { expect, it } from 'vitest';
import { createOrderSystemActivities } from '../../activities/order-system.ts';
import { openReferenceOrderSystem } from '../../cli/order-system/index.ts';
import { createHttpOrderSystem } from '../../order-system/http-connector.ts';
import type { OrderSystemActivities } from '../../workflows/ports.ts';
import { createTestDatabase } from '../support/database.ts';
import { exampleOrder, plantOrderCase, SECRET } from '../support/order-system.ts';

const ORDERS = 100;
const AT_ONCE = 20;
/** Two for each order, and no two orders alike. */
const AMOUNTS = (order: number) => [1_001 + order, 333 + 7 * order] as const;
const FAULTS = { fail: 0.05, hang: 0.05, lose: 0.05, twice: 0.05, seed: 7 };

interface Tries {
  attempts: number;
  troubles: Set<string>;
}

/** As Temporal does it: until there is an outcome. */
async function refundUntilDone(
  activities: OrderSystemActivities,
  tries: Tries,
  step: { caseId: string; seq: number; amountCents: number },
): Promise<string> {
  const { caseId, seq, amountCents } = step;
  for (;;) {
    tries.attempts += 1;
    try {
      const command = { kind: 'refund', lines: [{ line: 1, amountCents }] } as const;
      return (await activities.refund({ caseId, seq, command })).state;
    } catch (error) {
      if (!(error instanceof ApplicationFailure) || error.nonRetryable === true) throw error;
      tries.troubles.add(error.type ?? '');
      await sleep(10);
    }
  }
}

it('200 refunds through an order system of which every fifth answer is trouble are each paid once, to the cent', async () => {
  const database = await createTestDatabase();
  const reference = await openReferenceOrderSystem({
    ...{ databaseUrl: database.url, port: 0, secret: SECRET, faults: FAULTS },
  });
  const connector = createHttpOrderSystem({ url: reference.url, secret: SECRET, timeoutMs: 400 });
  const activities = createOrderSystemActivities(database.db, connector);
  try {
    const steps: { caseId: string; seq: number; amountCents: number }[] = [];
    const expected = new Map<string, number>();
    for (let number = 0; number < ORDERS; number += 1) {
      const order = exampleOrder();
      await reference.putOrder('main', order);
      const caseId = await plantOrderCase(database.db, order);
      const amounts = AMOUNTS(number);
      expected.set(order.orderId, amounts[0] + amounts[1]);
      steps.push(...amounts.map((amountCents, at) => ({ caseId, seq: at + 1, amountCents })));
    }

    const tries: Tries = { attempts: 0, troubles: new Set() };
    const ends: string[] = [];
    const queue = steps.values();
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (const step of queue) ends.push(await refundUntilDone(activities, tries, step));
      }),
    );

    expect(ends).toEqual(steps.map(() => 'done'));
    expect(tries.attempts).toBeGreaterThan(steps.length);
    for (const trouble of ['server_failed', 'timeout', 'connection_lost']) expect(tries.troubles).toContain(trouble);
    const paid = await reference.refundedByOrder('main');
    expect(new Map(paid.map(({ orderId, refundedCents }) => [orderId, refundedCents]))).toEqual(expected);
    expect(new Set(paid.map(({ commands }) => commands))).toEqual(new Set([2]));
    const recorded = await database.db('order_commands').where({ state: 'done' }).select<{ cents: number }[]>({
      cents: 'amount_cents',
    });
    const sum = recorded.reduce((one, { cents }) => one + cents, 0);
    expect(sum).toBe([...expected.values()].reduce((one, next) => one + next, 0));
  } finally {
    await reference.close();
    await database.drop();
  }
});
