import { describe, expect, it } from 'vitest';
import { ClockLives } from '../../domain/clock-lives.ts';
import { type ClockExplained, explained, type Explanation } from '../../domain/explain.ts';
import { CLOCK_NAMES, type ClockName } from '../../domain/policy.ts';
import { retold } from '../../domain/retelling.ts';
import { whyDue } from '../../domain/why.ts';
import { at, planFor, Scenario, shanghai } from './scenario.ts';

async function explain(life: Scenario): Promise<Explanation> {
  const lives = new ClockLives();
  return explained(await retold(life.opening, life.events, planFor, lives.watch), lives.all);
}

/** The only clock of a name. */
function the(name: ClockName, { clocks }: Explanation): ClockExplained {
  const [clock, ...more] = clocks.filter((one) => one.name === name);
  if (!clock || more.length > 0) throw new Error(`not one clock ${name}`);
  return clock;
}

describe('an explanation', () => {
  it('18: shows the one pause of 42 min that a question back made, and what it moved', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    await life.replies(at('Mon 10:08:00'), 'question');
    await life.says(at('Mon 10:50:00'));
    await life.replies(at('Mon 11:05:00'), 'answer');
    const answer = the('answer', await explain(life));
    expect(answer).toMatchObject({
      state: 'met',
      policy: { name: 'standard', version: 1 },
      rule: { seconds: 1_800, published: 7_200, calendar: 'chat-cn', ladder: 'R' },
      start: { seq: 2, type: 'messageReceived', at: at('Mon 10:00:00') },
      countedFrom: at('Mon 10:00:00'),
      pauses: [{ from: at('Mon 10:08:00'), to: at('Mon 10:50:00'), openSeconds: 42 * 60 }],
      dueAt: at('Mon 11:12:00'),
      statedBy: null,
      breach: null,
      stop: { seq: 9, type: 'replied', at: at('Mon 11:05:00'), outcome: 'met' },
    });
    expect(answer.calendar).toMatchObject({ id: 'chat-cn', version: 1 });
    expect(answer.ladder?.rungs[0]).toEqual({ after: 0, role: 'owner' });
    expect(answer.stop).not.toHaveProperty('latenessSeconds');
  });

  it('shows a pause that still lasts without an end', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    await life.replies(at('Mon 10:08:00'), 'question');
    const answer = the('answer', await explain(life));
    expect(answer.state).toBe('paused');
    expect(answer.pauses).toEqual([{ from: at('Mon 10:08:00'), to: null, openSeconds: null }]);
  });

  it('5: shows breaches that a raise does not heal, who was told, and what took the place of the answer', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    await life.verdict('setLevel', at('Mon 10:34:00'), { level: 3 });
    const explanation = await explain(life);
    const answer = the('answer', explanation);
    const told = (clock: ClockExplained): string[] =>
      clock.escalations.map(({ at: when, role }) => `${shanghai(when)} ${role}`);
    expect(answer).toMatchObject({
      state: 'breached',
      breach: { type: 'clockBreached', at: at('Mon 10:30:00') },
      stop: { type: 'levelSet', at: at('Mon 10:34:00'), outcome: 'cancelled' },
      supersededBy: 'plan',
    });
    expect(answer.warnings.map(({ at: when, role }) => `${shanghai(when)} ${role}`)).toEqual(['Mon 10:22:30 owner']);
    expect(told(answer)).toEqual(['Mon 10:30:00 owner', 'Mon 10:30:00 senior']);
    expect(told(the('acknowledge', explanation))).toEqual([
      'Mon 10:10:00 owner',
      'Mon 10:10:00 senior',
      'Mon 10:20:00 supervisor',
    ]);
    expect(the('plan', explanation)).toMatchObject({ start: { type: 'levelSet' }, dueAt: at('Mon 14:34:00') });
  });

  it('8: shows the start in closed time and by how much the acknowledgement was late', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Wed 02:14:00') });
    await life.says(at('Wed 02:14:00'));
    await life.replies(at('Wed 09:12:00'), 'answer');
    const explanation = await explain(life);
    expect(the('acknowledge', explanation)).toMatchObject({
      state: 'breached',
      countedFrom: at('Wed 02:14:00'),
      dueAt: at('Wed 09:10:00'),
      breach: { at: at('Wed 09:10:00') },
      stop: { type: 'replied', outcome: 'met', latenessSeconds: 120 },
    });
    expect(the('answer', explanation)).toMatchObject({ state: 'met', dueAt: at('Wed 09:30:00') });
  });

  it('17: shows each clock under the rule of the channel by which the customer spoke', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Sat 16:00:00') });
    await life.says(at('Sat 16:00:00'));
    await life.replies(at('Sat 16:12:00'), 'acknowledgement');
    await life.replies(at('Sat 16:24:00'), 'answer');
    await life.says(at('Sun 23:50:00'), 'matter', 'email');
    await life.replies(at('next Mon 16:20:00'), 'answer');
    const explanation = await explain(life);
    expect(the('answer', explanation)).toMatchObject({ rule: { seconds: 1_800, calendar: 'chat-cn' }, state: 'met' });
    expect(the('next-response', explanation)).toMatchObject({
      rule: { seconds: 86_400, calendar: 'always', ladder: 'N' },
      start: { type: 'messageReceived', at: at('Sun 23:50:00') },
      dueAt: at('next Mon 23:50:00'),
      state: 'met',
      warnings: [],
    });
  });

  it('keeps the clocks that gave way to another of their name', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, tier: 'vip', openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    await life.verdict('setLevel', at('Mon 10:04:00'), { level: 3 });
    await life.replies(at('Mon 10:04:30'), 'answer');
    for (const minute of [10, 20]) {
      await life.says(at(`Mon 10:${minute}:00`));
      await life.replies(at(`Mon 10:${minute + 1}:00`), 'answer');
    }
    expect(life.state.clocks.filter(({ name }) => name === 'answer' || name === 'next-response')).toHaveLength(2);
    const explanation = await explain(life);
    const fates = (name: ClockName): string[] =>
      explanation.clocks
        .filter((clock) => clock.name === name)
        .map(({ state, dueAt, supersededBy }) => `${state}, due ${shanghai(dueAt)}, ${supersededBy ?? 'stays'}`);
    expect(fates('answer')).toEqual(['met, due Tue 10:00:00, stays']);
    expect(fates('next-response')).toEqual(['met, due Mon 10:13:00, stays', 'met, due Mon 10:23:00, stays']);
  });

  it('says of a stated date which event stated it', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Tue 15:00:00') });
    await life.says(at('Tue 15:00:00'));
    await life.replies(at('Tue 15:05:00'), 'answer', at('Thu 18:00:00'));
    expect(the('promise', await explain(life))).toMatchObject({
      dueAt: at('Thu 18:00:00'),
      statedBy: { seq: 3, type: 'replied', at: at('Tue 15:05:00') },
    });
  });

  it('says of a breach that it was withdrawn', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    await life.pass(at('Mon 10:10:00'));
    await life.replies(at('Mon 10:09:59'), 'acknowledgement');
    const { state, breach, stop } = the('acknowledge', await explain(life));
    expect(state).toBe('met');
    const withdrawn = life.events.findIndex(({ type }) => type === 'breachWithdrawn') + 1;
    expect(breach).toMatchObject({ type: 'clockBreached', withdrawnBy: withdrawn });
    expect(stop).toMatchObject({ outcome: 'met', at: at('Mon 10:09:59') });
  });

  it('names every clock that the case does not have, and why', async () => {
    const life = await Scenario.open({ channel: 'hotline', level: 2, openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    const explanation = await explain(life);
    const names = [...explanation.clocks, ...explanation.absent].map(({ name }) => name);
    expect([...names].sort()).toEqual([...CLOCK_NAMES].sort());
    const why = (name: ClockName): string | undefined => explanation.absent.find((one) => one.name === name)?.why;
    expect(why('answer')).toBe('no-promise');
    expect(why('plan')).toBe('no-promise');
    expect(why('promise')).toBe('not-started');
    expect(why('confirmation')).toBe('not-started');

    const hard = await Scenario.open({ channel: 'chat', level: 3, openedAt: at('Mon 10:00:00') });
    await hard.says(at('Mon 10:00:00'));
    expect((await explain(hard)).absent).toContainEqual({ name: 'answer', why: 'superseded' });
  });
});

describe('an explanation of changed promises', () => {
  const chat = async (level: 1 | 2 = 2): Promise<Scenario> => {
    const life = await Scenario.open({ channel: 'chat', level, openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    return life;
  };
  const changes = ({ changes: all }: ClockExplained): string[] => all.map(({ seq, event }) => `#${seq} ${event.type}`);

  it('names why others were waited for, and of the customer’s own pause nothing', async () => {
    const life = await chat();
    await life.verdict('pause', at('Mon 11:00:00'), { reasonCode: 'carrier' });
    await life.verdict('resume', at('Mon 12:00:00'), {});
    await life.replies(at('Mon 13:00:00'), 'question');
    const [carrier, customer] = the('resolution', await explain(life)).pauses;
    expect(carrier).toEqual({
      from: at('Mon 11:00:00'),
      to: at('Mon 12:00:00'),
      openSeconds: 3_600,
      reasonCode: 'carrier',
    });
    expect(customer).toEqual({ from: at('Mon 13:00:00'), to: null, openSeconds: null });
  });

  it('shows an extension with its reason, as counted and not as stated', async () => {
    const life = await chat();
    await life.verdict('extend', at('Mon 10:05:00'), { clock: 'answer', seconds: 1_200, reasonCode: 'supplier-late' });
    const answer = the('answer', await explain(life));
    expect(answer).toMatchObject({
      rule: { seconds: 1_800 },
      extensions: [{ seq: 3, type: 'extended', seconds: 1_200, reasonCode: 'supplier-late' }],
      dueAt: at('Mon 10:50:00'),
      statedBy: null,
    });
    expect(changes(answer)).toEqual(['#3 extended']);
  });

  it('shows a clock that was extended while it stood still by what it will have', async () => {
    const life = await chat();
    await life.replies(at('Mon 10:05:00'), 'question');
    await life.verdict('extend', at('Mon 10:06:00'), { clock: 'answer', seconds: 600, reasonCode: 'supplier-late' });
    expect(the('answer', await explain(life))).toMatchObject({
      state: 'paused',
      dueAt: at('Mon 10:40:00'),
      statedBy: null,
      extensions: [{ seconds: 600 }],
    });
  });

  it('says which tier made it due sooner', async () => {
    const life = await chat();
    const says = { message: 2, channel: 'chat', says: 'matter', tier: 'vip' } as const;
    await life.fact('customerMessaged', at('Mon 10:02:00'), says);
    const answer = the('answer', await explain(life));
    expect(answer).toMatchObject({ rule: { seconds: 900 }, dueAt: at('Mon 10:15:00'), statedBy: null });
    expect(changes(answer)).toEqual(['#3 tierSet']);
  });

  it('14: shows that a bot’s answer which missed keeps nothing, and that the clock runs from the question', async () => {
    const life = await chat(1);
    await life.fact('botAnswered', at('Mon 10:00:08'), { message: 2, channel: 'chat' });
    await life.fact('humanRequested', at('Mon 10:01:00'), {});
    const explanation = await explain(life);
    const [bot, person] = explanation.clocks.filter(({ name }) => name === 'answer');
    expect(bot).toMatchObject({ state: 'met', stop: { type: 'answeredByBot' }, supersededBy: 'answer' });
    expect(person).toMatchObject({
      state: 'running',
      start: { type: 'botMissed' },
      countedFrom: at('Mon 10:00:00'),
      dueAt: at('Mon 10:30:00'),
    });
    const missed = `#${life.types.indexOf('botMissed') + 1} botMissed`;
    expect([bot, person].map((clock) => clock && changes(clock))).toEqual([[missed], [missed]]);
  });

  it('says of a merged case’s clocks into which case they went, and of the other’s why it starts', async () => {
    const life = await chat();
    await life.fact('merged', at('Mon 10:05:00'), { into: 'CS-20261123-000002', by: 'agent-1' });
    const answer = the('answer', await explain(life));
    expect(answer).toMatchObject({ state: 'cancelled', stop: { seq: 3, type: 'merged', outcome: 'cancelled' } });
    expect(answer.changes[0]?.event).toMatchObject({ into: 'CS-20261123-000002' });

    const other = await chat();
    await other.replies(at('Mon 10:05:00'), 'answer');
    await other.fact('mergedFrom', at('Mon 11:00:00'), { caseId: 'CS-20261123-000001', by: 'agent-1' });
    const next = the('next-response', await explain(other));
    expect(next.start.type).toBe('mergedFrom');
    expect(changes(next)).toEqual(['#4 mergedFrom']);
  });

  it('says which version of the policy was applied, and is told by it from then on', async () => {
    const life = await chat();
    await life.fact('policyApplied', at('Mon 10:05:00'), { policy: 'standard', version: 2, by: 'supervisor-1' });
    const answer = the('answer', await explain(life));
    expect(answer).toMatchObject({ policy: { version: 2 }, rule: { seconds: 3_600 }, dueAt: at('Mon 11:00:00') });
    expect(changes(answer)).toEqual(['#3 policySet']);
  });
});

describe('why a clock is due, in a line', () => {
  const why = (life: Scenario, name: ClockName): string => whyDue(life.state.plan, life.clock(name), shanghai);

  it('names target, calendar, start, its event and the next opening', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Wed 02:14:00') });
    await life.says(at('Wed 02:14:00'));
    expect(why(life, 'answer')).toBe('1800 s of chat-cn from Wed 02:14:00 (#2), opens Wed 09:00:00');
  });

  it('names pauses, those that are over and the one that lasts', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    await life.replies(at('Mon 10:05:00'), 'question');
    await life.says(at('Mon 10:47:00'));
    expect(why(life, 'answer')).toBe('1800 s of chat-cn from Mon 10:00:00 (#2), 1 pause with 2520 s open');
    await life.replies(at('Mon 10:48:00'), 'question');
    expect(why(life, 'answer')).toBe(
      '1800 s of chat-cn from Mon 10:00:00 (#2), 1 pause with 2520 s open, paused since Mon 10:48:00',
    );
  });

  it('names the event that stated a date', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Tue 15:00:00') });
    await life.says(at('Tue 15:00:00'));
    await life.replies(at('Tue 15:05:00'), 'answer', at('Thu 18:00:00'));
    expect(why(life, 'promise')).toBe('stated, #3 at Tue 15:05:00');
  });

  it('names an extension', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    await life.verdict('extend', at('Mon 10:05:00'), { clock: 'answer', seconds: 600, reasonCode: 'supplier-late' });
    expect(why(life, 'answer')).toBe('1800 s of chat-cn from Mon 10:00:00 (#2), extended by 600 s');
  });
});

describe('an explanation of a complaint', () => {
  it('shows what made it severe, the pause for evidence, and the appeal', async () => {
    const life = await Scenario.open({ kind: 'complaint', channel: 'email', openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'), 'matter', 'email');
    const boss = { agent: 'agent-3', rank: 'supervisor' } as const;
    await life.verdict('setSeverity', at('Mon 11:00:00'), { ...boss, severity: 'severe', reasons: ['injury'] });
    await life.verdict('askEvidence', at('Mon 11:10:00'), { items: ['medical-record'] });
    await life.says(at('Mon 12:10:00'), 'matter', 'email');
    const explanation = await explain(life);
    expect(the('plan', explanation)).toMatchObject({
      rule: { ladder: 'S' },
      countedFrom: at('Mon 10:00:00'),
      dueAt: at('Mon 14:00:00'),
      changes: [{ event: { type: 'severitySet', reasons: ['injury'] } }],
    });
    expect(the('decision', explanation)).toMatchObject({
      pauses: [{ from: at('Mon 11:10:00'), to: at('Mon 12:10:00'), openSeconds: 3_600 }],
      dueAt: at('Mon 15:00:00'),
    });
    await life.verdict('decide', at('Mon 13:00:00'), { ...boss, truth: 'refuted', responsibility: 'none' });
    await life.verdict('tellResult', at('Mon 13:10:00'), {});
    await life.fact('customerAppealed', at('Mon 18:00:00'), {});
    const decisions = (await explain(life)).clocks.filter(({ name }) => name === 'decision');
    expect(decisions).toMatchObject([
      { state: 'met', stop: { type: 'decided' } },
      { state: 'running', start: { type: 'appealed' }, dueAt: at('Wed 18:00:00') },
    ]);
  });
});
