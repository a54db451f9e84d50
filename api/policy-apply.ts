import type { z } from 'zod';
import type { CaseState } from '../domain/case.ts';
import { takeIn } from '../domain/decide.ts';
import { withinReach } from '../domain/clocks.ts';
import type { FactOf } from '../domain/facts.ts';
import { isNewer } from '../domain/plan-facts.ts';
import { calendarVersions } from '../domain/pinned.ts';
import { pass, planAgain } from '../domain/planning.ts';
import type { Policy } from '../domain/policy.ts';
import { movesBetween, type PolicyMoves, summed } from '../domain/policy-moves.ts';
import { CaseRecord } from '../domain/record.ts';
import { retold } from '../domain/retelling.ts';
import type { StoredCase } from '../store/past-cases.ts';
import type { ApplyBody, ApplyShown } from './back-test-schemas.ts';
import { pageOf, plansUntilNow, versionOf } from './back-test.ts';
import { problemOf } from './failures.ts';
import { visitCases } from './past-run.ts';
import type { Services } from './route.ts';
import type { ShopPlans } from './shop-plans.ts';

type Asked = z.output<typeof ApplyBody>;

interface Move {
  readonly applied: Pick<FactOf<'policyApplied'>, 'policy' | 'version' | 'calendars'>;
  readonly moves: PolicyMoves[];
}

/**
 * What the policy, and the newest versions of the case's calendars, would do to an open case at an instant; null where
 * they are not for the case, or it has them already.
 */
async function movesOf(
  { opening, events }: StoredCase,
  plans: ShopPlans,
  { name, version }: Policy,
  now: number,
): Promise<Move | null> {
  if (events.length === 0) return null;
  const openPlan = plans.own(opening.openedAt);
  const record = new CaseRecord(await retold(opening, events, openPlan));
  await pass(record, now, openPlan);
  const before: CaseState = record.state;
  const calendars = plans.newer(calendarVersions(before));
  const applied = { policy: name, version, ...(Object.keys(calendars).length > 0 ? { calendars } : {}) };
  if (!isNewer(before, applied)) return null;
  const fact: FactOf<'policyApplied'> = {
    type: 'policyApplied',
    factId: 'tried',
    acceptedAt: now,
    ...applied,
    by: 'system',
  };
  await planAgain(record, fact, openPlan);
  takeIn(record, fact);
  await pass(record, now, openPlan);
  return { applied, moves: movesBetween(before, withinReach(record.state)) };
}

/**
 * Moves the open cases of a shop to a version of their policy and the newest of their calendars, or tells what that
 * would do. A case that has them is skipped, so that what was broken off may be repeated. @throws Problem
 */
export async function applyPolicy(
  { db, intake }: Pick<Services, 'db' | 'intake'>,
  { shop, name, answerBy }: { shop: string; name: string; answerBy: number },
  asked: Asked,
): Promise<ApplyShown> {
  const { version, dryRun, agentId } = asked;
  const { now, plans } = await plansUntilNow(db, shop);
  const policy = versionOf(plans, name, version, '/version');
  const counts = { applied: 0, skipped: 0, failed: 0 };
  const moves: PolicyMoves[] = [];

  /** A case that cannot be told just now does not stop the others. */
  async function told(caseId: string, { applied }: Move): Promise<boolean> {
    try {
      await intake.applyPolicy(caseId, { ...applied, agentId });
      return true;
    } catch (error) {
      if (!problemOf(error)) throw error;
      return false;
    }
  }

  const run = await visitCases(db, { shop, open: true }, { ...pageOf(asked), answerBy }, async (one) => {
    const moved = await movesOf(one, plans, policy, now);
    if (!moved) counts.skipped += 1;
    else if (dryRun || (await told(one.opening.caseId, moved))) {
      counts.applied += 1;
      moves.push(...moved.moves);
    } else counts.failed += 1;
  });
  return { dryRun, looked: run.looked, ...counts, summary: summed(moves), nextCursor: run.nextCursor };
}
