/** All that can be said to an after-sales request or decided about it. */
import type { CaseState } from '../../domain/case.ts';
import { type Remedy, REMEDIES } from '../../domain/after-sales/policy.ts';
import { stepUnderWay } from '../../domain/kinds/after-sales/arrange.ts';
import type {
  AfterSalesCommand,
  AfterSalesFact,
  AfterSalesState,
  ErrandFact,
  GoodsMove,
  Grant,
} from '../../domain/kinds/after-sales/events.ts';
import { mayApprove } from '../../domain/kinds/after-sales/limits.ts';
import { STEPS, type StepName } from '../../domain/kinds/after-sales/steps.ts';
import { RANKS } from '../../domain/kinds/complaint/codes.ts';
import type { Move } from './explore.ts';
import { asked, said } from './say.ts';

type Moves = (state: CaseState, grant: Grant) => readonly Move[];
type OfRequest = AfterSalesFact['type'] | ErrandFact['type'] | 'workOrderMoved';

/** Only of a case that has a request. */
const ofRequest =
  (moves: (request: AfterSalesState, state: CaseState, grant: Grant) => readonly Move[]): Moves =>
  (state, grant) =>
    state.kind === 'after-sales' && state.afterSales ? moves(state.afterSales, state, grant) : [];

const errandOf = ({ errands }: AfterSalesState, what: string) => errands.find((one) => one.what === what);

const grantOf = (remedy: Remedy, amountCents: number, more: Partial<Grant> = {}): Grant => ({
  remedy,
  lines: [{ line: 1, quantity: 1, amountCents: remedy === 'repair' ? 0 : amountCents }],
  freight: 'customer',
  ...more,
});

/** Each remedy within what the rules may give alone, and some beyond it, with a coupon, or paid at the first scan. */
export const GRANTS: readonly Grant[] = [
  ...REMEDIES.map((remedy) => grantOf(remedy, 100_00)),
  grantOf('exchange', 3_000_00),
  grantOf('cancel', 3_000_00),
  grantOf('return', 100_00, { compensationCents: 10_00 }),
  grantOf('return', 100_00, { atFirstScan: true }),
];

/** Why the order system does not do a step: for people to do, for good, or for another way of making it good. */
const REFUSALS: Readonly<Partial<Record<StepName, readonly ('already_shipped' | 'out_of_stock')[]>>> = {
  cancel: ['already_shipped'],
  replacement: ['out_of_stock'],
};
const ALWAYS = ['no_order_system', 'insufficient_amount'] as const;

/** What becomes of the goods in the steps that wait for it. */
const MOVED: Readonly<Partial<Record<StepName, GoodsMove>>> = {
  sending: 'sent',
  transit: 'arrived',
  delivery: 'delivered',
};

export const AFTER_SALES_FACTS: Readonly<Record<OfRequest, Moves>> = {
  reviewReturned: ofRequest((request, _state, grant) => {
    const errand = errandOf(request, 'review');
    if (!errand) return [];
    const result = {
      type: 'reviewReturned',
      of: errand.seq,
      policy: 'policy-cn',
      policyVersion: 1,
      rules: [],
    } as const;
    return [
      said('rules-approve', 'caseloop', { ...result, decision: 'approve', grant }),
      said('rules-deny', 'caseloop', { ...result, decision: 'deny' }),
      said('rules-person', 'caseloop', { ...result, decision: 'human' }),
    ];
  }),
  stepReturned: ofRequest((request) => {
    const errand = errandOf(request, 'step');
    if (errand?.what !== 'step') return [];
    const result = { type: 'stepReturned', of: errand.seq } as const;
    const refusals = [...(REFUSALS[errand.step] ?? []), ...ALWAYS];
    return [
      said('step-done', 'order-system', result),
      ...refusals.map((refusal) => said(`refused-${refusal}`, 'order-system', { ...result, refusal })),
    ];
  }),
  undoReturned: ofRequest((request) => {
    const errand = errandOf(request, 'undo');
    return errand ? [said('undone', 'order-system', { type: 'undoReturned', of: errand.seq })] : [];
  }),
  arrivalReturned: ofRequest((request) => {
    const errand = errandOf(request, 'arrival');
    return errand
      ? [said('money-arrived', 'order-system', { type: 'arrivalReturned', of: errand.seq, arrived: true })]
      : [];
  }),
  goodsMoved: ofRequest((request) => {
    const move = MOVED[stepUnderWay(request)?.step ?? 'label'];
    return move
      ? [said(`goods-${move}`, move === 'sent' ? 'customer' : 'carrier', { type: 'goodsMoved', move, by: 'carrier' })]
      : [];
  }),
  goodsInspected: ofRequest((request) =>
    stepUnderWay(request)?.step === 'inspection'
      ? ([true, false] as const).map((passed) =>
          said(passed ? 'goods-pass' : 'goods-fail', 'warehouse', {
            type: 'goodsInspected',
            by: 'agent-9',
            lines: [{ line: 1, passed }],
          }),
        )
      : [],
  ),
  moneyArrived: ofRequest(() => [said('money-arrived', 'bank', { type: 'moneyArrived', by: 'order-system' })]),
  offerAnswered: ofRequest(() =>
    ([true, false] as const).map((accepted) =>
      said(accepted ? 'takes-offer' : 'refuses-offer', 'customer', { type: 'offerAnswered', accepted }),
    ),
  ),
  linesWithdrawn: ofRequest(() => [said('keeps-goods', 'customer', { type: 'linesWithdrawn', lines: [1] })]),
  // reviewed anew, whatever was decided before: as from the beginning
  applicationAmended: () => [],
  workOrderMoved: ofRequest((request, { touchedAt }) => {
    const step = stepUnderWay(request);
    const { workOrder } = step ?? {};
    const type = step && STEPS[step.step].workOrder;
    if (!step || workOrder === undefined || !type) return [];
    const { by } = STEPS[step.step];
    return (['done', 'refused'] as const).map((outcome) =>
      said(outcome === 'done' ? 'order-done' : 'order-refused', by === 'order-system' ? 'agent' : by, {
        type: 'workOrderMoved',
        workOrder: touchedAt,
        workOrderType: type,
        of: workOrder,
        from: 'open',
        to: outcome,
        outcome,
        agent: 'agent-3',
      }),
    );
  }),
};

export const AFTER_SALES_VERDICTS: Readonly<Record<AfterSalesCommand['type'], Moves>> = {
  decideRequest: ofRequest(({ grant: before }, _state, grant) => {
    const verdict = { type: 'decideRequest', agent: 'agent-5', reasonCode: 'as-seen', rank: 'agent' } as const;
    return [
      asked('person-approves', 'agent', { ...verdict, decision: 'approve', grant: before ?? grant }),
      asked('person-denies', 'agent', { ...verdict, decision: 'deny' }),
    ];
  }),
  approveGrant: ofRequest(({ grant }) => {
    const rank = RANKS.find((one) => grant && mayApprove(grant, one));
    if (!rank) return [];
    return ([true, false] as const).map((approved) =>
      asked(approved ? 'grants' : 'grants-not', rank, { type: 'approveGrant', agent: `${rank}-5`, approved, rank }),
    );
  }),
};
