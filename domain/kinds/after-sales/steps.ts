/** The ways of making good, and the steps that each takes: whose turn a step is, its clock, what it leaves to people. */
import type { Remedy } from '../../after-sales/policy.ts';
import type { ClockName } from '../../policy.ts';
import type { ShippedWorkOrderName } from '../../work-orders/shipped/index.ts';

/** Who does a step. */
type Doer = 'order-system' | 'customer' | 'carrier' | 'warehouse' | 'workshop' | 'bank';

interface StepRule {
  readonly by: Doer;
  /** How long it may take. The customer's time is the policy's rule for those who owe us something. */
  readonly clock?: ClockName;
  /** How the case stands meanwhile. */
  readonly status: 'open' | 'waiting-customer' | 'waiting-other';
  /** What people get to do: where the order system does not do it, and always where it is not the one who does. */
  readonly workOrder?: ShippedWorkOrderName;
  /** Taken back when a later step fails for good. */
  readonly undoable?: true;
}

const RULES = {
  cancel: { by: 'order-system', clock: 'step:cancel', status: 'open', workOrder: 'cancellation' },
  intercept: { by: 'carrier', clock: 'step:carrier', status: 'waiting-other', workOrder: 'carrier-claim' },
  label: { by: 'order-system', clock: 'step:label', status: 'open', workOrder: 'return-label', undoable: true },
  sending: { by: 'customer', status: 'waiting-customer' },
  transit: { by: 'carrier', clock: 'step:transit', status: 'waiting-other' },
  inspection: { by: 'warehouse', clock: 'step:inspection', status: 'open' },
  refund: { by: 'order-system', clock: 'step:refund', status: 'open', workOrder: 'refund' },
  replacement: {
    by: 'order-system',
    clock: 'step:replacement',
    status: 'open',
    workOrder: 'replacement',
    undoable: true,
  },
  repair: { by: 'workshop', clock: 'step:repair', status: 'waiting-other', workOrder: 'repair' },
  coupon: { by: 'order-system', clock: 'step:refund', status: 'open', workOrder: 'coupon', undoable: true },
  claim: { by: 'carrier', clock: 'step:carrier', status: 'waiting-other', workOrder: 'carrier-claim' },
  money: { by: 'bank', clock: 'step:money', status: 'waiting-other' },
  delivery: { by: 'carrier', clock: 'step:delivery', status: 'waiting-other' },
} as const satisfies Record<string, StepRule>;

export type StepName = keyof typeof RULES;
export const STEP_NAMES = Object.keys(RULES) as readonly StepName[];
export const STEPS: Readonly<Record<StepName, StepRule>> = RULES;

/** What a customer is told of a request; the words are templates. */
export type Told =
  | 'as-approved'
  | 'as-denied'
  | 'as-review'
  | 'as-offer'
  | 'as-part-received'
  | 'as-received'
  | 'refund-sent'
  | 'repair-progress'
  | 'replacement-sent'
  | 'carrier-asked';

/** Those that answer the application. */
export const ANSWERS: readonly Told[] = ['as-approved', 'as-denied'];

interface Arrangement {
  /** Before anything else. */
  readonly first?: StepName;
  /** The goods come back, and how they are taken. */
  readonly goods?: 'sent-back' | 'turned-back';
  /** They are looked at before anything is settled. */
  readonly inspected?: true;
  /** What settles a line. */
  readonly settledBy: 'cancel' | 'refund' | 'replacement' | 'repair';
  /** Until the customer has it. */
  readonly until: 'money' | 'delivery';
  /** At the very end, when the customer has everything. */
  readonly last?: StepName;
}

/** The steps of each way in which something is made good. */
export const ARRANGEMENTS: Readonly<Record<Remedy, Arrangement>> = {
  /** Not shipped: stopped and paid back. */
  cancel: { settledBy: 'cancel', until: 'money' },
  /** Shipped: the parcel is turned back, then paid back. */
  intercept: { first: 'intercept', goods: 'turned-back', settledBy: 'refund', until: 'money' },
  /** Paid back, the goods stay: for a part, for what never came, for a price that fell. */
  refund: { settledBy: 'refund', until: 'money' },
  /** Paid at once, and claimed from the carrier later. */
  advance: { settledBy: 'refund', until: 'money', last: 'claim' },
  return: { goods: 'sent-back', inspected: true, settledBy: 'refund', until: 'money' },
  exchange: { goods: 'sent-back', inspected: true, settledBy: 'replacement', until: 'delivery' },
  /** Sent again: nothing comes back. */
  resend: { settledBy: 'replacement', until: 'delivery' },
  repair: { goods: 'sent-back', settledBy: 'repair', until: 'delivery' },
};
