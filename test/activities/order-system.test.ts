import { ApplicationFailure } from '@temporalio/activity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOrderSystemActivities } from '../../activities/order-system.ts';
import { openReferenceOrderSystem, type ReferenceOrderSystem } from '../../cli/order-system/index.ts';
import type { OrderDocument } from '../../cli/order-system/orders.ts';
import type { OrderCommand } from '../../domain/order-commands.ts';
import { createHttpOrderSystem } from '../../order-system/http-connector.ts';
import type { OrderSystem } from '../../order-system/port.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { exampleOrder, plantOrderCase, SECRET } from '../support/order-system.ts';

let database: TestDatabase;
let reference: ReferenceOrderSystem;
let system: OrderSystem;

beforeAll(async () => {
  database = await createTestDatabase();
  reference = await openReferenceOrderSystem({ databaseUrl: database.url, port: 0, secret: SECRET });
  system = createHttpOrderSystem({ url: reference.url, secret: SECRET });
});
afterAll(async () => {
  await reference.close();
  await database.drop();
});

const REFUND: OrderCommand = { kind: 'refund', lines: [{ line: 1, amountCents: 1_000 }] };

/** The order system, with what it is asked noted, and single answers replaced on their way. */
function watched(replaced: Partial<OrderSystem> = {}) {
  const asked: string[] = [];
  const through = { ...system, ...replaced };
  const orderSystem: OrderSystem = {
    lookUp: (order) => through.lookUp(order),
    perform(key, command) {
      asked.push('perform');
      return through.perform(key, command);
    },
    askAbout(key) {
      asked.push('askAbout');
      return through.askAbout(key);
    },
  };
  return { asked, activities: createOrderSystemActivities(database.db, orderSystem) };
}

async function planted(changes: Partial<OrderDocument> = {}) {
  const order = exampleOrder(changes);
  await reference.putOrder('main', order);
  const caseId = await plantOrderCase(database.db, order);
  const rowOf = (seq: number) =>
    database.db('order_commands').where({ case_id: caseId, seq }).first<Record<string, unknown> | undefined>();
  const refundedCents = async () =>
    (await reference.readOrder({ shop: 'main', orderId: order.orderId }))?.lines[0]?.refundedCents;
  return { caseId, order, rowOf, refundedCents };
}

const failureOf = async (attempt: Promise<unknown>) => {
  const failure = await attempt.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(failure instanceof ApplicationFailure)) throw new Error('no failure of ours', { cause: failure });
  const { type, message, nonRetryable, nextRetryDelay, details } = failure as unknown as Record<string, unknown>;
  return { type, message, nonRetryable, nextRetryDelay, details };
};
const retryable = (code: string) => ({ type: code, message: code, nonRetryable: false });

describe('a command', () => {
  it('is written down with what was asked, and how it ended', async () => {
    const { activities, asked } = watched();
    const { caseId, rowOf, order } = await planted();
    expect(await activities.refund({ caseId, seq: 4, command: REFUND })).toEqual({ state: 'done' });
    expect(await rowOf(4)).toMatchObject({
      ...{ kind: 'refund', state: 'done', amount_cents: 1_000, attempts: 1, refusal: null, trouble: null },
      asked: { ...REFUND, shop: 'main', orderId: order.orderId, customerId: order.customerId },
      reference: expect.stringMatching(/^R-/) as string,
    });
    expect(asked).toEqual(['perform']);
  });

  it('that has ended is not asked again', async () => {
    const { activities, asked } = watched();
    const { caseId, refundedCents } = await planted();
    await activities.refund({ caseId, seq: 4, command: REFUND });
    expect(await activities.refund({ caseId, seq: 4, command: REFUND })).toEqual({ state: 'done' });
    const tooMuch: OrderCommand = { kind: 'refund', lines: [{ line: 1, amountCents: 9_999 }] };
    const refused = { state: 'refused', code: 'insufficient_amount' };
    expect(await activities.refund({ caseId, seq: 5, command: tooMuch })).toEqual(refused);
    expect(await activities.refund({ caseId, seq: 5, command: tooMuch })).toEqual(refused);
    expect(asked).toEqual(['perform', 'perform']);
    expect(await refundedCents()).toBe(1_000);
  });

  it('does not take the number of another', async () => {
    const { activities, asked } = watched();
    const { caseId } = await planted();
    await activities.refund({ caseId, seq: 4, command: REFUND });
    const other: OrderCommand = { kind: 'refund', lines: [{ line: 1, amountCents: 1_001 }] };
    expect(await activities.refund({ caseId, seq: 4, command: other })).toEqual({
      ...{ state: 'refused', code: 'key_reused' },
    });
    expect(asked).toEqual(['perform']);
  });

  it('whose answer was lost is asked about, and not paid again', async () => {
    const { caseId, rowOf, refundedCents } = await planted();
    const losing = watched({
      async perform(key, command) {
        await system.perform(key, command);
        return { state: 'unknown', code: 'timeout' };
      },
    });
    const failure = await failureOf(losing.activities.refund({ caseId, seq: 4, command: REFUND }));
    expect(failure).toMatchObject(retryable('timeout'));
    expect(await rowOf(4)).toMatchObject({ state: 'sent', trouble: 'timeout', settled_at: null });

    const { activities, asked } = watched();
    expect(await activities.refund({ caseId, seq: 4, command: REFUND })).toEqual({ state: 'done' });
    expect(asked).toEqual(['askAbout']);
    expect(await rowOf(4)).toMatchObject({ state: 'done', attempts: 2 });
    expect(await refundedCents()).toBe(1_000);
  });

  it('that was recorded as sent by a worker that died is asked about, and sent when it never arrived', async () => {
    const { caseId, refundedCents } = await planted();
    const dying = watched({ perform: () => Promise.reject(new Error('killed')) });
    await expect(dying.activities.refund({ caseId, seq: 4, command: REFUND })).rejects.toThrow('Error');
    const { activities, asked } = watched();
    expect(await activities.refund({ caseId, seq: 4, command: REFUND })).toEqual({ state: 'done' });
    expect(asked).toEqual(['askAbout', 'perform']);
    expect(await refundedCents()).toBe(1_000);
  });

  it('is not sent while it cannot be asked what became of it', async () => {
    const { caseId } = await planted();
    const lost = watched({ perform: () => Promise.resolve({ state: 'unknown', code: 'connection_lost' }) });
    await failureOf(lost.activities.refund({ caseId, seq: 4, command: REFUND }));
    const silent = watched({ askAbout: () => Promise.resolve({ state: 'unknown', code: 'timeout' }) });
    const failure = await failureOf(silent.activities.refund({ caseId, seq: 4, command: REFUND }));
    expect(failure).toMatchObject(retryable('timeout'));
    expect(silent.asked).toEqual(['askAbout']);
  });

  it('that is to come later is tried again as late as the other side asks', async () => {
    const { caseId } = await planted();
    const busy = watched({ perform: () => Promise.resolve({ state: 'not-now', code: 'busy', retryAfterMs: 9_000 }) });
    const failure = await failureOf(busy.activities.refund({ caseId, seq: 4, command: REFUND }));
    expect(failure).toMatchObject({ ...retryable('busy'), nextRetryDelay: 9_000 });
  });

  it('run by two workers at once is carried out once', async () => {
    const { activities } = watched();
    const { caseId, refundedCents } = await planted();
    const both = Array.from({ length: 4 }, () => activities.refund({ caseId, seq: 4, command: REFUND }));
    expect(new Set((await Promise.all(both)).map(({ state }) => state))).toEqual(new Set(['done']));
    expect(await refundedCents()).toBe(1_000);
  });
});

it('every purpose has its activity', async () => {
  const { activities } = watched();
  const { caseId } = await planted();
  const goods = [{ line: 1, quantity: 1 }];
  const run = (name: Exclude<keyof typeof activities, 'lookUpOrder'>, seq: number, command: OrderCommand) =>
    activities[name]({ caseId, seq, command });
  const done = { state: 'done' };
  expect(await run('createReplacement', 1, { kind: 'replacement', lines: goods })).toEqual(done);
  expect(await run('createRepairOrder', 2, { kind: 'repair', lines: goods })).toEqual(done);
  expect(await run('issueCoupon', 3, { kind: 'coupon', amountCents: 500 })).toEqual(done);
  expect(await run('issuePoints', 4, { kind: 'points', points: 100 })).toEqual(done);
  expect(await run('createReturnLabel', 5, { kind: 'label', lines: goods, freight: 'shop' })).toEqual(done);
  expect(await run('undoCommand', 6, { kind: 'undo', of: `${caseId}:3` })).toEqual(done);
  const tooLate = { state: 'refused', code: 'already_shipped' };
  expect(await run('cancelOrder', 7, { kind: 'cancel', amountCents: 8_500 })).toEqual(tooLate);
});

it('a replacement is of the article that the customer wants instead', async () => {
  const { activities } = watched();
  const { caseId, order } = await planted();
  const itemId = order.lines[0]?.itemId;
  await database.db('order_wishes').insert({ case_id: caseId, line: 2, item_id: itemId });
  const command: OrderCommand = { kind: 'replacement', lines: [{ line: 2, quantity: 1 }] };
  expect(await activities.createReplacement({ caseId, seq: 1, command })).toEqual({ state: 'done' });
  const sent: unknown = await database
    .db('reference_orders.parcels')
    .where({ key: `${caseId}:1` })
    .first('item_id');
  expect(sent).toEqual({ item_id: itemId });
});

describe('an order', () => {
  it('comes without ids and names', async () => {
    const { activities } = watched();
    const { caseId, order } = await planted();
    const found = await activities.lookUpOrder({ caseId });
    expect(found).toMatchObject({
      state: 'found',
      order: { status: 'signed', lines: [{ line: 1, paidCents: 5_990, available: 3 }, {}], payments: [{}, {}] },
    });
    const text = JSON.stringify(found);
    const words = [order.orderId, order.customerId, ...order.lines.flatMap((l) => [l.itemId, l.productId, l.name])];
    expect(words.filter((word) => text.includes(word))).toEqual([]);
  });

  it('that cannot be read now is tried again', async () => {
    const { activities } = watched({ lookUp: () => Promise.resolve({ state: 'unknown', code: 'unreadable_answer' }) });
    const { caseId } = await planted();
    const failure = await failureOf(activities.lookUpOrder({ caseId }));
    expect(failure).toMatchObject(retryable('unreadable_answer'));
  });

  it('that the shop does not know is refused', async () => {
    const { activities } = watched();
    const caseId = await plantOrderCase(database.db, { orderId: 'none', customerId: null });
    expect(await activities.lookUpOrder({ caseId })).toEqual({ state: 'refused', code: 'unknown_order' });
  });
});

describe('nothing is asked', () => {
  const coupon: OrderCommand = { kind: 'coupon', amountCents: 100 };

  it('about a case without an order, or for a customer whom the shop did not name', async () => {
    const { activities, asked } = watched();
    const caseId = await plantOrderCase(database.db, { orderId: null, customerId: null });
    expect(await activities.lookUpOrder({ caseId })).toEqual({ state: 'refused', code: 'no_order' });
    const refund = await activities.refund({ caseId, seq: 1, command: REFUND });
    expect(refund).toEqual({ state: 'refused', code: 'no_order' });
    const issued = await activities.issueCoupon({ caseId, seq: 2, command: coupon });
    expect(issued).toEqual({ state: 'refused', code: 'no_customer' });
    expect(asked).toEqual([]);
  });

  it('without an order system; but what one may have done is not told as refused', async () => {
    const none = createOrderSystemActivities(database.db, undefined);
    const { caseId } = await planted();
    const refused = { state: 'refused', code: 'no_order_system' };
    expect(await none.lookUpOrder({ caseId })).toEqual(refused);
    expect(await none.issueCoupon({ caseId, seq: 1, command: coupon })).toEqual(refused);
    const lost = watched({ perform: () => Promise.resolve({ state: 'unknown', code: 'timeout' }) });
    await failureOf(lost.activities.issueCoupon({ caseId, seq: 2, command: coupon }));
    const failure = await failureOf(none.issueCoupon({ caseId, seq: 2, command: coupon }));
    expect(failure).toMatchObject(retryable('unreachable'));
  });
});
