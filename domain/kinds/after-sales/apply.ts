import type { CaseEvent, CaseState, EventOf } from '../../case.ts';
import { cancelled, started } from '../../case-clocks.ts';
import type { ClockName, Request } from '../../policy.ts';
import type { AfterSalesEvent, AfterSalesState, Errand, Grant, LineState, RequestLine, Step } from './events.ts';
import { firstState } from './next-step.ts';
import { ARRANGEMENTS, STEPS } from './steps.ts';

type Change = Partial<CaseState>;
type Of<T extends AfterSalesEvent['type']> = Extract<CaseEvent, { type: T }>;

const TYPES: readonly AfterSalesEvent['type'][] = [
  'applicationReceived',
  'reviewed',
  'requestDecided',
  'approvalAsked',
  'grantApproved',
  'grantRefused',
  'reviewAsked',
  'stepBegun',
  'stepByHand',
  'stepDone',
  'stepFailed',
  'undoBegun',
  'undoEnded',
  'arrivalAsked',
  'moneyMissing',
  'goodsMoved',
  'inspected',
  'moneyArrived',
  'offered',
  'offerAnswered',
  'linesWithdrawn',
];

export const isAfterSales = (event: CaseEvent): event is Of<AfterSalesEvent['type']> =>
  (TYPES as readonly string[]).includes(event.type);

/** A request before anybody has looked at it. */
const asked = (request: Request): AfterSalesState => ({
  request,
  stage: 'review',
  verdicts: [],
  grant: null,
  approved: false,
  lines: [],
  steps: [],
  errands: [],
  paidCents: 0,
  arrivedCents: 0,
  delivered: false,
  appeals: 0,
  offered: null,
});

/** The request of a case; it has one from its application on. */
export function requestOf({ caseId, afterSales }: CaseState): AfterSalesState {
  if (!afterSales) throw new Error(`case ${caseId} has no application`);
  return afterSales;
}

const setLines = (lines: readonly RequestLine[], numbers: readonly number[], state: LineState): RequestLine[] =>
  lines.map((one) => (numbers.includes(one.line) ? { ...one, state } : one));

const setStep = (steps: readonly Step[], seq: number, change: Partial<Step>): Step[] =>
  steps.map((one) => (one.seq === seq ? { ...one, ...change } : one));

const without = (errands: readonly Errand[], gone: (errand: Errand) => boolean): Errand[] =>
  errands.filter((errand) => !gone(errand));

/**
 * The lines under a grant: what was settled stays so, and goods that are there or on their way need not be sent again.
 * What is granted again when the goods are there has passed, whatever an inspection found.
 */
function granted(before: readonly RequestLine[], grant: Grant): RequestLine[] {
  const known = (line: number): LineState | undefined => {
    const state = before.find((one) => one.line === line)?.state;
    return state === 'failed' || state === 'arrived' ? 'passed' : state === 'withdrawn' ? undefined : state;
  };
  const settled = before.filter(({ state }) => state === 'settled');
  const rest = grant.lines.filter(({ line }) => !settled.some((one) => one.line === line));
  return [...settled, ...rest.map((line) => ({ ...line, state: known(line.line) ?? firstState(grant) }))];
}

const STAGE_AFTER = { approve: 'arrangement', deny: 'satisfaction', human: 'decision' } as const;

/** Whether the customer has something to wait for, or we still arrange it. */
const stageOf = (step: Step['step']): AfterSalesState['stage'] =>
  STEPS[step].status === 'open' ? 'arrangement' : 'tracking';

/** What a step that is done has settled, and what money it moved. */
function stepDone(before: AfterSalesState, { of, step, lines, cents = 0 }: Of<'stepDone'>): AfterSalesState {
  const steps = setStep(before.steps, of, { state: 'done' });
  const errands = without(before.errands, ({ seq }) => seq === of);
  const settles = before.grant !== null && ARRANGEMENTS[before.grant.remedy].settledBy === step;
  return {
    ...before,
    steps,
    errands,
    lines: settles ? setLines(before.lines, lines, 'settled') : before.lines,
    paidCents: step === 'refund' || step === 'cancel' ? before.paidCents + cents : before.paidCents,
    arrivedCents: step === 'money' ? before.paidCents : before.arrivedCents,
    delivered: before.delivered || step === 'delivery',
  };
}

function goodsMoved(before: AfterSalesState, { move, lines }: Of<'goodsMoved'>): AfterSalesState {
  if (move === 'delivered') return { ...before, delivered: true };
  return { ...before, lines: setLines(before.lines, lines, move === 'sent' ? 'on-the-way' : 'arrived') };
}

/** The request after what somebody decided about it. */
function decided(before: AfterSalesState, event: Of<AfterSalesEvent['type']>, seq: number): AfterSalesState {
  const { at, by } = event;
  switch (event.type) {
    case 'applicationReceived':
      return { ...before, request: event.request, stage: 'review', errands: [{ seq, what: 'review' }] };
    case 'reviewed': {
      const { decision, rules, grant } = event;
      return {
        ...before,
        stage: STAGE_AFTER[decision],
        verdicts: [...before.verdicts, { decision, rules, by, at }],
        errands: without(before.errands, ({ what }) => what === 'review'),
        ...(grant ? { grant, approved: false, lines: granted(before.lines, grant) } : {}),
      };
    }
    case 'requestDecided': {
      const { decision, grant = null, reasonCode, approved = false } = event;
      const why = reasonCode === undefined ? {} : { reasonCode };
      return {
        ...before,
        stage: STAGE_AFTER[decision],
        verdicts: [...before.verdicts, { decision, rules: [], by, at, ...why }],
        grant,
        approved,
        lines: grant ? granted(before.lines, grant) : before.lines,
        offered: null,
      };
    }
    case 'approvalAsked':
      return { ...before, stage: 'approval' };
    case 'grantApproved':
      return { ...before, stage: 'arrangement', approved: true };
    case 'reviewAsked':
      return { ...before, stage: 'decision', appeals: before.appeals + 1 };
    case 'grantRefused':
      return { ...before, stage: 'decision' };
    case 'offered':
      return { ...before, offered: event.remedy };
    case 'offerAnswered':
      return { ...before, offered: null };
    default:
      return arranged(before, event, seq);
  }
}

type OfArrangement = Exclude<
  AfterSalesEvent['type'],
  | 'applicationReceived'
  | 'reviewed'
  | 'requestDecided'
  | 'reviewAsked'
  | 'approvalAsked'
  | 'grantApproved'
  | 'grantRefused'
  | 'offered'
  | 'offerAnswered'
>;

/** The request after what was done about it. */
function arranged(before: AfterSalesState, event: Of<OfArrangement>, seq: number): AfterSalesState {
  switch (event.type) {
    case 'stepBegun': {
      const { step, lines, cents } = event;
      const begun: Step = { seq, step, state: 'running', lines, ...(cents === undefined ? {} : { cents }) };
      const errand: Errand[] = STEPS[step].by === 'order-system' ? [{ seq, what: 'step', step }] : [];
      return {
        ...before,
        stage: stageOf(step),
        steps: [...before.steps, begun],
        errands: [...before.errands, ...errand],
      };
    }
    case 'stepByHand':
      return {
        ...before,
        steps: setStep(before.steps, event.of, { state: 'by-hand' }),
        errands: without(before.errands, (errand) => errand.seq === event.of),
      };
    case 'stepDone':
      return stepDone(before, event);
    case 'stepFailed':
      return {
        ...before,
        stage: 'decision',
        steps: setStep(before.steps, event.of, { state: 'failed' }),
        errands: without(before.errands, (errand) => errand.seq === event.of),
      };
    case 'undoBegun':
      return { ...before, errands: [...before.errands, { seq, what: 'undo', of: event.of }] };
    case 'undoEnded':
      return {
        ...before,
        steps: setStep(before.steps, event.of, {
          undoTried: true,
          ...(event.code === undefined ? { state: 'undone' } : {}),
        }),
        errands: without(before.errands, (errand) => errand.what === 'undo' && errand.of === event.of),
      };
    case 'arrivalAsked':
      return { ...before, errands: [...before.errands, { seq, what: 'arrival', of: event.of }] };
    case 'moneyMissing':
      return { ...before, errands: without(before.errands, ({ what }) => what === 'arrival') };
    case 'goodsMoved':
      return goodsMoved(before, event);
    case 'inspected':
      return event.lines.reduce<AfterSalesState>(
        (now, { line, passed }) => ({ ...now, lines: setLines(now.lines, [line], passed ? 'passed' : 'failed') }),
        before,
      );
    case 'moneyArrived':
      return {
        ...before,
        arrivedCents: before.paidCents,
        errands: without(before.errands, ({ what }) => what === 'arrival'),
      };
    case 'linesWithdrawn':
      return { ...before, lines: setLines(before.lines, event.lines, 'withdrawn') };
  }
}

/** People have got the step under way to do: their work order's end will be the step's. */
export function handedOver(state: CaseState, event: EventOf<'workOrderOpened'>): Change {
  const { afterSales } = state;
  const step = afterSales?.steps.find((one) => one.state === 'running' || one.state === 'by-hand');
  if (!afterSales || !step || event.workOrder !== undefined || STEPS[step.step].workOrder !== event.workOrderType)
    return {};
  return { afterSales: { ...afterSales, steps: setStep(afterSales.steps, step.seq, { workOrder: state.version }) } };
}

/** The clock of a step, and those that go with it. */
const clocksOf = (step: Step['step']): readonly ClockName[] => {
  const { clock } = STEPS[step];
  return step === 'repair' ? ['step:repair', 'step:repair-limit', 'step:word'] : clock ? [clock] : [];
};

/** What an event of an after-sales request changes beyond the clocks that it stops. */
export function afterSalesChange(state: CaseState, event: Of<AfterSalesEvent['type']>): Change {
  const { at } = event;
  const before = state.afterSales ?? (event.type === 'applicationReceived' ? asked(event.request) : requestOf(state));
  const afterSales = decided(before, event, state.version);
  switch (event.type) {
    case 'reviewed':
      return { afterSales, ...(event.decision === 'human' ? { clocks: started(state, 'decision', at) } : {}) };
    case 'approvalAsked':
      return { afterSales, clocks: started(state, 'approval', at) };
    case 'grantRefused':
    case 'stepFailed':
      return { afterSales, clocks: started({ ...state, clocks: ended(state, event) }, 'decision', at) };
    case 'stepBegun':
      return { afterSales, clocks: begun(state, event) };
    case 'reviewAsked':
      return { afterSales, clocks: started(state, 'decision', at) };
    default:
      return { afterSales };
  }
}

/** The clocks of a step that has begun. */
const begun = (state: CaseState, { at, step }: Of<'stepBegun'>): CaseState['clocks'] =>
  clocksOf(step).reduce<CaseState['clocks']>((clocks, name) => started({ ...state, clocks }, name, at), state.clocks);

/** The clocks of a step that has failed are nobody's duty any more. */
function ended(state: CaseState, event: Of<'grantRefused' | 'stepFailed'>): CaseState['clocks'] {
  if (event.type === 'grantRefused') return state.clocks;
  const keep = state.clocks.map(({ name }) => name).filter((name) => !clocksOf(event.step).includes(name));
  return cancelled(state.clocks, event.at, keep);
}

/** The clocks that an event of a request meets. */
export function afterSalesStops(event: CaseEvent): readonly ClockName[] {
  switch (event.type) {
    case 'requestDecided':
      return ['decision'];
    case 'stepDone':
      return clocksOf(event.step);
    case 'grantApproved':
    case 'grantRefused':
      return ['approval'];
    default:
      return [];
  }
}
