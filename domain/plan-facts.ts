import { isAnswered } from './apply.ts';
import type { CaseState } from './case.ts';
import type { Fact, FactOf, Verdict } from './facts.ts';
import { severityOf } from './kinds/complaint/state.ts';
import { cameAfterTheEnd } from './late.ts';
import { type Level, type PlanFacts, type Tier, TIERS } from './policy.ts';

/**
 * What decides the plan once a fact or a verdict is taken in, where that differs from today's: another level, tier,
 * channel or version of the policy, whose rows apply from then on.
 */
export function planFactsAfter(state: CaseState, news: Fact | Verdict): PlanFacts | null {
  if ('factId' in news && (state.seen.includes(news.factId) || cameAfterTheEnd(state, news))) return null;
  const before = planFactsAt(state, state.level);
  const after = { ...before, ...changedBy(state, news) };
  return (Object.keys(after) as (keyof PlanFacts)[]).some((name) => after[name] !== before[name]) ? after : null;
}

function changedBy(state: CaseState, news: Fact | Verdict): Partial<PlanFacts> {
  switch (news.type) {
    case 'customerMessaged':
      return {
        channel: turnsTo(news) ? news.channel : state.speaksBy,
        tier: higherTier(state.tier, news.tier),
        kind: complainsNow(state, news) ? 'complaint' : state.kind,
      };
    case 'classify':
      return { kind: news.kind ?? state.kind, ...(news.request === undefined ? {} : { request: news.request }) };
    case 'applicationAmended':
      return { request: news.request };
    case 'setSeverity':
      return { severity: news.severity, ...(news.severity === 'severe' ? { level: 3 } : {}) };
    case 'handOff':
      return { channel: news.channel };
    case 'policyApplied':
      return isNewer(state, news) ? { policyVersion: news.version } : {};
    default:
      return { level: levelAfter(state, news) ?? state.level };
  }
}

/** The customer's first complaining words make an inquiry a complaint. */
export const complainsNow = ({ kind }: CaseState, { complains }: FactOf<'customerMessaged'>): boolean =>
  complains === true && kind === 'inquiry';

/** A greeting or a courtesy leaves the case on the channel where its matter is. */
const turnsTo = ({ says }: FactOf<'customerMessaged'>): boolean => says === 'matter' || says === 'missed-call';

/** A tier rises at once; a lower one is for the customer's next case. */
export const higherTier = (tier: Tier, told: Tier | undefined): Tier =>
  told !== undefined && TIERS.indexOf(told) > TIERS.indexOf(tier) ? told : tier;

/** Whether a version of a policy is to be applied to a case: of the same policy, another version, and the case open. */
export const isNewer = (state: CaseState, { policy, version }: { policy: string; version: number }): boolean =>
  state.status !== 'closed' && policy === state.plan.policy.name && version !== state.plan.policy.version;

/** What decides the case's plan at a level, under the version of the policy that it opened with. */
export function planFactsAt(state: CaseState, level: Level | null): PlanFacts {
  const { name, version } = state.plan.policy;
  const { kind, speaksBy, tier } = state;
  const request = state.afterSales ? { request: state.afterSales.request } : {};
  const severity = kind === 'complaint' ? { severity: severityOf(state) } : {};
  return { policy: name, policyVersion: version, kind, channel: speaksBy, tier, level, ...severity, ...request };
}

function levelAfter(state: CaseState, news: Fact | Verdict): Level | null {
  if (news.type === 'setLevel') return news.level;
  if (news.type === 'humanRequested' && state.level === 1) return 2;
  if (news.type !== 'customerConfirmed' || news.confirmed) return null;
  if (!isAnswered(state)) return state.answeredByBot === true && state.level === 1 ? 2 : null;
  const least = levelAfterRejection(state, state.rejections + 1);
  return state.level !== null && state.level >= least ? null : least;
}

/** After a rejection a question is at least level 2, after the second at least level 3. */
export const levelAfterRejection = (state: CaseState, rejections = state.rejections): Level =>
  rejections >= 2 ? 3 : 2;
