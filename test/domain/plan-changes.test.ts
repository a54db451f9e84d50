import { describe, expect, it } from 'vitest';
import { at, Scenario } from './scenario.ts';

const chat = (level: 1 | 2 | null, when: string, tier: 'basic' | 'vip' = 'basic') =>
  Scenario.open({ channel: 'chat', level, tier, openedAt: at(when) });

describe('a bot’s answer', () => {
  const answers = (life: Scenario, when: string) => life.fact('botAnswered', at(when), { message: 2, channel: 'chat' });

  it('1: keeps the minute of a simple question, and assigns it to nobody', async () => {
    const life = await chat(1, 'Mon 10:00:00');
    await life.says(at('Mon 10:00:00'));
    await answers(life, 'Mon 10:00:08');
    expect(life.reads('answer')).toBe('met');
    expect(life.state.owner).toBeNull();
  });

  it('14: that missed keeps nothing: both clocks of the first response run from the question', async () => {
    const life = await chat(1, 'Mon 19:18:30');
    await life.says(at('Mon 19:18:30'));
    await answers(life, 'Mon 19:18:40');
    await life.fact('humanRequested', at('Mon 19:20:00'), {});
    expect(life.state.level).toBe(2);
    expect(life.reads('acknowledge')).toBe('running until Mon 19:28:30');
    expect(life.reads('answer')).toBe('running until Mon 19:48:30');
    expect(life.types).toContain('botMissed');
    await life.replies(at('Mon 19:25:10'), 'answer');
    expect([life.reads('acknowledge'), life.reads('answer')]).toEqual(['met', 'met']);
  });

  it.each([
    ['in time is not owed again', 'Mon 10:05:00', 'met'],
    ['late is late although the bot was in time', 'Mon 10:25:00', 'breached Mon 10:10:00'],
  ])('that missed: an acknowledgement that a person gave %s', async (_how, when, acknowledge) => {
    const life = await chat(2, 'Mon 10:00:00');
    await life.says(at('Mon 10:00:00'));
    await answers(life, 'Mon 10:00:10');
    await life.replies(at(when), 'acknowledgement');
    await life.fact('humanRequested', at('Mon 10:26:00'), {});
    await life.pass(at('Mon 10:27:00'));
    expect(life.reads('acknowledge')).toBe(acknowledge);
    expect(life.reads('answer')).toBe('running until Mon 10:30:00');
  });

  it('refused by the customer before anybody resolved the case has missed too', async () => {
    const life = await chat(1, 'Mon 10:00:00');
    await life.says(at('Mon 10:00:00'));
    await answers(life, 'Mon 10:00:08');
    await life.fact('customerConfirmed', at('Mon 10:01:00'), { confirmed: false });
    expect(life.state.level).toBe(2);
    expect(life.reads('answer')).toBe('running until Mon 10:30:00');
  });

  it('is no answer of a person: after a reopening the first response is measured from there', async () => {
    const life = await chat(1, 'Mon 10:00:00');
    await life.says(at('Mon 10:00:00'));
    await answers(life, 'Mon 10:00:08');
    await life.verdict('resolve', at('Mon 10:01:00'), { outcome: 'solved' });
    await life.says(at('Mon 12:00:00'));
    expect(life.reads('answer')).toBe('running until Mon 12:01:00');
    expect(life.has('next-response')).toBe(false);
  });

  it('after a person’s changes nothing of what the person’s has kept', async () => {
    const life = await chat(2, 'Mon 10:00:00');
    await life.says(at('Mon 10:00:00'));
    await life.replies(at('Mon 10:05:00'), 'answer');
    await life.says(at('Mon 10:06:00'));
    await answers(life, 'Mon 10:06:05');
    await life.fact('humanRequested', at('Mon 10:07:00'), {});
    expect(life.types).not.toContain('botMissed');
    expect(life.reads('next-response')).toBe('running until Mon 10:12:00');
  });
});

describe('a customer who rises to a higher tier', () => {
  it('has what it promises sooner from now on, and nothing later', async () => {
    const life = await chat(2, 'Mon 10:00:00');
    await life.says(at('Mon 10:00:00'));
    const says = { message: 2, channel: 'chat', says: 'matter', tier: 'vip' } as const;
    await life.fact('customerMessaged', at('Mon 10:02:00'), says);
    expect(life.state.tier).toBe('vip');
    expect(life.reads('acknowledge')).toBe('running until Mon 10:05:00');
    expect(life.reads('answer')).toBe('running until Mon 10:15:00');
    expect(life.events.find(({ type }) => type === 'tierSet')).toMatchObject({
      from: 'basic',
      to: 'vip',
      moved: [
        { clock: 'resolution', wasDueAt: at('Wed 10:00:00'), dueAt: at('Tue 10:00:00') },
        { clock: 'acknowledge', wasDueAt: at('Mon 10:10:00'), dueAt: at('Mon 10:05:00') },
        { clock: 'answer', wasDueAt: at('Mon 10:30:00'), dueAt: at('Mon 10:15:00') },
      ],
    });
  });

  it('keeps it in this case when the next message tells of a lower one', async () => {
    const life = await chat(2, 'Mon 10:00:00', 'vip');
    await life.says(at('Mon 10:00:00'));
    const says = { message: 2, channel: 'chat', says: 'matter', tier: 'basic' } as const;
    await life.fact('customerMessaged', at('Mon 10:02:00'), says);
    expect(life.state.tier).toBe('vip');
    expect(life.types).not.toContain('tierSet');
  });
});

describe('another version of the policy', () => {
  const apply = (life: Scenario, when: string, version: number) =>
    life.fact('policyApplied', at(when), { policy: 'standard', version, by: 'supervisor-1' });

  it('applied to an open case says what it moved, also to a later instant', async () => {
    const life = await chat(2, 'Mon 10:00:00');
    await life.says(at('Mon 10:00:00'));
    await apply(life, 'Mon 10:05:00', 2);
    expect(life.reads('answer')).toBe('running until Mon 11:00:00');
    expect(life.events.at(-1)).toMatchObject({
      type: 'policySet',
      by: 'supervisor-1',
      from: 1,
      to: 2,
      moved: [
        { clock: 'resolution', wasDueAt: at('Wed 10:00:00'), dueAt: at('Fri 10:00:00') },
        { clock: 'answer', wasDueAt: at('Mon 10:30:00'), dueAt: at('Mon 11:00:00') },
      ],
    });
    expect(life.state.plan.policy).toEqual({ name: 'standard', version: 2 });
  });

  it('that the case has already, or comes after its closing, changes nothing', async () => {
    const life = await chat(2, 'Mon 10:00:00');
    await apply(life, 'Mon 10:05:00', 1);
    await life.fact('customerWithdrew', at('Mon 10:06:00'), {});
    await apply(life, 'Mon 10:07:00', 2);
    expect(life.types).not.toContain('policySet');
  });
});

describe('a hand-off to another channel', () => {
  it('17: keeps the running deadlines, and the next message has those of the new channel', async () => {
    const life = await chat(2, 'Mon 16:00:00');
    await life.says(at('Mon 16:00:00'));
    expect(await life.verdict('handOff', at('Mon 16:12:00'), { channel: 'email' })).toBeNull();
    expect(life.reads('answer')).toBe('running until Mon 16:30:00');
    await life.replies(at('Mon 16:24:00'), 'answer');
    expect(life.reads('answer')).toBe('met');
    const mail = { message: 3, channel: 'email', says: 'matter' } as const;
    await life.fact('customerMessaged', at('Sun 23:50:00'), mail);
    expect(life.reads('next-response')).toBe('running until next Mon 23:50:00');
  });

  it('is refused to the same channel, and to one by which nobody is reached', async () => {
    const life = await chat(2, 'Mon 16:00:00');
    expect(await life.verdict('handOff', at('Mon 16:01:00'), { channel: 'chat' })).toBe('channel_unchanged');
    expect(await life.verdict('handOff', at('Mon 16:01:00'), { channel: 'wechat' })).toBe('channel_unreachable');
  });
});

describe('a wait for others', () => {
  it('moves the solution by its open time, and no response clock', async () => {
    const life = await chat(2, 'Mon 10:00:00');
    await life.says(at('Mon 10:00:00'));
    expect(await life.verdict('pause', at('Mon 10:05:00'), { reasonCode: 'carrier' })).toBeNull();
    expect(life.state.status).toBe('waiting-other');
    expect(life.reads('answer')).toBe('running until Mon 10:30:00');
    await life.replies(at('Mon 10:20:00'), 'answer');
    expect(life.state.status).toBe('waiting-other');
    expect(await life.verdict('resume', at('Mon 16:05:00'), {})).toBeNull();
    expect(life.state.status).toBe('open');
    expect(life.reads('resolution')).toBe('running until Wed 16:00:00');
    expect(await life.verdict('resume', at('Mon 16:06:00'), {})).toBe('case_not_paused');
  });

  it('counts once where the customer is waited for at the same time', async () => {
    const life = await chat(2, 'Mon 10:00:00');
    await life.says(at('Mon 10:00:00'));
    await life.verdict('pause', at('Mon 11:00:00'), { reasonCode: 'carrier' });
    await life.replies(at('Mon 12:00:00'), 'question');
    await life.says(at('Mon 13:00:00'));
    expect(life.state.status).toBe('waiting-other');
    expect(life.reads('resolution')).toBe('paused');
    expect(await life.verdict('resume', at('Mon 15:00:00'), {})).toBeNull();
    expect(life.state.status).toBe('open');
    expect(life.reads('resolution')).toBe('running until Wed 14:00:00');
  });

  it('lets go on what only the customer held up, once the customer has spoken', async () => {
    const life = await chat(2, 'Mon 10:00:00');
    await life.says(at('Mon 10:00:00'));
    await life.verdict('pause', at('Mon 10:05:00'), { reasonCode: 'carrier' });
    await life.replies(at('Mon 10:10:00'), 'question');
    await life.says(at('Mon 10:30:00'));
    expect(life.reads('answer')).toBe('running until Mon 10:50:00');
    expect(life.reads('resolution')).toBe('paused');
  });

  it('is not for a case that waits for the customer, or is done', async () => {
    const life = await chat(2, 'Mon 10:00:00');
    await life.says(at('Mon 10:00:00'));
    await life.replies(at('Mon 10:05:00'), 'question');
    expect(await life.verdict('pause', at('Mon 10:06:00'), { reasonCode: 'carrier' })).toBe('case_not_open');
  });
});

describe('an extension', () => {
  const extend = (life: Scenario, when: string, clock: 'answer' | 'resolution' | 'promise', seconds: number) =>
    life.verdict('extend', at(when), { clock, seconds, reasonCode: 'supplier-late' });

  it('moves the deadline by open time, also over later pauses', async () => {
    const life = await chat(2, 'Mon 22:00:00');
    await life.says(at('Mon 22:00:00'));
    expect(await extend(life, 'Mon 22:05:00', 'resolution', 86_400)).toBeNull();
    expect(life.reads('resolution')).toBe('running until Thu 22:00:00');
    await life.replies(at('Mon 22:10:00'), 'question');
    await life.says(at('Mon 23:10:00'));
    expect(life.reads('resolution')).toBe('running until Thu 23:00:00');
  });

  it('goes up to what the customer was promised, and heals nothing', async () => {
    const life = await chat(2, 'Mon 10:00:00');
    await life.says(at('Mon 10:00:00'));
    expect(await extend(life, 'Mon 10:05:00', 'answer', 90 * 60)).toBeNull();
    expect(life.reads('answer')).toBe('running until Mon 12:00:00');
    expect(await extend(life, 'Mon 10:06:00', 'answer', 1)).toBe('beyond_published');
    expect(await extend(life, 'Mon 12:00:00', 'answer', 1)).toBe('clock_breached');
    expect(await extend(life, 'Mon 12:01:00', 'promise', 60)).toBe('clock_not_running');
  });
});

describe('a merge', () => {
  it('ends the clocks of the case that goes on in another, and what comes for it is that one’s', async () => {
    const life = await chat(2, 'Mon 10:00:00');
    await life.says(at('Mon 10:00:00'));
    await life.fact('merged', at('Mon 10:05:00'), { into: 'CS-20261123-000002', by: 'agent-1' });
    expect(life.state).toMatchObject({ status: 'closed', closedHow: 'merged', surveyAt: null });
    await life.pass(at('Tue 10:00:00'));
    await life.says(at('Tue 10:00:00'));
    await life.replies(at('Tue 10:01:00'), 'answer');
    expect(life.types.slice(-4)).toEqual(['merged', 'closed', 'arrivedLate', 'arrivedLate']);
  });

  it('starts the next response of the case that survives', async () => {
    const life = await chat(2, 'Mon 10:00:00');
    await life.says(at('Mon 10:00:00'));
    await life.replies(at('Mon 10:05:00'), 'answer');
    await life.fact('mergedFrom', at('Mon 11:00:00'), { caseId: 'CS-20261123-000002', by: 'agent-1' });
    expect(life.reads('next-response')).toBe('running until Mon 11:05:00');
  });

  it('into a case that waits for its customer is the customer speaking', async () => {
    const life = await chat(2, 'Mon 10:00:00');
    await life.says(at('Mon 10:00:00'));
    await life.replies(at('Mon 10:08:00'), 'question');
    await life.fact('mergedFrom', at('Mon 10:50:00'), { caseId: 'CS-20261123-000002', by: 'agent-1' });
    expect(life.state.status).toBe('open');
    expect(life.reads('answer')).toBe('running until Mon 11:12:00');
  });
});

describe('a deadline beyond what its calendar knows', () => {
  const knownThrough = (life: Scenario, date: string) => {
    const { plan } = life.state;
    const calendars = Object.entries(plan.calendars).map(([id, one]) => [id, { ...one, knownThrough: date }] as const);
    life.record.state = { ...life.state, plan: { ...plan, calendars: Object.fromEntries(calendars) } };
  };

  it('is told to the supervisor at once, and once', async () => {
    const life = await chat(2, 'Mon 10:00:00');
    knownThrough(life, '2026-11-24');
    await life.says(at('Mon 10:00:00'));
    await life.pass(at('Mon 10:05:00'));
    const told = life.events.filter((event) => event.type === 'escalated' && event.reason === 'provisional');
    expect(told).toMatchObject([{ at: at('Mon 10:00:00'), clock: 'resolution', role: 'supervisor' }]);
    expect(life.reads('resolution')).toBe('running until Wed 10:00:00');
  });

  it('is none before that date', async () => {
    const life = await chat(2, 'Mon 10:00:00');
    knownThrough(life, '2026-11-25');
    await life.says(at('Mon 10:00:00'));
    await life.pass(at('Mon 10:05:00'));
    expect(life.types).not.toContain('escalated');
  });
});

describe('another version of the policy, applied to an open case', () => {
  it('moves what runs both ways, keeps the pauses, and leaves breaches as they are', async () => {
    const life = await chat(2, 'Mon 10:00:00');
    await life.says(at('Mon 10:00:00'));
    await life.replies(at('Mon 10:08:00'), 'question');
    await life.says(at('Mon 10:50:00'));
    const { acknowledge, answer } = life.state.plan.clocks;
    life.record.state = {
      ...life.state,
      plan: {
        ...life.state.plan,
        clocks: {
          ...life.state.plan.clocks,
          ...(acknowledge && { acknowledge: { ...acknowledge, seconds: 60 } }),
          ...(answer && { answer: { ...answer, seconds: 3600 } }),
        },
      },
    };
    life.record.addChange(at('Mon 10:51:00'), 'agent-1', { type: 'policySet', policy: 'standard', from: 1, to: 2 });
    expect(life.state.plan.policy).toEqual({ name: 'standard', version: 2 });
    expect(life.reads('acknowledge')).toBe('met');
    expect(life.reads('answer')).toBe('running until Mon 11:42:00');
    expect(life.record.events.at(-1)).toMatchObject({
      moved: [{ clock: 'answer', wasDueAt: at('Mon 11:12:00'), dueAt: at('Mon 11:42:00') }],
    });
  });
});
