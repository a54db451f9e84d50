import type { Knex } from 'knex';
import { z } from 'zod';
import { OrderBody } from '../../order-system/wire.ts';

/** An order as docs/order-system.md shows it. */
export type OrderDocument = z.input<typeof OrderBody>;

export interface OrderKey {
  readonly shop: string;
  readonly orderId: string;
}

interface LineRow {
  readonly line: number;
  readonly paidCents: number;
  readonly refundedCents: number;
  readonly available: number | null;
  readonly facts: object;
}

const tables = (trx: Knex) => (name: string) => trx(`reference_orders.${name}`);

/** What cannot be kept as it was given. */
export class NotAnOrder extends Error {}

/**
 * Keeps an order as it is given, in the place of one that nothing was done to yet.
 * @throws NotAnOrder
 */
export async function putOrder(db: Knex, shop: string, given: unknown): Promise<void> {
  const parsed = OrderBody.safeParse(given);
  if (!parsed.success) throw new NotAnOrder(z.prettifyError(parsed.error));
  const order = given as OrderDocument;
  checkSums(order);
  await db.transaction(async (trx) => {
    const table = tables(trx);
    const key = { shop, order_id: order.orderId };
    for (const name of ['payments', 'lines', 'orders']) {
      await table(name)
        .where(key)
        .delete()
        .catch((error: unknown) => {
          throw isForeignKey(error) ? new NotAnOrder('commands were carried out on this order') : error;
        });
    }
    await insertOrder(table, shop, order);
  });
}

const isForeignKey = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '23503';

/** Otherwise a cancellation could not pay back the way it was paid. */
function checkSums({ lines, freight, payments }: OrderDocument): void {
  const sum = (parts: readonly { paid: number; refunded: number }[]) =>
    parts.reduce((one, next) => ({ paid: one.paid + next.paid, refunded: one.refunded + next.refunded }), NOTHING);
  const owed = sum([...lines, freight].map((line) => ({ paid: line.paidCents, refunded: line.refundedCents })));
  const paid = sum(payments.map(({ amountCents, refundedCents }) => ({ paid: amountCents, refunded: refundedCents })));
  if (owed.paid !== paid.paid || owed.refunded !== paid.refunded) {
    throw new NotAnOrder('lines and freight together differ from the payments');
  }
}
const NOTHING = { paid: 0, refunded: 0 };

async function insertOrder(table: ReturnType<typeof tables>, shop: string, order: OrderDocument): Promise<void> {
  const { orderId, customerId, status, freight, lines, payments, cancelledAt, ...instants } = order;
  const key = { shop, order_id: orderId };
  await table('orders').insert({
    ...{ ...key, customer_id: customerId, status, cancelled_at: cancelledAt ?? null },
    facts: JSON.stringify(instants),
  });
  const kept = lines.map(({ line, paidCents, refundedCents, available, ...facts }) => ({
    row: {
      ...{ ...key, line, item_id: facts.itemId, quantity: facts.quantity, facts: JSON.stringify(facts) },
      ...{ paid_cents: paidCents, refunded_cents: refundedCents },
    },
    item: { shop, item_id: facts.itemId, stock: available ?? null },
  }));
  for (const { item } of kept) await table('items').insert(item).onConflict(['shop', 'item_id']).merge();
  await table('lines').insert([
    ...kept.map(({ row }) => row),
    {
      ...{ ...key, line: 0, item_id: null, quantity: 1, facts: '{}' },
      ...{ paid_cents: freight.paidCents, refunded_cents: freight.refundedCents },
    },
  ]);
  const paid = payments.map(({ method, amountCents, refundedCents }, position) => ({
    ...{ ...key, position, method, amount_cents: amountCents, refunded_cents: refundedCents },
  }));
  if (paid.length > 0) await table('payments').insert(paid);
}

/** An order as it is now. Undefined when there is none. */
export async function readOrder(db: Knex, { shop, orderId }: OrderKey): Promise<OrderDocument | undefined> {
  const key = { shop, order_id: orderId };
  const table = tables(db);
  const order = await table('orders')
    .where(key)
    .first<
      { customerId: string; status: OrderDocument['status']; facts: object; cancelledAt: Date | null } | undefined
    >({ customerId: 'customer_id', status: 'status', facts: 'facts', cancelledAt: 'cancelled_at' });
  if (!order) return undefined;
  const { rows } = await db.raw<{ rows: LineRow[] }>(
    `select l.line, l.paid_cents as "paidCents", l.refunded_cents as "refundedCents", i.stock as available, l.facts
     from reference_orders.lines l left join reference_orders.items i using (shop, item_id)
     where l.shop = :shop and l.order_id = :orderId order by l.line`,
    { shop, orderId },
  );
  const payments = await table('payments').where(key).orderBy('position').select<OrderDocument['payments']>({
    method: 'method',
    amountCents: 'amount_cents',
    refundedCents: 'refunded_cents',
  });
  const [freight, ...lines] = rows.map(({ facts, ...row }) => ({ ...facts, ...row }));
  return {
    ...{ orderId, customerId: order.customerId, status: order.status, ...order.facts },
    cancelledAt: order.cancelledAt?.toISOString() ?? null,
    freight: { paidCents: freight?.paidCents ?? 0, refundedCents: freight?.refundedCents ?? 0 },
    lines,
    payments,
  } as OrderDocument;
}
