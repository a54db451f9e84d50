import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHANNELS } from '../../domain/channels.ts';
import { STATUSES } from '../../domain/case.ts';
import { isOver, nextDeadline } from '../../domain/deadlines.ts';
import { digestOf } from '../../domain/digest.ts';
import { lineOf } from '../../domain/lines.ts';
import { TIERS } from '../../domain/policy.ts';
import { at, Scenario } from './scenario.ts';

const MINUTE = 60_000;
const START = at('Mon 08:00:00');

/** What may still be written once a case is closed. */
const AFTER_CLOSING = new Set(
  [
    'messageReceived replied planTold noted assigned transferred humanRequested customerTold delivered deliveryFailed',
    'surveyQueued surveySent surveyAnswered surveyCancelled escalated clockWarned clockBreached breachWithdrawn',
    'arrivedLate confirmed rejected reopened levelSet',
  ].flatMap((types) => types.split(' ')),
);

const step = fc.oneof(
  fc.record({ do: fc.constant('says' as const), says: fc.constantFrom('matter', 'greeting', 'courtesy') }),
  fc.record({
    do: fc.constant('replies' as const),
    kind: fc.constantFrom('acknowledgement', 'answer', 'question', 'plan', 'correction'),
    stated: fc.option(fc.integer({ min: 1, max: 5_000 })),
  }),
  fc.record({ do: fc.constant('confirms' as const), confirmed: fc.boolean() }),
  fc.record({ do: fc.constantFrom('human' as const, 'withdraws' as const, 'resolves' as const, 'passes' as const) }),
  fc.record({ do: fc.constant('levels' as const), level: fc.constantFrom(1, 2, 3) }),
  fc.record({ do: fc.constant('owner' as const), version: fc.integer({ min: 1, max: 6 }) }),
  fc.record({ do: fc.constant('rates' as const), stars: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ do: fc.constant('surveySent' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const story = fc.record({
  channel: fc.constantFrom(...CHANNELS),
  tier: fc.constantFrom(...TIERS),
  level: fc.constantFrom(null, 1, 2, 3),
  // minutes since the step before; a negative one is a fact that arrives late
  steps: fc.array(fc.tuple(fc.integer({ min: -30, max: 3_000 }), step), { minLength: 1, maxLength: 14 }),
});

async function perform(life: Scenario, when: number, one: Step): Promise<void> {
  switch (one.do) {
    case 'says':
      return life.says(when, one.says);
    case 'replies':
      return life.replies(when, one.kind, one.stated === null ? undefined : when + one.stated * MINUTE);
    case 'confirms':
      return life.fact('customerConfirmed', when, { confirmed: one.confirmed });
    case 'human':
      return life.fact('humanRequested', when, {});
    case 'withdraws':
      return life.fact('customerWithdrew', when, {});
    case 'resolves':
      await life.verdict('resolve', when, { outcome: 'solved' });
      return;
    case 'levels':
      await life.verdict('setLevel', when, { level: one.level });
      return;
    case 'owner':
      return life.fact('ownerChanged', when, { agent: 'agent-2', assignmentVersion: one.version, by: 'agent-2' });
    case 'rates':
      return life.fact('surveyAnswered', when, { round: 1, stars: one.stars, wrongAnswer: false });
    case 'surveySent':
      return life.fact('surveySent', when, { round: 1, sentAt: when, expiresAt: when + 7 * 1440 * MINUTE });
    case 'passes':
      life.pass(when);
  }
}

async function live({ channel, tier, level, steps }: typeof story extends fc.Arbitrary<infer S> ? S : never) {
  const life = await Scenario.open({ channel, tier, level, openedAt: START });
  let when = START;
  const versions: number[] = [];
  for (const [minutes, one] of steps) {
    when = Math.max(START, when + minutes * MINUTE);
    await perform(life, when, one);
    versions.push(life.state.version);
  }
  return { life, when, versions };
}

describe('any order of facts and verdicts', () => {
  const runs = { numRuns: 300 };

  it('leaves a case that knows what it does next, and ends if nobody speaks any more', () =>
    fc.assert(
      fc.asyncProperty(story, async (tale) => {
        const { life } = await live(tale);
        expect(STATUSES).toContain(life.state.status);
        expect(Number.isFinite(nextDeadline(life.state).at)).toBe(true);
        // a low score is called back by a person; without one the supervisor is told again and again
        await life.fact('agentNoted', life.state.touchedAt, { message: 9, agent: 'agent-1', call: true });
        for (let days = 0; days < 200 && !isOver(life.state, life.state.touchedAt + days * 1440 * MINUTE); days++) {
          const before = life.state;
          life.pass(before.touchedAt + days * 1440 * MINUTE);
          if (life.state.status === 'open' && days > 60)
            await life.verdict('resolve', life.state.touchedAt, { outcome: 'unsolved' });
        }
        expect(life.state.status).toBe('closed');
      }),
      { ...runs, numRuns: 100 },
    ));

  it('numbers events without gaps and writes nothing but the allowed after the closing', () =>
    fc.assert(
      fc.asyncProperty(story, async (tale) => {
        const { life, versions } = await live(tale);
        expect(life.state.version).toBe(life.events.length);
        expect([...versions].sort((a, b) => a - b)).toEqual(versions);
        let closed = false;
        for (const event of life.events) {
          if (closed) expect(AFTER_CLOSING).toContain(event.type);
          if (event.type === 'closed') closed = true;
          if (event.type === 'reopened') closed = false;
        }
      }),
      runs,
    ));

  it('never calls a clock met that was answered after its deadline, nor breached one answered before it', () =>
    fc.assert(
      fc.asyncProperty(story, async (tale) => {
        const { life } = await live(tale);
        for (const clock of life.state.clocks) {
          if (clock.state !== 'met' || clock.stoppedAt === null) continue;
          expect(clock.breachedAt !== null, `${clock.name} ${clock.stoppedAt - clock.dueAt}`).toBe(
            clock.stoppedAt >= clock.dueAt,
          );
        }
      }),
      runs,
    ));

  it('stamps every breach with its deadline, tells each rung once, and takes every fact in once', () =>
    fc.assert(
      fc.asyncProperty(story, async (tale) => {
        const { life } = await live(tale);
        const before = life.events.length;
        for (const factId of life.state.seen) await life.again({ type: 'humanRequested', factId, acceptedAt: START });
        expect(life.events.length).toBe(before);
        for (const event of life.events) {
          if (event.type !== 'clockBreached') continue;
          const clocks = life.state.clocks.filter((clock) => clock.name === event.clock);
          const withdrawn = life.events.some((one) => one.type === 'breachWithdrawn' && one.clock === event.clock);
          if (!withdrawn) expect(clocks.map((clock) => clock.breachedAt)).toContain(event.at);
        }
      }),
      runs,
    ));

  it('reads as lines, one an event, and as a digest that any change to an event changes', () =>
    fc.assert(
      fc.asyncProperty(story, async (tale) => {
        const { life } = await live(tale);
        expect(life.events.map((event, i) => lineOf(event, i + 1)).every((line) => !line.includes('undefined'))).toBe(
          true,
        );
        const stored = JSON.parse(JSON.stringify(life.events)) as typeof life.events;
        expect(digestOf(stored.map((event) => Object.fromEntries(Object.entries(event).reverse()) as never))).toBe(
          digestOf(life.events),
        );
        const [first, ...others] = stored;
        if (first) expect(digestOf([{ ...first, at: first.at + 1 }, ...others])).not.toBe(digestOf(life.events));
      }),
      { numRuns: 100 },
    ));
});
