import { policyFaults } from '../../domain/policy-faults.ts';
import { CALENDARS, newestVersions, POLICIES } from '../../store/versions.ts';
import { PolicyDocumentBody, PolicyDocumentView, writtenPolicy } from '../policy-schema.ts';
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
  shelf: POLICIES,
  id: 'name',
  missing: 'policy_not_found',
  unusable: 'policy_unusable',
  show: writtenPolicy,
} as const;

const { line, whole } = versionViews('name', 'Policy', PolicyDocumentView);

const [standard] = POLICIES.shipped;
const document = standard && writtenPolicy(standard.document);
const head = { name: 'standard', version: 2, shop: 'main', createdAt: '2026-11-23T06:00:00.000Z', createdBy: '7' };
const example = { ...head, document };

export const policyRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/policies',
    tag: 'Policies',
    summary: 'List the policies of a shop: its own, and those that ship',
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
    method: 'get',
    path: '/policies/{policy}',
    tag: 'Policies',
    summary: 'One policy',
    description:
      'The newest version, or the one named: versions never change. The ETag is the version. Of each clock, and of each list of rows, the first row that fits a case wins; a clock whose row has no target is not promised.',
    roles: EVERYBODY,
    scope: 'caller',
    params: { policy: VERSION_NAME },
    missing: 'policy_not_found',
    query: VersionQuery,
    exampleQuery: 'shop=main',
    answers: { 200: { description: 'The policy', schema: whole, example } },
    problems: ['shop_not_found', 'policy_not_found'],
    handle: (call, services) => oneVersion(kept, call, services),
  }),
  route({
    method: 'put',
    path: '/policies/{policy}',
    tag: 'Policies',
    summary: 'Make the next version of a policy',
    description:
      'The whole policy. It counts for cases opened from then on, in this shop only; open cases keep their version. Refused are names that nobody has, targets looser than what is published, rows that no case reaches, and lists without a last row for every case.',
    roles: RULERS,
    scope: 'caller',
    versioned: true,
    params: { policy: VERSION_NAME },
    missing: 'policy_not_found',
    query: ShopQuery,
    exampleQuery: 'shop=main',
    body: PolicyDocumentBody,
    example: document,
    answers: {
      200: { description: 'It says what the newest version says; nothing was made', schema: whole, example },
      201: { description: 'Made', schema: whole, example },
    },
    problems: ['shop_not_found', 'policy_unusable', 'document_changed'],
    handle: (call, services) =>
      nextVersion(kept, call, services, async (shop) => {
        const calendars = await newestVersions(services.db, CALENDARS, shop);
        return policyFaults(call.body, new Set(calendars.keys()));
      }),
  }),
];
