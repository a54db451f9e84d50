import { workOrderTypeFaults } from '../../domain/work-orders/type-faults.ts';
import { WORK_ORDER_TYPES } from '../../store/versions.ts';
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
import { WorkOrderTypeBody, WorkOrderTypeView, writtenType } from '../work-order-type-schema.ts';

const kept = {
  shelf: WORK_ORDER_TYPES,
  id: 'name',
  missing: 'work_order_type_not_found',
  unusable: 'work_order_type_unusable',
  show: writtenType,
} as const;

const { line, whole } = versionViews('name', 'WorkOrderType', WorkOrderTypeView);

const [refund] = WORK_ORDER_TYPES.shipped;
const document = refund && writtenType(refund.document);
const head = { name: 'refund', version: 2, shop: 'main', createdAt: '2026-11-23T06:00:00.000Z', createdBy: '7' };
const example = { ...head, document };

const one = {
  path: '/work-order-types/{workOrderType}',
  tag: 'Work orders',
  scope: 'caller',
  params: { workOrderType: VERSION_NAME },
  missing: 'work_order_type_not_found',
  exampleQuery: 'shop=main',
} as const;

export const workOrderTypeRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/work-order-types',
    tag: 'Work orders',
    summary: 'List the types of work orders of a shop: its own, and those that ship',
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
    summary: 'One type of work orders',
    description: 'The newest version, or the one named: versions never change. The ETag is the version.',
    roles: EVERYBODY,
    query: VersionQuery,
    answers: { 200: { description: 'The type', schema: whole, example } },
    problems: ['shop_not_found', 'work_order_type_not_found'],
    handle: (call, services) => oneVersion(kept, call, services),
  }),
  route({
    ...one,
    method: 'put',
    summary: 'Make the next version of a type of work orders, or a type of its own',
    description:
      'The whole type. It counts for work orders opened from then on, in this shop only; others keep their version. Refused are states that no move reaches or that lead to no end, names that nobody has, and types that cannot end `done` and `cancelled`.',
    roles: RULERS,
    versioned: true,
    query: ShopQuery,
    body: WorkOrderTypeBody,
    example: document,
    answers: {
      200: { description: 'It says what the newest version says; nothing was made', schema: whole, example },
      201: { description: 'Made', schema: whole, example },
    },
    problems: ['shop_not_found', 'work_order_type_unusable', 'document_changed'],
    handle: (call, services) => nextVersion(kept, call, services, () => workOrderTypeFaults(call.body)),
  }),
];
