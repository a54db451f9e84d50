import { describe, expect, it } from 'vitest';
import { nextRung } from '../../domain/ladders.ts';
import { at, Scenario } from './scenario.ts';

describe('what the examples leave open', () => {
  it('a case that opens at level 3 owes the consultation and the plan from its opening', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 3, openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    expect(life.reads('consultation')).toBe('running until Mon 12:00:00');
    expect(life.reads('plan')).toBe('running until Mon 14:00:00');
  });

  it('the second rejection raises to level 3, and its clocks run', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    for (const time of ['Mon 10:10:00', 'Mon 10:20:00']) {
      await life.replies(at(time), 'answer');
      await life.verdict('resolve', at(time), { outcome: 'solved' });
      await life.fact('customerConfirmed', at(time), { confirmed: false });
    }
    expect(life.state.level).toBe(3);
    expect(life.reads('plan')).toBe('running until Mon 14:20:00');
    expect(life.reads('next-response')).toBe('running until Mon 10:25:00');
  });

  it('a customer who was asked back and says 好的 has spoken', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    await life.replies(at('Mon 10:08:00'), 'question');
    await life.says(at('Mon 10:50:00'), 'courtesy');
    expect(life.state.status).toBe('open');
    expect(life.reads('answer')).toBe('running until Mon 11:12:00');
  });

  it('a clock that goes on under its old rule after a change of level keeps its ladder', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 1, openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    await life.fact('humanRequested', at('Mon 10:00:20'), {});
    await life.pass(at('Mon 10:04:00'));
    expect(life.told('escalated')).toEqual([
      'Mon 10:01:00 escalated answer owner',
      'Mon 10:03:00 escalated answer senior',
    ]);
  });

  it('a simple question that nobody answers rises to level 2 with its breach, and owes no less than it did', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 1, openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    // late: each is stamped with its own instant all the same
    await life.pass(at('Mon 10:12:00'));
    expect(life.told('clockBreached', 'levelSet', 'escalated')).toEqual([
      'Mon 10:01:00 clockBreached answer',
      'Mon 10:01:00 levelSet',
      'Mon 10:01:00 escalated answer owner',
      'Mon 10:03:00 escalated answer senior',
      'Mon 10:10:00 clockBreached acknowledge',
      'Mon 10:10:00 escalated acknowledge owner',
      'Mon 10:10:00 escalated acknowledge senior',
      'Mon 10:11:00 escalated answer supervisor',
    ]);
    expect(life.events.find(({ type }) => type === 'levelSet')).toMatchObject({ by: 'policy', from: 1, to: 2 });
    expect(life.reads('answer')).toBe('breached Mon 10:01:00');
    const supervisor = { reasonCode: 'simple', mayLower: true };
    expect(await life.verdict('setLevel', at('Mon 10:13:00'), { level: 1, ...supervisor })).toBeNull();
    await life.pass(at('Mon 11:30:00'));
    expect(life.state.level).toBe(1);
  });

  it.each([
    ['acknowledged', 'acknowledgement', 'Mon 10:00:40', 'Mon 10:01:00'],
    ['asked back', 'question', 'Mon 10:00:30', 'Mon 10:20:30'],
  ] as const)('one that a person has %s owes no acknowledgement when it rises', async (_how, kind, when, due) => {
    const life = await Scenario.open({ channel: 'chat', level: 1, openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    await life.replies(at(when), kind);
    if (kind === 'question') await life.says(at('Mon 10:20:00'));
    await life.pass(at('Mon 10:25:00'));
    expect(life.told('levelSet')).toEqual([`${due} levelSet`]);
    expect(life.has('acknowledge')).toBe(false);
    expect(life.told('clockBreached')).toEqual([`${due} clockBreached answer`]);
  });

  it('a question called simple when its minute is over stays so, and is late', async () => {
    const life = await Scenario.open({ channel: 'chat', openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    await life.verdict('setLevel', at('Mon 10:05:00'), { level: 1 });
    await life.pass(at('Mon 10:20:00'));
    expect(life.told('levelSet', 'clockBreached')).toEqual([
      'Mon 10:05:00 levelSet',
      'Mon 10:01:00 clockBreached answer',
    ]);
    expect(life.state.level).toBe(1);
  });

  it('a lowered level leaves the clocks that run as they are', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    const supervisor = { reasonCode: 'simple', mayLower: true };
    expect(await life.verdict('setLevel', at('Mon 10:05:00'), { level: 1, ...supervisor })).toBeNull();
    expect([life.reads('acknowledge'), life.reads('answer')]).toEqual([
      'running until Mon 10:10:00',
      'running until Mon 10:30:00',
    ]);
    // nor does a higher tier bring the lower level's rows to them
    await life.fact('customerMessaged', at('Mon 10:06:00'), {
      ...{ message: 2, channel: 'chat', says: 'matter', tier: 'value-added' },
    });
    expect(life.reads('answer')).toBe('running until Mon 10:30:00');
    await life.pass(at('Mon 10:31:00'));
    expect(life.state.level).toBe(1);
  });

  it('one of a higher level does not fall to that of a ladder', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 1, openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    await life.verdict('setLevel', at('Mon 10:00:30'), { level: 2 });
    await life.pass(at('Mon 10:01:30'));
    expect(life.told('escalated', 'levelSet')).toEqual([
      'Mon 10:00:30 levelSet',
      'Mon 10:01:00 escalated answer owner',
    ]);
  });

  it('a person asked for after the answer is owed the next response', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    await life.replies(at('Mon 10:05:00'), 'answer');
    await life.fact('humanRequested', at('Mon 10:20:00'), {});
    expect(life.reads('next-response')).toBe('running until Mon 10:25:00');
  });

  it('one who had only greeted asks for the first time when coming back', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 14:00:00') });
    await life.says(at('Mon 14:00:00'), 'greeting');
    await life.pass(at('Tue 14:00:00'));
    await life.says(at('Wed 10:00:00'));
    expect(life.reads('acknowledge')).toBe('running until Wed 10:10:00');
    expect(life.reads('answer')).toBe('running until Wed 10:30:00');
    expect(life.has('next-response')).toBe(false);
  });

  it('one who had only greeted and was asked back is reminded and told of the end, as any other', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 14:00:00') });
    await life.says(at('Mon 14:00:00'), 'greeting');
    await life.replies(at('Mon 14:01:00'), 'question');
    await life.pass(at('Thu 14:01:00'));
    expect(life.told('resolved')).toEqual(['Thu 14:01:00 resolved']);
    expect(life.events.find(({ type }) => type === 'resolved')).toMatchObject({ reasonCode: 'no-information' });
    const told = life.events.flatMap((event) => (event.type === 'customerTold' ? [event.template] : []));
    expect(told).toEqual(['greeting', 'waiting-reminder']);
    const asked = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 14:00:00') });
    await asked.says(at('Mon 14:00:00'), 'greeting');
    await asked.replies(at('Mon 14:01:00'), 'question');
    await asked.says(at('Mon 14:05:00'));
    expect(asked.reads('answer')).toBe('running until Mon 14:35:00');
  });

  it('a question back accepted in time and told after the breach withdraws it', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    await life.replies(at('Mon 10:05:00'), 'acknowledgement');
    await life.pass(at('Mon 10:31:00'));
    await life.replies(at('Mon 10:20:00'), 'question');
    expect(life.reads('answer')).toBe('paused');
    expect(life.types).toContain('breachWithdrawn');
  });

  it('a verdict accepted in time and told after the breach withdraws it', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 3, openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    await life.pass(at('Mon 12:00:00'));
    expect(life.reads('consultation')).toBe('breached Mon 12:00:00');
    await life.verdict('startConsultation', at('Mon 11:59:59'), { departments: ['technical'] });
    expect(life.reads('consultation')).toBe('met');
    await life.pass(at('next Mon 10:00:00'));
    await life.verdict('resolve', at('Mon 12:30:00'), { outcome: 'solved' });
    expect(life.reads('resolution')).toBe('met');
  });

  it('the supervisor is told with the breach where the target is what was published', async () => {
    const life = await Scenario.open({ channel: 'store', level: 2, openedAt: at('Mon 11:00:00') });
    await life.says(at('Mon 11:00:00'));
    await life.pass(at('Mon 11:15:00'));
    expect(life.told('escalated')).toContain('Mon 11:15:00 escalated acknowledge supervisor');
  });

  it('an owner who does nothing loses the case once the limit is over, and the supervisor is told once', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    const owned = (when: string, agent: string, assignmentVersion: number) =>
      life.fact('ownerChanged', at(when), { agent, assignmentVersion, by: 'agent-9' });
    await owned('Mon 10:01:00', 'agent-1', 1);
    await life.pass(at('Mon 10:05:59'));
    expect(life.state.owner).toBe('agent-1');
    await life.pass(at('Mon 10:06:00'));
    expect(life.state.owner).toBeNull();
    await owned('Mon 10:07:00', 'agent-2', 3);
    await life.pass(at('Mon 10:12:00'));
    expect(life.told('ownerSilent')).toEqual(['Mon 10:06:00 ownerSilent', 'Mon 10:12:00 ownerSilent']);
    const told = life.events.filter((event) => event.type === 'escalated' && event.reason === 'owner-silent');
    expect(told).toMatchObject([{ at: at('Mon 10:06:00'), role: 'supervisor' }]);
  });

  it('an owner who has acted, or waits for the customer, keeps the case', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    await life.fact('ownerChanged', at('Mon 10:01:00'), { agent: 'agent-1', assignmentVersion: 1, by: 'agent-1' });
    await life.replies(at('Mon 10:02:00'), 'acknowledgement');
    await life.pass(at('Mon 10:20:00'));
    expect(life.state.owner).toBe('agent-1');
    await life.replies(at('Mon 10:21:00'), 'question');
    await life.fact('ownerChanged', at('Mon 10:22:00'), { agent: 'agent-2', assignmentVersion: 2, by: 'agent-9' });
    await life.pass(at('Mon 10:40:00'));
    expect(life.state.owner).toBe('agent-2');
    await life.says(at('Mon 10:50:00'));
    await life.pass(at('Mon 10:54:59'));
    expect(life.state.owner).toBe('agent-2');
    await life.pass(at('Mon 10:55:00'));
    expect(life.state.owner).toBeNull();
  });

  it('the total resolution leaves out every time in which the customer had the word', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    await life.replies(at('Mon 10:10:00'), 'question');
    await life.says(at('Mon 12:10:00'));
    await life.replies(at('Mon 12:20:00'), 'answer');
    await life.verdict('resolve', at('Mon 12:30:00'), { outcome: 'solved' });
    await life.fact('customerConfirmed', at('Mon 13:30:00'), { confirmed: false });
    expect(life.reads('total-resolution')).toBe('running until Wed 13:00:00');
  });
});

describe('a ladder', () => {
  const rungs = [
    { after: 0, role: 'supervisor' },
    { after: 7200, role: 'manager' },
  ] as const;

  it('ends with its last rung, unless it is climbed again', () => {
    expect(nextRung({ warnings: [], rungs }, 2)).toBeUndefined();
  });

  it('tells the rungs from one on again and again', () => {
    const daily = { warnings: [], rungs, again: { from: 1, every: 86_400 } };
    expect([0, 1, 2, 3].map((told) => nextRung(daily, told)?.after)).toEqual([0, 7200, 93_600, 180_000]);
    const both = {
      warnings: [],
      rungs: [rungs[0], { after: 0, role: 'manager' }],
      again: { from: 0, every: 1800 },
    } as const;
    expect([2, 3, 4].map((told) => nextRung(both, told))).toEqual([
      { after: 1800, role: 'supervisor' },
      { after: 1800, role: 'manager' },
      { after: 3600, role: 'supervisor' },
    ]);
  });
});
