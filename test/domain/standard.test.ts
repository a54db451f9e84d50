import { describe, expect, it } from 'vitest';
import { CHANNELS } from '../../domain/channels.ts';
import { SHIPPED_POLICIES } from '../../domain/policies/index.ts';
import { standard } from '../../domain/policies/standard.ts';
import { type ClockName, type ClockRule, type PlanFacts, resolvePlan, TIERS } from '../../domain/policy.ts';
import { at, Scenario } from './scenario.ts';

type Facts = Partial<Omit<PlanFacts, 'policy'>>;

const planOf = (facts: Facts) =>
  resolvePlan(standard, { policy: 'standard', kind: 'inquiry', channel: 'chat', tier: 'basic', level: 2, ...facts });

const UNITS = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
] as const;

/** `2 d`, `24 h`, `30 min`: a day and less in hours, as the matrix has it. */
function written(seconds: number): string {
  const [unit, length] = UNITS.find(([, one]) => seconds % one === 0 && seconds > one) ?? ['min', 60];
  return `${seconds / length} ${unit}`;
}

const reads = ({ seconds, published, calendar, ladder }: ClockRule): string =>
  [written(seconds), published === undefined ? '–' : written(published), calendar, ladder].join(', ');

const clockOf = (clock: ClockName, facts: Facts): string => {
  const rule = planOf(facts).clocks[clock];
  return rule ? reads(rule) : 'none';
};

const complaint = { kind: 'complaint' } as const;
const severe = { kind: 'complaint', severity: 'severe' } as const;
const request = { kind: 'after-sales' } as const;

describe('the matrix: target, published, calendar, ladder', () => {
  it.each<[clock: ClockName, facts: Facts, rule: string]>([
    ['acknowledge', { channel: 'hotline' }, 'none'],
    ['acknowledge', { channel: 'store' }, '15 min, 15 min, store, R'],
    ['acknowledge', { ...complaint, channel: 'email' }, '4 h, 4 h, always, N'],
    ['acknowledge', { ...request, channel: 'form' }, '4 h, 4 h, always, N'],
    ['acknowledge', { channel: 'social' }, '30 min, 30 min, chat-cn, R'],
    ['acknowledge', { level: 1 }, 'none'],
    ['acknowledge', { tier: 'vip' }, '5 min, 30 min, chat-cn, R'],
    ['acknowledge', { ...complaint, level: 3 }, '10 min, 30 min, chat-cn, R'],
    ['acknowledge', { level: null }, '30 min, 30 min, chat-cn, R'],

    ['answer', { level: 3, tier: 'vip' }, '24 h, 24 h, always, N'],
    ['answer', { level: 3 }, 'none'],
    ['answer', complaint, 'none'],
    ['answer', { ...request, channel: 'email' }, 'none'],
    ['answer', { level: 1 }, '1 min, 2 h, always, Q'],
    ['answer', { channel: 'wechat', tier: 'vip' }, '15 min, 2 h, chat-cn, R'],
    ['answer', {}, '30 min, 2 h, chat-cn, R'],
    ['answer', { level: null }, '2 h, 2 h, chat-cn, R'],
    ['answer', { channel: 'social' }, '2 h, 2 h, chat-cn, R'],
    ['answer', { channel: 'store' }, '30 min, 2 h, store, R'],
    ['answer', { channel: 'email', tier: 'vip' }, '12 h, 24 h, always, N'],
    ['answer', { channel: 'form' }, '24 h, 24 h, always, N'],
    ['answer', { channel: 'hotline' }, 'none'],

    ['next-response', { ...complaint, tier: 'vip' }, '3 min, 30 min, chat-cn, R'],
    ['next-response', request, '5 min, 30 min, chat-cn, R'],
    ['next-response', { channel: 'social' }, '30 min, 30 min, chat-cn, R'],
    ['next-response', { channel: 'store' }, '15 min, 15 min, store, R'],
    ['next-response', { channel: 'email', tier: 'vip' }, '12 h, 24 h, always, N'],
    ['next-response', { channel: 'form' }, '24 h, 24 h, always, N'],

    ['consultation', { ...complaint, level: 3 }, '2 h, –, duty-cn, R'],
    ['consultation', complaint, 'none'],
    ['plan', severe, '4 h, 24 h, always, S'],
    ['plan', { ...severe, level: 3 }, '4 h, 24 h, always, S'],
    ['plan', { level: 3 }, '4 h, 4 h, duty-cn, R'],
    ['plan', { ...complaint, level: 3 }, '4 h, 4 h, duty-cn, R'],
    ['plan', complaint, '24 h, 24 h, always, C'],
    ['plan', {}, 'none'],

    ['decision', { ...severe, tier: 'vip' }, '4 h, –, always, S'],
    ['decision', { ...complaint, tier: 'vip' }, '12 h, –, always, C'],
    ['decision', complaint, '24 h, –, always, C'],
    ['decision', { ...request, tier: 'vip' }, '4 h, 2 d, always, M'],
    ['decision', { ...request, tier: 'value-added' }, '12 h, 2 d, always, M'],
    ['decision', request, '24 h, 2 d, always, M'],
    ['decision', {}, 'none'],
    ['result', severe, '24 h, 24 h, always, S'],
    ['result', { ...complaint, tier: 'vip' }, '2 d, 2 d, always, C'],
    ['result', complaint, '3 d, 3 d, always, C'],
    ['result', request, 'none'],

    ['resolution', { level: null }, '2 d, –, always, N'],
    ['resolution', { tier: 'vip' }, '24 h, –, always, N'],
    ['resolution', { level: 3, tier: 'vip' }, '7 d, –, always, N'],
    ['resolution', severe, '3 d, –, always, C'],
    ['resolution', complaint, '7 d, –, always, C'],
    ['resolution', { ...request, request: 'cancel' }, '24 h, –, always, M'],
    ['resolution', { ...request, request: 'refund-only' }, '3 d, –, always, M'],
    ['resolution', { ...request, request: 'wrong' }, '3 d, –, always, M'],
    ['resolution', { ...request, request: 'exchange' }, '15 d, –, always, M'],
    ['resolution', request, '15 d, –, always, M'],
    ['resolution', { ...request, request: 'repair' }, '30 d, –, always, M'],

    ['follow-up', complaint, '3 d, –, always, C'],
    ['follow-up', {}, 'none'],
    ['survey', request, '24 h, –, always, N'],
    ['call-back', { ...complaint, channel: 'hotline' }, '30 min, 30 min, duty-cn, R'],
  ])('%s of %o', (clock, facts, rule) => {
    expect(clockOf(clock, facts)).toBe(rule);
  });

  it('only the receipt of a mail or a form acknowledges', () => {
    const counting = CHANNELS.filter((channel) => planOf({ channel }).clocks.acknowledge?.receiptCounts);
    expect(counting).toEqual(['email', 'form']);
  });

  it('a stated date is warned of two hours before', () => {
    expect(planOf({}).clocks.promise).toMatchObject({ seconds: 0, warnings: [{ role: 'owner', before: 7_200 }] });
  });
});

describe('ladders', () => {
  it('a complaint warns owner and senior at half of the time and the supervisor at three quarters', () => {
    expect(planOf(complaint).ladders['C']).toEqual({
      warnings: [
        { role: 'owner', share: 0.5 },
        { role: 'senior', share: 0.5 },
        { role: 'supervisor', share: 0.75 },
      ],
      rungs: [
        { after: 0, role: 'supervisor' },
        { after: 7_200, role: 'manager' },
      ],
      again: { from: 1, every: 86_400 },
    });
  });

  it('money climbs from the owner to the manager in three days', () => {
    expect(planOf(request).ladders['M']?.rungs.map(({ after, role }) => `${role} ${after / 3_600}`)).toEqual([
      'owner 0',
      'senior 4',
      'supervisor 24',
      'manager 72',
    ]);
  });

  it('what is severe is told at once, at any hour, and every half hour again', () => {
    const { ladders, clocks } = planOf(severe);
    expect(ladders['S']).toMatchObject({ anyHour: true, again: { from: 0, every: 1_800 } });
    expect(ladders['S']?.warnings).toEqual([
      { role: 'supervisor', share: 0 },
      { role: 'manager', share: 0 },
    ]);
    // told by one clock, not by all three
    expect(clocks.plan?.warnings).toBeUndefined();
    expect(clocks.result?.warnings).toHaveLength(3);
  });
});

describe('silence, reopening, survey', () => {
  const days = (seconds: number): number => seconds / 86_400;

  it.each<[what: string, facts: Facts, reminders: number[], silent: number, reopening: number]>([
    ['an inquiry', {}, [1], 3, 7],
    ['an inquiry of level 3', { level: 3 }, [1, 3], 7, 7],
    ['an inquiry that only the bot answered', { level: 1, answeredBy: 'bot' }, [], 1, 7],
    ['a complaint', complaint, [1, 3], 7, 15],
    ['an after-sales request', request, [3], 7, 30],
    ['a repair', { ...request, request: 'repair' }, [3], 10, 30],
  ])('%s', (_what, facts, reminders, silent, reopening) => {
    const { closing } = planOf(facts);
    expect(closing.confirmationReminders.map(days)).toEqual(reminders);
    expect([closing.silentAfter, closing.reopenWindow].map(days)).toEqual([silent, reopening]);
  });

  it('a complaint is closed silent only with a release, and its silence decides nothing against the customer', () => {
    const { closing } = planOf(complaint);
    expect(closing).toMatchObject({ releasedBy: 'supervisor', waitingEndsAs: 'decided', courtesyConfirms: false });
    expect([closing.waitingReminder, closing.waitingReminderAgain, closing.waitingEnds]).toEqual(
      [1, 3, 7].map((day) => day * 86_400),
    );
  });

  it('goods that are not sent are reminded of twice, then the request is withdrawn', () => {
    const { closing } = planOf(request);
    expect([closing.waitingReminder, closing.waitingReminderAgain, closing.waitingEnds].map(Number)).toEqual(
      [3, 6, 7].map((day) => day * 86_400),
    );
    expect(closing.waitingEndsAs).toBe('withdrawn');
  });

  it.each<[facts: Facts, hours: number, outlets: string, atConfirmation: boolean]>([
    [{ level: 1, answeredBy: 'bot' }, 0, 'chat', true],
    [{}, 2, 'chat sms email', true],
    [{ channel: 'form' }, 4, 'email sms', true],
    [{ channel: 'store' }, 2, 'sms email', false],
    [{ ...complaint, channel: 'wechat' }, 12, 'wechat sms email', true],
    [{ ...complaint, channel: 'email' }, 12, 'email sms', true],
    [{ ...request, channel: 'hotline' }, 2, 'sms email', false],
  ])('the survey of %o', (facts, hours, outlets, atConfirmation) => {
    const { survey } = planOf(facts);
    expect(survey).toMatchObject({ delay: hours * 3_600, outlets: outlets.split(' '), atConfirmation, limit: 86_400 });
  });

  it.each<[facts: Facts, minutes: number]>([
    [{}, 5],
    [{ channel: 'store' }, 30],
    [{ channel: 'email' }, 240],
    [{ ...complaint, channel: 'email' }, 30],
    [request, 5],
  ])('the owner of %o loses it after %d min of doing nothing', (facts, minutes) => {
    expect(planOf(facts).silentOwner.seconds).toBe(minutes * 60);
  });

  it('time in which goods travel is no time of ours; a complaint never stands still for others', () => {
    expect(planOf(request).pausing['waiting-other']).toEqual(['resolution', 'total-resolution']);
    expect(planOf(complaint).pausing['waiting-other']).toEqual([]);
    expect(planOf(complaint).pausing['waiting-customer']).toContain('result');
  });
});

describe('peak mode', () => {
  const RUSHED = ['acknowledge', 'answer', 'next-response'] as const;

  it('loosens what chat and WeChat owe an inquiry of level 2, and nothing that is published', () => {
    const ordinary = planOf({ tier: 'value-added' }).clocks;
    const rushed = planOf({ tier: 'value-added', peak: true }).clocks;
    expect(RUSHED.map((clock) => clockOf(clock, { tier: 'value-added', peak: true }))).toEqual([
      '20 min, 30 min, chat-cn, R',
      '60 min, 2 h, chat-cn, R',
      '10 min, 30 min, chat-cn, R',
    ]);
    for (const clock of RUSHED) expect(rushed[clock]?.published).toBe(ordinary[clock]?.published);
    expect(rushed.resolution).toEqual(ordinary.resolution);
  });

  it.each<[Facts]>([[{ tier: 'vip' }], [complaint], [{ level: 1 }], [{ level: 3 }], [{ channel: 'email' }]])(
    'changes nothing for %o',
    (facts) => {
      expect(planOf({ ...facts, peak: true }).clocks).toEqual(planOf(facts).clocks);
    },
  );

  it('example 30: who asks in peak mode waits longer, who asked a minute before does not', async () => {
    const before = await Scenario.open({ channel: 'chat', openedAt: at('Tue 19:59:00'), level: 2 });
    await before.says(at('Tue 19:59:00'));
    expect(before.reads('acknowledge')).toBe('running until Tue 20:09:00');
    expect(before.reads('answer')).toBe('running until Tue 20:29:00');

    const rushed = await Scenario.open({ channel: 'chat', openedAt: at('Tue 20:31:00'), level: 2, peak: true });
    await rushed.says(at('Tue 20:31:00'));
    expect(rushed.reads('acknowledge')).toBe('running until Tue 20:51:00');
    expect(rushed.reads('answer')).toBe('running until Tue 21:31:00');
    expect(rushed.clock('answer').rule.published).toBe(7_200);
    // a complaint of that hour keeps its ordinary targets
    const complained = planOf({ ...complaint, peak: true });
    expect(complained.clocks).toEqual(planOf(complaint).clocks);
  });

  it('stays with a case whose level is set later', async () => {
    const rushed = await Scenario.open({ channel: 'chat', openedAt: at('Tue 20:31:00'), peak: true });
    await rushed.says(at('Tue 20:31:00'));
    await rushed.verdict('setLevel', at('Tue 20:32:00'), { level: 2 });
    expect(rushed.reads('acknowledge')).toBe('running until Tue 20:51:00');
    expect(rushed.reads('answer')).toBe('running until Tue 21:31:00');
  });
});

it('every kind, channel, tier and level has a plan in every shipped policy, in peak mode too', () => {
  for (const policy of SHIPPED_POLICIES)
    for (const kind of ['inquiry', 'complaint', 'after-sales'] as const)
      for (const channel of CHANNELS)
        for (const tier of TIERS)
          for (const level of [null, 1, 2, 3] as const)
            for (const peak of [false, true]) {
              const plan = resolvePlan(policy, { policy: policy.name, kind, channel, tier, level, peak });
              expect(plan.clocks.resolution, [policy.name, kind, channel, tier, level].join(' ')).toBeDefined();
            }
});
