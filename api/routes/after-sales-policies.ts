import { afterSalesFaults } from '../../domain/after-sales/document-faults.ts';
import type { AfterSalesDocument } from '../../domain/after-sales/policy.ts';
import { AFTER_SALES_POLICIES } from '../../store/versions.ts';
import { AfterSalesPolicyBody, AfterSalesPolicyView } from '../after-sales-policy-schema.ts';
import type { Route } from '../route.ts';
import { shelfRoutes } from './shelf.ts';

const document = AFTER_SALES_POLICIES.shipped.find(({ name }) => name === 'policy-abcd')?.document;
export const afterSalesPolicyRoutes: readonly Route[] = shelfRoutes({
  shelf: AFTER_SALES_POLICIES,
  path: '/after-sales/policies',
  parameter: 'afterSalesPolicy',
  tag: 'After-sales',
  id: 'name',
  view: 'AfterSalesPolicy',
  body: AfterSalesPolicyBody,
  shown: AfterSalesPolicyView,
  show: (document: AfterSalesDocument) => document,
  missing: 'after_sales_policy_not_found',
  unusable: 'after_sales_policy_unusable',
  words: {
    list: 'List the after-sales policies of a shop: its own, and those that ship',
    one: 'One after-sales policy',
    it: 'The policy',
    put: 'Make the next version of an after-sales policy, or a policy of its own',
    putMore:
      'The whole policy. It counts for requests reviewed from then on, in this shop only. Refused are unknown facts and parameters, wrong types, repeated rules, rules that nothing reaches, and a list without a last rule for whatever came so far.',
  },
  example: { name: 'policy-abcd', document },
  faults: afterSalesFaults,
});
