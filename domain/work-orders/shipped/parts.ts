import type { InBothLanguages, Move, Mover, WorkOrderField, WorkOrderState } from '../type.ts';

export const HOUR = 3_600;
export const DAY = 24 * HOUR;

/** Everybody who works on cases, and the shop's backend. */
export const STAFF: readonly Mover[] = ['service', 'agent', 'senior', 'supervisor', 'manager', 'assignee'];
/** Those who may say no. */
const LEADS: readonly Mover[] = ['service', 'senior', 'supervisor', 'manager'];

export const named = (zh: string, en: string): InBothLanguages => ({ zh, en });

export const field = (
  name: string,
  kind: WorkOrderField['kind'],
  title: InBothLanguages,
  more: Partial<WorkOrderField> = {},
): WorkOrderField => ({ name, kind, title, ...more });

export const reason = field('reason', 'text', named('原因', 'Reason'), { max: 500 });
export const amount = field('amount', 'money', named('金额', 'Amount'), { required: true, min: 1 });
export const order = field('order', 'reference', named('订单号', 'Order'));
export const carrier = field('carrier', 'text', named('承运商', 'Carrier'), { max: 100 });
export const trackingNumber = field('trackingNumber', 'reference', named('运单号', 'Tracking number'));

const open: WorkOrderState = { name: 'open', title: named('待处理', 'Open'), initial: true };
export const inProgress: WorkOrderState = { name: 'in-progress', title: named('处理中', 'In progress') };
const refused: WorkOrderState = { name: 'refused', title: named('已拒绝', 'Refused'), final: 'refused' };
const cancelled: WorkOrderState = { name: 'cancelled', title: named('已取消', 'Cancelled'), final: 'cancelled' };

/** The states of a task that somebody takes up and finishes. */
export const statesTo = (done: InBothLanguages): WorkOrderState[] => [
  open,
  inProgress,
  { name: 'done', title: done, final: 'done' },
  refused,
  cancelled,
];

export const move = (from: string, to: string, by: readonly Mover[], requires?: readonly string[]): Move => ({
  from,
  to,
  by,
  ...(requires ? { requires } : {}),
});

/** A task that was begun or not is given up, with a reason. */
export const givenUp = (...from: readonly string[]): Move[] =>
  from.flatMap((state) => [
    move(state, 'refused', LEADS, ['reason']),
    move(state, 'cancelled', [...LEADS, 'assignee'], ['reason']),
  ]);

/**
 * Taken up, put back, finished at once or later; refused or cancelled with a reason.
 * @param requires what has to be known when it is done
 * @param by who may say that it is done
 */
export const movesTo = (requires: readonly string[], by: readonly Mover[] = STAFF): Move[] => [
  move('open', 'in-progress', STAFF),
  move('in-progress', 'open', STAFF),
  move('open', 'done', by, requires),
  move('in-progress', 'done', by, requires),
  ...givenUp('open', 'in-progress'),
];
