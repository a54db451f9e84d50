/** All that can be said to a case or decided about it. The compiler asks for whatever is new. */
import type { CaseState } from '../../domain/case.ts';
import { liveClock } from '../../domain/clocks.ts';
import type { Grant } from '../../domain/kinds/after-sales/events.ts';
import { isAnswered } from '../../domain/apply.ts';
import type { CommandType, FactType } from '../../domain/facts.ts';
import type { Move } from './explore.ts';
import { AFTER_SALES_FACTS, AFTER_SALES_VERDICTS } from './after-sales-moves.ts';
import { COMPLAINT_VERDICTS, visited } from './complaint-moves.ts';
import { said, asked } from './say.ts';

type Moves = (state: CaseState, grant: Grant) => readonly Move[];

const none: Moves = () => [];

const FACTS: Readonly<Record<FactType, Moves>> = {
  ...AFTER_SALES_FACTS,
  visited,
  customerMessaged: ({ kind }) => {
    const says = (name: 'asks' | 'greets' | 'thanks' | 'complains', what: 'matter' | 'greeting' | 'courtesy') =>
      said(name, 'customer', {
        type: 'customerMessaged',
        message: 1,
        channel: 'chat',
        says: what,
        ...(name === 'complains' ? { complains: true } : {}),
      });
    const complains = kind === 'inquiry' ? [says('complains', 'matter')] : [];
    return [says('asks', 'matter'), says('greets', 'greeting'), says('thanks', 'courtesy'), ...complains];
  },
  agentReplied: ({ owner, assignmentVersion }) =>
    (['acknowledgement', 'answer', 'question', 'plan', 'correction'] as const).map((kind) =>
      said(`replies-${kind}`, 'agent', {
        type: 'agentReplied',
        message: 2,
        agent: 'agent-1',
        kind,
        channel: 'chat',
        ...(owner === null ? { assignmentVersion: assignmentVersion + 1 } : {}),
      }),
    ),
  botAnswered: ({ answeredAt }) =>
    answeredAt === null ? [said('bot-answers', 'bot', { type: 'botAnswered', message: 3, channel: 'chat' })] : [],
  agentNoted: () => [said('calls-back', 'agent', { type: 'agentNoted', message: 4, agent: 'agent-1', call: true })],
  customerConfirmed: (state) =>
    isAnswered(state)
      ? [
          said('confirms', 'customer', { type: 'customerConfirmed', confirmed: true }),
          said('rejects', 'customer', { type: 'customerConfirmed', confirmed: false }),
        ]
      : [],
  humanRequested: () => [said('wants-person', 'customer', { type: 'humanRequested' })],
  // against what the customer was told
  customerAppealed: (state) => (isAnswered(state) ? [said('appeals', 'customer', { type: 'customerAppealed' })] : []),
  customerWithdrew: () => [said('withdraws', 'customer', { type: 'customerWithdrew' })],
  ownerChanged: ({ owner, assignmentVersion }) => {
    const changed = { type: 'ownerChanged', assignmentVersion: assignmentVersion + 1, by: 'agent-1' } as const;
    return owner === null
      ? [said('claims', 'agent', { ...changed, agent: 'agent-1' })]
      : [said('gives-back', 'agent', { ...changed, agent: null })];
  },
  surveySent: (state) =>
    liveClock(state.clocks, 'survey') && state.surveyAt === null
      ? [
          said('survey-sent', 'caseloop', {
            type: 'surveySent',
            round: state.round,
            sentAt: state.touchedAt,
            expiresAt: state.touchedAt,
          }),
        ]
      : [],
  surveyAnswered: ({ surveyOpenUntil, round }) =>
    surveyOpenUntil === null
      ? []
      : ([5, 1] as const).map((stars) =>
          said(stars === 1 ? 'scores-low' : 'scores', 'customer', {
            type: 'surveyAnswered',
            round,
            stars,
            wrongAnswer: false,
          }),
        ),
  merged: () => [said('merges', 'agent', { type: 'merged', into: 'CS-20261125-000009', by: 'agent-1' })],
  // what follows moves no case from one place to another
  mergedFrom: none,
  escalationAcknowledged: none,
  policyApplied: none,
  surveyCancelled: none,
  deliveryFailed: none,
};

const VERDICTS: Readonly<Record<CommandType, Moves>> = {
  ...AFTER_SALES_VERDICTS,
  ...COMPLAINT_VERDICTS,
  setLevel: () => [asked('raises', 'agent', { type: 'setLevel', agent: 'agent-1', level: 3 })],
  classify: ({ kind }) =>
    kind === 'complaint'
      ? []
      : [asked('makes-complaint', 'agent', { type: 'classify', agent: 'agent-1', kind: 'complaint' })],
  startConsultation: () => [
    asked('consults', 'agent', { type: 'startConsultation', agent: 'agent-1', departments: ['quality'] }),
  ],
  pause: () => [asked('pauses', 'agent', { type: 'pause', agent: 'agent-1', reasonCode: 'carrier' })],
  resume: () => [asked('resumes', 'agent', { type: 'resume', agent: 'agent-1' })],
  resolve: () => [
    asked('resolves', 'agent', { type: 'resolve', agent: 'agent-1', outcome: 'solved' }),
    asked('withdraws', 'customer', { type: 'resolve', agent: 'agent-1', outcome: 'withdrawn' }),
  ],
  handOff: none,
  extend: none,
};

/** All of it that can be said to a case as it stands; of an after-sales request, where this is granted. */
export const everyMove: Moves = (state, grant) =>
  [...Object.values(FACTS), ...Object.values(VERDICTS)].flatMap((of) => of(state, grant));
