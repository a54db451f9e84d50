import { ApplicationFailure } from '@temporalio/activity';
import type { Knex } from 'knex';
import { dayCountOf } from '../calendars/day-count.ts';
import { withTimeFacts } from '../domain/after-sales/days.ts';
import { review } from '../domain/after-sales/review.ts';
import type { ReviewResult } from '../domain/kinds/after-sales/events.ts';
import type { OrderFacts } from '../domain/order-commands.ts';
import type { Tier } from '../domain/policy.ts';
import type { OrderSystem } from '../order-system/port.ts';
import { findApplication, findReview, keepReview, noReasonReturns } from '../store/applications.ts';
import { findCaseRef } from '../store/case-reads.ts';
import { findShop } from '../store/shops.ts';
import { AFTER_SALES_POLICIES, newestVersions } from '../store/versions.ts';
import type { ReviewActivities } from '../workflows/ports.ts';
import { inCodes } from './failures.ts';
import { factsOf, grantOf, type Known } from './review-facts.ts';

/** The policy of a shop that names none of its own in its settings (`afterSalesPolicy`). */
const DEFAULT_POLICY = 'policy-cn';

interface Deps {
  readonly db: Knex;
  readonly orderSystem?: OrderSystem | undefined;
  readonly now?: () => number;
}

/**
 * Reviews applications by the policy of their shop. The order is read when the review runs, and what was known then is
 * kept with the verdict; a second run of the same review answers what is kept.
 */
export function createReviews({ db, orderSystem, now = Date.now }: Deps): ReviewActivities {
  return inCodes({
    async reviewRequest(key: Parameters<ReviewActivities['reviewRequest']>[0]) {
      const before = await findReview(db, key);
      if (before) return before;
      const { caseId } = key;
      const ref = await findCaseRef(db, caseId);
      const application = await findApplication(db, caseId);
      const shop = ref && (await findShop(db, ref.shop));
      if (!ref || !application || !shop) throw ApplicationFailure.nonRetryable('nothing to review', 'no_application');
      const requestedAt = now();
      const known: Known = {
        request: application.request,
        asked: application.asked,
        tier: ref.opening.tier satisfies Tier,
        order: await orderOf(orderSystem, { shop: ref.shop, orderId: ref.orderId }),
        noReasonReturns90d: await noReasonReturns(db, caseId, requestedAt),
        requestedAt,
      };
      const { name, version, document } = await policyOf(db, ref.shop, shop.settings);
      const facts = withTimeFacts(factsOf(known), requestedAt, dayCountOf(shop.zone, earliest(known), requestedAt));
      const said = review(document, facts);
      const grant = said.grant && grantOf(said.grant, known);
      // what cannot be reckoned is nobody's to guess
      const decision = said.decision === 'approve' && !grant ? 'human' : said.decision;
      const result: ReviewResult = {
        decision,
        policy: name,
        policyVersion: version,
        rules: said.rules,
        ...(said.missing ? { missing: said.missing } : {}),
        ...(grant ? { grant } : {}),
        ...(said.severe ? { severe: true } : {}),
      };
      return keepReview(db, key, { result, reasons: said.reasons, facts: { ...facts } });
    },
  });
}

const earliest = ({ order, requestedAt }: Known): number =>
  Math.min(requestedAt, ...[order?.pickedUpAt, order?.signedAt, order?.paidAt].filter((at) => typeof at === 'number'));

async function policyOf(db: Knex, shop: string, settings: Readonly<Record<string, unknown>>) {
  const named = settings['afterSalesPolicy'];
  const newest = await newestVersions(db, AFTER_SALES_POLICIES, shop);
  const policy = newest.get(typeof named === 'string' ? named : DEFAULT_POLICY) ?? newest.get(DEFAULT_POLICY);
  if (!policy) throw new Error(`no after-sales policy ${DEFAULT_POLICY} ships`);
  return policy;
}

/** The order as it is now, without ids and names; null where nobody knows it. Not known yet is tried again. */
async function orderOf(
  orderSystem: OrderSystem | undefined,
  { shop, orderId }: { readonly shop: string; readonly orderId: string | null },
): Promise<OrderFacts | null> {
  if (!orderSystem || orderId === null) return null;
  const answer = await orderSystem.lookUp({ shop, orderId });
  if (answer.state === 'found') return answer.order;
  if (answer.state === 'refused') return null;
  throw ApplicationFailure.create({ type: answer.code, message: answer.code });
}
