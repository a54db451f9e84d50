/** What an after-sales request does when the time of a step runs out, beside the ladder that is climbed. */
import type { CaseEvent } from '../../case.ts';
import type { CaseRecord } from '../../record.ts';
import { openWorkOrder } from '../../work-orders/case.ts';
import { requestOf } from './apply.ts';
import { offerRefund, stall, stepUnderWay } from './arrange.ts';
import { endOvertaken } from './decide.ts';
import type { Step } from './events.ts';

/** So little is taken as good when nobody looked in time, in cents. */
const TAKEN_AS_GOOD = 200_00;

/** Follows a warning or a breach of a step's clock up. */
export function followUp(record: CaseRecord, event: CaseEvent): void {
  if (event.type !== 'clockWarned' && event.type !== 'clockBreached') return;
  const step = record.state.afterSales && stepUnderWay(record.state.afterSales);
  if (!step) return;
  if (event.clock === 'step:money') askForArrival(record, event.at, step);
  if (event.type === 'clockBreached') overdue(record, event.at, event.clock, step);
}

/** The order system is asked whether the customer has the money. */
function askForArrival(record: CaseRecord, at: number, { seq: of }: Step): void {
  const { errands } = requestOf(record.state);
  if (!errands.some(({ what }) => what === 'arrival')) record.add(at, 'policy', { type: 'arrivalAsked', of });
}

function overdue(record: CaseRecord, at: number, clock: string, step: Step): void {
  switch (clock) {
    case 'step:inspection':
      if ((step.cents ?? 0) > TAKEN_AS_GOOD) return;
      record.add(at, 'policy', { type: 'inspected', lines: step.lines.map((line) => ({ line, passed: true })) });
      endOvertaken(record, at);
      return;
    case 'step:transit':
    case 'step:delivery':
      openWorkOrder(record, at, { workOrderType: 'carrier-claim' });
      return;
    case 'step:replacement':
      offerRefund(record, at);
      return;
    case 'step:repair-limit':
      // longer than the law allows: whoever decides next gives another one, or the money
      stall(record, at, step, 'repair-overdue');
  }
}
