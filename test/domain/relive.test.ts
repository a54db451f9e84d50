import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseState } from '../../domain/case.ts';
import { type ClockCompared, whatIf } from '../../domain/comparison.ts';
import type { ClockRule, Plan, PlanFacts } from '../../domain/policy.ts';
import { newsOf } from '../../domain/news.ts';
import { relived } from '../../domain/relive.ts';
import { retold } from '../../domain/retelling.ts';
import { at, planFor, Scenario, shanghai } from './scenario.ts';
import { live, story } from './stories.ts';

/** The case without what only its workflow keeps, and without the ways that the survey tells. */
const known = (state: CaseState): CaseState => ({ ...state, seen: [], reach: [] });

/** The shipped plans with the targets of some clocks changed, as a policy's version 2. */
const changed =
  (rules: Partial<Record<keyof Plan['clocks'], Partial<ClockRule>>>, rest: Partial<Plan> = {}) =>
  async (facts: PlanFacts): Promise<Plan> => {
    const plan = await planFor({ ...facts, policyVersion: 1 });
    const clocks = Object.entries(plan.clocks).map(([name, rule]) => [
      name,
      { ...rule, ...rules[name as keyof typeof rules] },
    ]);
    return {
      ...plan,
      ...rest,
      policy: { ...plan.policy, version: 2 },
      clocks: Object.fromEntries(clocks) as Plan['clocks'],
    };
  };

const reads = (clocks: readonly ClockCompared[], name: string): string[] =>
  clocks
    .filter((clock) => clock.name === name)
    .map(({ was, would, breach }) => {
      const one = (fate: typeof was): string => (fate ? `${fate.state} ${shanghai(fate.dueAt)}` : 'none');
      return `${one(was)} → ${one(would)}: ${breach}`;
    });

describe('a case lived again', () => {
  it('under its own plan comes out as it was, event by event', () =>
    fc.assert(
      fc.asyncProperty(story, async (tale) => {
        const { life, when } = await live(tale, { prompt: true });
        fc.pre(!life.types.includes('arrivedLate'));
        await life.pass(when);
        const again = await relived(life.opening, life.events, planFor, when);
        expect(again.events).toEqual(life.events);
        expect(known(again.state)).toEqual(known(life.state));
      }),
      { numRuns: 200 },
    ));

  it('under any plan is the case that its new events tell', () =>
    fc.assert(
      fc.asyncProperty(story, fc.integer({ min: 1, max: 200_000 }), async (tale, seconds) => {
        const { life, when } = await live(tale);
        const other = changed({ answer: { seconds }, 'next-response': { seconds }, resolution: { seconds } });
        const again = await relived(life.opening, life.events, other, when);
        fc.pre(again.events.every(({ type }) => type !== 'arrivedLate'));
        expect(known(await retold(life.opening, again.events, other))).toEqual(known(again.state));
      }),
      { numRuns: 100 },
    ));

  it('up to an instant knows nothing of what came later', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    await life.replies(at('Mon 10:20:00'), 'answer');
    const { events } = await relived(life.opening, life.events, planFor, at('Mon 10:12:00'));
    expect(events.map(({ type }) => type)).toEqual([
      'opened',
      'messageReceived',
      'clockWarned',
      'clockBreached',
      'escalated',
      'escalated',
    ]);
  });

  it('decides again what the silence of the customer does, and drops what could not be said any more', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    await life.replies(at('Mon 10:05:00'), 'question');
    await life.says(at('Tue 09:00:00'));
    await life.verdict('resolve', at('Tue 09:30:00'), { outcome: 'solved' });
    const plan = await planFor({ policy: 'standard', policyVersion: 1, ...facts(life.state) });
    const impatient = { ...plan.closing, waitingReminder: 3_600, waitingEnds: 7_200 };
    const again = await relived(life.opening, life.events, changed({}, { closing: impatient }), at('Tue 12:00:00'));
    const types = again.events.map(({ type }) => type);
    expect(types.indexOf('resolved')).toBeLessThan(types.indexOf('reopened'));
    expect(again.events.find(({ type }) => type === 'resolved')).toMatchObject({
      at: at('Mon 12:05:00'),
      by: 'policy',
      reasonCode: 'no-information',
    });
    expect(again.state).toMatchObject({ status: 'resolved', round: 2 });
  });
});

const facts = ({ kind, channel, tier, level }: CaseState) => ({ kind, channel, tier, level });

describe('what if the policy had been another', () => {
  const answered = async (): Promise<Scenario> => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    await life.replies(at('Mon 10:08:00'), 'question');
    await life.says(at('Mon 10:50:00'));
    await life.replies(at('Mon 11:05:00'), 'answer');
    return life;
  };
  const asked = async (life: Scenario, other: (facts: PlanFacts) => Promise<Plan>) =>
    whatIf(life.opening, life.events, { own: planFor, other }, at('Mon 12:00:00'));

  it('a stricter target makes the breach appear, at the instant that the pauses leave', async () => {
    const clocks = await asked(await answered(), changed({ answer: { seconds: 1_200 } }));
    expect(reads(clocks, 'answer')).toEqual(['met Mon 11:12:00 → breached Mon 11:02:00: appears']);
    expect(reads(clocks, 'acknowledge')).toEqual(['met Mon 10:10:00 → met Mon 10:10:00: none']);
  });

  it('a looser one makes it vanish, another one moves it, the same leaves it', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    await life.replies(at('Mon 10:15:00'), 'answer');
    const acknowledged = async (seconds: number) =>
      reads(await asked(life, changed({ acknowledge: { seconds } })), 'acknowledge');
    expect(await acknowledged(1_200)).toEqual(['breached Mon 10:10:00 → met Mon 10:20:00: vanishes']);
    expect(await acknowledged(300)).toEqual(['breached Mon 10:10:00 → breached Mon 10:05:00: moves']);
    expect(await acknowledged(600)).toEqual(['breached Mon 10:10:00 → breached Mon 10:10:00: stays']);
  });

  it('a clock that does not pause any more is due earlier', async () => {
    const pausing = { 'waiting-customer': [], 'waiting-other': [] };
    const clocks = await asked(await answered(), changed({}, { pausing }));
    expect(reads(clocks, 'answer')).toEqual(['met Mon 11:12:00 → breached Mon 10:30:00: appears']);
  });
});

it('a verdict whose first event withdraws a breach is known as that verdict', () => {
  const of = { at: 1, by: 'agent-1', cause: 'verdict-1' } as const;
  const news = newsOf([
    { ...of, by: 'system', type: 'breachWithdrawn', clock: 'resolution' },
    { ...of, type: 'resolved', outcome: 'solved' },
  ]);
  expect(news).toMatchObject({ verdict: { type: 'resolve', agent: 'agent-1', outcome: 'solved' } });
});
