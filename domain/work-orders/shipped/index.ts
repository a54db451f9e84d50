import type { WorkOrderType, WorkOrderTypeDocument } from '../type.ts';
import { productWithdrawal, repair, replacement, returnLabel } from './goods.ts';
import { cancellation, carrierClaim, coupon, points, refund } from './money.ts';
import { call, consultation, general } from './people.ts';

const DOCUMENTS = {
  refund,
  cancellation,
  'return-label': returnLabel,
  replacement,
  repair,
  'carrier-claim': carrierClaim,
  'product-withdrawal': productWithdrawal,
  consultation,
  coupon,
  points,
  call,
  general,
} as const satisfies Record<string, WorkOrderTypeDocument>;

/** The types that a workflow can rely on; a shop may have its own of the same name, and others. */
export type ShippedWorkOrderName = keyof typeof DOCUMENTS;

/** The types that ship, every version of each: work orders pin theirs, so none is edited or taken away. */
export const SHIPPED_WORK_ORDER_TYPES: readonly WorkOrderType[] = Object.entries<WorkOrderTypeDocument>(DOCUMENTS).map(
  ([name, document]) => ({ name, version: 1, ...document }),
);
