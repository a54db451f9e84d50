/** What an after-sales request does once it is decided: one step after another, until the customer has everything. */
import type { CaseState } from '../../case.ts';
import { askConfirmation } from '../../closing.ts';
import { liveClock } from '../../clocks.ts';
import type { Refusal } from '../../order-commands.ts';
import type { CaseRecord } from '../../record.ts';
import { stop } from '../../stopping.ts';
import { pause, waitingClocks } from '../../waiting.ts';
import { openWorkOrder } from '../../work-orders/case.ts';
import { requestOf } from './apply.ts';
import type { AfterSalesState, Step } from './events.ts';
import { beyondRules } from './limits.ts';
import { centsOf, isByPeople, linesOf, nextStep } from './next-step.ts';
import { STEPS, type StepName, type Told } from './steps.ts';
import { yuan } from '../../yuan.ts';

/** The step that is under way. */
export const stepUnderWay = ({ steps }: AfterSalesState): Step | undefined =>
  steps.find(({ state }) => state === 'running' || state === 'by-hand');

/** Whether the case waits for a step that is not ours: the customer's words are answered meanwhile, and change nothing. */
export function isHeld({ afterSales }: CaseState): boolean {
  const step = afterSales && stepUnderWay(afterSales);
  return step !== undefined && STEPS[step.step].status !== 'open';
}

/** Begins the next step, where none is under way and nobody has to decide first. */
export function goOn(record: CaseRecord, at: number): void {
  const { status } = record.state;
  // what ends while nobody waits for it any more is noted, and begins nothing
  if (status === 'resolved' || status === 'closed') return;
  const request = requestOf(record.state);
  const { stage, errands } = request;
  const undoing = errands.some(({ what }) => what === 'undo');
  if (!request.grant || stage === 'approval' || stage === 'decision' || undoing || stepUnderWay(request)) return;
  const step = nextStep(request);
  const cents = step !== null && MOVES_VALUE.includes(step) && !request.approved ? beyondRules(request.grant) : null;
  if (cents !== null) record.add(at, 'policy', { type: 'approvalAsked', cents });
  else if (step === null) finish(record, at);
  else begin(record, at, step);
}

/** What the goods are asked to come back for needs nobody's approval; what is given does. */
const MOVES_VALUE: readonly StepName[] = ['cancel', 'refund', 'replacement', 'coupon'];

function begin(record: CaseRecord, at: number, step: StepName): void {
  const request = requestOf(record.state);
  const lines = linesOf(request, step).map(({ line }) => line);
  const cents = centsOf(request, step);
  record.add(at, 'policy', { type: 'stepBegun', step, lines, ...(cents === undefined ? {} : { cents }) });
  standAs(record, at, step);
  if (isByPeople(step)) hand(record, at, step, cents);
  tellBegun(record, at, step);
}

/** The case stands as the step says: ours to do, the customer's, or somebody else's. */
function standAs(record: CaseRecord, at: number, step: StepName): void {
  const { status } = STEPS[step];
  const before = record.state.status;
  if (before === 'waiting-customer' || before === 'waiting-other') {
    record.add(at, 'policy', { type: 'resumed', clocks: waitingClocks(record.state, before, true) });
  }
  if (status === 'open') return;
  const reason = status === 'waiting-other' ? { reasonCode: step } : {};
  record.add(at, 'policy', { type: 'paused', clocks: waitingClocks(record.state, status, false), ...reason });
}

/** A person, or somebody outside, gets it to do. */
function hand(record: CaseRecord, at: number, step: StepName, cents: number | undefined): void {
  const { workOrder, clock } = STEPS[step];
  if (!workOrder) return;
  const dueAt = clock && liveClock(record.state.clocks, clock)?.dueAt;
  const amount =
    cents === undefined || cents === 0 ? {} : { fields: { amount: cents, claimed: cents, refundDue: cents } };
  openWorkOrder(record, at, { workOrderType: workOrder, ...(dueAt === undefined ? {} : { dueAt }), ...amount });
}

/** What the customer is told when a step begins: what to do, what has come, by when more will. */
function tellBegun(record: CaseRecord, at: number, step: StepName): void {
  const { clocks, plan } = record.state;
  const request = requestOf(record.state);
  const tell = (template: Told, facts: Readonly<Record<string, number | string>>): void => {
    stop(record, at, 'policy', { type: 'customerTold', template, facts });
  };
  const dueAt = at + plan.closing.waitingEnds * 1000;
  const due = (name: Parameters<typeof liveClock>[1]): number => liveClock(clocks, name)?.dueAt ?? at;
  switch (step) {
    case 'sending': {
      const received = request.lines.filter(({ state }) => state === 'settled').length;
      if (received === 0) tell('as-approved', { dueAt });
      else tell('as-part-received', { received, amount: yuan(request.paidCents), dueAt });
      return;
    }
    case 'inspection':
      tell('as-received', { dueAt: due('step:inspection') });
      return;
    case 'money':
      tell('refund-sent', { amount: yuan(request.paidCents), dueAt: due('step:money') });
      return;
    case 'repair':
      tell('repair-progress', { dueAt: due('step:repair') });
      return;
    case 'delivery':
      tell('replacement-sent', {});
      return;
    case 'claim':
      tell('carrier-asked', { dueAt: due('step:carrier') });
      return;
    default:
  }
}

/** The customer has everything, or wants nothing of it any more. */
function finish(record: CaseRecord, at: number): void {
  const request = requestOf(record.state);
  if (request.lines.length > 0 && request.lines.every(({ state }) => state === 'withdrawn')) {
    record.add(at, 'policy', { type: 'withdrawn' });
    record.add(at, 'policy', { type: 'closed', how: 'withdrawn' });
    return;
  }
  stop(record, at, 'policy', { type: 'resolved', outcome: 'solved' });
  askConfirmation(record, at, 'policy');
}

/** A step has been done, by whomever: what it moved counts, and the next begins. */
export function done(record: CaseRecord, at: number, { seq: of, step, lines, cents }: Step, by = 'policy'): void {
  stop(record, at, by, { type: 'stepDone', of, step, lines, ...(cents === undefined ? {} : { cents }) });
  goOn(record, at);
}

/** Nobody could be asked, or not for this: people do it. */
const FOR_PEOPLE: readonly Refusal[] = ['no_order_system', 'no_order', 'no_customer', 'not_supported'];

/** A step that the order system does not do is done by people, or fails for good. */
export function refused(record: CaseRecord, at: number, step: Step, code: Refusal): void {
  if (FOR_PEOPLE.includes(code)) {
    record.add(at, 'policy', { type: 'stepByHand', of: step.seq, step: step.step, code });
    hand(record, at, step.step, step.cents);
    return;
  }
  const { grant } = requestOf(record.state);
  if (step.step === 'cancel' && code === 'already_shipped' && grant) {
    failed(record, at, step, code);
    record.add(at, 'policy', {
      type: 'requestDecided',
      decision: 'approve',
      reasonCode: 'shipped_meanwhile',
      grant: { ...grant, remedy: 'intercept' },
    });
    goOn(record, at);
    return;
  }
  if (step.step === 'replacement' && code === 'out_of_stock') {
    failed(record, at, step, code);
    offerRefund(record, at);
    pause(record, at, 'policy');
    return;
  }
  fail(record, at, step, code);
}

function failed(record: CaseRecord, at: number, { seq: of, step }: Step, code: string): void {
  record.add(at, 'policy', { type: 'stepFailed', of, step, code });
}

/** Nothing of it is taken back: a person decides how it goes on. */
export function stall(record: CaseRecord, at: number, step: Step, code: string): void {
  failed(record, at, step, code);
  standAsOpen(record, at);
}

/** For good: what was done before is taken back, last first, and a person decides with the state of each step at hand. */
export function fail(record: CaseRecord, at: number, step: Step, code: string): void {
  stall(record, at, step, code);
  undoNext(record, at);
}

function standAsOpen(record: CaseRecord, at: number): void {
  const { status } = record.state;
  if (status !== 'waiting-customer' && status !== 'waiting-other') return;
  record.add(at, 'policy', { type: 'resumed', clocks: waitingClocks(record.state, status, true) });
}

/** Takes back the last step that was done and can be; one at a time, so that the order is kept. */
export function undoNext(record: CaseRecord, at: number): void {
  const { steps, errands } = requestOf(record.state);
  if (errands.some(({ what }) => what === 'undo')) return;
  const last = steps.findLast(({ step, state, undoTried }) => state === 'done' && STEPS[step].undoable && !undoTried);
  if (last) record.add(at, 'policy', { type: 'undoBegun', of: last.seq, step: last.step });
  else record.add(at, 'policy', { type: 'escalated', reason: 'step-failed', role: 'owner', dueAt: at });
}

/** What was to be sent cannot be had: the customer may have the money instead. */
export function offerRefund(record: CaseRecord, at: number): void {
  if (requestOf(record.state).offered !== null) return;
  record.add(at, 'policy', { type: 'offered', remedy: 'refund' });
  record.add(at, 'policy', { type: 'customerTold', template: 'as-offer', facts: {} });
}
