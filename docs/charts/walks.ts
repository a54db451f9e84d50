/** How each kind of case is walked through. */
import type { CaseState } from '../../domain/case.ts';
import type { OpenCase } from '../../domain/open-case.ts';
import { liveClock } from '../../domain/clocks.ts';
import { takeIn } from '../../domain/decide.ts';
import { stepUnderWay } from '../../domain/kinds/after-sales/arrange.ts';
import type { Grant } from '../../domain/kinds/after-sales/events.ts';
import type { StepName } from '../../domain/kinds/after-sales/steps.ts';
import { complaintOf, findingOf } from '../../domain/kinds/complaint/state.ts';
import type { CaseKind } from '../../domain/kinds/index.ts';
import { openedAs } from '../../domain/opening.ts';
import { at, openPlan } from '../pictures/case.ts';
import type { Walk } from './explore.ts';
import type { MoveName } from './words.ts';
import { GRANTS } from './after-sales-moves.ts';
import { everyMove } from './moves.ts';

const [ONE_GRANT] = GRANTS as [Grant];

/** What may happen at any stage, or is said beside the matter as in an inquiry. */
const ENDS: readonly MoveName[] = ['merges', 'withdraws', 'makes-complaint'];
const WORDS: readonly MoveName[] = [
  'replies-answer',
  'replies-question',
  'replies-plan',
  'replies-correction',
  'bot-answers',
  'calls-back',
  'claims',
  'gives-back',
  'survey-sent',
  'wants-person',
  'raises',
  'consults',
  'pauses',
  'resumes',
  'greets',
  'thanks',
];
const ASIDE: Readonly<Record<CaseKind, readonly MoveName[]>> = {
  inquiry: [...ENDS, 'replies-correction', 'passes-on'],
  complaint: [...ENDS, ...WORDS, 'resolves'],
  'after-sales': [...ENDS, ...WORDS, 'replies-acknowledgement', 'resolves'],
};
const movesOf =
  (kind: CaseKind, grant = ONE_GRANT): Walk['moves'] =>
  (state) =>
    everyMove(state, grant).filter(({ name }) => !ASIDE[kind].includes(name));

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

/** Steps whose being done decides what comes next. */
const REMEMBERED: readonly StepName[] = ['intercept', 'label', 'coupon', 'claim'];

/** While a step is under way, all that decides the next one; else who has to say something, and about what. */
function alikeOfAfterSales({ status, afterSales: request }: CaseState): unknown {
  if (!request) return null;
  const { stage, grant, approved, offered, lines, errands, steps } = request;
  // how it came to its end matters no more
  if (status === 'resolved' || status === 'closed') return null;
  const who = [status, stage, grant?.remedy, offered, errands.map(({ what }) => what)];
  if (!stepUnderWay(request)) return [...who, lines.every(({ state }) => state === 'settled')];
  const done = REMEMBERED.filter((name) => steps.some(({ step, state }) => step === name && state === 'done'));
  return [...who, lines.map(({ state }) => state), done, grant?.compensationCents, grant?.atFirstScan, approved];
}

function placeOfComplaint(state: CaseState): string {
  const any = placeOfAny('complaint', state);
  if (any !== null) return any;
  const { measures, toldAt, confirmed, evidence, appeals, released } = complaintOf(state);
  if (state.status === 'resolved') return confirmed ? 'visit' : released ? 'released' : 'resolved';
  if (state.status === 'waiting-customer') return evidence.length > 0 ? 'evidence' : 'asked-back';
  if (toldAt !== null) return 'measures';
  if (measures.some((one) => one.state === 'waiting')) return 'measure-approval';
  if (findingOf(state)) return state.round > 0 ? 'again' : 'found';
  if (appeals > 0) return 'appeal';
  return liveClock(state.clocks, 'acknowledge') ? 'received' : 'validity';
}

const alikeOfComplaint = (state: CaseState): unknown => {
  const { measures, confirmed, appeals, released, evidence } = complaintOf(state);
  const stands = measures.map((one) => one.state);
  return [state.status, stands, confirmed, appeals, released, evidence.length, findingOf(state) !== undefined];
};

/** What a case of each kind can go through; of an after-sales request, once for each thing that may be granted. */
export const WALKS: Readonly<Record<CaseKind, () => Promise<readonly Walk[]>>> = {
  inquiry: async () => [
    {
      starts: [await opened('inquiry', 'matter'), await opened('inquiry', 'greeting')],
      moves: movesOf('inquiry'),
      place: placeOfInquiry,
      alike: (state) => [
        ...alikeOfAny(state),
        state.level === 3,
        liveClock(state.clocks, 'next-response') !== undefined,
      ],
    },
  ],
  complaint: async () => [
    {
      starts: [await opened('complaint', 'matter')],
      moves: movesOf('complaint'),
      place: placeOfComplaint,
      alike: alikeOfComplaint,
    },
  ],
  'after-sales': async () => {
    const start = await opened('after-sales', 'matter');
    return GRANTS.map((grant) => ({
      starts: [start],
      moves: movesOf('after-sales', grant),
      place: placeOfAfterSales,
      alike: alikeOfAfterSales,
    }));
  },
};
