import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { OrderDocument } from '../../cli/order-system/orders.ts';
import { SHIPPED_AFTER_SALES_POLICIES } from '../../domain/after-sales/policies/index.ts';
import type { Application } from '../../store/applications.ts';
import { AFTER_SALES_POLICIES, putVersion } from '../../store/versions.ts';
import { decideRequest } from '../../workflows/messages.ts';
import { LiveService } from '../support/live-service.ts';
import { exampleOrder } from '../support/order-system.ts';
import { type MailServer, startMailServer } from '../support/outgoing.ts';

let mail: MailServer;
let service: LiveService;

beforeAll(async () => {
  mail = await startMailServer();
  service = await LiveService.open({ smtpUrl: mail.url, orderSystem: true });
  service.sendOut();
  await service.work();
});
afterAll(async () => {
  await service.close();
  await mail.close();
});

const RETURNED: Application = {
  request: 'return',
  asked: {
    reason: 'no_reason',
    fault: 'none',
    lines: [
      { line: 1, tagsIntact: true },
      { line: 2, quantity: 1 },
    ],
  },
};

/** An order of which all is known that the rules ask for. */
const order = (changes: Partial<OrderDocument>): OrderDocument => {
  const plain = exampleOrder(changes);
  return { ...plain, lines: plain.lines.map((line) => ({ ...line, customMade: false, perishable: false })) };
};

/** A request about an order that the order system knows. */
async function applies(at: LiveService, order: OrderDocument, application: Application): Promise<string> {
  const { caseId } = await at.intake.open({
    ...{ shop: 'main', kind: 'after-sales', channel: 'email', orderId: order.orderId, application },
    ...{ messageId: `request for ${order.orderId}`, text: '我想退这两件。' },
    customer: { id: order.customerId, email: `${order.customerId}@customer.test`, name: '宋女士' },
  });
  return caseId;
}

const stepsOf = async (at: LiveService, caseId: string): Promise<string[]> =>
  (await at.eventsOf(caseId)).flatMap(({ type, data }) =>
    type.startsWith('step') ? [`${type} ${String(data['step'])}`] : [],
  );

/** Waits until a step is begun. */
const begun = (at: LiveService, caseId: string, step: string) =>
  vi.waitFor(
    async () => {
      const steps = await stepsOf(at, caseId);
      if (steps.includes(`stepBegun ${step}`)) return;
      const story = (await at.eventsOf(caseId)).map(({ type, data }) => `${type} ${JSON.stringify(data)}`);
      throw new Error(`not yet ${step}: ${story.join('\n')}`);
    },
    { timeout: 20_000, interval: 50 },
  );

/** All that a history says, its payloads decoded. */
function textOf(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.values(value).map(textOf).join('\n');
}

it('a return runs from the application to the money, through policy, order system, goods and mail, and names nobody', async () => {
  const bought = order({ signedAt: new Date(Date.now() - 2 * 86_400_000).toISOString() });
  await service.orders.putOrder('main', bought);
  const caseId = await applies(service, bought, RETURNED);
  await begun(service, caseId, 'sending');
  await service.intake.goodsMoved(caseId, { move: 'sent' });
  await begun(service, caseId, 'transit');
  await service.intake.goodsMoved(caseId, { move: 'arrived', lines: [1, 2] });
  await begun(service, caseId, 'inspection');
  const lines = [
    { line: 1, passed: true },
    { line: 2, passed: true },
  ];
  await service.intake.inspected(caseId, { agentId: 'W-3', lines });
  await begun(service, caseId, 'money');
  await service.intake.moneyArrived(caseId, {});
  await service.until(caseId, 'resolved');

  const reviewed = (await service.eventsOf(caseId)).find(({ type }) => type === 'reviewed');
  expect(reviewed?.data).toMatchObject({ decision: 'approve', policy: 'policy-cn', rules: ['CN-33'] });
  // half of the second line's pieces, and nothing of the freight
  const paid = (await service.orders.refundedByOrder('main')).filter(({ orderId }) => orderId === bought.orderId);
  expect(paid).toEqual([{ orderId: bought.orderId, refundedCents: 5_990 + 1_005, commands: 1 }]);
  const row = await service.db('cases').where({ case_id: caseId }).first<{ after_sales: object }>('after_sales');
  expect(row.after_sales).toMatchObject({ paidCents: 6_995, arrivedCents: 6_995, stage: 'satisfaction' });

  const told = (fragment: string) =>
    vi.waitFor(() => {
      expect(mail.mails.filter(({ text }) => text.includes(fragment))).toHaveLength(1);
    }, 20_000);
  await told('无理由退货:同意退货退款');
  await told('已退款69.95元至原支付方式');

  const history = textOf((await service.handle(caseId).fetchHistory()).events);
  expect(history).toContain('stepBegun');
  const hidden = [
    bought.orderId,
    bought.customerId,
    '宋女士',
    '我想退',
    ...bought.lines.flatMap((line) => [line.itemId, line.name]),
  ];
  expect(hidden.filter((words) => history.includes(words))).toEqual([]);
}, 90_000);

it('an order that was not packed is cancelled, freight and all', async () => {
  const bought = order({ status: 'paid', signedAt: null, paidAt: new Date().toISOString() });
  await service.orders.putOrder('main', bought);
  const caseId = await applies(service, bought, { request: 'cancel', asked: {} });
  await begun(service, caseId, 'money');
  const paid = (await service.orders.refundedByOrder('main')).filter(({ orderId }) => orderId === bought.orderId);
  expect(paid).toEqual([{ orderId: bought.orderId, refundedCents: 8_500, commands: 1 }]);
  expect((await service.state(caseId)).afterSales?.paidCents).toBe(8_500);
}, 60_000);

it('an approval that leaves nothing to arrange goes to a person, with a clock: it is never silently nothing', async () => {
  const [first] = SHIPPED_AFTER_SALES_POLICIES.filter(({ name }) => name === 'policy-cn');
  if (!first) throw new Error('policy-cn ships');
  const { name, facts, parameters, missing } = first;
  const reasons = { zh: '可以修改。', en: 'It can be changed.' };
  const rules = [{ id: 'X-1', verdict: 'approve', basis: 'practice', reasons }] as const;
  const nothing = { shop: 'main', name, document: { facts, parameters, missing, rules }, createdBy: 'test' };
  await putVersion(service.db, AFTER_SALES_POLICIES, nothing);
  const bought = order({ status: 'paid', signedAt: null, paidAt: new Date().toISOString() });
  await service.orders.putOrder('main', bought);
  const caseId = await applies(service, bought, { request: 'cancel', asked: {} });
  await service.until(caseId, 'reviewed');
  const { afterSales, clocks, status } = await service.state(caseId);
  expect(afterSales).toMatchObject({
    stage: 'decision',
    verdicts: [{ decision: 'human', rules: ['X-1'] }],
    grant: null,
  });
  expect(clocks.find((clock) => clock.name === 'decision')?.state).toBe('running');
  expect(status).toBe('open');
}, 60_000);

it('without an order system a person decides, and people get each step to do', async () => {
  const alone = await LiveService.open();
  try {
    await alone.work();
    const bought = order({});
    const caseId = await applies(alone, bought, {
      request: 'refund-only',
      asked: { fault: 'confirmed', lines: [{ line: 1 }] },
    });
    await alone.until(caseId, 'reviewed');
    await alone.handle(caseId).executeUpdate(decideRequest, {
      args: [
        {
          ...{ type: 'decideRequest', agent: 'agent-1', decision: 'approve', reasonCode: 'faulty', rank: 'agent' },
          acceptedAt: Date.now(),
          grant: { remedy: 'refund', freight: 'shop', lines: [{ line: 1, quantity: 1, amountCents: 59_90 }] },
        },
      ],
    });
    await alone.until(caseId, 'workOrderOpened');
    const events = await alone.eventsOf(caseId);
    expect(events.find(({ type }) => type === 'stepByHand')?.data).toMatchObject({
      step: 'refund',
      code: 'no_order_system',
    });
    expect(events.find(({ type }) => type === 'workOrderOpened')?.data).toMatchObject({ workOrderType: 'refund' });
  } finally {
    await alone.close();
  }
}, 90_000);
