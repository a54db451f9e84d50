import type { CaseEvent, CaseState } from '../domain/case.ts';
import type { OpenCase } from '../domain/open-case.ts';
import { ClockLives } from '../domain/clock-lives.ts';
import { compared } from '../domain/comparison.ts';
import { explained } from '../domain/explain.ts';
import { openedAs } from '../domain/opening.ts';
import { relived } from '../domain/relive.ts';
import { retold } from '../domain/retelling.ts';
import type { OpenPlan } from '../domain/planning.ts';
import { storedEvents } from '../store/case-events.ts';
import { type CaseRef, clockNow } from '../store/case-reads.ts';
import type { Db } from '../store/db.ts';
import type { ExplanationShown } from './explain-schemas.ts';
import { clocksView, whatIfView } from './explain-view.ts';
import { type Instead, type Opened, type PastPlans, pastPlans } from './past-plans.ts';

/** A case told again, with all clocks that it has had. One that is still opening has none yet. */
async function told(open: OpenCase, events: readonly CaseEvent[], openPlan: OpenPlan) {
  const lives = new ClockLives();
  const state: CaseState =
    events.length === 0
      ? (await openedAs({ open }, openPlan)).before
      : await retold(open, events, openPlan, lives.watch);
  return { state, lives: lives.all };
}

const versionAtOpening = ([first]: readonly CaseEvent[]): Pick<Opened, 'policyVersion'> =>
  first?.type === 'opened' ? { policyVersion: first.policyVersion } : {};

function shown({ state, lives }: Awaited<ReturnType<typeof told>>, { zoneOf }: PastPlans): ExplanationShown {
  const { caseId, version, plan } = state;
  return { caseId, version, policy: plan.policy, ...clocksView(explained(state, lives), plan, zoneOf) };
}

/** Why a case's clocks are due when they are; with something else in the place of its rules, what they would be. */
export async function explain(
  db: Db,
  { caseId, shop, opening, openedAt }: CaseRef,
  instead?: Instead,
): Promise<ExplanationShown> {
  const open: OpenCase = { ...opening, openedAt: openedAt.getTime() };
  const [events, now] = await Promise.all([storedEvents(db, caseId, 1), clockNow(db)]);
  const until = Math.max(now, ...events.map(({ at }) => at));
  const opened = { shop, openedAt: open.openedAt, ...versionAtOpening(events) };
  const own = pastPlans(db, opened, until);
  const before = await told(open, events, own.openPlan);
  if (!instead) return shown(before, own);
  const other = pastPlans(db, opened, until, instead);
  const again = events.length === 0 ? [] : (await relived(open, events, other.openPlan, until)).events;
  const after = await told(open, again, other.openPlan);
  const { policy } = after.state.plan;
  const drafted = instead.calendar ? { calendar: instead.calendar.id } : {};
  return {
    ...shown(after, other),
    whatIf: { policy, ...drafted, ...whatIfView(compared(before.lives, after.lives)) },
  };
}
