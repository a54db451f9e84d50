import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseEvent, CaseState } from '../../domain/case.ts';
import type { PlanFacts } from '../../domain/policy.ts';
import { byCause, retold } from '../../domain/retelling.ts';
import { at, planFor, Scenario } from './scenario.ts';
import { live, story } from './stories.ts';

/** The case without what only its workflow keeps: which facts it has seen. */
const known = (state: CaseState): CaseState => ({ ...state, seen: [] });

/** As Postgres gives them back. */
const stored = (events: readonly CaseEvent[]): CaseEvent[] => JSON.parse(JSON.stringify(events)) as CaseEvent[];

describe('a case told again from its stored events', () => {
  it('is the case that its record had, whatever happened to it', () =>
    fc.assert(
      fc.asyncProperty(story, async (tale) => {
        const { life } = await live(tale, { prompt: true });
        // one that came after the end has its plan resolved in vain
        fc.pre(!life.types.includes('arrivedLate'));
        expect(known(await retold(life.opening, stored(life.events), planFor))).toEqual(known(life.state));
      }),
      { numRuns: 300 },
    ));

  it('is told step by step, each numbered as its event is', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    await life.verdict('setLevel', at('Mon 10:34:00'), { level: 3 });
    const steps: string[] = [];
    await retold(life.opening, life.events, planFor, ({ seq, event, before, after }) => {
      expect([before.version, after.version]).toEqual([seq - 1, seq]);
      steps.push(event.type);
    });
    expect(steps).toEqual(life.types);
  });

  it('asks for the version of the policy that it opened under, and again where level or channel changed', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 1, openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    await life.says(at('Mon 10:00:20'), 'matter', 'email');
    await life.fact('humanRequested', at('Mon 10:00:40'), {});
    const asked: PlanFacts[] = [];
    await retold(life.opening, life.events, (facts) => {
      asked.push(facts);
      return planFor(facts);
    });
    const same = { shop: 'main', policy: 'standard', policyVersion: 1, kind: 'inquiry', tier: 'basic' };
    expect(asked).toMatchObject([
      { ...same, channel: 'chat', level: 1 },
      { ...same, channel: 'email', level: 1 },
      { ...same, channel: 'email', level: 2 },
    ]);
  });

  it('begins with its opening', async () => {
    const life = await Scenario.open({ channel: 'chat', openedAt: at('Mon 10:00:00') });
    await expect(retold(life.opening, [], planFor)).rejects.toThrow('does not begin with its opening');
  });
});

describe('events by their cause', () => {
  it('stand together where one fact or verdict caused them, and alone where a deadline did', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    await life.replies(at('Mon 10:12:00'), 'question');
    expect(byCause(life.events).map((group) => group.map(({ type }) => type).join(' '))).toEqual([
      'opened',
      'messageReceived',
      'clockWarned',
      'clockBreached',
      'escalated',
      'escalated',
      'replied paused',
    ]);
  });
});
