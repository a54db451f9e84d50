import type { WorkOrderTypeDocument } from '../type.ts';
import {
  carrier,
  DAY,
  field,
  givenUp,
  HOUR,
  inProgress,
  move,
  movesTo,
  named,
  order,
  reason,
  STAFF,
  statesTo,
  trackingNumber,
} from './parts.ts';

const product = field('product', 'reference', named('商品', 'Product'));

export const returnLabel: WorkOrderTypeDocument = {
  title: named('退货面单', 'Return label'),
  fields: [order, carrier, trackingNumber, field('pickUpOn', 'date', named('上门取件日期', 'Pick-up on')), reason],
  states: statesTo(named('已提供', 'Handed out')),
  moves: movesTo(['trackingNumber']),
  queue: 'logistics',
  dueWithin: 2 * HOUR,
};

export const replacement: WorkOrderTypeDocument = {
  title: named('换货补发', 'Replacement'),
  fields: [order, product, carrier, trackingNumber, reason],
  states: statesTo(named('已发出', 'Sent')),
  moves: movesTo(['trackingNumber']),
  queue: 'warehouse',
  dueWithin: 48 * HOUR,
};

/** Looked at, repaired or not worth it, and sent back. */
export const repair: WorkOrderTypeDocument = {
  title: named('维修', 'Repair'),
  fields: [
    product,
    field('serialNumber', 'reference', named('序列号', 'Serial number')),
    field('finding', 'text', named('检测结果', 'Finding'), { max: 1_000 }),
    field('cost', 'money', named('维修费用', 'Cost')),
    field('readyOn', 'date', named('预计完成', 'Ready on')),
    trackingNumber,
    reason,
  ],
  states: [
    ...statesTo(named('已寄回', 'Sent back')),
    { name: 'repaired', title: named('已修好', 'Repaired') },
    { name: 'waiting-for-parts', title: named('待配件', 'Waiting for parts') },
  ],
  moves: [
    move('open', inProgress.name, [...STAFF, 'external']),
    move(inProgress.name, 'waiting-for-parts', [...STAFF, 'external'], ['finding']),
    move('waiting-for-parts', inProgress.name, [...STAFF, 'external']),
    move(inProgress.name, 'repaired', [...STAFF, 'external'], ['finding']),
    move('repaired', 'done', [...STAFF, 'external'], ['trackingNumber']),
    ...givenUp('open', inProgress.name, 'waiting-for-parts'),
  ],
  queue: 'repairs',
  externalParty: 'repairer',
  dueWithin: 15 * DAY,
};

/** A dangerous product leaves the shelves at once. */
export const productWithdrawal: WorkOrderTypeDocument = {
  title: named('商品下架', 'Product withdrawn from sale'),
  fields: [
    product,
    field('batch', 'reference', named('批次', 'Batch')),
    field('unitsSold', 'number', named('已售数量', 'Units sold'), { min: 0, max: 100_000_000 }),
    reason,
  ],
  states: statesTo(named('已下架', 'Withdrawn')),
  moves: movesTo([], ['service', 'supervisor', 'manager', 'assignee']),
  queue: 'merchandise',
  dueWithin: HOUR,
};
