import fc from 'fast-check';
import { CHANNELS } from '../../domain/channels.ts';
import { TIERS } from '../../domain/policy.ts';
import { complaintStep, isComplaintStep, performComplaint } from './complaint-stories.ts';
import { at, Scenario } from './scenario.ts';

const MINUTE = 60_000;
/** When every story begins. */
export const START = at('Mon 08:00:00');

const step = fc.oneof(
  fc.record({
    do: fc.constant('says' as const),
    says: fc.constantFrom('matter', 'greeting', 'courtesy'),
    // by another channel than that of the opening
    elsewhere: fc.option(fc.constantFrom(...CHANNELS), { freq: 4 }),
    tier: fc.option(fc.constantFrom(...TIERS), { freq: 4 }),
  }),
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
  fc.record({ do: fc.constantFrom('bot' as const, 'pauses' as const, 'resumes' as const, 'mergedFrom' as const) }),
  fc.record({ do: fc.constant('handsOff' as const), channel: fc.constantFrom('chat', 'email') }),
  fc.record({
    do: fc.constant('extends' as const),
    clock: fc.constantFrom('answer', 'next-response', 'resolution'),
    seconds: fc.integer({ min: 1, max: 200_000 }),
  }),
  fc.record({ do: fc.constant('works' as const), from: fc.constantFrom(null, 'open', 'in-progress') }),
  fc.record({ do: fc.constant('applies' as const), version: fc.constantFrom(1, 2) }),
);
/** Seldom merged: the case is over then. */
const happens = fc.oneof(
  { arbitrary: step, weight: 30 },
  { arbitrary: complaintStep, weight: 20 },
  { arbitrary: fc.record({ do: fc.constant('merges' as const) }), weight: 1 },
);
type Step = typeof happens extends fc.Arbitrary<infer S> ? S : never;

/** Any order of facts and verdicts, some of them late. */
export const story = fc.record({
  complaint: fc.constantFrom(
    null,
    {},
    { severe: ['fire'] as const },
    { against: 'agent-1', outsideAt: at('Wed 08:00') },
  ),
  channel: fc.constantFrom(...CHANNELS),
  tier: fc.constantFrom(...TIERS),
  level: fc.constantFrom(null, 1, 2, 3),
  // minutes since the step before; a negative one is a fact that arrives late
  steps: fc.array(fc.tuple(fc.integer({ min: -30, max: 3_000 }), happens), { minLength: 1, maxLength: 14 }),
});

async function perform(life: Scenario, when: number, one: Step): Promise<void> {
  if (isComplaintStep(one)) return performComplaint(life, when, one);
  switch (one.do) {
    case 'says':
      return life.fact('customerMessaged', when, {
        message: 1,
        channel: one.elsewhere ?? life.state.channel,
        says: one.says,
        ...(one.tier === null ? {} : { tier: one.tier }),
      });
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
    case 'bot':
      return life.fact('botAnswered', when, { message: 3, channel: 'chat' });
    case 'pauses':
      await life.verdict('pause', when, { reasonCode: 'carrier' });
      return;
    case 'resumes':
      await life.verdict('resume', when, {});
      return;
    case 'handsOff':
      await life.verdict('handOff', when, { channel: one.channel });
      return;
    case 'extends':
      await life.verdict('extend', when, { clock: one.clock, seconds: one.seconds, reasonCode: 'supplier-late' });
      return;
    case 'works':
      return life.fact('workOrderMoved', when, {
        ...{ workOrder: 12, workOrderType: 'refund', from: one.from, to: 'open', agent: 'agent-3' },
        ...(one.from === 'in-progress' ? { to: 'done', outcome: 'done' as const, of: 2 } : {}),
      });
    case 'applies':
      return life.fact('policyApplied', when, { policy: 'standard', version: one.version, by: 'agent-1' });
    case 'merges':
      return life.fact('merged', when, { into: 'CS-20261123-000002', by: 'agent-1' });
    case 'mergedFrom':
      return life.fact('mergedFrom', when, { caseId: 'CS-20261123-000003', by: 'agent-1' });
    case 'passes':
      await life.pass(when);
  }
}

export type Story = typeof story extends fc.Arbitrary<infer S> ? S : never;

/** Plays a story; a prompt one has no late facts, and every deadline is written at its instant. */
export async function live({ channel, tier, level, complaint, steps }: Story, { prompt = false } = {}) {
  const life = await Scenario.open({
    channel,
    tier,
    level,
    openedAt: START,
    ...(complaint ? { kind: 'complaint', complaint } : {}),
  });
  let when = START;
  const versions: number[] = [];
  for (const [minutes, one] of steps) {
    when = Math.max(START, when + (prompt ? Math.abs(minutes) : minutes) * MINUTE);
    if (prompt) await life.pass(when);
    await perform(life, when, one);
    versions.push(life.state.version);
  }
  return { life, when, versions };
}
