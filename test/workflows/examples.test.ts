import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { EXAMPLES } from '../replay/examples.ts';
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
  await EXAMPLES[name]?.(week);
  return week.clocks();
}

const breaches = () => week.told('clockBreached', 'breachWithdrawn');

describe('the worked examples, lived by a workflow', () => {
  it('1: the bot answers within the minute, and nobody is assigned', async () => {
    expect(await lived('example-01-bot')).toMatchObject({ answer: 'met Mon 10:00:08' });
    expect(run.notebook.types).not.toContain('assigned');
    expect(await run.state()).toMatchObject({ status: 'closed', closedHow: 'confirmed' });
  });

  it('3: acknowledged, warned at three quarters, answered in time', async () => {
    expect(await lived('example-03-warning')).toMatchObject({
      acknowledge: 'met Mon 20:14:00',
      answer: 'met Mon 20:38:20',
    });
    expect(week.told('clockWarned')).toEqual(['Mon 20:32:30 clockWarned answer owner']);
  });

  it('4: level 3 in time, then a stated date', async () => {
    expect(await lived('example-04-level-3')).toMatchObject({
      answer: 'cancelled Tue 15:18:00',
      consultation: 'met Tue 16:02:00',
      plan: 'met Tue 17:40:00',
      promise: 'met Thu 17:05:00',
    });
    expect(breaches()).toEqual([]);
  });

  it('5: a raise heals nothing', async () => {
    expect(await lived('example-05-raise-heals-nothing')).toMatchObject({
      acknowledge: 'breached Mon 10:10:00, met Mon 11:20:00',
      answer: 'breached Mon 10:30:00, cancelled Mon 10:34:00',
      consultation: 'running until Mon 12:34:00',
      plan: 'running until Mon 14:34:00',
    });
    expect(week.told('escalated')).toEqual([
      'Mon 10:10:00 escalated acknowledge owner',
      'Mon 10:10:00 escalated acknowledge senior',
      'Mon 10:20:00 escalated acknowledge supervisor',
      'Mon 10:30:00 escalated answer owner',
      'Mon 10:30:00 escalated answer senior',
      'Mon 11:10:00 escalated acknowledge manager',
    ]);
  });

  it('6: a raise in the evening counts the duty hours of two days', async () => {
    expect(await lived('example-06-over-night')).toMatchObject({
      consultation: 'running until Sat 10:15:00',
      plan: 'running until Sat 12:15:00',
    });
  });

  it('7: the ceiling of a VIP runs beside the plan', async () => {
    expect(await lived('example-07-vip-ceiling')).toMatchObject({
      acknowledge: 'met Fri 22:33:00',
      consultation: 'breached Sat 11:00:00, met Sat 11:08:00',
      plan: 'met Sat 11:20:00',
      answer: 'met Sat 19:05:00',
    });
  });

  it('8: the text of the night does not meet the acknowledgement', async () => {
    expect(await lived('example-08-night-chat')).toMatchObject({
      acknowledge: 'breached Wed 09:10:00, met Wed 09:12:00',
      answer: 'met Wed 09:12:00',
    });
    expect(run.notebook.list[2]).toMatchObject({
      type: 'customerTold',
      template: 'out-of-hours',
      facts: { dueAt: week.at('Wed 09:30:00') },
    });
  });

  it('14: a bot that missed is no answer', async () => {
    expect(await lived('example-14-a-person-please')).toMatchObject({
      acknowledge: 'met Mon 19:25:10',
      answer: 'met Mon 19:25:10',
    });
    expect(run.notebook.list.find(({ type }) => type === 'botMissed')).toMatchObject({
      moved: expect.arrayContaining([
        { clock: 'acknowledge', dueAt: week.at('Mon 19:28:30') },
        { clock: 'answer', dueAt: week.at('Mon 19:48:30') },
      ]) as unknown,
    });
  });

  it('16: an inquiry becomes a complaint under its own id, and keeps what it promised', async () => {
    expect(await lived('example-16-complaint')).toMatchObject({
      answer: 'met Mon 16:20:00',
      plan: 'running until Tue 16:10:00',
      decision: 'running until Tue 16:10:00',
      result: 'running until Thu 16:10:00',
    });
    expect(await run.state()).toMatchObject({ kind: 'complaint', queue: 'complaints', owner: null, status: 'open' });
    expect(await run.handle.describe()).toMatchObject({ type: 'complaintCase' });
    const [changed] = run.notebook.list.filter(({ type }) => type === 'kindSet');
    expect(changed).toMatchObject({ from: 'inquiry', to: 'complaint', assignmentVersion: 1, by: 'policy' });
    expect(week.told('kindSet', 'clockBreached')).toEqual(['Mon 16:10:00 kindSet']);
  });

  it('17: a hand-off keeps the deadline, and the next message has that of the new channel', async () => {
    expect(await lived('example-17-hand-off')).toMatchObject({
      answer: 'met Fri 16:24:00',
      'next-response': 'met next Mon 16:20:00',
    });
    expect(week.told('clockWarned')).not.toContainEqual(expect.stringContaining('next-response'));
  });

  it('18: asking back moves the deadline by the pause', async () => {
    expect(await lived('example-18-asking-back')).toMatchObject({
      acknowledge: 'met Mon 10:08:00',
      answer: 'met Mon 11:05:00',
      resolution: 'running until Wed 10:42:00',
    });
  });

  it('19: a rejection starts the next response; the first solution stays solved', async () => {
    expect(await lived('example-19-rejected')).toMatchObject({
      resolution: 'met Wed 15:00:00',
      survey: 'cancelled Wed 15:40:00',
      'next-response': 'met Wed 15:44:00',
      'total-resolution': 'running until Fri 14:40:00',
    });
  });

  it('20: back in the window is the same case', async () => {
    expect(await lived('example-20-back-in-the-window')).toMatchObject({
      resolution: 'met Mon 17:30:00',
      'next-response': 'running until Thu 09:35:00',
    });
    expect((await run.state()).status).toBe('open');
  });

  it('21: a courtesy reopens nothing', async () => {
    await lived('example-21-courtesy');
    expect((await run.state()).status).toBe('closed');
    expect(run.notebook.types.at(-1)).toBe('messageReceived');
  });

  it('30: a case of the peak has the targets of the peak', async () => {
    expect(await lived('example-30-peak')).toMatchObject({
      acknowledge: 'running until Tue 20:51:00',
      answer: 'running until Tue 21:31:00',
    });
  });
});

describe('the rules, lived by a workflow', () => {
  it('lateness: accepted before its deadline an answer is a hit, however late it is told', async () => {
    expect(await lived('rule-answered-late-by-the-instant')).toMatchObject({ answer: 'met Mon 10:29:59' });
    expect(breaches()).toEqual([
      'Mon 10:10:00 clockBreached acknowledge',
      'Mon 10:30:00 clockBreached answer',
      'Mon 10:29:59 breachWithdrawn answer',
    ]);
  });

  it('pause and extension: the solution moves by their open time, the answer does not', async () => {
    expect(await lived('rule-waits-for-others-and-more-time')).toMatchObject({
      resolution: 'running until Wed 17:00:00',
      answer: 'breached Mon 10:30:00, running',
    });
  });

  it('merge: the clocks of the merged case end, and what comes for it is passed on', async () => {
    expect(await lived('rule-merged')).toMatchObject({ answer: 'cancelled Mon 10:05:00' });
    expect(run.notebook.types).toEqual(['opened', 'messageReceived', 'merged', 'closed', 'arrivedLate']);
    expect(run.notebook.linked).toHaveLength(1);
  });

  it('merge: the next response of the surviving case starts', async () => {
    expect(await lived('rule-survives-a-merge')).toMatchObject({ 'next-response': 'running until Mon 11:05:00' });
  });

  it('another policy: what runs is due as it says, and the waiting time is not forgotten', async () => {
    expect(await lived('rule-policy-swapped')).toMatchObject({
      acknowledge: 'met Mon 10:08:00',
      answer: 'running until Mon 11:42:00',
    });
    expect((await run.state()).plan.policy).toEqual({ name: 'standard', version: 2 });
    expect(run.notebook.list.find(({ type }) => type === 'policySet')).toMatchObject({
      from: 1,
      to: 2,
      moved: [{ clock: 'answer', wasDueAt: week.at('Mon 11:12:00'), dueAt: week.at('Mon 11:42:00') }],
    });
  });

  it('tier: a higher one tightens what runs', async () => {
    expect(await lived('rule-tier-rises')).toMatchObject({
      acknowledge: 'running until Mon 10:05:00',
      answer: 'running until Mon 10:15:00',
      resolution: 'running until Tue 10:00:00',
    });
  });

  it('silent owner: the case goes back to the queue', async () => {
    await lived('rule-silent-owner');
    expect(week.told('ownerSilent')).toEqual(['Mon 10:06:00 ownerSilent']);
  });

  it('a simple question that nobody answers rises to level 2 with its breach', async () => {
    expect(await lived('rule-simple-question-raised')).toMatchObject({
      acknowledge: 'met Mon 10:06:00',
      answer: 'breached Mon 10:01:00, met Mon 10:06:00',
    });
    expect(week.told('clockBreached', 'levelSet', 'escalated')).toEqual([
      'Mon 10:01:00 clockBreached answer',
      'Mon 10:01:00 levelSet',
      'Mon 10:01:00 escalated answer owner',
      'Mon 10:03:00 escalated answer senior',
    ]);
  });

  it('reopened after a bot’s answer only: the first response of a person is measured from there', async () => {
    expect(await lived('rule-bot-only-then-reopened')).toMatchObject({
      acknowledge: 'running until Mon 12:10:00',
      answer: 'running until Mon 12:30:00',
    });
  });
});
