/** How each kind of case is walked through. */
import type { CaseState, OpenCase } from '../../domain/case.ts';
import { liveClock } from '../../domain/clocks.ts';
import { takeIn } from '../../domain/decide.ts';
import { stepUnderWay } from '../../domain/kinds/after-sales/arrange.ts';
import type { CaseKind } from '../../domain/kinds/index.ts';
import { openedAs } from '../../domain/opening.ts';
import { at, openPlan } from '../pictures/case.ts';
import type { Walk } from './explore.ts';
import { everyMove } from './moves.ts';

const openOf = (kind: CaseKind): OpenCase => ({
  caseId: 'CS-20261125-000001',
  shop: 'main',
  kind,
  channel: 'chat',
  customer: 'customer-1',
  locale: 'zh',
  reach: ['chat'],
  tier: 'basic',
  level: 2,
  category: 'order',
  policy: 'standard',
  openedAt: at('10:00'),
  ...(kind === 'after-sales' ? { request: 'return' } : {}),
});

async function opened(kind: CaseKind, says: 'matter' | 'greeting'): Promise<CaseState> {
  const open = openOf(kind);
  const record = await openedAs({ open }, openPlan);
  const first = { factId: 'fact-0', acceptedAt: open.openedAt, type: 'customerMessaged' } as const;
  takeIn(record, { ...first, message: 1, channel: 'chat', says });
  return record.state;
}

/** What every kind of case has in common: its ending, and that its kind may change. */
function placeOfAny(kind: CaseKind, state: CaseState): string | null {
  if (state.kind !== kind) return `→${state.kind}`;
  if (state.status === 'closed') return liveClock(state.clocks, 'call-back') ? 'call-back' : 'closed';
  return null;
}

function placeOfInquiry(state: CaseState): string {
  const any = placeOfAny('inquiry', state);
  if (any !== null) return any;
  switch (state.status) {
    case 'waiting-customer':
      return state.greetedOnly ? 'greeted' : 'asked-back';
    case 'waiting-other':
      return state.waitingSince === null ? 'consultation' : 'others';
    case 'open': {
      const owed = ['acknowledge', 'answer', 'next-response', 'consultation', 'plan'] as const;
      if (state.answeredAt !== null && !owed.some((name) => liveClock(state.clocks, name))) return 'answered';
      return state.owner === null ? 'queue' : 'in-hand';
    }
    default:
      return state.status;
  }
}

const alikeOfAny = (state: CaseState): unknown[] => [
  state.owner !== null,
  state.greetedOnly,
  state.askedAt !== null,
  state.answeredAt !== null,
  state.round > 0,
  state.surveyAt !== null,
  state.surveyOpenUntil !== null,
  liveClock(state.clocks, 'survey') !== undefined,
];

function placeOfAfterSales(state: CaseState): string {
  const any = placeOfAny('after-sales', state);
  if (any !== null) return any;
  const request = state.afterSales;
  if (!request) return 'no-application';
  if (state.status === 'resolved') return request.verdicts.at(-1)?.decision === 'deny' ? 'denied' : 'resolved';
  if (request.errands.some(({ what }) => what === 'undo')) return 'undo';
  if (request.offered !== null && state.status === 'waiting-customer') return 'offer';
  const step = stepUnderWay(request);
  if (step && (request.stage === 'arrangement' || request.stage === 'tracking'))
    return step.state === 'by-hand' ? 'by-hand' : `step:${step.step}`;
  return request.stage;
}

function alikeOfAfterSales(state: CaseState): unknown[] {
  const { afterSales: request } = state;
  const steps = new Set(request?.steps.map(({ step, state: stands }) => `${step} ${stands}`));
  return [
    ...alikeOfAny(state),
    state.status,
    request?.stage,
    request?.grant,
    request?.approved,
    request?.offered,
    request?.delivered,
    request && request.paidCents > request.arrivedCents,
    request?.lines.map((line) => line.state),
    request?.errands.map(({ what }) => what),
    [...steps].sort(),
  ];
}

export const WALKS = {
  inquiry: async (): Promise<Walk> => ({
    starts: [await opened('inquiry', 'matter'), await opened('inquiry', 'greeting')],
    moves: everyMove,
    place: placeOfInquiry,
    alike: (state) => [...alikeOfAny(state), state.level === 3, liveClock(state.clocks, 'next-response') !== undefined],
  }),
  'after-sales': async (): Promise<Walk> => ({
    starts: [await opened('after-sales', 'matter')],
    moves: everyMove,
    place: placeOfAfterSales,
    alike: alikeOfAfterSales,
  }),
} as const;
