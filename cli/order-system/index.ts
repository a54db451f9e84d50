import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openDatabase } from '../../store/db.ts';
import { createOrderSystemApp } from './app.ts';
import type { FaultRates } from './faults.ts';
import { type OrderDocument, putOrder, readOrder, type OrderKey } from './orders.ts';
import { createTables } from './tables.ts';

/** A reference order system that runs. */
export interface ReferenceOrderSystem {
  /** Base of its addresses: a setting ORDER_SYSTEM_URL. */
  readonly url: string;
  /** @throws NotAnOrder */
  putOrder(shop: string, order: OrderDocument): Promise<void>;
  readOrder(order: OrderKey): Promise<OrderDocument | undefined>;
  /** What was paid back, by order, in cents, and by how many commands. */
  refundedByOrder(shop: string): Promise<readonly RefundedOrder[]>;
  /** Cuts off what is still open. The tables stay. */
  close(): Promise<void>;
}

interface RefundedOrder {
  readonly orderId: string;
  readonly refundedCents: number;
  readonly commands: number;
}

interface Settings {
  /** Its tables are in the schema `reference_orders`, made where they are missing. */
  readonly databaseUrl: string;
  /** Of 127.0.0.1; 0: any free one. */
  readonly port: number;
  /** `whsec_` and base64. */
  readonly secret: string;
  /** None unless told. */
  readonly faults?: FaultRates;
}

/** Starts the order system of a shop that exists nowhere else: for the demo, for tests, and to build one's own by. */
export async function openReferenceOrderSystem(settings: Settings): Promise<ReferenceOrderSystem> {
  const { databaseUrl, port, secret, faults = {} } = settings;
  const db = openDatabase(databaseUrl, { applicationName: 'reference-order-system', max: 10 });
  try {
    await createTables(db);
    const server = createServer(createOrderSystemApp({ db, secret, faults }));
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      putOrder: (shop, order) => putOrder(db, shop, order),
      readOrder: (order) => readOrder(db, order),
      refundedByOrder: (shop) =>
        db('reference_orders.refunded_by_order')
          .where({ shop })
          .orderBy('order_id')
          .select<RefundedOrder[]>({ orderId: 'order_id', refundedCents: 'refunded_cents', commands: 'commands' }),
      async close() {
        const closed = once(server, 'close');
        server.close();
        server.closeAllConnections();
        await closed;
        await db.destroy();
      },
    };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}
