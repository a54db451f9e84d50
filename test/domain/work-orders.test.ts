import { describe, expect, it } from 'vitest';
import type { CaseEvent } from '../../domain/case.ts';
import { lineOf } from '../../domain/lines.ts';
import { newsOf } from '../../domain/news.ts';
import { CaseRecord } from '../../domain/record.ts';
import { endWorkOrder, openWorkOrder } from '../../domain/work-orders/case.ts';
import { at, Scenario } from './scenario.ts';

const open = () => Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 10:00:00') });
const lines = (events: readonly CaseEvent[]): string[] =>
  events.map((event, i) => lineOf(event, i + 1).replace(/^#\d+ \S+ \S+ /, ''));

describe('a case', () => {
  it('opens a work order and ends it by the number of that event', async () => {
    const record = new CaseRecord((await open()).state);
    const seq = openWorkOrder(record, at('Mon 10:05:00'), {
      workOrderType: 'refund',
      dueAt: at('Tue 10:05:00'),
      fields: { amount: 20_667, method: 'original' },
    });
    endWorkOrder(record, at('Mon 11:00:00'), {
      of: seq,
      workOrderType: 'refund',
      outcome: 'cancelled',
      reasonCode: 'exchanged',
    });
    expect(seq).toBe(record.before.version + 1);
    expect(record.events).toMatchObject([
      { type: 'workOrderOpened', by: 'policy', workOrderType: 'refund', fields: { amount: 20_667 } },
      { type: 'workOrderEnded', of: seq, outcome: 'cancelled' },
    ]);
    expect(lines(record.events)).toEqual([
      'workOrderOpened refund, due 2026-11-24 02:05:00Z (policy)',
      `workOrderEnded #${seq} refund, cancelled, exchanged (policy)`,
    ]);
  });

  it('is told what people do with work orders, each once, and keeps its promises meanwhile', async () => {
    const life = await open();
    await life.says(at('Mon 10:00:00'));
    const clocks = life.state.clocks;
    const refund = { workOrder: 12, workOrderType: 'refund', agent: 'agent-3' };
    await life.fact('workOrderMoved', at('Mon 10:01:00'), { ...refund, from: null, to: 'open', queue: 'finance' });
    const moved = { ...refund, from: 'open', to: 'done', outcome: 'done', agent: 'external' } as const;
    await life.fact('workOrderMoved', at('Mon 10:02:00'), moved);
    await life.again({ type: 'workOrderMoved', factId: '3', acceptedAt: at('Mon 10:02:00'), ...moved });
    expect(lines(life.events.slice(-2))).toEqual([
      'workOrderOpened WO-000012 refund, for finance (agent-3)',
      'workOrderMoved WO-000012 refund, open → done (external)',
    ]);
    expect(life.state.clocks).toEqual(clocks);
    expect(life.state.status).toBe('open');
  });

  it('takes it in after its end as well, and stays closed', async () => {
    const life = await open();
    await life.says(at('Mon 10:00:00'));
    await life.fact('customerWithdrew', at('Mon 10:01:00'), {});
    const late = { workOrder: 12, workOrderType: 'refund', from: 'open', to: 'done', agent: 'agent-3' };
    await life.fact('workOrderMoved', at('Mon 12:00:00'), late);
    expect(life.types.at(-1)).toBe('workOrderMoved');
    expect(life.state.status).toBe('closed');
  });

  it('finds the fact behind a move again, and lets an opening stand as it is', async () => {
    const life = await open();
    const fact = { workOrder: 12, workOrderType: 'refund', to: 'done', agent: 'agent-3', of: 4 } as const;
    await life.fact('workOrderMoved', at('Mon 10:02:00'), { ...fact, from: 'open', outcome: 'done' });
    await life.fact('workOrderMoved', at('Mon 10:03:00'), { ...fact, from: null });
    const [moved, opened] = life.events.slice(-2);
    expect(moved && newsOf([moved])).toMatchObject({
      fact: { type: 'workOrderMoved', acceptedAt: at('Mon 10:02:00'), ...fact, from: 'open', outcome: 'done' },
    });
    expect(opened && newsOf([opened])).toBeNull();
  });
});
