import { proxyActivities } from '@temporalio/workflow';
import type { CaseEvent, CaseState } from '../domain/case.ts';
import { commandOf } from '../domain/kinds/after-sales/errands.ts';
import { yuan } from '../domain/yuan.ts';
import type { Errand, ErrandFact } from '../domain/kinds/after-sales/events.ts';
import type { CommandResult, OrderCommand, OrderFacts } from '../domain/order-commands.ts';
import type { Inbox } from './inbox.ts';
import { LateFacts } from './late-facts.ts';
import type { OrderSystemActivities, ReviewActivities } from './ports.ts';

const RETRY = { initialInterval: '1 second', maximumInterval: '1 minute' } as const;

const { reviewRequest } = proxyActivities<ReviewActivities>({ startToCloseTimeout: '20 seconds', retry: RETRY });
const orders = proxyActivities<OrderSystemActivities>({
  taskQueue: 'back-office',
  startToCloseTimeout: '45 seconds',
  // what a killed worker had begun is done by another soon, though the order system itself may be slow
  heartbeatTimeout: '10 seconds',
  retry: RETRY,
});

/** By which activity the order system is asked: the Temporal UI names it. */
const ASKED_BY = {
  cancel: orders.cancelOrder,
  refund: orders.refund,
  replacement: orders.createReplacement,
  repair: orders.createRepairOrder,
  coupon: orders.issueCoupon,
  points: orders.issuePoints,
  label: orders.createReturnLabel,
  undo: orders.undoCommand,
} as const satisfies Record<OrderCommand['kind'], unknown>;

/**
 * What a case asks of the world, beside its turns: each errand is sent once, tried until there is an outcome, and told to
 * the case as a fact. The case does not end, nor go on as another run, while one is under way.
 */
export class Errands {
  private readonly underWay = new Set<number>();
  private readonly late = new LateFacts();
  private readonly inbox: Pick<Inbox, 'tell'>;

  /** @param inbox where the case hears what an errand has brought */
  constructor(inbox: Pick<Inbox, 'tell'>) {
    this.inbox = inbox;
  }

  get isDone(): boolean {
    return this.underWay.size === 0 && this.late.isDone;
  }

  /** Sends what the case has come to ask and is not under way yet, and passes on what came too late. */
  send(state: CaseState, events: readonly CaseEvent[] = []): void {
    this.late.passOn(state.caseId, events);
    for (const errand of state.afterSales?.errands ?? []) {
      if (!this.underWay.has(errand.seq)) void this.run(state, errand);
    }
  }

  private async run(state: CaseState, errand: Errand): Promise<void> {
    this.underWay.add(errand.seq);
    const brought = await this.bring(state, errand);
    this.underWay.delete(errand.seq);
    this.inbox.tell({ factId: `errand ${errand.seq}`, ...brought });
  }

  private async bring(state: CaseState, errand: Errand): Promise<ErrandFact> {
    const { caseId } = state;
    const { seq: of, what } = errand;
    if (what === 'review') {
      const summary = { summary: 'Review the application by the policy' };
      return {
        type: 'reviewReturned',
        of,
        ...(await reviewRequest.executeWithOptions(summary, [{ caseId, seq: of }])),
      };
    }
    const command = commandOf(state, errand);
    if (!command) {
      const summary = { summary: 'Ask whether the refund has arrived' };
      const found = await orders.lookUpOrder.executeWithOptions(summary, [{ caseId }]);
      const arrived = found.state === 'found' && refundedCents(found.order) >= (state.afterSales?.paidCents ?? 0);
      return { type: 'arrivalReturned', of, arrived };
    }
    const summary = { summary: purposeOf(command) };
    const result: CommandResult = await ASKED_BY[command.kind].executeWithOptions(summary, [
      { caseId, seq: of, command },
    ]);
    const refusal = result.state === 'refused' ? { refusal: result.code } : {};
    return { type: what === 'undo' ? 'undoReturned' : 'stepReturned', of, ...refusal };
  }
}

const refundedCents = ({ payments }: OrderFacts): number =>
  payments.reduce((sum, payment) => sum + payment.refundedCents, 0);

/** A command as operators read it, without an id of the shop's. */
function purposeOf(command: OrderCommand): string {
  switch (command.kind) {
    case 'cancel':
      return `Cancel the order, ¥${yuan(command.amountCents)} back`;
    case 'refund': {
      const cents = command.lines.reduce((sum, { amountCents }) => sum + amountCents, 0);
      return `Refund ¥${yuan(cents)}, lines ${command.lines.map(({ line }) => line).join(', ')}`;
    }
    case 'coupon':
      return `Issue a coupon of ¥${yuan(command.amountCents)}`;
    case 'points':
      return `Issue ${command.points} points`;
    case 'undo':
      return `Take back #${command.of.split(':').at(-1) ?? ''}`;
    default:
      return `${PURPOSES[command.kind]}, lines ${command.lines.map(({ line }) => line).join(', ')}`;
  }
}

const PURPOSES = {
  replacement: 'Send a replacement',
  repair: 'Order a repair',
  label: 'Make a return label',
} as const;
