import { beforeEach, describe, expect, it } from 'vitest';
import type { AfterSalesState, Grant } from '../../domain/kinds/after-sales/events.ts';
import { commandOf } from '../../domain/kinds/after-sales/errands.ts';
import { requestLine } from '../../domain/kinds/after-sales/lines.ts';
import type { OrderCommand, Refusal } from '../../domain/order-commands.ts';
import type { Request } from '../../domain/policy.ts';
import { at, Scenario } from './scenario.ts';

let life: Scenario;

const lines = (...cents: number[]): Grant['lines'] =>
  cents.map((amountCents, i) => ({ line: i + 1, quantity: 1, amountCents }));
const grantOf = (remedy: Grant['remedy'], ...cents: number[]): Grant => ({
  remedy,
  lines: lines(...cents),
  freight: 'customer',
});

async function opened(when: string, request: Request, tier: 'basic' | 'vip' = 'basic'): Promise<void> {
  life = await Scenario.open({ channel: 'chat', kind: 'after-sales', level: 2, tier, openedAt: at(when), request });
  await life.says(at(when));
}

const asked = (): AfterSalesState => {
  if (!life.state.afterSales) throw new Error('no application');
  return life.state.afterSales;
};

const errand = () => {
  const one = asked().errands.at(-1);
  if (!one) throw new Error(`nothing is asked: ${life.types.join(' ')}`);
  return one;
};

/** What the order system is asked just now. */
const command = (): OrderCommand | null => commandOf(life.state, errand());

async function review(when: string, decision: 'approve' | 'deny' | 'human', grant?: Grant, rule = 'CN-33') {
  await life.fact('reviewReturned', at(when), {
    of: errand().seq,
    decision,
    policy: 'policy-cn',
    policyVersion: 1,
    rules: [rule],
    ...(grant ? { grant } : {}),
  });
}

const answers = (when: string, refusal?: Refusal) =>
  life.fact('stepReturned', at(when), { of: errand().seq, ...(refusal === undefined ? {} : { refusal }) });

const moves = (when: string, move: 'sent' | 'arrived' | 'delivered', only?: number[]) =>
  life.fact('goodsMoved', at(when), { move, by: 'carrier', ...(only ? { lines: only } : {}) });

const passes = (when: string, ...ofLines: number[]) =>
  life.fact('goodsInspected', at(when), { by: 'agent-9', lines: ofLines.map((line) => ({ line, passed: true })) });

const steps = (): string[] => asked().steps.map(({ step, state }) => `${step} ${state}`);

describe('a return', () => {
  beforeEach(async () => {
    await opened('last Fri 18:40', 'return');
    await review('last Fri 18:40', 'approve', grantOf('return', 159_00));
    await answers('last Fri 18:41');
  });

  it('22: label, goods, inspection, refund, and the money on the customer’s account', async () => {
    expect(life.state.status).toBe('waiting-customer');
    await moves('Tue 09:00', 'sent');
    expect(life.state.status).toBe('waiting-other');
    expect(life.reads('resolution')).toBe('paused');
    await moves('Thu 10:00', 'arrived');
    expect(life.reads('step:inspection')).toBe('running until Sat 10:00:00');
    await passes('Thu 16:00', 1);
    expect(life.reads('step:inspection')).toBe('met');
    expect(life.reads('step:refund')).toBe('running until Fri 16:00:00');
    expect(command()).toEqual({ kind: 'refund', lines: [{ line: 1, amountCents: 159_00 }] });
    await answers('Thu 16:05');
    expect(life.reads('step:refund')).toBe('met');
    expect(asked()).toMatchObject({ paidCents: 159_00, arrivedCents: 0 });
    await life.fact('moneyArrived', at('Sat 11:00'), { by: 'order-system' });
    expect(life.state).toMatchObject({ status: 'resolved' });
    expect(steps()).toEqual([
      'label done',
      'sending done',
      'transit done',
      'inspection done',
      'refund done',
      'money done',
    ]);
    expect(life.told('clockBreached')).toEqual([]);
  });

  it('acknowledges with the approval, and answers what the customer asks meanwhile by its own clock', async () => {
    expect(life.reads('acknowledge')).toBe('met');
    await life.says(at('Mon 10:00'));
    expect(life.state.status).toBe('waiting-customer');
    expect(life.reads('next-response')).toBe('running until Mon 10:05:00');
    await life.replies(at('Mon 10:03'), 'answer');
    expect(life.reads('next-response')).toBe('met');
    expect(life.state).toMatchObject({ status: 'waiting-customer', waitingSince: at('last Fri 18:41') });
  });

  it('is withdrawn when the goods are never sent, after two reminders', async () => {
    await life.pass(at('last Fri 18:41') + 7 * 86_400_000);
    expect(life.state).toMatchObject({ status: 'closed', closedHow: 'withdrawn' });
  });

  it('takes goods that arrive unannounced, and hears of them only once', async () => {
    await moves('Tue 09:00', 'arrived');
    await moves('Tue 09:30', 'arrived');
    await moves('Tue 09:40', 'sent');
    expect(steps()).toEqual(['label done', 'sending done', 'inspection running']);
    expect(life.types.filter((type) => type === 'goodsMoved')).toHaveLength(1);
  });

  it('counts so little as passed when nobody looked in time', async () => {
    await moves('Tue 09:00', 'arrived');
    await life.pass(at('Thu 09:00'));
    expect(life.told('clockBreached')).toEqual(['Thu 09:00:00 clockBreached step:inspection']);
    expect(steps().at(-1)).toBe('refund running');
  });

  it('goes to a person when the goods are not as agreed, and on as that person says', async () => {
    await moves('Tue 09:00', 'arrived');
    const failed = [{ line: 1, passed: false, reasonCode: 'worn' }];
    await life.fact('goodsInspected', at('Tue 10:00'), { by: 'agent-9', lines: failed });
    expect(asked().stage).toBe('decision');
    expect(life.reads('decision')).toBe('running until Wed 10:00:00');
    const half = grantOf('return', 80_00);
    const asking = { decision: 'approve', grant: half, reasonCode: 'worn_in_part', rank: 'senior' } as const;
    expect(await life.verdict('decideRequest', at('Tue 11:00'), asking)).toBeNull();
    expect(command()).toEqual({ kind: 'refund', lines: [{ line: 1, amountCents: 80_00 }] });
    expect(life.reads('decision')).toBe('met');
  });
});

describe('25: a return in parts', () => {
  beforeEach(async () => {
    await opened('last Fri 10:00', 'return');
    await review('last Fri 10:00', 'approve', grantOf('return', 137_78, 103_33, 68_89));
    await answers('last Fri 10:01');
    await moves('Mon 10:00', 'arrived', [1, 3]);
    await passes('Mon 12:00', 1, 3);
  });

  it('waits for a person’s approval of the sum, pays what came, and keeps the time for the rest', async () => {
    expect(asked().stage).toBe('approval');
    expect(life.reads('approval')).toBe('running until Mon 16:00:00');
    expect(await life.verdict('approveGrant', at('Mon 13:00'), { approved: true, rank: 'agent' })).toBeNull();
    expect(command()).toMatchObject({ lines: [{ amountCents: 137_78 }, { amountCents: 68_89 }] });
    await answers('Mon 13:05');
    expect(asked().paidCents).toBe(206_67);
    expect(life.state).toMatchObject({ status: 'waiting-customer', waitingSince: at('Mon 13:05') });
    const told = life.events.findLast((event) => event.type === 'customerTold');
    expect(told).toMatchObject({ template: 'as-part-received', facts: { received: 2, amount: '206.67' } });
    await life.fact('linesWithdrawn', at('Tue 10:00'), { lines: [2] });
    await life.fact('moneyArrived', at('Tue 11:00'), { by: 'order-system' });
    expect(life.state.status).toBe('resolved');
    expect(asked().paidCents).toBe(206_67);
  });

  it('is beyond the limit of nobody who may approve it, and within that of no other', async () => {
    await life.verdict('approveGrant', at('Mon 12:30'), { approved: false, reasonCode: 'unclear', rank: 'agent' });
    expect(asked().stage).toBe('decision');
    const dear = grantOf('return', 700_00, 103_33, 68_89);
    const asking = { decision: 'approve', grant: dear, reasonCode: 'as_paid', rank: 'agent' } as const;
    await life.verdict('decideRequest', at('Mon 13:00'), asking);
    expect(asked().stage).toBe('approval');
    const approves = (rank: 'agent' | 'senior') =>
      life.verdict('approveGrant', at('Mon 14:00'), { approved: true, rank });
    expect(await approves('agent')).toBe('beyond_limit');
    expect(await approves('senior')).toBeNull();
    expect(await approves('senior')).toBe('no_approval_due');
  });
});

describe('what goes wrong', () => {
  it('23: a denial may be appealed to a person, and both verdicts stay', async () => {
    await opened('Mon 10:00', 'return');
    await review('Mon 10:00', 'deny', undefined, 'CN-30');
    expect(life.state).toMatchObject({ status: 'resolved', reasonCode: 'denied' });
    await life.fact('customerAppealed', at('Mon 22:00'), { message: 7 });
    expect(life.events.find(({ type }) => type === 'reviewAsked')).toMatchObject({ by: 'customer', message: 7 });
    expect(life.state.status).toBe('open');
    expect(life.reads('decision')).toBe('running until Tue 22:00:00');
    const asking = {
      decision: 'approve',
      grant: grantOf('resend', 90_00),
      reasonCode: 'wrong_item',
      rank: 'agent',
    } as const;
    await life.verdict('decideRequest', at('Tue 09:00'), asking);
    expect(asked().verdicts.map(({ decision, rules }) => [decision, ...rules])).toEqual([
      ['deny', 'CN-30'],
      ['approve'],
    ]);
    expect(command()).toEqual({ kind: 'replacement', lines: [{ line: 1, quantity: 1 }] });
  });

  it('an exchange that is out of stock is offered as a refund', async () => {
    await opened('Mon 10:00', 'exchange');
    await review('Mon 10:00', 'approve', grantOf('exchange', 150_00));
    await answers('Mon 10:01');
    await moves('Tue 10:00', 'arrived');
    await passes('Tue 11:00', 1);
    await answers('Tue 11:01', 'out_of_stock');
    expect(life.state.status).toBe('waiting-customer');
    expect(asked().offered).toBe('refund');
    await life.fact('offerAnswered', at('Tue 12:00'), { accepted: true });
    expect(command()).toEqual({ kind: 'refund', lines: [{ line: 1, amountCents: 150_00 }] });
  });

  it('what fails for good is taken back, last first, and a person decides with the state of each step', async () => {
    await opened('Mon 10:00', 'return');
    await review('Mon 10:00', 'approve', { ...grantOf('return', 150_00), compensationCents: 10_00 });
    await answers('Mon 10:01');
    await answers('Mon 10:02');
    await moves('Tue 10:00', 'arrived');
    await passes('Tue 11:00', 1);
    await answers('Tue 11:01', 'insufficient_amount');
    const label = asked().steps.find(({ step }) => step === 'label');
    const coupon = asked().steps.find(({ step }) => step === 'coupon');
    expect(command()).toEqual({ kind: 'undo', of: `CS-20261123-000001:${label?.seq}` });
    await life.fact('undoReturned', at('Tue 11:02'), { of: errand().seq, refusal: 'already_used' });
    expect(command()).toEqual({ kind: 'undo', of: `CS-20261123-000001:${coupon?.seq}` });
    await life.fact('undoReturned', at('Tue 11:03'), { of: errand().seq });
    expect(steps()).toEqual(['coupon undone', 'label done', 'sending done', 'inspection done', 'refund failed']);
    expect(asked()).toMatchObject({ stage: 'decision', errands: [] });
    expect(life.told('escalated')).toEqual(['Tue 11:03:00 escalated owner']);
  });

  it('an order that was shipped meanwhile is turned back', async () => {
    await opened('Mon 10:00', 'cancel');
    await review('Mon 10:00', 'approve', grantOf('cancel', 150_00), 'CN-12');
    expect(command()).toEqual({ kind: 'cancel', amountCents: 150_00 });
    await answers('Mon 10:01', 'already_shipped');
    expect(asked().grant?.remedy).toBe('intercept');
    expect(steps()).toEqual(['cancel failed', 'intercept running']);
  });

  it('without an order system people do it, and the step ends with their work order', async () => {
    await opened('Mon 10:00', 'refund-only');
    await review('Mon 10:00', 'approve', grantOf('refund', 150_00), 'CN-21');
    await answers('Mon 10:01', 'no_order_system');
    const order = life.events.findIndex((event) => event.type === 'workOrderOpened') + 1;
    expect(life.events[order - 1]).toMatchObject({ workOrderType: 'refund', fields: { amount: 150_00 } });
    await life.fact('workOrderMoved', at('Mon 12:00'), {
      workOrder: 7,
      workOrderType: 'refund',
      of: order,
      from: 'open',
      to: 'done',
      outcome: 'done',
      agent: 'agent-3',
    });
    expect(asked()).toMatchObject({ paidCents: 150_00 });
    expect(steps().at(-1)).toBe('money running');
  });

  it('an answer that comes twice moves nothing twice', async () => {
    await opened('Mon 10:00', 'refund-only');
    await review('Mon 10:00', 'approve', grantOf('refund', 150_00), 'CN-21');
    const { seq } = errand();
    await answers('Mon 10:01');
    await life.fact('stepReturned', at('Mon 10:02'), { of: seq });
    expect(asked().paidCents).toBe(150_00);
    expect(life.types.filter((type) => type === 'stepDone')).toHaveLength(1);
  });

  it('money that does not come is asked for at the order system before its time is over', async () => {
    await opened('Mon 10:00', 'refund-only');
    await review('Mon 10:00', 'approve', grantOf('refund', 150_00), 'CN-21');
    await answers('Mon 10:01');
    await life.pass(at('Mon 10:01') + 6 * 86_400_000);
    expect(errand().what).toBe('arrival');
    await life.fact('arrivalReturned', life.state.touchedAt + 1, { of: errand().seq, arrived: true });
    expect(life.state.status).toBe('resolved');
  });

  it('a repair beyond the law’s time goes to a person', async () => {
    await opened('Mon 10:00', 'repair');
    await review('Mon 10:00', 'approve', grantOf('repair', 0), 'CN-28');
    await answers('Mon 10:01');
    await moves('Tue 10:00', 'arrived');
    expect(life.reads('step:word')).toContain('running');
    await life.pass(at('Tue 10:00') + 30 * 86_400_000);
    expect(steps().at(-1)).toBe('repair failed');
    expect(asked().stage).toBe('decision');
  });
});

describe('27: signed for and not received', () => {
  it('is paid at once, and claimed from the carrier after that', async () => {
    await opened('Mon 10:00', 'lost');
    await review('Mon 10:00', 'approve', grantOf('advance', 129_00), 'CN-40');
    await answers('Mon 10:01');
    await life.fact('moneyArrived', at('Mon 10:02'), { by: 'order-system' });
    expect(life.state.status).toBe('waiting-other');
    expect(steps()).toEqual(['refund done', 'money done', 'claim running']);
    expect(life.reads('step:carrier')).toBe('running until Wed 10:02:00');
  });
});

it('a request reads as one line for operators: what is asked, decided, granted, done, and what comes next', async () => {
  await opened('Mon 10:00', 'return');
  await review('Mon 10:00', 'approve', grantOf('return', 159_00));
  await answers('Mon 10:01');
  expect(requestLine(life.state)).toBe(
    '**return** · stage tracking · approve CN-33 · return, ¥159.00, freight paid by the customer · line 1 awaited ¥159.00 · label done · sending running · ¥0.00 paid · next sending',
  );
});

describe('a request that was ended while something was under way', () => {
  it('begins nothing more when the rules, or the order system, answer after its end', async () => {
    await opened('Mon 10:00', 'refund-only');
    const { seq } = errand();
    await life.fact('customerWithdrew', at('Mon 10:01'), {});
    const grant = grantOf('refund', 50_00);
    const said = {
      of: seq,
      decision: 'approve',
      policy: 'policy-cn',
      policyVersion: 1,
      rules: ['CN-21'],
      grant,
    } as const;
    await life.fact('reviewReturned', at('Mon 10:02'), said);
    expect(asked().steps).toEqual([]);
    expect(life.state).toMatchObject({ status: 'closed', closedHow: 'withdrawn' });
  });

  it('is not called solved while something is being arranged', async () => {
    await opened('Mon 10:00', 'return');
    await review('Mon 10:00', 'approve', grantOf('return', 50_00));
    const solved = { outcome: 'solved' } as const;
    expect(await life.verdict('resolve', at('Mon 10:05'), solved)).toBe('request_under_way');
  });

  it('goes to a person when the customer comes back after a denial', async () => {
    await opened('Mon 10:00', 'return');
    await review('Mon 10:00', 'deny', undefined, 'CN-35');
    await life.says(at('Mon 11:00'));
    expect(asked().stage).toBe('decision');
    expect(life.reads('decision')).toContain('running');
  });
});
