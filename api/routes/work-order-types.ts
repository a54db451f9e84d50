import { workOrderTypeFaults } from '../../domain/work-orders/type-faults.ts';
import { WORK_ORDER_TYPES } from '../../store/versions.ts';
import type { Route } from '../route.ts';
import { WorkOrderTypeBody, WorkOrderTypeView, writtenType } from '../work-order-type-schema.ts';
import { shelfRoutes } from './shelf.ts';

const [refund] = WORK_ORDER_TYPES.shipped;
const document = refund && writtenType(refund.document);
export const workOrderTypeRoutes: readonly Route[] = shelfRoutes({
  shelf: WORK_ORDER_TYPES,
  path: '/work-order-types',
  parameter: 'workOrderType',
  tag: 'Work orders',
  id: 'name',
  view: 'WorkOrderType',
  body: WorkOrderTypeBody,
  shown: WorkOrderTypeView,
  show: writtenType,
  missing: 'work_order_type_not_found',
  unusable: 'work_order_type_unusable',
  words: {
    list: 'List the types of work orders of a shop: its own, and those that ship',
    one: 'One type of work orders',
    it: 'The type',
    put: 'Make the next version of a type of work orders, or a type of its own',
    putMore:
      'The whole type. It counts for work orders opened from then on, in this shop only; others keep their version. Refused are states that no move reaches or that lead to no end, names that nobody has, and types that cannot end `done` and `cancelled`.',
  },
  example: { name: 'refund', document },
  faults: workOrderTypeFaults,
});
