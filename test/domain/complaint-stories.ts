import fc from 'fast-check';
import { MEASURE_KINDS, RANKS, RESPONSIBILITIES, TRUTHS, VISIT_OUTCOMES } from '../../domain/kinds/complaint/codes.ts';
import { COMPLAINT_RULES } from '../../domain/kinds/complaint/measures.ts';
import type { Scenario } from './scenario.ts';

const agent = fc.constantFrom('agent-1', 'agent-2', 'agent-3');
const rank = fc.constantFrom(...RANKS);
const measure = fc.integer({ min: 1, max: 4 });

/** What is said and decided about a complaint; some of it is refused. */
export const complaintStep = fc.oneof(
  fc.record({ do: fc.constant('grades' as const), severity: fc.constantFrom('severe', 'other'), agent, rank }),
  fc.record({ do: fc.constantFrom('asksEvidence' as const, 'hasEvidence' as const, 'tells' as const), agent }),
  fc.record({
    do: fc.constant('finds' as const),
    truth: fc.constantFrom(...TRUTHS),
    responsibility: fc.constantFrom(...RESPONSIBILITIES),
    agent,
    rank,
  }),
  fc.record({
    do: fc.constant('proposes' as const),
    kind: fc.constantFrom(...MEASURE_KINDS),
    amount: fc.integer({ min: 1, max: 1_000_000 }),
    times: fc.integer({ min: 0, max: 4 }),
    agent,
    rank,
  }),
  fc.record({ do: fc.constant('approves' as const), measure, approved: fc.boolean(), agent, rank }),
  fc.record({ do: fc.constant('carriesOut' as const), measure, agent }),
  fc.record({ do: fc.constant('appeals' as const) }),
  fc.record({ do: fc.constant('visits' as const), outcome: fc.constantFrom(...VISIT_OUTCOMES) }),
  fc.record({ do: fc.constant('releases' as const), agent, rank }),
  fc.record({ do: fc.constant('acknowledges' as const) }),
  fc.record({ do: fc.constant('passesOn' as const), agent }),
);
type ComplaintStep = typeof complaintStep extends fc.Arbitrary<infer S> ? S : never;

export const isComplaintStep = (one: { readonly do: string }): one is ComplaintStep => WHAT.has(one.do);

const WHAT = new Set<string>(
  'grades asksEvidence hasEvidence tells finds proposes approves carriesOut appeals visits releases acknowledges passesOn'.split(
    ' ',
  ),
);

const severe = { severity: 'severe', reasons: ['fire'] } as const;

export async function performComplaint(life: Scenario, when: number, one: ComplaintStep): Promise<void> {
  switch (one.do) {
    case 'grades': {
      const { agent: by, rank: as } = one;
      const other = { severity: 'other', reasons: [] } as const;
      const outside = one.severity === 'severe' ? { ...severe, outsideAt: when + 90_000_000 } : other;
      await life.verdict('setSeverity', when, { agent: by, rank: as, ...outside });
      return;
    }
    case 'asksEvidence':
      await life.verdict('askEvidence', when, { agent: one.agent, items: ['photo'] });
      return;
    case 'hasEvidence':
      await life.verdict('completeEvidence', when, { agent: one.agent });
      return;
    case 'tells':
      await life.verdict('tellResult', when, { agent: one.agent });
      return;
    case 'finds': {
      const { truth, responsibility, agent: by, rank: as } = one;
      await life.verdict('decide', when, { agent: by, rank: as, truth, responsibility });
      return;
    }
    case 'proposes': {
      const { kind, amount, times, agent: by, rank: as } = one;
      const worth = COMPLAINT_RULES.measures[kind].amount ? { amount } : {};
      const before = kind === 'goodwill' ? { before: { times, amount: 0 } } : {};
      await life.verdict('proposeMeasures', when, { agent: by, rank: as, measures: [{ kind, ...worth }], ...before });
      return;
    }
    case 'approves': {
      const { approved, agent: by, rank: as } = one;
      await life.verdict('approve', when, { agent: by, rank: as, measure: one.measure, approved });
      return;
    }
    case 'carriesOut':
      await life.verdict('carryOut', when, { agent: one.agent, measure: one.measure });
      return;
    case 'appeals':
      return life.fact('customerAppealed', when, { message: 5 });
    case 'visits':
      return life.fact('visited', when, { agent: 'agent-2', outcome: one.outcome });
    case 'releases':
      await life.verdict('release', when, { agent: one.agent, rank: one.rank });
      return;
    case 'acknowledges':
      return life.fact('escalationAcknowledged', when, { of: 3, agent: 'agent-3', clock: 'plan' });
    case 'passesOn':
      await life.verdict('passOn', when, { agent: one.agent, department: 'design' });
  }
}
