import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FaultRates } from '../../cli/order-system/faults.ts';
import { openReferenceOrderSystem, type ReferenceOrderSystem } from '../../cli/order-system/index.ts';
import type { OrderDocument } from '../../cli/order-system/orders.ts';
import type { OrderCommand } from '../../domain/order-commands.ts';
import { createHttpOrderSystem } from '../../order-system/http-connector.ts';
import type { OrderSystem } from '../../order-system/port.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { exampleOrder, SECRET } from '../support/order-system.ts';

let database: TestDatabase;
let reference: ReferenceOrderSystem;
let system: OrderSystem;

beforeAll(async () => {
  database = await createTestDatabase();
  reference = await openReferenceOrderSystem({ databaseUrl: database.url, port: 0, secret: SECRET });
  system = createHttpOrderSystem({ url: reference.url, secret: SECRET, timeoutMs: 500 });
});
afterAll(async () => {
  await reference.close();
  await database.drop();
});

let seq = 0;
const nextKey = (): string => `CS-20261123-000001:${(seq += 1)}`;
const done = { state: 'done', reference: expect.stringMatching(/^R-\d+$/) as string };
const refused = (code: string) => ({ state: 'refused', code });

async function seeded(changes: Partial<OrderDocument> = {}) {
  const order = exampleOrder(changes);
  await reference.putOrder('main', order);
  const { orderId, customerId } = order;
  const ask = (command: OrderCommand, key = nextKey()) =>
    system.perform(key, { shop: 'main', orderId, customerId, ...command });
  const now = () => reference.readOrder({ shop: 'main', orderId });
  return { order, orderId, ask, now };
}
const refund = (...lines: readonly (readonly [number, number])[]): OrderCommand => ({
  kind: 'refund',
  lines: lines.map(([line, amountCents]) => ({ line, amountCents })),
});
const goods = (kind: 'replacement' | 'repair', line: number, quantity = 1): OrderCommand => ({
  kind,
  lines: [{ line, quantity }],
});
const label: OrderCommand = { kind: 'label', lines: [{ line: 2, quantity: 1 }], freight: 'shop' };
const putFaults = (faults: FaultRates) =>
  fetch(`${reference.url}/faults`, { method: 'PUT', body: JSON.stringify(faults) });

describe('a refund', () => {
  it('is paid back line by line and the way it was paid, to the last cent and no further', async () => {
    const { ask, now, orderId } = await seeded();
    expect(await ask(refund([1, 1_200], [0, 500]))).toEqual(done);
    expect(await now()).toMatchObject({
      freight: { refundedCents: 500 },
      lines: [{ refundedCents: 1_200 }, { refundedCents: 0 }],
      payments: [{ refundedCents: 1_000 }, { refundedCents: 700 }],
    });
    expect(await ask(refund([1, 4_791]))).toEqual(refused('insufficient_amount'));
    expect(await ask(refund([2, 10], [1, 4_791]))).toEqual(refused('insufficient_amount'));
    expect(await ask(refund([3, 1]))).toEqual(refused('unknown_line'));
    expect(await ask(refund([1, 4_790], [2, 2_010]))).toEqual(done);
    expect(await ask(refund([2, 1]))).toEqual(refused('insufficient_amount'));
    expect(await reference.refundedByOrder('main')).toContainEqual({ orderId, refundedCents: 8_500, commands: 2 });
  });

  it('under one key is paid once, however often and however much at once it is asked for', async () => {
    const { ask, now } = await seeded();
    const key = nextKey();
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(refund([1, 1_000]), key)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toEqual(done);
    expect(await now()).toMatchObject({ lines: [{ refundedCents: 1_000 }, {}] });
    expect(await ask(refund([1, 1_001]), key)).toEqual(refused('key_reused'));
    expect(await system.askAbout(key)).toEqual(answers[0]);
  });

  it('of two orders at once is never more than was paid', async () => {
    const { ask, now } = await seeded();
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask(refund([1, 2_000]))));
    expect(answers.filter(({ state }) => state === 'done')).toHaveLength(2);
    expect(await now()).toMatchObject({ lines: [{ refundedCents: 4_000 }, {}] });
  });
});

describe('a cancellation', () => {
  it('pays back all that is left, which has to be what was approved, and happens once', async () => {
    const { ask, now } = await seeded({ status: 'paid' });
    await ask(refund([2, 2_010]));
    expect(await ask({ kind: 'cancel', amountCents: 8_500 })).toEqual(refused('amount_differs'));
    expect(await ask({ kind: 'cancel', amountCents: 6_490 })).toEqual(done);
    expect(await now()).toMatchObject({ status: 'cancelled', payments: [{}, { refundedCents: 7_500 }] });
    expect(await ask({ kind: 'cancel', amountCents: 0 })).toEqual(refused('already_cancelled'));
  });

  it('comes too late once the order has left', async () => {
    const { ask } = await seeded();
    expect(await ask({ kind: 'cancel', amountCents: 8_500 })).toEqual(refused('already_shipped'));
  });
});

describe('goods', () => {
  it('are sent again as long as there are some', async () => {
    const { ask, now, orderId, order } = await seeded();
    expect(await ask(goods('replacement', 1, 2))).toEqual(done);
    expect(await now()).toMatchObject({ lines: [{ available: 1 }, { available: 0 }] });
    expect(await ask(goods('replacement', 1, 2))).toEqual(refused('out_of_stock'));
    expect(await ask(goods('replacement', 2))).toEqual(refused('out_of_stock'));
    expect(await ask(goods('replacement', 1, 3))).toEqual(refused('invalid'));
    const wish = (itemId: string) =>
      system.perform(nextKey(), {
        ...{ kind: 'replacement', shop: 'main', orderId, lines: [{ line: 2, quantity: 1 }] },
        instead: [{ line: 2, itemId }],
      });
    expect(await wish('no such article')).toEqual(refused('unknown_item'));
    expect(await wish(order.lines[0]?.itemId ?? '')).toEqual(done);
    expect(await now()).toMatchObject({ lines: [{ available: 0 }, { available: 0 }] });
  });

  it('are repaired or come back with a label, once they have been sent', async () => {
    const { ask } = await seeded();
    expect(await ask(goods('repair', 2))).toEqual(done);
    expect(await ask(label)).toEqual(done);
    const early = await seeded({ status: 'packed' });
    expect(await early.ask(label)).toEqual(refused('not_shipped'));
    expect(await early.ask(goods('repair', 1))).toEqual(refused('not_shipped'));
  });
});

describe('what was done is undone', () => {
  const gifts: readonly OrderCommand[] = [
    { kind: 'coupon', amountCents: 500 },
    { kind: 'points', points: 200 },
    goods('replacement', 1),
    goods('repair', 1),
    label,
  ];

  it.each(gifts)('$kind, as often as it is asked', async (command) => {
    const { ask, now } = await seeded();
    const of = nextKey();
    expect(await ask(command, of)).toEqual(done);
    expect(await ask({ kind: 'undo', of })).toEqual(done);
    expect(await ask({ kind: 'undo', of })).toEqual(done);
    expect(await now()).toMatchObject({ lines: [{ available: 3 }, {}] });
  });

  it.each(gifts)('$kind, but not after it was used', async (command) => {
    const { ask } = await seeded();
    const of = nextKey();
    await ask(command, of);
    const tables = { coupon: 'coupons', points: 'points' } as Record<string, string>;
    await database
      .db(`reference_orders.${tables[command.kind] ?? 'parcels'}`)
      .where({ key: of })
      .update({ used: true });
    expect(await ask({ kind: 'undo', of })).toEqual(refused('already_used'));
  });

  it('also when it was refused, or has not arrived yet: then it is refused when it does', async () => {
    const { ask } = await seeded();
    const [refusedKey, early] = [nextKey(), nextKey()];
    await ask(goods('replacement', 2), refusedKey);
    expect(await ask({ kind: 'undo', of: refusedKey })).toEqual(done);
    expect(await ask({ kind: 'undo', of: early })).toEqual(done);
    expect(await ask(refund([1, 100]), early)).toEqual(refused('undone'));
    expect(await system.askAbout(early)).toEqual(refused('undone'));
  });

  it('but money that has left does not come back', async () => {
    const { ask } = await seeded();
    const of = nextKey();
    await ask(refund([1, 100]), of);
    expect(await ask({ kind: 'undo', of })).toEqual(refused('no_undo'));
  });
});

it('an unknown order or customer is refused', async () => {
  const ask = (command: OrderCommand) =>
    system.perform(nextKey(), { shop: 'main', orderId: 'none', customerId: 'nobody', ...command });
  expect(await ask(refund([1, 1]))).toEqual(refused('unknown_order'));
  expect(await ask({ kind: 'cancel', amountCents: 0 })).toEqual(refused('unknown_order'));
  expect(await ask({ kind: 'coupon', amountCents: 1 })).toEqual(refused('unknown_customer'));
  expect(await system.lookUp({ shop: 'main', orderId: 'none' })).toEqual(refused('unknown_order'));
});

it('a request that was not signed with the secret does nothing', async () => {
  const { orderId, now } = await seeded();
  const other = `whsec_${Buffer.from('a secret of somebody else').toString('base64')}`;
  const stranger = createHttpOrderSystem({ url: reference.url, secret: other });
  const key = nextKey();
  const body = { kind: 'refund', shop: 'main', orderId, lines: [{ line: 1, amountCents: 1 }] } as const;
  const outcome = { state: 'not-now', code: 'signature_refused' };
  expect(await stranger.perform(key, body)).toEqual(outcome);
  expect(await stranger.lookUp({ shop: 'main', orderId })).toEqual(outcome);
  expect(await system.askAbout(key)).toEqual({ state: 'never-seen' });
  expect(await now()).toMatchObject({ lines: [{ refundedCents: 0 }, {}] });
});

it('an order put by hand has sums that agree, and stays once something was done on it', async () => {
  const put = (order: OrderDocument) =>
    fetch(`${reference.url}/orders/${encodeURIComponent(order.orderId)}?shop=main`, {
      method: 'PUT',
      body: JSON.stringify(order),
    });
  const order = exampleOrder();
  expect((await put({ ...order, payments: [] })).status).toBe(422);
  expect((await put(order)).status).toBe(204);
  expect((await put(order)).status).toBe(204);
  await system.perform(nextKey(), { shop: 'main', orderId: order.orderId, ...refund([1, 1]) });
  expect((await put(order)).status).toBe(422);
});

describe('told to misbehave, it', () => {
  it.each([
    [{ fail: 1 }, { state: 'unknown', code: 'server_failed' }, 0],
    [{ lose: 1 }, { state: 'unknown', code: 'connection_lost' }, 100],
    [{ twice: 1 }, done, 100],
  ] as const)('does %j', async (faults, outcome, refundedCents) => {
    const { ask, now } = await seeded();
    await putFaults(faults);
    expect(await ask(refund([1, 100]))).toEqual(outcome);
    await putFaults({});
    expect(await now()).toMatchObject({ lines: [{ refundedCents }, {}] });
  });

  it('hangs, with the command done or not', async () => {
    await putFaults({ hang: 1 });
    const orders = await Promise.all(Array.from({ length: 8 }, () => seeded()));
    const outcomes = await Promise.all(orders.map(({ ask }) => ask(refund([1, 100]))));
    await putFaults({});
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome)))).toEqual(
      new Set([JSON.stringify({ state: 'unknown', code: 'timeout' })]),
    );
    const sums = await Promise.all(orders.map(async ({ now }) => (await now())?.lines[0]?.refundedCents));
    expect(new Set(sums)).toEqual(new Set([0, 100]));
  });

  it('refuses rates that are more than all', async () => {
    expect((await putFaults({ fail: 0.6, lose: 0.6 })).status).toBe(422);
  });
});
