/** The demo's after-sales requests: their orders, what is asked of each, and what people do about it. */
import type { OrderDocument } from '../order-system/orders.ts';
import type { Step } from './script.ts';
import type { Seen } from './story.ts';
import type { RequestView } from './views.ts';

/** How a request goes; what is asked for is by the rules of policy-cn another matter each time. */
const WAYS = [
  'cancelled',
  'returned',
  'returned-in-parts',
  'partly-kept',
  'refunded',
  'approved-by-a-lead',
  'denied',
  'denied-and-appealed',
  'decided-by-a-person',
  'exchanged',
  'out-of-stock',
  'sent-again',
  'repaired',
  'repaired-under-warranty',
  'lost-on-the-way',
  'part-missing',
  'cheaper-now',
] as const;
type Way = (typeof WAYS)[number];

/** So often each of them. */
const ROUNDS = 2;

export interface AfterSalesRequest {
  readonly number: number;
  readonly way: Way;
  readonly text: string;
  readonly order: OrderDocument;
  readonly application: object;
}

interface Ask {
  readonly text: string;
  readonly application: object;
  readonly unpacked?: true;
  readonly customMade?: true;
  readonly soldOut?: true;
  readonly dear?: true;
}

const BOTH = [
  { line: 1, tagsIntact: true },
  { line: 2, tagsIntact: true },
];
const NO_REASON = { requestType: 'return', reason: 'no_reason', fault: 'none' };
const DAMAGED = { fault: 'claimed', issue: 'damaged', evidence: ['photo'] };

const ASKS: Readonly<Record<Way, Ask>> = {
  cancelled: { text: '拍错颜色了,还没发货吧?请帮我取消订单。', application: { requestType: 'cancel' }, unpacked: true },
  returned: { text: '两件都不太合适,想退货,吊牌都在。', application: { ...NO_REASON, lines: BOTH } },
  'returned-in-parts': { text: '两件都退,不过分两次寄,可以吗?', application: { ...NO_REASON, lines: BOTH } },
  'partly-kept': { text: '两件都想退,吊牌没剪。', application: { ...NO_REASON, lines: BOTH } },
  refunded: {
    text: '收到时盒子压坏了,杯盖裂了一道,照片已上传。',
    application: { ...DAMAGED, requestType: 'refund-only', lines: [{ line: 1 }] },
  },
  'approved-by-a-lead': {
    text: '电饭煲外壳磕了个坑,申请退款,有照片。',
    application: { ...DAMAGED, requestType: 'refund-only', lines: [{ line: 1 }] },
    dear: true,
  },
  denied: {
    text: '刻了名字的笔不喜欢了,能退吗?',
    application: { ...NO_REASON, lines: [{ line: 1 }] },
    customMade: true,
  },
  'denied-and-appealed': {
    text: '定制的相框想退掉。',
    application: { ...NO_REASON, lines: [{ line: 1 }] },
    customMade: true,
  },
  'decided-by-a-person': {
    text: '耳机左边没声音,你们说是我摔的,我不同意。',
    application: { requestType: 'return', fault: 'disputed', lines: [{ line: 1 }] },
  },
  exchanged: {
    text: '键盘有两个键不灵,想换一个新的。',
    application: { requestType: 'exchange', fault: 'confirmed', lines: [{ line: 1 }] },
  },
  'out-of-stock': {
    text: '台灯一直闪,想换同款。',
    application: { requestType: 'exchange', fault: 'confirmed', lines: [{ line: 1 }] },
    soldOut: true,
  },
  'sent-again': {
    text: '收到的是蓝色,我买的是灰色,发错了。',
    application: { requestType: 'wrong', fault: 'claimed', issue: 'wrong', evidence: ['photo'], lines: [{ line: 1 }] },
  },
  repaired: {
    text: '电水壶不加热了,想修一下。',
    application: { requestType: 'repair', fault: 'confirmed', lines: [{ line: 1 }] },
  },
  'repaired-under-warranty': {
    text: '吹风机时好时坏,还在保修期,请安排保修。',
    application: { requestType: 'warranty', fault: 'confirmed', lines: [{ line: 1 }] },
  },
  'lost-on-the-way': {
    text: '显示已签收,可我没有收到包裹。',
    application: { requestType: 'lost', issue: 'signed-not-received' },
  },
  'part-missing': {
    text: '买了两件只收到一件,箱子里没有收纳袋。',
    application: { requestType: 'missing', issue: 'missing', evidence: ['photo'], lines: [{ line: 2 }] },
  },
  'cheaper-now': {
    text: '刚买两天就降价了,申请价保。',
    application: { requestType: 'price-protection', lines: [{ line: 1 }] },
  },
};

/** The requests of a run. */
export const requestsOf = (run: string, now: number): AfterSalesRequest[] =>
  Array.from({ length: ROUNDS * WAYS.length }, (_, at) => {
    const way = WAYS[at % WAYS.length] ?? 'returned';
    const { text, application } = ASKS[way];
    return { number: at + 1, way, text, application, order: orderOf(run, at + 1, ASKS[way], now) };
  });

const HOUR_MS = 3_600_000;

function orderOf(run: string, number: number, ask: Ask, now: number): OrderDocument {
  const ago = (hours: number): string => new Date(now - hours * HOUR_MS).toISOString();
  const cents = (ask.dear ? 36_900 : 7_900) + 113 * number;
  const item = (line: number, name: string, paidCents: number) => ({
    ...{ line, itemId: `${run}-${number}-${line}`, productId: `product-${number}-${line}`, name, quantity: 1 },
    ...{ priceCents: paidCents + 500, discountCents: 500, paidCents, refundedCents: 0 },
    ...{ available: ask.soldOut ? 0 : 20, customMade: ask.customMade ?? false, perishable: false },
  });
  const freightCents = number % 2 === 0 ? 0 : 800;
  return {
    ...{ orderId: `DM-${run}-${number}`, customerId: `${run}-s${number}`, status: ask.unpacked ? 'paid' : 'signed' },
    ...{ placedAt: ago(80), paidAt: ago(79) },
    ...(ask.unpacked ? {} : { shippedAt: ago(60), signedAt: ago(20) }),
    freight: { paidCents: freightCents, refundedCents: 0 },
    lines: [item(1, '随行杯', cents), item(2, '收纳袋', 3_150)],
    payments: [
      { method: number % 3 === 0 ? 'wechat' : 'alipay', amountCents: cents + 3_150 + freightCents, refundedCents: 0 },
    ],
  };
}

const MENDED = [
  { state: 'in-progress' },
  { state: 'repaired', fields: { finding: '接触不良,已更换配件' } },
  { state: 'done', fields: { trackingNumber: 'DM-REPAIR' } },
];
const ANSWERED = [{ state: 'done', fields: { finding: 'lost' } }];

const SUPERVISOR = 'demo-supervisor';

/** What is done about a request next; undefined: what is done about any case. */
export function requestStep({ view, events }: Seen, { way, order }: AfterSalesRequest): Step | null | undefined {
  const { afterSales, status } = view;
  if (!afterSales || status === 'closed') return undefined;
  const act = (path: string, body: Step['body'], seconds = 2): Step => ({
    ...{ id: `${path}-${afterSales.verdicts.length}-${afterSales.steps.length}`, path, body },
    afterMs: seconds * 1000,
  });
  if (status === 'resolved') {
    const appeals = way === 'denied-and-appealed' && afterSales.verdicts.length === 1;
    const text = '相框一角收到时就是裂的,请再看一下。';
    return appeals ? act('appeal', { messageId: `${order.orderId}-appeal`, text }, 4) : undefined;
  }
  if (afterSales.stage === 'approval') return act('grant-approval', { agentId: SUPERVISOR, approved: true });
  if (afterSales.stage === 'decision') return act('request-decision', decisionOf(order), 4);
  if (afterSales.offered) return act('offer-answer', { accepted: true }, 3);
  const step = afterSales.steps.findLast(({ state }) => state === 'running');
  if (!step || !events.some(({ type }) => type === 'stepBegun')) return null;
  return goodsStep(act, step, way, afterSales);
}

/** Half of what the first line cost, as goodwill: the rules had no answer. */
function decisionOf({ lines }: OrderDocument): Step['body'] {
  const amount = Math.floor((lines[0]?.paidCents ?? 0) / 2) / 100;
  const grant = { remedy: 'refund', freight: 'shop', lines: [{ line: 1, quantity: 1, amount }] };
  return { agentId: SUPERVISOR, decision: 'approve', reasonCode: 'goodwill', grant };
}

function goodsStep(
  act: (path: string, body: Step['body'], seconds?: number) => Step,
  { step, lines }: RequestView['steps'][number],
  way: Way,
  { lines: all }: RequestView,
): Step | null {
  switch (step) {
    case 'sending': {
      const awaited = all.filter(({ state }) => state === 'awaited').map(({ line }) => line);
      const inParts = way === 'returned-in-parts' || way === 'partly-kept';
      if (way === 'partly-kept' && awaited.length === 1) return act('kept-lines', { lines: awaited }, 3);
      return act('goods', { move: 'sent', lines: inParts ? awaited.slice(0, 1) : awaited }, 3);
    }
    case 'transit':
      return act('goods', { move: 'arrived', lines }, 3);
    case 'inspection': {
      const found = lines.map((line) => ({ line, passed: true }));
      return act('inspection', { agentId: 'demo-warehouse', lines: found });
    }
    case 'money':
      return act('refund-arrival', {}, 3);
    case 'repair':
      return { ...act('repair', {}, 4), workOrder: { type: 'repair', agentId: 'demo-workshop', moves: MENDED } };
    case 'claim':
      return {
        ...act('claim', {}, 4),
        workOrder: { type: 'carrier-claim', agentId: 'demo-warehouse', moves: ANSWERED },
      };
    case 'delivery':
      return act('goods', { move: 'delivered' }, 3);
    default:
      return null;
  }
}
