import type { Knex } from 'knex';
import type { LineQuantity } from '../../domain/order-commands.ts';
import type { Command } from '../../order-system/port.ts';
import { lockOrder } from './money.ts';
import type { OrderKey } from './orders.ts';
import { Refusal } from './refusal.ts';

type CommandOf<K extends Command['kind']> = Extract<Command, { readonly kind: K }>;

/** Sends goods again, takes them for repair, or makes a label for those that come back. */
export async function sendGoods(
  trx: Knex,
  key: string,
  command: CommandOf<'replacement' | 'repair' | 'label'>,
): Promise<void> {
  const order = await lockOrder(trx, command);
  if (order.status === 'cancelled') throw new Refusal('already_cancelled');
  if (order.status !== 'shipped' && order.status !== 'signed') throw new Refusal('not_shipped');
  for (const goods of command.lines) {
    const ordered = await orderedItem(trx, order, goods);
    const instead = command.instead?.find(({ line }) => line === goods.line)?.itemId;
    const itemId = command.kind === 'replacement' ? (instead ?? ordered) : ordered;
    if (command.kind === 'replacement') await takeFromStock(trx, order.shop, itemId, goods.quantity);
    await trx('reference_orders.parcels').insert({
      ...{ key, line: goods.line, kind: command.kind, shop: order.shop, order_id: order.orderId },
      ...{ item_id: itemId, quantity: goods.quantity, freight: command.kind === 'label' ? command.freight : null },
    });
  }
}

async function orderedItem(trx: Knex, { shop, orderId }: OrderKey, { line, quantity }: LineQuantity): Promise<string> {
  const row = await trx('reference_orders.lines')
    .where({ shop, order_id: orderId, line })
    .first<{ itemId: string | null; quantity: number } | undefined>({ itemId: 'item_id', quantity: 'quantity' });
  if (!row?.itemId) throw new Refusal('unknown_line');
  if (quantity > row.quantity) throw new Refusal('invalid');
  return row.itemId;
}

async function takeFromStock(trx: Knex, shop: string, itemId: string, quantity: number): Promise<void> {
  const item = await trx('reference_orders.items')
    .where({ shop, item_id: itemId })
    .forUpdate()
    .first<{ stock: number | null } | undefined>('stock');
  if (!item) throw new Refusal('unknown_item');
  if (item.stock !== null && item.stock < quantity) throw new Refusal('out_of_stock');
  await trx('reference_orders.items').where({ shop, item_id: itemId }).decrement('stock', quantity);
}

export async function giveCoupon(trx: Knex, key: string, command: CommandOf<'coupon'>): Promise<void> {
  const to = await customerOf(trx, command);
  await trx('reference_orders.coupons').insert({ key, ...to, amount_cents: command.amountCents });
}

export async function givePoints(trx: Knex, key: string, command: CommandOf<'points'>): Promise<void> {
  const to = await customerOf(trx, command);
  await trx('reference_orders.points').insert({ key, ...to, points: command.points });
}

/** A customer is whoever has ordered. */
async function customerOf(trx: Knex, { shop, customerId }: Command): Promise<{ shop: string; customer_id: string }> {
  if (customerId === undefined) throw new Refusal('unknown_customer');
  const customer = { shop, customer_id: customerId };
  const orders = await trx('reference_orders.orders').where(customer).limit(1).select('order_id');
  if (orders.length === 0) throw new Refusal('unknown_customer');
  return customer;
}

/** Takes back what a key has given, as long as nothing of it was used. */
export async function undoGoods(trx: Knex, key: string): Promise<void> {
  for (const name of ['coupons', 'points', 'parcels']) {
    const rows = await trx(`reference_orders.${name}`).where({ key }).forUpdate().select<{ used: boolean }[]>('used');
    if (rows.some(({ used }) => used)) throw new Refusal('already_used');
  }
  const replaced = await trx('reference_orders.parcels')
    .where({ key, kind: 'replacement', taken_back: false })
    .select<{ shop: string; item_id: string; quantity: number }[]>('shop', 'item_id', 'quantity');
  for (const { shop, item_id, quantity } of replaced) {
    await trx('reference_orders.items').where({ shop, item_id }).increment('stock', quantity);
  }
  for (const name of ['coupons', 'points', 'parcels']) {
    await trx(`reference_orders.${name}`).where({ key }).update({ taken_back: true });
  }
}
