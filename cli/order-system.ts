/** `npm run order-system`: the reference order system by hand, with a few orders of its own in the shop `demo`. */
import { explain } from './explain.ts';
import { EXAMPLE_ORDERS } from './order-system/examples.ts';
import { openReferenceOrderSystem } from './order-system/index.ts';

const SHOP = 'demo';
const DEFAULT_URL = 'http://127.0.0.1:3100';

/** Reads the settings of the service that will ask: its database, and where and how it asks. */
async function main(): Promise<void> {
  const { DATABASE_URL: databaseUrl, ORDER_SYSTEM_URL: given, ORDER_SYSTEM_SECRET: secret } = process.env;
  if (!databaseUrl) throw new Error('DATABASE_URL is not set: the database for its schema reference_orders');
  if (!secret) throw new Error('ORDER_SYSTEM_SECRET is not set: the secret that signs requests');
  const port = Number(new URL(given ?? DEFAULT_URL).port || '80');
  const system = await openReferenceOrderSystem({ databaseUrl, port, secret });
  for (const order of EXAMPLE_ORDERS) {
    if (!(await system.readOrder({ shop: SHOP, orderId: order.orderId }))) await system.putOrder(SHOP, order);
  }
  console.log(`The reference order system listens at ${system.url}, with ${EXAMPLE_ORDERS.length} orders of its own.`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void system.close());
  }
}

main().catch((error: unknown) => {
  console.error(explain(error));
  process.exitCode = 1;
});
