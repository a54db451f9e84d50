import type { OrderDocument } from './orders.ts';

const shoes = {
  ...{ itemId: 'shoe-42-blue', productId: 'shoe', name: 'Walking shoe, blue, 42', quantity: 1 },
  ...{ priceCents: 39_900, discountCents: 4_000, available: 6, customMade: false, perishable: false },
};
const tea = {
  ...{ itemId: 'tea-green-250', productId: 'tea', name: '明前绿茶 250g', quantity: 2 },
  ...{ priceCents: 17_600, discountCents: 0, available: 40, customMade: false, perishable: true },
};
const kettle = {
  ...{ itemId: 'kettle-steel', productId: 'kettle', name: 'Kettle, steel, 1.7 l', quantity: 1 },
  ...{ priceCents: 25_900, discountCents: 0, available: 0, warrantyUntil: '2027-11-20T00:00:00+08:00' },
};

/** What `npm run order-system` starts with, in the shop `demo`. */
export const EXAMPLE_ORDERS: readonly OrderDocument[] = [
  {
    ...{ orderId: 'EX-1001', customerId: 'customer-lin', status: 'signed' },
    ...{ placedAt: '2026-11-16T10:04:00+08:00', paidAt: '2026-11-16T10:05:10+08:00' },
    ...{ shippedAt: '2026-11-17T15:30:00+08:00', signedAt: '2026-11-19T18:42:00+08:00' },
    freight: { paidCents: 1_200, refundedCents: 0 },
    lines: [
      { ...shoes, line: 1, paidCents: 35_900, refundedCents: 0 },
      { ...tea, line: 2, paidCents: 17_600, refundedCents: 0 },
    ],
    payments: [
      { method: 'alipay', amountCents: 44_700, refundedCents: 0 },
      { method: 'gift_card', amountCents: 10_000, refundedCents: 0 },
    ],
  },
  {
    ...{ orderId: 'EX-1002', customerId: 'customer-wu', status: 'paid' },
    ...{ placedAt: '2026-11-22T21:12:00+08:00', paidAt: '2026-11-22T21:12:40+08:00' },
    promisedShipAt: '2026-11-24T21:12:40+08:00',
    freight: { paidCents: 0, refundedCents: 0 },
    lines: [{ ...shoes, line: 1, paidCents: 35_900, refundedCents: 0 }],
    payments: [{ method: 'wechat', amountCents: 35_900, refundedCents: 0 }],
  },
  {
    ...{ orderId: 'EX-1003', customerId: 'customer-lin', status: 'signed' },
    ...{ placedAt: '2026-10-30T09:00:00+08:00', paidAt: '2026-10-30T09:01:00+08:00' },
    ...{ shippedAt: '2026-10-31T11:00:00+08:00', signedAt: '2026-11-02T12:20:00+08:00' },
    freight: { paidCents: 800, refundedCents: 0 },
    lines: [{ ...kettle, line: 1, paidCents: 25_900, refundedCents: 0 }],
    payments: [{ method: 'card', amountCents: 26_700, refundedCents: 0 }],
  },
];
