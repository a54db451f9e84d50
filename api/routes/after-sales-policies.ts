import { afterSalesFaults } from '../../domain/after-sales/document-faults.ts';
import type { AfterSalesDocument } from '../../domain/after-sales/policy.ts';
import { AFTER_SALES_POLICIES } from '../../store/versions.ts';
import { AfterSalesPolicyBody, AfterSalesPolicyView } from '../after-sales-policy-schema.ts';
import { EVERYBODY, RULERS } from '../roles.ts';
import { route, type Route } from '../route.ts';
import { ShopQuery } from '../schemas.ts';
import { listOf } from '../views.ts';
import {
  listOfVersions,
  nextVersion,
  oneVersion,
  VERSION_NAME,
  VersionListQuery,
  VersionQuery,
  versionViews,
} from '../versions.ts';

const kept = {
  shelf: AFTER_SALES_POLICIES,
  id: 'name',
  missing: 'after_sales_policy_not_found',
  unusable: 'after_sales_policy_unusable',
  show: (document: AfterSalesDocument) => document,
} as const;

const { line, whole } = versionViews('name', 'AfterSalesPolicy', AfterSalesPolicyView);

const document = AFTER_SALES_POLICIES.shipped.find(({ name }) => name === 'policy-abcd')?.document;
const head = { name: 'policy-abcd', version: 2, shop: 'main', createdAt: '2026-11-23T06:00:00.000Z', createdBy: '7' };
const example = { ...head, document };

const one = {
  path: '/after-sales/policies/{afterSalesPolicy}',
  tag: 'After-sales',
  scope: 'caller',
  params: { afterSalesPolicy: VERSION_NAME },
  missing: 'after_sales_policy_not_found',
  exampleQuery: 'shop=main',
} as const;

export const afterSalesPolicyRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/after-sales/policies',
    tag: 'After-sales',
    summary: 'List the after-sales policies of a shop: its own, and those that ship',
    roles: EVERYBODY,
    scope: 'caller',
    query: VersionListQuery,
    exampleQuery: 'shop=main',
    answers: {
      200: {
        description: 'A page of newest versions',
        schema: listOf(line),
        example: { items: [head], nextCursor: null },
      },
    },
    problems: ['shop_not_found'],
    handle: (call, services) => listOfVersions(kept, call, services),
  }),
  route({
    ...one,
    method: 'get',
    summary: 'One after-sales policy',
    description: 'The newest version, or the one named: versions never change. The ETag is the version.',
    roles: EVERYBODY,
    query: VersionQuery,
    answers: { 200: { description: 'The policy', schema: whole, example } },
    problems: ['shop_not_found', 'after_sales_policy_not_found'],
    handle: (call, services) => oneVersion(kept, call, services),
  }),
  route({
    ...one,
    method: 'put',
    summary: 'Make the next version of an after-sales policy, or a policy of its own',
    description:
      'The whole policy. It counts for requests reviewed from then on, in this shop only. Refused are unknown facts and parameters, wrong types, repeated rules, rules that nothing reaches, and a list without a last rule for whatever came so far.',
    roles: RULERS,
    versioned: true,
    query: ShopQuery,
    body: AfterSalesPolicyBody,
    example: document,
    answers: {
      200: { description: 'It says what the newest version says; nothing was made', schema: whole, example },
      201: { description: 'Made', schema: whole, example },
    },
    problems: ['shop_not_found', 'after_sales_policy_unusable', 'document_changed'],
    handle: (call, services) => nextVersion(kept, call, services, () => afterSalesFaults(call.body)),
  }),
];
