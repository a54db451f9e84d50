import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { complaintOf } from '../../domain/kinds/complaint/state.ts';
import { COMPLAINTS } from '../replay/complaints.ts';
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
  await COMPLAINTS[name]?.(week);
  return week.clocks();
}

const about = (clock: string, ...types: string[]) => week.told(...types).filter((line) => line.includes(` ${clock} `));

describe('the worked examples of complaints, lived by a workflow', () => {
  it('10: receipt, plan, finding, result and coupon in time; confirmed, visited, closed', async () => {
    expect(await lived('example-10-complaint')).toMatchObject({
      acknowledge: 'met Sat 20:05:00',
      plan: 'met Sun 11:30:00',
      decision: 'met Sun 15:00:00',
      result: 'met next Mon 10:10:00',
      resolution: 'met next Mon 10:30:00',
      confirmation: 'met next Mon 12:00:00',
      'follow-up': 'met next Wed 11:00:00',
    });
    expect(week.told('clockBreached')).toEqual([]);
    expect(await run.state()).toMatchObject({
      status: 'closed',
      closedHow: 'confirmed',
      complaint: { decisions: [{ truth: 'confirmed', rank: 'senior' }], measures: [{ state: 'carried-out' }] },
    });
  });

  it('28: severe at night, told at once and every half hour until one acknowledges', async () => {
    expect(await lived('example-28-severe-at-night')).toMatchObject({
      acknowledge: 'breached Sat 23:40:00, running',
      plan: 'running until Sun 03:30:00',
      result: 'running until Sun 23:30:00',
    });
    expect(about('plan', 'clockWarned')).toEqual([
      'Sat 23:30:00 clockWarned plan supervisor',
      'Sat 23:30:00 clockWarned plan manager',
      'Sun 00:00:00 clockWarned plan supervisor',
      'Sun 00:00:00 clockWarned plan manager',
      'Sun 00:30:00 clockWarned plan supervisor',
      'Sun 00:30:00 clockWarned plan manager',
    ]);
    const product = run.notebook.list.filter((event) => event.type === 'workOrderOpened');
    expect(product).toMatchObject([{ workOrderType: 'product-withdrawal' }]);
  });

  it('29: an appeal in time is decided by a higher rank, both findings stay, a second one is refused', async () => {
    expect(await lived('example-29-appeal')).toMatchObject({ decision: 'met Fri 16:00:00' });
    const decision = run.notebook.list.find((event) => event.type === 'customerTold' && 'dueAt' in event.facts);
    expect(decision).toMatchObject({ template: 'appeal-received', facts: { dueAt: week.at('Sat 09:00:00') } });
    expect(complaintOf(await run.state()).decisions).toMatchObject([
      { truth: 'refuted', by: 'agent-2', round: 0 },
      { truth: 'partly', by: 'agent-3', round: 1 },
    ]);
    expect(run.notebook.list.slice(-2)).toMatchObject([
      { type: 'appealRefused', reason: 'spent' },
      { type: 'customerTold', template: 'appeal-refused' },
    ]);
  });
});

describe('what a complaint does by itself', () => {
  it('decides on what is there after seven days without the evidence', async () => {
    expect(await lived('complaint-evidence-never-comes')).toMatchObject({ decision: 'met next Mon 11:30:00' });
    expect(week.told('customerTold', 'resumed')).toEqual([
      'Mon 10:00:00 customerTold',
      'Mon 11:00:00 customerTold',
      'Tue 11:00:00 customerTold',
      'Thu 11:00:00 customerTold',
      'next Mon 11:00:00 resumed',
    ]);
  });

  it('breaches each stage at its own instant', async () => {
    await lived('complaint-every-stage-late');
    expect(week.told('clockBreached')).toEqual([
      'Mon 14:30:00 clockBreached approval',
      'Tue 10:00:00 clockBreached plan',
      'Tue 10:00:00 clockBreached decision',
      'Thu 10:00:00 clockBreached result',
      'next Mon 10:00:00 clockBreached resolution',
    ]);
    expect(about('decision', 'escalated').slice(0, 4)).toEqual([
      'Tue 10:00:00 escalated decision supervisor',
      'Tue 12:00:00 escalated decision manager',
      'Wed 12:00:00 escalated decision manager',
      'Thu 12:00:00 escalated decision manager',
    ]);
  });

  it('stays resolved and tells the supervisor daily until it is released', async () => {
    await lived('complaint-silent-until-released');
    expect(about('confirmation', 'escalated')).toEqual([
      'next Mon 10:20:00 escalated confirmation supervisor',
      'next Tue 10:20:00 escalated confirmation supervisor',
    ]);
    expect(await run.state()).toMatchObject({ status: 'closed', closedHow: 'silent' });
  });

  it('made severe is due sooner and alarms, until a supervisor says that it is not', async () => {
    expect(await lived('complaint-made-severe')).toMatchObject({
      plan: 'running until Mon 14:00:00',
      decision: 'running until Mon 14:00:00',
      promise: 'running until Thu 18:00:00',
    });
    expect(about('plan', 'clockWarned')).toHaveLength(4);
  });

  it('goes back to the review when a visit finds the customer unsatisfied', async () => {
    expect(await lived('complaint-visited-badly')).toMatchObject({ 'follow-up': 'met Wed 11:00:00' });
    expect(await run.state()).toMatchObject({ status: 'open', complaint: { toldAt: null } });
  });
});

it('a suggestion is passed on, which answers it', async () => {
  expect(await lived('suggestion-passed-on')).toMatchObject({ answer: 'met Mon 10:05:00' });
});
