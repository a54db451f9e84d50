import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Knex } from 'knex';
import type { OrderDocument } from '../../cli/order-system/orders.ts';

export const SECRET = `whsec_${Buffer.from('the shop and the service know this').toString('base64')}`;

let count = 0;

/** A signed order with two lines and freight: 59.90 + 20.10 + 5.00, paid in two ways. */
export function exampleOrder(changes: Partial<OrderDocument> = {}): OrderDocument {
  count += 1;
  const line = { productId: `product-${count}`, quantity: 2, discountCents: 0, refundedCents: 0 };
  return {
    ...{ orderId: `order/${count} 号`, customerId: `buyer-${count}`, status: 'signed' },
    ...{ placedAt: '2026-11-10T09:00:00+08:00', signedAt: '2026-11-14T19:30:00+08:00' },
    freight: { paidCents: 500, refundedCents: 0 },
    lines: [
      { ...line, line: 1, itemId: `shirt-${count}`, name: 'Shirt', priceCents: 5_990, paidCents: 5_990, available: 3 },
      { ...line, line: 2, itemId: `sock-${count}`, name: 'Socks', priceCents: 2_010, paidCents: 2_010, available: 0 },
    ],
    payments: [
      { method: 'gift_card', amountCents: 1_000, refundedCents: 0 },
      { method: 'alipay', amountCents: 7_500, refundedCents: 0 },
    ],
    ...changes,
  };
}

/** A case of the shop `main` about an order; what is null the customer has not told. */
export async function plantOrderCase(
  db: Knex,
  { orderId, customerId }: { readonly orderId: string | null; readonly customerId: string | null },
): Promise<string> {
  count += 1;
  const caseId = `CS-20261123-${String(count).padStart(6, '0')}`;
  const [customer] = await db('customers')
    .insert({ shop: 'main', key_hash: caseId, external_id: customerId })
    .returning<{ id: number }[]>('id');
  await db('intake').insert({
    ...{ case_id: caseId, shop: 'main', kind: 'after-sales', channel: 'chat', customer_id: customer?.id },
    ...{ order_id: orderId, opening: '{}', opened_at: new Date() },
  });
  return caseId;
}

interface StandIn {
  readonly url: string;
  close(): Promise<void>;
}

/** An order system that answers whatever a test wants. */
export async function startStandIn(answer: (req: IncomingMessage, res: ServerResponse) => void): Promise<StandIn> {
  const server: Server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
