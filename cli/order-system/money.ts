import type { Knex } from 'knex';
import type { LineAmount } from '../../domain/order-commands.ts';
import type { Command } from '../../order-system/port.ts';
import type { OrderKey } from './orders.ts';
import { Refusal } from './refusal.ts';

type CommandOf<K extends Command['kind']> = Extract<Command, { readonly kind: K }>;

interface OrderRow {
  readonly status: string;
}

/**
 * The order that a command names, locked: of two commands the second sees what the first has left.
 * @throws Refusal unknown_order
 */
export async function lockOrder(
  trx: Knex,
  { shop, orderId }: { readonly shop: string; readonly orderId?: string },
): Promise<OrderKey & OrderRow> {
  const row =
    orderId === undefined
      ? undefined
      : await trx('reference_orders.orders')
          .where({ shop, order_id: orderId })
          .forUpdate()
          .first<OrderRow | undefined>('status');
  if (!row || orderId === undefined) throw new Refusal('unknown_order');
  return { shop, orderId, status: row.status };
}

/** Pays back, line by line, never more than is left of what was paid for each. */
export async function refund(trx: Knex, key: string, command: CommandOf<'refund'>): Promise<void> {
  await payBack(trx, key, await lockOrder(trx, command), command.lines);
}

/** Stops an order that has not left yet, and pays back all of it. */
export async function cancel(trx: Knex, key: string, command: CommandOf<'cancel'>): Promise<void> {
  const order = await lockOrder(trx, command);
  if (order.status === 'cancelled') throw new Refusal('already_cancelled');
  if (order.status === 'shipped' || order.status === 'signed') throw new Refusal('already_shipped');
  const left = await linesLeft(trx, order);
  const all = left.reduce((sum, { amountCents }) => sum + amountCents, 0);
  if (all !== command.amountCents) throw new Refusal('amount_differs');
  await payBack(
    trx,
    key,
    order,
    left.filter(({ amountCents }) => amountCents > 0),
  );
  await trx('reference_orders.orders')
    .where({ shop: order.shop, order_id: order.orderId })
    .update({ status: 'cancelled', cancelled_at: trx.fn.now() });
}

const linesLeft = (trx: Knex, { shop, orderId }: OrderKey): Promise<LineAmount[]> =>
  trx('reference_orders.lines')
    .where({ shop, order_id: orderId })
    .select<LineAmount[]>('line', trx.raw('paid_cents - refunded_cents as "amountCents"'));

async function payBack(trx: Knex, key: string, order: OrderKey, lines: readonly LineAmount[]): Promise<void> {
  const left = new Map((await linesLeft(trx, order)).map(({ line, amountCents }) => [line, amountCents]));
  for (const { line, amountCents } of lines) {
    const most = left.get(line);
    if (most === undefined) throw new Refusal('unknown_line');
    if (amountCents > most) throw new Refusal('insufficient_amount');
    const where = { shop: order.shop, order_id: order.orderId, line };
    await trx('reference_orders.lines').where(where).increment('refunded_cents', amountCents);
    await trx('reference_orders.refunds').insert({ key, ...where, amount_cents: amountCents });
  }
  await returnPayments(
    trx,
    order,
    lines.reduce((sum, { amountCents }) => sum + amountCents, 0),
  );
}

/** The way it was paid, first payment first. */
async function returnPayments(trx: Knex, { shop, orderId }: OrderKey, amountCents: number): Promise<void> {
  const payments = await trx('reference_orders.payments')
    .where({ shop, order_id: orderId })
    .orderBy('position')
    .select<{ position: number; left: number }[]>('position', trx.raw('amount_cents - refunded_cents as left'));
  let rest = amountCents;
  for (const { position, left } of payments) {
    const part = Math.min(rest, left);
    rest -= part;
    await trx('reference_orders.payments')
      .where({ shop, order_id: orderId, position })
      .increment('refunded_cents', part);
  }
  if (rest > 0) throw new Refusal('insufficient_amount');
}
