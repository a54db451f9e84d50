import type { WorkOrderTypeDocument } from '../type.ts';
import { amount, DAY, field, HOUR, movesTo, named, order, reason, STAFF, statesTo } from './parts.ts';

export const refund: WorkOrderTypeDocument = {
  title: named('退款', 'Refund'),
  fields: [
    amount,
    order,
    field('method', 'choice', named('退款方式', 'Way of the refund'), {
      choices: [
        { code: 'original', title: named('原路退回', 'The way it was paid') },
        { code: 'balance', title: named('账户余额', 'Balance of the account') },
        { code: 'transfer', title: named('转账', 'Bank transfer') },
      ],
    }),
    field('refundNumber', 'reference', named('退款单号', 'Number of the refund')),
    reason,
  ],
  states: statesTo(named('已退款', 'Refunded')),
  moves: movesTo(['refundNumber']),
  queue: 'finance',
  dueWithin: DAY,
};

export const cancellation: WorkOrderTypeDocument = {
  title: named('取消订单', 'Order cancellation'),
  fields: [
    { ...order, required: true },
    field('shipped', 'boolean', named('已发货,需拦截', 'Shipped already: intercept')),
    field('refundDue', 'money', named('应退金额', 'Sum to be refunded')),
    reason,
  ],
  states: statesTo(named('已取消成功', 'Order cancelled')),
  moves: movesTo([]),
  queue: 'orders',
  dueWithin: DAY,
};

export const coupon: WorkOrderTypeDocument = {
  title: named('补发优惠券', 'Coupon'),
  fields: [
    amount,
    field('validUntil', 'date', named('有效期至', 'Valid until')),
    field('couponNumber', 'reference', named('券号', 'Number of the coupon')),
    reason,
  ],
  states: statesTo(named('已发放', 'Issued')),
  moves: movesTo(['couponNumber']),
  queue: 'marketing',
  dueWithin: DAY,
};

export const points: WorkOrderTypeDocument = {
  title: named('补发积分', 'Points'),
  fields: [field('points', 'number', named('积分', 'Points'), { required: true, min: 1, max: 1_000_000 }), reason],
  states: statesTo(named('已发放', 'Issued')),
  moves: movesTo([]),
  queue: 'marketing',
  dueWithin: DAY,
};

/** The carrier answers within 48 hours, or pays. */
export const carrierClaim: WorkOrderTypeDocument = {
  title: named('承运商查件理赔', 'Claim on the carrier'),
  fields: [
    field('trackingNumber', 'reference', named('运单号', 'Tracking number')),
    field('finding', 'choice', named('结论', 'Finding'), {
      choices: [
        { code: 'delivered', title: named('已妥投', 'Delivered') },
        { code: 'found', title: named('已找到', 'Found') },
        { code: 'lost', title: named('丢失', 'Lost') },
        { code: 'damaged', title: named('破损', 'Damaged') },
      ],
    }),
    field('claimed', 'money', named('索赔金额', 'Sum claimed'), { min: 1 }),
    field('paid', 'money', named('赔付金额', 'Sum paid')),
    reason,
  ],
  states: statesTo(named('已答复', 'Answered')),
  moves: movesTo(['finding'], [...STAFF, 'external']),
  queue: 'logistics',
  externalParty: 'carrier',
  dueWithin: 48 * HOUR,
};
