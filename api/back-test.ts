import type { z } from 'zod';
import { changedOf, Summary } from '../domain/back-test.ts';
import { ClockLives } from '../domain/clock-lives.ts';
import { type ClockCompared, compared } from '../domain/comparison.ts';
import type { Policy } from '../domain/policy.ts';
import { relived } from '../domain/relive.ts';
import { retold } from '../domain/retelling.ts';
import { clockNow } from '../store/case-reads.ts';
import type { Db } from '../store/db.ts';
import type { PastFilter, StoredCase } from '../store/past-cases.ts';
import type { BackTestBody, BackTestShown } from './back-test-schemas.ts';
import { whatIfView } from './explain-view.ts';
import { visitCases } from './past-run.ts';
import { Problem } from './problem.ts';
import { type ShopPlans, shopPlans } from './shop-plans.ts';

type Asked = z.output<typeof BackTestBody>;

/** Nothing of Caseloop is older. */
const BEGINNING = Date.UTC(2020, 0);

/** A version of a policy. @throws Problem that points to it */
export function versionOf(plans: ShopPlans, name: string, version: number, pointer: string): Policy {
  const found = plans.policy(name, version);
  if (found) return found;
  const message = `a version of the policy ${name}`;
  throw new Problem('policy_not_found', { errors: [{ pointer, code: 'policy_not_found', message }] });
}

/** The clocks that a case had, up to now, or would have had under a policy. */
async function livesOf({ opening, events }: StoredCase, plans: ShopPlans, policy: Policy | null, until: number) {
  const lives = new ClockLives();
  if (policy) await relived(opening, events, plans.under(policy, opening.openedAt), until, lives.watch);
  else await retold(opening, events, plans.own(opening.openedAt), lives.watch);
  return lives.all;
}

const filterOf = (shop: string, { from, to, channels, tiers }: Asked): PastFilter => ({
  shop,
  from: from === undefined ? undefined : new Date(from),
  to: to === undefined ? undefined : new Date(to),
  channels,
  tiers,
});

/** The plans of a shop for cases from an instant on, up to now. */
export async function plansUntilNow(db: Db, shop: string, from = BEGINNING) {
  const now = await clockNow(db);
  return { now, plans: await shopPlans(db, shop, Math.min(from, now), now) };
}

/** Past cases of a shop once more, under another version or a draft of a policy. @throws Problem */
export async function backTest(
  db: Db,
  { shop, name, answerBy }: { shop: string; name: string; answerBy: number },
  asked: Asked,
): Promise<BackTestShown> {
  const { now, plans } = await plansUntilNow(db, shop);
  const tried: Policy =
    asked.document === undefined
      ? versionOf(plans, name, asked.version ?? 0, '/version')
      : { name, version: 0, ...asked.document };
  const against = asked.against ? versionOf(plans, name, asked.against.version, '/against/version') : null;
  const summary = new Summary();
  const items: BackTestShown['items'] = [];
  const run = await visitCases(db, filterOf(shop, asked), { ...pageOf(asked), answerBy }, async (one) => {
    const was = await livesOf(one, plans, against, now);
    const clocks = compared(was, await livesOf(one, plans, tried, now));
    summary.add(one.opening, clocks);
    if (changedOf(clocks).length > 0) items.push(changedCase(one, changedOf(clocks)));
  });
  return { looked: run.looked, summary: summary.tallies, items, nextCursor: run.nextCursor };
}

/** The bounds that a request states. */
export const pageOf = ({ limit, cursor }: { limit: number; cursor?: string }) => ({ limit, cursor });

function changedCase({ opening }: StoredCase, clocks: readonly ClockCompared[]): BackTestShown['items'][number] {
  const { caseId, channel, tier, level } = opening;
  return { caseId, channel, tier, level, clocks: whatIfView(clocks).clocks };
}
