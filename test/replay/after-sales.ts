import type { Decision, Grant } from '../../domain/kinds/after-sales/events.ts';
import type { Remedy } from '../../domain/after-sales/policy.ts';
import type { Request } from '../../domain/policy.ts';
import type { Week } from './week.ts';

const grantOf = (remedy: Remedy, ...cents: number[]): Grant => ({
  remedy,
  lines: cents.map((amountCents, i) => ({ line: i + 1, quantity: 1, amountCents })),
  freight: 'customer',
});

function reviewed(week: Week, decision: Decision, rule: string, grant?: Grant, severe = false): void {
  week.run.answers.reviews.push({
    decision,
    policy: 'policy-cn',
    policyVersion: 1,
    rules: [rule],
    ...(grant ? { grant } : {}),
    ...(severe ? { severe } : {}),
  });
}

const applied = (week: Week, when: string, request: Request): Promise<void> =>
  week.open(when, { kind: 'after-sales', category: 'after_sales', request });

const goods = (week: Week, when: string, move: 'sent' | 'arrived' | 'delivered', lines?: number[]) =>
  week.fact(when, 'goodsMoved', { move, by: 'carrier', ...(lines ? { lines } : {}) });

const passed = (week: Week, when: string, ...lines: number[]) =>
  week.fact(when, 'goodsInspected', { by: 'agent-9', lines: lines.map((line) => ({ line, passed: true })) });

const paid = (week: Week, when: string) => week.fact(when, 'moneyArrived', { by: 'service' });

/** After-sales requests, each lived by a workflow to the point where it is judged. */
export const AFTER_SALES: Record<string, (week: Week) => Promise<void>> = {
  async 'example-09-repaired-twice'(week) {
    reviewed(week, 'approve', 'CN-25', grantOf('exchange', 1_899_00));
    await applied(week, 'Mon 09:00:00', 'repair');
    await goods(week, 'Tue 10:00:00', 'arrived');
    await passed(week, 'Tue 11:00:00', 1);
    week.run.answers.refusals = { replacement: 'out_of_stock' };
    await week.verdict('Tue 12:00:00', { type: 'approveGrant', approved: true, rank: 'supervisor' });
    await week.fact('Tue 15:00:00', 'offerAnswered', { accepted: true });
    await week.verdict('Tue 16:00:00', { type: 'approveGrant', approved: true, rank: 'senior' });
    await paid(week, 'Wed 10:00:00');
  },

  async 'example-22-seven-days'(week) {
    reviewed(week, 'approve', 'CN-33', grantOf('return', 159_00));
    await applied(week, 'Mon 23:50:00', 'return');
    await goods(week, 'Wed 12:00:00', 'sent');
    await goods(week, 'Fri 10:00:00', 'arrived');
    await passed(week, 'Fri 16:00:00', 1);
    await paid(week, 'Sat 11:00:00');
    await week.fact('Sat 12:00:00', 'customerConfirmed', { confirmed: true });
  },

  async 'example-23-custom-made'(week) {
    reviewed(week, 'deny', 'CN-30');
    await applied(week, 'Mon 10:00:00', 'return');
    await week.fact('Mon 22:00:00', 'customerAppealed');
    await week.verdict('Tue 09:00:00', {
      type: 'decideRequest',
      decision: 'approve',
      grant: grantOf('resend', 90_00),
      reasonCode: 'wrong_item',
      rank: 'agent',
    });
    await goods(week, 'Thu 12:00:00', 'delivered');
  },

  async 'example-24-opened-cream'(week) {
    reviewed(week, 'human', 'CN-32');
    await applied(week, 'Mon 10:00:00', 'return');
    await week.replies('Mon 10:05:00', 'acknowledgement');
    reviewed(week, 'human', 'CN-03', undefined, true);
    await week.fact('Mon 22:30:00', 'applicationAmended', { request: 'return', by: 'agent-1' });
    await week.verdict('Mon 22:40:00', { type: 'classify', kind: 'complaint' });
  },

  async 'example-25-in-parts'(week) {
    reviewed(week, 'approve', 'CN-33', grantOf('return', 137_78, 103_33, 68_89));
    await applied(week, 'Mon 10:00:00', 'return');
    await goods(week, 'Wed 10:00:00', 'arrived', [1, 3]);
    await passed(week, 'Wed 12:00:00', 1, 3);
    await week.verdict('Wed 13:00:00', { type: 'approveGrant', approved: true, rank: 'agent' });
    await week.fact('Thu 10:00:00', 'linesWithdrawn', { lines: [2] });
    await paid(week, 'Thu 11:00:00');
  },

  async 'example-26-price-protection'(week) {
    reviewed(week, 'approve', 'CN-50', grantOf('refund', 100_00));
    await applied(week, 'Thu 10:00:00', 'price-protection');
    await paid(week, 'Thu 12:00:00');
  },

  async 'example-27-not-received'(week) {
    reviewed(week, 'approve', 'CN-40', grantOf('advance', 129_00));
    await applied(week, 'Mon 10:00:00', 'lost');
    await paid(week, 'Mon 11:00:00');
    const of = week.run.notebook.list.findIndex(({ type }) => type === 'workOrderOpened') + 1;
    const moved = { workOrder: 7, workOrderType: 'carrier-claim', of, agent: 'external' };
    await week.fact('Wed 10:00:00', 'workOrderMoved', { ...moved, from: 'open', to: 'done', outcome: 'done' });
  },

  async 'never-sent'(week) {
    reviewed(week, 'approve', 'CN-33', grantOf('return', 80_00));
    await applied(week, 'Mon 10:00:00', 'return');
    await week.pass('next Mon 10:01:00');
  },

  async 'inspection-overdue'(week) {
    reviewed(week, 'approve', 'CN-33', grantOf('return', 150_00));
    await applied(week, 'Mon 10:00:00', 'return');
    await goods(week, 'Tue 10:00:00', 'arrived');
    await week.pass('Thu 10:01:00');
    await week.settled();
  },

  async 'step-failed'(week) {
    reviewed(week, 'approve', 'CN-33', grantOf('return', 150_00));
    await applied(week, 'Mon 10:00:00', 'return');
    await goods(week, 'Tue 10:00:00', 'arrived');
    week.run.answers.refusals = { refund: 'insufficient_amount' };
    await passed(week, 'Tue 11:00:00', 1);
  },

  async 'by-hand'(week) {
    reviewed(week, 'approve', 'CN-12', grantOf('cancel', 500_00));
    week.run.answers.refusals = { cancel: 'no_order_system' };
    await applied(week, 'Mon 10:00:00', 'cancel');
    const of = week.run.notebook.list.findIndex(({ type }) => type === 'workOrderOpened') + 1;
    const moved = { workOrder: 7, workOrderType: 'cancellation', of, agent: 'agent-3' };
    await week.fact('Mon 12:00:00', 'workOrderMoved', { ...moved, from: 'open', to: 'done', outcome: 'done' });
    await paid(week, 'Tue 09:00:00');
  },

  async 'shipped-meanwhile'(week) {
    reviewed(week, 'approve', 'CN-12', grantOf('cancel', 100_00));
    week.run.answers.refusals = { cancel: 'already_shipped' };
    await applied(week, 'Mon 10:00:00', 'cancel');
  },

  async 'repair-overdue'(week) {
    reviewed(week, 'approve', 'CN-28', grantOf('repair', 0));
    await applied(week, 'Mon 10:00:00', 'repair');
    await goods(week, 'Tue 10:00:00', 'arrived');
    await week.later(30);
  },

  async 'money-asked-for'(week) {
    reviewed(week, 'approve', 'CN-21', grantOf('refund', 50_00));
    await applied(week, 'Mon 10:00:00', 'wrong');
    await week.pass('Sun 10:00:00');
    await week.settled();
    await paid(week, 'Sun 12:00:00');
  },

  async 'refund-refused'(week) {
    reviewed(week, 'approve', 'CN-21', grantOf('refund', 900_00));
    await applied(week, 'Mon 10:00:00', 'refund-only');
    await week.verdict('Mon 11:00:00', {
      type: 'approveGrant',
      approved: false,
      reasonCode: 'no_photo',
      rank: 'senior',
    });
    await week.verdict('Mon 12:00:00', {
      type: 'decideRequest',
      decision: 'deny',
      reasonCode: 'no_photo',
      rank: 'senior',
    });
  },

  async 'inquiry-to-after-sales'(week) {
    await week.open('Mon 10:00:00');
    reviewed(week, 'approve', 'CN-33', grantOf('return', 60_00));
    await week.verdict('Mon 10:05:00', { type: 'classify', kind: 'after-sales', request: 'return' });
  },
};
