/** After-sales requests as shops bring them: the application, goods, inspections, approvals, arrivals, over HTTP. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { OrderDocument } from '../../cli/order-system/orders.ts';
import type { Load, Played } from './load.ts';
import type { Accepted } from './reconcile.ts';
import { commandOf, type Command } from './money-player.ts';

const PLAYERS = 56;
const LOOK_EVERY_MS = 700;
const APPLY_WITHIN_MS = 400;
const HOUR_MS = 3_600_000;

/** What a request is to come to: known before anybody has asked for it. */
export interface Bargain {
  readonly order: OrderDocument;
  readonly application: object;
  /** Lines that are sent back together, one parcel after the other. */
  readonly parcels: readonly (readonly number[])[];
  /** Kept after all. */
  readonly kept: readonly number[];
  readonly refundCents: number;
}

/** Refunds of damaged goods, returns in one parcel or two or in part, cancellations; every tenth is a larger sum. */
export function bargainOf(shop: string, index: number): Bargain {
  const [first, second] = [1_990 + 37 * index, 1_001 + index];
  const way = index % 10;
  const large = way === 9 ? 25_000 : 0;
  const isCancelled = way >= 6 && way < 9;
  const order = orderOf(shop, index, [first + large, second], isCancelled);
  if (isCancelled) {
    return { ...NOTHING_BACK, order, application: { requestType: 'cancel' }, refundCents: first + second + 600 };
  }
  if (way >= 3 && way < 6) {
    const lines = [
      { line: 1, tagsIntact: true },
      { line: 2, tagsIntact: true },
    ];
    const application = { requestType: 'return', reason: 'no_reason', fault: 'none', lines };
    if (way === 3) return { ...NOTHING_BACK, order, application, parcels: [[1, 2]], refundCents: first + second };
    if (way === 4) return { ...NOTHING_BACK, order, application, parcels: [[1], [2]], refundCents: first + second };
    return { order, application, parcels: [[1]], kept: [2], refundCents: first };
  }
  const lines = way === 0 ? [{ line: 1 }] : [{ line: 1 }, { line: 2 }];
  const application = { requestType: 'refund-only', fault: 'claimed', issue: 'damaged', evidence: ['photo'], lines };
  return { ...NOTHING_BACK, order, application, refundCents: first + large + (way === 0 ? 0 : second) };
}

const NOTHING_BACK = { parcels: [], kept: [] } as const;

function orderOf(shop: string, index: number, [first, second]: [number, number], isPaid: boolean): OrderDocument {
  const ago = (hours: number): string => new Date(Date.now() - hours * HOUR_MS).toISOString();
  const line = { quantity: 1, discountCents: 0, refundedCents: 0, customMade: false, perishable: false };
  const item = (number: number, name: string, cents: number) => ({
    ...{
      ...line,
      line: number,
      itemId: `${name}-${index}`,
      productId: name,
      name,
      priceCents: cents,
      paidCents: cents,
    },
  });
  return {
    ...{ orderId: `${shop}-order-${index}`, customerId: `customer-of-${shop}-${index}` },
    ...{ status: isPaid ? 'paid' : 'signed', placedAt: ago(100), paidAt: ago(99) },
    ...(isPaid ? {} : { shippedAt: ago(60), signedAt: ago(20) }),
    freight: { paidCents: 600, refundedCents: 0 },
    lines: [item(1, 'headphones', first), item(2, 'charger', second)],
    payments: [
      { method: 'gift_card', amountCents: 500, refundedCents: 0 },
      { method: 'alipay', amountCents: first + second + 100, refundedCents: 0 },
    ],
  };
}

/** Plays the requests, some at a time, until each is closed. */
export async function playRequests(load: Load, bargains: readonly Bargain[]): Promise<Played> {
  const played: Played = { accepted: [], refused: [], faults: [] };
  const queue = bargains.entries();
  let done = 0;
  const player = async (): Promise<void> => {
    for (const [index, bargain] of queue) {
      await playRequest(load, played.accepted, bargain).catch((error: unknown) => {
        played.faults.push(`request ${index}: ${error instanceof Error ? error.message : String(error)}`);
      });
      done += 1;
      load.onProgress(done / bargains.length);
    }
  };
  await Promise.all(Array.from({ length: PLAYERS }, player));
  return played;
}

async function playRequest({ client, shop }: Load, accepted: Accepted[], bargain: Bargain): Promise<void> {
  const { order, application } = bargain;
  const { orderId, customerId: id } = order;
  const messageId = `apply-${orderId}`;
  const text = `申请售后,订单 ${orderId}。`;
  await sleep(Math.random() * APPLY_WITHIN_MS);
  const applied = await client.send({
    ...{ method: 'POST', path: '/v1/cases', key: messageId },
    body: {
      ...{ shop, kind: 'after-sales', channel: 'email', messageId, text, orderId, application },
      customer: { id, email: `${id}@customer.test`, locale: 'zh' },
    },
  });
  const caseId = String(applied.body['caseId']);
  if (applied.status >= 300) throw new Error(`${orderId}: ${applied.status} ${JSON.stringify(applied.body)}`);
  accepted.push({ what: 'message', caseId, messageId, text });
  const done = new Set<string>();
  for (;;) {
    await sleep(LOOK_EVERY_MS);
    const { body: view } = await client.send({ method: 'GET', path: `/v1/cases/${caseId}` });
    if (view['status'] === 'closed') return;
    const command = commandOf(view, bargain);
    if (!command || done.has(command.id)) continue;
    done.add(command.id);
    await carryOut({ client, accepted, caseId }, command);
  }
}

async function carryOut(
  { client, accepted, caseId }: { client: Load['client']; accepted: Accepted[]; caseId: string },
  { id, path, body }: Command,
): Promise<void> {
  const messageId = `${caseId}-${id}`;
  const isWord = path === 'confirmation';
  const answer = await client.send({
    ...{ method: 'POST', path: `/v1/cases/${caseId}/${path}`, key: messageId },
    body: isWord ? { messageId, ...body } : body,
  });
  if (answer.status >= 300) throw new Error(`${caseId} ${path}: ${answer.status} ${String(answer.body['code'])}`);
  if (isWord) accepted.push({ what: 'confirmation', caseId, messageId });
}
