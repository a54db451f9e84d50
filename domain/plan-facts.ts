import { isAnswered } from './apply.ts';
import type { CaseState } from './case.ts';
import type { Fact, FactOf, Verdict } from './facts.ts';
import { rulesOf, severityOf } from './kinds/complaint/state.ts';
import { cameAfterTheEnd } from './late.ts';
import { levelAfterRejection } from './levels.ts';
import { calendarVersions } from './pinned.ts';
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
      return isNewer(state, news)
        ? { policyVersion: news.version, calendarVersions: { ...calendarVersions(state), ...news.calendars } }
        : {};
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

/** Whether a version of its policy, or of calendars that it has, is to be applied to a case that is open. */
export function isNewer(
  { status, plan }: CaseState,
  applied: Omit<FactOf<'policyApplied'>, 'type' | 'by' | 'factId' | 'acceptedAt'>,
): boolean {
  const { policy, version, calendars = {} } = applied;
  if (status === 'closed' || policy !== plan.policy.name) return false;
  const another = ([id, one]: [string, number]): boolean =>
    plan.calendars[id] !== undefined && plan.calendars[id].version !== one;
  return version !== plan.policy.version || Object.entries(calendars).some(another);
}

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
  if (!isRejection(state, news)) return null;
  if (!isAnswered(state)) return state.answeredByBot === true && state.level === 1 ? 2 : null;
  const least = levelAfterRejection(state, state.rejections + 1);
  return state.level !== null && state.level >= least ? null : least;
}

/** Whether it says that what we did does not solve it. */
function isRejection(state: CaseState, news: Fact | Verdict): boolean {
  switch (news.type) {
    case 'customerConfirmed':
      return !news.confirmed;
    case 'customerAppealed':
      return state.kind !== 'after-sales' && !rulesOf(state);
    case 'visited':
      return news.outcome === 'unsatisfied' && rulesOf(state) !== null && isAnswered(state);
    default:
      return false;
  }
}
