import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import type { AfterSalesState } from '../../domain/kinds/after-sales/events.ts';
import { AFTER_SALES } from '../replay/after-sales.ts';
import { Week } from '../replay/week.ts';
import { CaseRun } from './case-run.ts';

let run: CaseRun;
let week: Week;

beforeEach(async () => {
  run = await CaseRun.start({ server: inject('timeSkippingServerPath'), bundle: inject('bundlePath') });
  await run.work();
  week = await Week.of(run);
});
afterEach(() => run.end());

async function lived(name: string): Promise<Record<string, string>> {
  await AFTER_SALES[name]?.(week);
  return week.clocks();
}

async function request(): Promise<AfterSalesState> {
  const { afterSales } = await run.state();
  if (!afterSales) throw new Error('no application');
  return afterSales;
}

const steps = async (): Promise<string[]> => (await request()).steps.map(({ step, state }) => `${step} ${state}`);

const told = (): string[] =>
  run.notebook.list.flatMap((event) => (event.type === 'customerTold' ? [event.template] : []));

describe('after-sales requests, lived by a workflow', () => {
  it('9: repaired twice, exchanged; none left, so the money, as a senior approves', async () => {
    await lived('example-09-repaired-twice');
    expect(run.answers.commands.map(({ kind }) => kind)).toEqual(['label', 'replacement', 'refund']);
    expect(run.answers.commands.at(-1)).toEqual({ kind: 'refund', lines: [{ line: 1, amountCents: 1_899_00 }] });
    expect((await request()).verdicts[0]?.rules).toEqual(['CN-25']);
    expect(await run.state()).toMatchObject({ status: 'resolved' });
  });

  it('22: seven days, the goods, the inspection, the money', async () => {
    expect(await lived('example-22-seven-days')).toMatchObject({
      'step:inspection': 'met Fri 16:00:00',
      'step:refund': 'met Fri 16:00:00',
      'step:money': 'met Sat 11:00:00',
    });
    expect(told()).toEqual(['as-approved', 'as-received', 'refund-sent']);
    expect(await run.state()).toMatchObject({ status: 'closed', closedHow: 'confirmed' });
    expect(week.told('clockBreached')).toEqual([]);
    const { type } = await run.handle.describe();
    expect(type).toBe('afterSalesCase');
  });

  it('23: custom-made is denied; the wrong article is sent again after an appeal', async () => {
    await lived('example-23-custom-made');
    expect((await request()).verdicts.map(({ decision }) => decision)).toEqual(['deny', 'approve']);
    expect(await steps()).toEqual(['replacement done', 'delivery done']);
  });

  it('24: an illness is told at once at any hour, and nothing is denied by itself', async () => {
    await lived('example-24-opened-cream');
    expect(week.told('escalated').slice(0, 2)).toEqual([
      'Mon 22:30:00 escalated supervisor',
      'Mon 22:30:00 escalated manager',
    ]);
    expect(told()).not.toContain('as-denied');
    expect(await run.state()).toMatchObject({ kind: 'complaint', queue: 'complaints' });
  });

  it('25: a return in parts is paid in parts, to the cent', async () => {
    await lived('example-25-in-parts');
    expect(await request()).toMatchObject({ paidCents: 206_67, arrivedCents: 206_67 });
    expect(told()).toContain('as-part-received');
    expect(await run.state()).toMatchObject({ status: 'resolved' });
  });

  it('26: the difference of the price, by rule', async () => {
    await lived('example-26-price-protection');
    expect(run.answers.commands).toEqual([{ kind: 'refund', lines: [{ line: 1, amountCents: 100_00 }] }]);
  });

  it('27: paid at once, and claimed from the carrier', async () => {
    expect(await lived('example-27-not-received')).toMatchObject({ 'step:carrier': 'met Wed 10:00:00' });
    expect(await steps()).toEqual(['refund done', 'money done', 'claim done']);
  });

  it('goods that are never sent withdraw the request after two reminders', async () => {
    await lived('never-sent');
    expect(await run.state()).toMatchObject({ status: 'closed', closedHow: 'withdrawn' });
    expect(told().filter((template) => template === 'waiting-reminder').length).toBeGreaterThanOrEqual(1);
  });

  it('an inspection that nobody makes counts as passed for so little', async () => {
    expect(await lived('inspection-overdue')).toMatchObject({
      'step:inspection': 'breached Thu 10:00:00, met Thu 10:00:00',
    });
    expect(await steps()).toContain('refund done');
  });

  it('what fails for good is taken back, and a person decides', async () => {
    await lived('step-failed');
    expect(run.answers.commands.map(({ kind }) => kind)).toEqual(['label', 'refund', 'undo']);
    expect(await request()).toMatchObject({ stage: 'decision' });
    expect(await steps()).toEqual(['label undone', 'sending done', 'inspection done', 'refund failed']);
  });

  it('without an order system people do it', async () => {
    await lived('by-hand');
    expect(await steps()).toEqual(['cancel done', 'money done']);
    expect(await request()).toMatchObject({ paidCents: 500_00 });
  });

  it('an order that left meanwhile is turned back', async () => {
    await lived('shipped-meanwhile');
    expect(await steps()).toEqual(['cancel failed', 'intercept running']);
  });

  it('a repair has a word every five days, and a limit', async () => {
    await lived('repair-overdue');
    expect(week.told('clockBreached').map((line) => line.split(' ').slice(2).join(' '))).toEqual([
      'clockBreached step:word',
      'clockBreached step:repair',
      'clockBreached step:repair-limit',
    ]);
    expect(await request()).toMatchObject({ stage: 'decision' });
  });

  it('money that nobody has seen arrive is asked for', async () => {
    await lived('money-asked-for');
    expect(run.notebook.types).toEqual(expect.arrayContaining(['arrivalAsked', 'moneyMissing', 'moneyArrived']));
  });

  it('a sum that is not approved goes back to whoever decides', async () => {
    expect(await lived('refund-refused')).toMatchObject({
      approval: 'met Mon 11:00:00',
      decision: 'met Mon 12:00:00',
    });
    expect(await run.state()).toMatchObject({ status: 'resolved', reasonCode: 'denied' });
    expect(run.answers.commands).toEqual([]);
  });

  it('an inquiry becomes a request under its own id, and keeps what it promised', async () => {
    expect(await lived('inquiry-to-after-sales')).toMatchObject({ answer: 'met Mon 10:05:00' });
    expect(await run.handle.describe()).toMatchObject({ type: 'afterSalesCase' });
    expect(await steps()).toEqual(['label done', 'sending running']);
  });
});
