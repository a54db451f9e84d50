/** All that can be decided about a complaint, each by the lowest rank that may. */
import type { CaseState } from '../../domain/case.ts';
import { RANKS, VISIT_OUTCOMES } from '../../domain/kinds/complaint/codes.ts';
import type { ComplaintCommand } from '../../domain/kinds/complaint/events.ts';
import { complaintOf, findingOf, rankToDecide, rulesOf } from '../../domain/kinds/complaint/state.ts';
import { rejectionOf } from '../../domain/judge.ts';
import type { Move } from './explore.ts';
import { asked, said } from './say.ts';

type Moves = (state: CaseState) => readonly Move[];

export const visited: Moves = (state) =>
  state.kind === 'complaint' && state.status === 'resolved'
    ? VISIT_OUTCOMES.map((outcome) =>
        said(`visited-${outcome}`, 'agent', { type: 'visited', agent: 'agent-1', outcome }),
      )
    : [];

const FOUND = { truth: 'confirmed', responsibility: 'shop' } as const;

export const COMPLAINT_VERDICTS: Readonly<Record<ComplaintCommand['type'], Moves>> = {
  // other people and times, the same stages
  setSeverity: () => [],
  askEvidence: () => [asked('asks-evidence', 'senior', { type: 'askEvidence', agent: 'agent-1', items: ['photo'] })],
  completeEvidence: () => [asked('has-evidence', 'senior', { type: 'completeEvidence', agent: 'agent-1' })],
  decide: (state) => {
    const rules = rulesOf(state);
    if (!rules || findingOf(state)) return [];
    const rank = rankToDecide(state, rules, FOUND);
    return [asked('finds', rank, { type: 'decide', agent: `${rank}-1`, rank, ...FOUND })];
  },
  proposeMeasures: (state) => {
    if (complaintOf(state).measures.length > 0 || !findingOf(state)) return [];
    const proposal = { type: 'proposeMeasures', agent: 'agent-1', rank: 'agent' } as const;
    return [
      asked('proposes', 'agent', { ...proposal, measures: [{ kind: 'coupon', amount: 20_00 }] }),
      asked('proposes', 'agent', { ...proposal, measures: [{ kind: 'coupon', amount: 50_00 }] }),
    ];
  },
  approve: (state) =>
    complaintOf(state).measures.flatMap(({ measure, least = 'manager' }) =>
      ([true, false] as const).map((approved) =>
        asked(approved ? 'grants' : 'grants-not', least, {
          type: 'approve',
          agent: `${least}-2`,
          rank: least,
          measure,
          approved,
        }),
      ),
    ),
  tellResult: () => [asked('tells-result', 'agent', { type: 'tellResult', agent: 'agent-1' })],
  carryOut: (state) =>
    complaintOf(state).measures.map(({ measure }) =>
      asked('carries-out', 'agent', { type: 'carryOut', agent: 'agent-1', measure }),
    ),
  release: (state) => {
    const releases = (rank: (typeof RANKS)[number]) => ({ type: 'release', agent: `${rank}-1`, rank }) as const;
    const rank = RANKS.find((one) => !rejectionOf(state, { acceptedAt: state.touchedAt, ...releases(one) }));
    return rank ? [asked('releases', rank, releases(rank))] : [];
  },
  passOn: ({ kind }) =>
    kind === 'inquiry'
      ? [asked('passes-on', 'agent', { type: 'passOn', agent: 'agent-1', department: 'quality' })]
      : [],
};
