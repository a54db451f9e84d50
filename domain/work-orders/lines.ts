import type { CaseEvent } from '../case.ts';
import { workOrderId } from '../ids.ts';
import type { WorkOrderEvent } from './news.ts';

export const isWorkOrderEvent = (event: CaseEvent): event is CaseEvent & WorkOrderEvent =>
  event.type.startsWith('workOrder');

const nameOf = ({ workOrder, of }: { readonly workOrder?: number; readonly of?: number }): string[] =>
  workOrder === undefined ? (of === undefined ? [] : [`#${of}`]) : [workOrderId(workOrder)];

/** What an event of a work order says beyond its name: `WO-000012 refund, open → done`. */
export function workOrderDetail(event: WorkOrderEvent, instant: (at: number) => string): string {
  const which = [...nameOf(event), event.workOrderType].join(' ');
  switch (event.type) {
    case 'workOrderOpened': {
      const { queue, dueAt } = event;
      return [
        which,
        ...(queue === undefined ? [] : [`for ${queue}`]),
        ...(dueAt === undefined ? [] : [`due ${instant(dueAt)}`]),
      ].join(', ');
    }
    case 'workOrderMoved':
      return `${which}, ${event.from} → ${event.to}`;
    case 'workOrderEnded':
      return [which, event.outcome, ...(event.reasonCode === undefined ? [] : [event.reasonCode])].join(', ');
  }
}
