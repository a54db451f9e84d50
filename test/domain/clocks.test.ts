import { describe, expect, it } from 'vitest';
import { warningAt } from '../../domain/clocks.ts';
import type { ClockRule, Plan } from '../../domain/policy.ts';
import { at, Scenario, shanghai } from './scenario.ts';

const open = (more: Partial<Parameters<typeof Scenario.open>[0]> = {}) =>
  Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 10:00:00'), ...more });

const asked = async (more: Parameters<typeof open>[0] = {}): Promise<Scenario> => {
  const life = await open(more);
  await life.says(at('Mon 10:00:00'));
  return life;
};

const rises = (life: Scenario, when: string, says: 'matter' | 'courtesy' = 'matter') =>
  life.fact('customerMessaged', at(when), { message: 3, channel: life.state.channel, says, tier: 'vip' });

const raise = (life: Scenario, when: string, level: 2 | 3 = 3) =>
  life.verdict('setLevel', at(when), { level, mayLower: true, reasonCode: 'mistaken' });

const apply = (life: Scenario, when: string) =>
  life.fact('policyApplied', at(when), { policy: 'standard', version: 2, by: 'supervisor-1' });

/** The case under another plan, as a policy of its own would have it. */
const under = (life: Scenario, change: (plan: Plan) => Partial<Plan>): void => {
  life.record.state = { ...life.state, plan: { ...life.state.plan, ...change(life.state.plan) } };
};

const withRule = (life: Scenario, name: 'answer' | 'call-back', change: Partial<ClockRule>): void => {
  under(life, ({ clocks }) => {
    const rule = clocks[name];
    return rule ? { clocks: { ...clocks, [name]: { ...rule, ...change } } } : {};
  });
};

describe('a stated date', () => {
  it('stays when the customer rises to a higher tier', async () => {
    const life = await asked();
    await life.replies(at('Mon 10:05:00'), 'plan', at('Thu 18:00:00'));
    await rises(life, 'Mon 11:00:00');
    expect(life.reads('promise')).toBe('running until Thu 18:00:00');
  });

  it('stays when the customer has spoken, also where a policy lets it stand still', async () => {
    const life = await asked();
    under(life, ({ pausing }) => ({ pausing: { ...pausing, 'waiting-customer': ['promise', 'answer'] } }));
    await life.replies(at('Mon 10:05:00'), 'question', at('Thu 18:00:00'));
    await life.says(at('Mon 11:00:00'));
    expect(life.reads('promise')).toBe('running until Thu 18:00:00');
  });
});

describe('the whole time to the solution', () => {
  const reopened = async (): Promise<Scenario> => {
    const life = await asked();
    await life.replies(at('Mon 10:05:00'), 'answer');
    await life.verdict('resolve', at('Mon 10:06:00'), { outcome: 'solved' });
    await life.fact('customerConfirmed', at('Mon 10:30:00'), { confirmed: false });
    return life;
  };

  it('has the row of the solution under another version, after a higher tier, and at level 3', async () => {
    const life = await reopened();
    expect(life.reads('total-resolution')).toBe('running until Wed 10:24:00');
    await apply(life, 'Mon 10:31:00');
    expect(life.reads('total-resolution')).toBe('running until Fri 10:24:00');
    await raise(life, 'Mon 10:32:00');
    expect(life.clock('total-resolution').rule.seconds).toBeGreaterThan(4 * 86_400);
    const risen = await reopened();
    await rises(risen, 'Mon 10:31:00');
    expect(risen.reads('total-resolution')).toBe('running until Tue 10:24:00');
  });

  it('keeps an extension over a reopening', async () => {
    const life = await asked();
    await life.verdict('extend', at('Mon 10:02:00'), { clock: 'resolution', seconds: 86_400, reasonCode: 'supplier' });
    await life.replies(at('Mon 10:05:00'), 'answer');
    await life.verdict('resolve', at('Mon 10:06:00'), { outcome: 'solved' });
    await life.fact('customerConfirmed', at('Mon 10:30:00'), { confirmed: false });
    expect(life.reads('total-resolution')).toBe('running until Thu 10:24:00');
  });

  it('that is over at the reopening was breached at its own instant, and nobody is told of it twice', async () => {
    const life = await asked();
    await life.replies(at('Mon 10:05:00'), 'answer');
    await life.pass(at('Wed 12:00:00'));
    const before = life.told('escalated').filter((told) => told.includes('resolution')).length;
    await life.verdict('resolve', at('Wed 12:00:00'), { outcome: 'solved' });
    await life.fact('customerConfirmed', at('Wed 13:00:00'), { confirmed: false });
    await life.pass(at('Wed 13:00:00'));
    expect(life.reads('total-resolution')).toBe('breached Wed 10:00:00');
    expect(life.told('escalated').filter((told) => told.includes('resolution'))).toHaveLength(before);
  });
});

describe('raising to level 3', () => {
  it('puts off no plan and no consultation that run already, however often it is done', async () => {
    const life = await asked();
    await raise(life, 'Mon 10:10:00');
    await raise(life, 'Mon 11:00:00', 2);
    await raise(life, 'Mon 11:30:00');
    expect(life.reads('consultation')).toBe('running until Mon 12:10:00');
    expect(life.reads('plan')).toBe('running until Mon 14:10:00');
  });

  it('never puts off the plan of a complaint', async () => {
    const life = await asked({ kind: 'complaint' });
    await raise(life, 'Tue 09:00:00');
    expect(life.reads('plan')).toBe('running until Tue 10:00:00');
  });

  it('keeps what the answer of a VIP stood still', async () => {
    const life = await asked({ tier: 'vip' });
    await life.replies(at('Mon 10:05:00'), 'question');
    await life.says(at('Mon 15:05:00'));
    await raise(life, 'Mon 15:06:00');
    expect(life.reads('answer')).toBe('running until Tue 15:00:00');
  });

  it('lets the answer of a VIP stand still while the customer has the word', async () => {
    const life = await asked({ tier: 'vip' });
    await life.replies(at('Mon 10:05:00'), 'question');
    await raise(life, 'Mon 10:06:00');
    expect(life.reads('answer')).toBe('paused');
    await life.says(at('Mon 12:05:00'));
    expect(life.reads('answer')).toBe('running until Tue 12:00:00');
  });

  it('leaves a customer who becomes a VIP afterwards the ceiling of 24 hours from the question', async () => {
    const life = await asked();
    await raise(life, 'Mon 10:05:00');
    expect(life.reads('answer')).toBe('cancelled');
    await rises(life, 'Mon 10:06:00');
    expect(life.reads('answer')).toBe('running until Tue 10:00:00');
  });
});

describe('a bot’s answer that missed', () => {
  const misses = async (life: Scenario, answered: string, missed: string): Promise<void> => {
    await life.fact('botAnswered', at(answered), { message: 4, channel: 'chat' });
    await life.fact('humanRequested', at(missed), {});
  };

  it('leaves the acknowledgement that a person gave', async () => {
    const life = await asked();
    await life.replies(at('Mon 10:03:00'), 'acknowledgement');
    await misses(life, 'Mon 10:04:00', 'Mon 10:20:00');
    await life.pass(at('Mon 10:20:01'));
    expect(life.reads('acknowledge')).toBe('met');
    expect(life.reads('answer')).toBe('running until Mon 10:30:00');
  });

  it('leaves the answer the time in which the customer had the word, and its extension', async () => {
    const life = await asked();
    await life.replies(at('Mon 10:05:00'), 'question');
    await life.says(at('Mon 11:00:00'));
    await life.verdict('extend', at('Mon 11:00:02'), { clock: 'answer', seconds: 600, reasonCode: 'supplier' });
    await misses(life, 'Mon 11:00:05', 'Mon 11:01:00');
    expect(life.reads('answer')).toBe('running until Mon 11:35:00');
  });
});

describe('a call to make', () => {
  const missed = async () => {
    const life = await open({ channel: 'hotline' });
    await life.says(at('Mon 10:00:00'), 'missed-call');
    return life;
  };

  it('is not put off by a second missed call', async () => {
    const life = await missed();
    await life.says(at('Mon 10:25:00'), 'missed-call');
    expect(life.reads('call-back')).toBe('running until Mon 10:30:00');
  });

  it('after a low score stays with its own row when the customer rises to a higher tier', async () => {
    const life = await open({ channel: 'hotline' });
    await life.says(at('Mon 10:00:00'));
    await life.verdict('resolve', at('Mon 10:06:00'), { outcome: 'solved' });
    await life.fact('customerConfirmed', at('Mon 10:07:00'), { confirmed: true });
    await life.fact('surveyAnswered', at('Mon 12:30:00'), { round: 1, stars: 1, wrongAnswer: false });
    const before = life.reads('call-back');
    await rises(life, 'Mon 12:40:00', 'courtesy');
    expect(life.reads('call-back')).toBe(before);
  });

  it('ends with a case that goes on in another, or that the customer withdraws', async () => {
    const merged = await missed();
    await merged.fact('merged', at('Mon 10:05:00'), { into: 'CS-20261123-000002', by: 'agent-1' });
    expect(merged.reads('call-back')).toBe('cancelled');
    const withdrawn = await missed();
    await withdrawn.fact('customerWithdrew', at('Mon 10:05:00'), {});
    expect(withdrawn.reads('call-back')).toBe('cancelled');
  });
});

it('a breach after one that was withdrawn is told like a first one', async () => {
  const life = await asked();
  await life.pass(at('Mon 10:45:00'));
  await life.replies(at('Mon 10:29:00'), 'question');
  await life.says(at('Mon 11:00:00'));
  const told = life.told('escalated').length;
  await life.pass(at('Mon 11:01:00'));
  expect(life.told('escalated').slice(told)).toEqual([
    'Mon 11:01:00 escalated answer owner',
    'Mon 11:01:00 escalated answer senior',
  ]);
});

describe('an extension', () => {
  it('is counted by the warning too', async () => {
    const life = await asked();
    await life.verdict('extend', at('Mon 10:05:00'), { clock: 'answer', seconds: 5400, reasonCode: 'supplier' });
    expect(shanghai(life.clock('answer').warnAt ?? 0)).toBe('Mon 11:30:00');
  });

  it('goes no further than what another version publishes', async () => {
    const life = await asked();
    await life.verdict('extend', at('Mon 10:01:00'), { clock: 'answer', seconds: 5400, reasonCode: 'supplier' });
    withRule(life, 'answer', { published: 3600 });
    life.record.addChange(at('Mon 10:02:00'), 'agent-1', { type: 'policySet', policy: 'standard', from: 1, to: 2 });
    expect(life.reads('answer')).toBe('running until Mon 11:00:00');
  });
});

it('another version of the policy starts what it adds to the opening', async () => {
  const life = await asked();
  const { clocks } = life.state;
  life.record.state = { ...life.state, clocks: clocks.filter(({ name }) => name !== 'resolution') };
  life.record.addChange(at('Mon 10:02:00'), 'agent-1', { type: 'policySet', policy: 'standard', from: 1, to: 2 });
  expect(life.reads('resolution')).toBe('running until Wed 10:00:00');
});

it('another version of the policy moves what a complaint is owed', async () => {
  const life = await asked({ kind: 'complaint' });
  under(life, ({ clocks }) => ({
    clocks: { ...clocks, ...(clocks.decision && { decision: { ...clocks.decision, seconds: 7200 } }) },
  }));
  life.record.addChange(at('Mon 10:02:00'), 'agent-1', { type: 'policySet', policy: 'standard', from: 1, to: 2 });
  expect(life.reads('decision')).toBe('running until Mon 12:00:00');
});

it('a reply that was accepted before the next question does not answer it', async () => {
  const life = await asked();
  await life.replies(at('Mon 10:02:00'), 'answer');
  await life.says(at('Mon 10:20:00'));
  await life.replies(at('Mon 10:19:00'), 'answer');
  expect(life.reads('next-response')).toBe('running until Mon 10:25:00');
});

it('a warning that lies before the start does not take the later ones with it', async () => {
  const life = await asked();
  const clock = life.clock('answer');
  const rule: ClockRule = {
    ...clock.rule,
    warnings: [
      { role: 'owner', before: 7200 },
      { role: 'senior', before: 600 },
    ],
  };
  expect(warningAt(life.state.plan, { ...clock, rule })).toBe(at('Mon 10:20:00'));
});

describe('a verdict that was accepted in time and is judged after the breach', () => {
  const late = async (): Promise<Scenario> => {
    const life = await asked();
    await life.replies(at('Mon 10:05:00'), 'acknowledgement');
    await life.pass(at('Mon 10:31:00'));
    expect(life.reads('answer')).toBe('breached Mon 10:30:00');
    return life;
  };

  it('raises to level 3 in time', async () => {
    const life = await late();
    expect(await raise(life, 'Mon 10:29:50')).toBeNull();
    expect(life.reads('answer')).toBe('cancelled');
  });

  it('extends in time, and not at the deadline', async () => {
    const more = { clock: 'answer', seconds: 600, reasonCode: 'supplier' } as const;
    const life = await late();
    expect(await life.verdict('extend', at('Mon 10:30:00'), more)).toBe('clock_breached');
    expect(await life.verdict('extend', at('Mon 10:29:50'), more)).toBeNull();
    expect(life.reads('answer')).toBe('running until Mon 10:40:00');
  });

  it('waits for others in time', async () => {
    const life = await asked();
    await life.replies(at('Mon 10:05:00'), 'answer');
    await life.pass(at('Wed 10:05:00'));
    expect(await life.verdict('pause', at('Wed 09:59:00'), { reasonCode: 'carrier' })).toBeNull();
    expect(life.reads('resolution')).toBe('paused');
  });
});
