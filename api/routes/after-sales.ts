import { afterSalesFaults } from '../../domain/after-sales/document-faults.ts';
import { review } from '../../domain/after-sales/review.ts';
import type { Db } from '../../store/db.ts';
import { findShop } from '../../store/shops.ts';
import { AFTER_SALES_POLICIES, findVersion, newestShipped, newestVersions } from '../../store/versions.ts';
import { afterSalesBackTest, changedVerdictsCsv, reviewGiven, shownReview } from '../after-sales.ts';
import { AfterSalesBackTestBody, AfterSalesBackTestView, ReviewBody, ReviewView } from '../after-sales-schemas.ts';
import { shopInQuestion } from '../paging.ts';
import { Problem } from '../problem.ts';
import { EVERYBODY, RULERS } from '../roles.ts';
import { route, type Route } from '../route.ts';
import { ShopQuery } from '../schemas.ts';
import { VERSION_NAME } from '../versions.ts';

const ZONE = 'Asia/Shanghai';

const zoneOf = async (db: Db, shop: string | null): Promise<string> =>
  shop === null ? ZONE : ((await findShop(db, shop))?.zone ?? ZONE);

const facts = {
  requestType: 'return',
  customer: { memberLevel: 'silver' },
  order: {
    status: 'delivered',
    boughtDaysAgo: 120,
    deliveredDaysAgo: null,
    items: [{ name: 'linen shirt' }],
    hasReceipt: null,
    originalPackaging: false,
  },
  request: { reason: 'wrong size' },
};
const shipped = newestShipped(AFTER_SALES_POLICIES).get('policy-abcd');
if (!shipped) throw new Error('policy-abcd ships');
const sample = shownReview(review(shipped.document, facts));

export const afterSalesRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/after-sales/reviews',
    tag: 'After-sales',
    summary: 'Review an after-sales request: which rule decides, and why',
    description:
      'The newest version of the policy, over the facts given. A fact that is null or left out is not known: a rule that needs it sends the request to a human and names it. Days are counted in the zone of the shop, up to `requestedAt`, else now. Changes nothing and needs no Idempotency-Key.',
    roles: EVERYBODY,
    scope: 'caller',
    preview: true,
    query: ShopQuery,
    body: ReviewBody,
    example: { policy: 'policy-abcd', ...facts },
    answers: { 200: { description: 'The verdict', schema: ReviewView, example: sample } },
    problems: ['shop_not_found', 'after_sales_policy_not_found'],
    async handle({ body: { policy, ...given }, caller, query }, { db }) {
      const shop = await shopInQuestion(db, caller, query.shop);
      const found = (await newestVersions(db, AFTER_SALES_POLICIES, shop)).get(policy);
      if (!found) throw new Problem('after_sales_policy_not_found');
      return { status: 200, body: shownReview(reviewGiven(found.document, given, await zoneOf(db, shop))) };
    },
  }),
  route({
    method: 'post',
    path: '/after-sales/policies/{afterSalesPolicy}/back-test',
    tag: 'After-sales',
    summary: 'Try an after-sales policy on many requests',
    description:
      'Which verdicts would change under a version or a draft, against the verdict expected of a request or else against another version, and how often each rule decides. Changes nothing and needs no Idempotency-Key. With `Accept: text/csv` the changed verdicts as CSV.',
    roles: RULERS,
    scope: 'caller',
    preview: true,
    csv: true,
    params: { afterSalesPolicy: VERSION_NAME },
    missing: 'after_sales_policy_not_found',
    query: ShopQuery,
    exampleQuery: 'shop=main',
    body: AfterSalesBackTestBody,
    example: { version: 1, requests: [{ id: 'R-1', ...facts, expected: 'approve' }] },
    answers: {
      200: {
        description: 'What would change',
        schema: AfterSalesBackTestView,
        example: { looked: 1, changed: 0, rules: [{ rule: 'A-RETURN-1', before: 1, after: 1 }], items: [] },
      },
    },
    problems: ['shop_not_found', 'after_sales_policy_not_found', 'after_sales_policy_unusable'],
    async handle({ body, csv, caller, params, query }, { db }) {
      const shop = await shopInQuestion(db, caller, query.shop);
      const name = params['afterSalesPolicy'] ?? '';
      const versionOf = async (version: number | undefined) => {
        const found =
          version === undefined
            ? (await newestVersions(db, AFTER_SALES_POLICIES, shop)).get(name)
            : await findVersion(db, AFTER_SALES_POLICIES, { shop, name, version });
        if (!found) throw new Problem('after_sales_policy_not_found');
        return found.document;
      };
      const faults = body.document ? afterSalesFaults(body.document) : [];
      const errors = faults.map((fault) => ({ ...fault, pointer: `/document${fault.pointer}` }));
      if (errors.length > 0) throw new Problem('after_sales_policy_unusable', { detail: 'See errors.', errors });
      const against = await versionOf(body.against?.version);
      const tried = body.document ?? (await versionOf(body.version));
      const shown = afterSalesBackTest(body.requests, { tried, against, zone: await zoneOf(db, shop) });
      return { status: 200, body: csv ? changedVerdictsCsv(shown.items) : shown };
    },
  }),
];
