import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STATUSES } from '../../domain/case.ts';
import { isOver, nextDeadline } from '../../domain/deadlines.ts';
import { digestOf } from '../../domain/digest.ts';
import { lineOf } from '../../domain/lines.ts';
import type { Scenario } from './scenario.ts';
import { live, START, story } from './stories.ts';

const MINUTE = 60_000;

/** What may still be written once a case is closed. */
const AFTER_CLOSING = new Set(
  [
    'messageReceived replied planTold noted assigned transferred humanRequested customerTold delivered deliveryFailed',
    'surveyQueued surveySent surveyAnswered surveyCancelled escalated clockWarned clockBreached breachWithdrawn',
    'visited appealRefused appealed escalationAcknowledged',
    'arrivedLate confirmed rejected reopened levelSet tierSet answeredByBot workOrderOpened workOrderMoved',
  ].flatMap((types) => types.split(' ')),
);

/** Solved by hand; a complaint is decided, and its result told and carried out. */
async function resolved(life: Scenario): Promise<void> {
  const boss = { agent: 'agent-9', rank: 'manager' } as const;
  const at = life.state.touchedAt;
  await life.verdict('decide', at, { ...boss, truth: 'confirmed', responsibility: 'shop' });
  for (const { measure } of life.state.complaint?.measures ?? []) {
    await life.verdict('approve', at, { ...boss, measure, approved: true });
    await life.verdict('carryOut', at, { ...boss, measure });
  }
  await life.verdict('tellResult', at, boss);
  await life.verdict('resolve', at, { outcome: 'unsolved' });
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
          // alarms that nobody hears go on every half hour
          for (const clock of ['plan', 'decision', 'result'] as const)
            await life.fact('escalationAcknowledged', before.touchedAt, { of: 3, agent: 'agent-9', clock });
          await life.pass(before.touchedAt + days * 1440 * MINUTE);
          if (['open', 'waiting-other'].includes(life.state.status) && days > 60) await resolved(life);
          // nobody releases a complaint by itself
          await life.verdict('release', life.state.touchedAt, { agent: 'agent-9', rank: 'manager' });
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
        // what the last step has made due at once
        await life.pass(life.state.touchedAt);
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
