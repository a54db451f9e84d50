import type { AfterSalesState, Grant, LineState, RequestLine } from './events.ts';
import { ARRANGEMENTS, STEPS, type StepName } from './steps.ts';

type Arranged = Pick<AfterSalesState, 'grant' | 'lines' | 'steps' | 'paidCents' | 'arrivedCents' | 'delivered'>;

const inState = (lines: readonly RequestLine[], ...states: LineState[]): RequestLine[] =>
  lines.filter(({ state }) => states.includes(state));

const wasDone = ({ steps }: Arranged, name: StepName): boolean =>
  steps.some(({ step, state }) => step === name && state === 'done');

/** Where the goods of a line are when a grant begins: what never comes back is as good as there. */
export const firstState = ({ remedy }: Grant): LineState => {
  const { goods } = ARRANGEMENTS[remedy];
  return goods === 'sent-back' ? 'awaited' : goods === 'turned-back' ? 'on-the-way' : 'passed';
};

/** What has to happen to the goods next, before a line can be settled. */
function nextOfGoods(asked: Arranged, { remedy, atFirstScan }: Grant): StepName | null {
  const { lines } = asked;
  const { goods, inspected, settledBy } = ARRANGEMENTS[remedy];
  if (goods === 'sent-back' && !wasDone(asked, 'label')) return 'label';
  if (inState(lines, 'arrived').length > 0 && inspected) return 'inspection';
  if (ready(asked).length > 0) return settledBy;
  if (inState(lines, 'on-the-way').length > 0 && !atFirstScan) return 'transit';
  return inState(lines, 'awaited').length > 0 ? 'sending' : null;
}

/** The lines that can be settled now: looked at where that is needed, or trusted from the first scan on. */
function ready({ grant, lines }: Arranged): RequestLine[] {
  if (!grant) return [];
  const trusted: LineState[] = grant.atFirstScan ? ['on-the-way', 'arrived'] : [];
  const there: LineState[] = ARRANGEMENTS[grant.remedy].inspected ? [] : ['arrived'];
  return inState(lines, 'passed', ...trusted, ...there);
}

/** What the customer has still to get after everything was settled. */
function nextOfCustomer(asked: Arranged, { remedy }: Grant): StepName | null {
  const { until, last } = ARRANGEMENTS[remedy];
  if (until === 'money' && asked.arrivedCents < asked.paidCents) return 'money';
  if (until === 'delivery' && !asked.delivered && inState(asked.lines, 'settled').length > 0) return 'delivery';
  return last && !wasDone(asked, last) ? last : null;
}

/**
 * The step after what has happened so far; null when everybody has done theirs. A pure reading of where the goods and
 * the money are, so that parcels that come in parts, early or unannounced need no rule of their own.
 */
export function nextStep(asked: Arranged): StepName | null {
  const { grant } = asked;
  if (!grant) return null;
  const { first } = ARRANGEMENTS[grant.remedy];
  if (first && !wasDone(asked, first)) return first;
  if (grant.compensationCents !== undefined && !wasDone(asked, 'coupon')) return 'coupon';
  return nextOfGoods(asked, grant) ?? nextOfCustomer(asked, grant);
}

/** The lines that a step is about. */
export function linesOf(asked: Arranged, step: StepName): readonly RequestLine[] {
  const { lines, grant } = asked;
  switch (step) {
    case 'sending':
      return inState(lines, 'awaited');
    case 'transit':
      return inState(lines, 'on-the-way');
    case 'inspection':
      return inState(lines, 'arrived');
    case 'delivery':
    case 'money':
      return inState(lines, 'settled');
    case 'label':
      return lines.filter(({ state }) => state !== 'withdrawn');
    default:
      return grant && ARRANGEMENTS[grant.remedy].settledBy === step ? ready(asked) : [];
  }
}

/** What a step moves, in cents; undefined for those that move no money. */
export function centsOf(asked: Arranged, step: StepName): number | undefined {
  if (step === 'coupon') return asked.grant?.compensationCents;
  if (step === 'money') return asked.paidCents - asked.arrivedCents;
  if (step !== 'refund' && step !== 'cancel' && step !== 'inspection' && step !== 'replacement') return undefined;
  return linesOf(asked, step).reduce((sum, { amountCents }) => sum + amountCents, 0);
}

/** Whether people do a step, whatever the order system can. */
export const isByPeople = (step: StepName): boolean =>
  STEPS[step].workOrder !== undefined && STEPS[step].by !== 'order-system';
