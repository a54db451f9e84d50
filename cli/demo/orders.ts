/** The order system of the demo's shop, while the demo runs. */
import { setTimeout as sleep } from 'node:timers/promises';
import { openReferenceOrderSystem, type ReferenceOrderSystem } from '../order-system/index.ts';
import type { Instance } from './instance.ts';
import type { AfterSalesRequest } from './requests.ts';
import { SHOP } from './sample.ts';

/** Null where the instance asks another order system, or none. */
export async function openOrders(instance: Instance): Promise<ReferenceOrderSystem | null> {
  const { orderSystem } = instance;
  const url = await databaseOf(instance);
  if (!orderSystem || url === undefined) return null;
  const { hostname, port } = new URL(orderSystem.url);
  if (hostname !== '127.0.0.1' && hostname !== 'localhost') return null;
  return openReferenceOrderSystem({ databaseUrl: url, port: Number(port), secret: orderSystem.secret });
}

/** An instance of the demo's own serves a moment before it has written down where its tables are. */
async function databaseOf(instance: Instance): Promise<string | undefined> {
  const until = Date.now() + (instance.own ? KNOWN_WITHIN_MS : 0);
  while (instance.databaseUrl() === undefined && Date.now() < until) await sleep(100);
  return instance.databaseUrl();
}
const KNOWN_WITHIN_MS = 20_000;

/** Keeps the orders of a run; those of a run that goes on are there already, with what was paid back. */
export async function keepOrders(orders: ReferenceOrderSystem, requests: readonly AfterSalesRequest[]): Promise<void> {
  for (const { order } of requests) {
    if (!(await orders.readOrder({ shop: SHOP, orderId: order.orderId }))) await orders.putOrder(SHOP, order);
  }
}

/** What was paid back on the orders of a run. */
export async function paidBack(orders: ReferenceOrderSystem, run: string): Promise<{ refunds: number; cents: number }> {
  const paid = (await orders.refundedByOrder(SHOP)).filter(({ orderId }) => orderId.startsWith(`DM-${run}-`));
  return paid.reduce(
    (sum, { commands, refundedCents }) => ({
      refunds: sum.refunds + commands,
      cents: sum.cents + refundedCents,
    }),
    { refunds: 0, cents: 0 },
  );
}
