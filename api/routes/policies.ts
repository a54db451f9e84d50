import { policyFaults } from '../../domain/policy-faults.ts';
import { CALENDARS, newestVersions, POLICIES } from '../../store/versions.ts';
import { PolicyDocumentBody, PolicyDocumentView, writtenPolicy } from '../policy-schema.ts';
import type { Route } from '../route.ts';
import { shelfRoutes } from './shelf.ts';

const [standard] = POLICIES.shipped;
const document = standard && writtenPolicy(standard.document);
export const policyRoutes: readonly Route[] = shelfRoutes({
  shelf: POLICIES,
  path: '/policies',
  parameter: 'policy',
  tag: 'Policies',
  id: 'name',
  view: 'Policy',
  body: PolicyDocumentBody,
  shown: PolicyDocumentView,
  show: writtenPolicy,
  missing: 'policy_not_found',
  unusable: 'policy_unusable',
  words: {
    list: 'List the policies of a shop: its own, and those that ship',
    one: 'One policy',
    oneMore:
      'Of each clock, and of each list of rows, the first row that fits a case wins; a clock whose row has no target is not promised.',
    it: 'The policy',
    put: 'Make the next version of a policy',
    putMore:
      'The whole policy. It counts for cases opened from then on, in this shop only; open cases keep their version. Refused are names that nobody has, targets looser than what is published, rows that no case reaches, and lists without a last row for every case.',
  },
  example: { name: 'standard', document },
  faults: async (body, shop, { db }) => {
    const calendars = await newestVersions(db, CALENDARS, shop);
    return policyFaults(body, new Set(calendars.keys()));
  },
});
