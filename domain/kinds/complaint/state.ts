import type { CaseState } from '../../case.ts';
import type { Severity } from '../../policy.ts';
import { above, highest, type Rank } from './codes.ts';
import type { ComplaintOpening, ComplaintState, Decision, Finding } from './events.ts';
import type { ComplaintRules } from './measures.ts';

const NOTHING_YET: ComplaintState = {
  category: null,
  against: null,
  severe: [],
  outsideAt: null,
  evidence: [],
  decisions: [],
  measures: [],
  toldAt: null,
  appealEndsAt: null,
  appeals: 0,
  confirmed: false,
  visited: null,
  called: false,
  released: false,
};

/** The complaint's part of a case, before anything of it is known too. */
export const complaintOf = ({ complaint }: Pick<CaseState, 'complaint'>): ComplaintState => complaint ?? NOTHING_YET;

/** What is known of a complaint when it opens. */
export const openedWith = ({ category, against, severe, outsideAt }: ComplaintOpening): ComplaintState => ({
  ...NOTHING_YET,
  category: category ?? null,
  against: against ?? null,
  severe: severe ?? [],
  outsideAt: outsideAt ?? null,
});

/** The rules of a case that is a complaint; null of any other, and of one whose plan is older than the rules. */
export const rulesOf = ({ kind, plan }: Pick<CaseState, 'kind' | 'plan'>): ComplaintRules | null =>
  kind === 'complaint' ? (plan.complaint ?? null) : null;

export const severityOf = (state: Pick<CaseState, 'complaint'>): Severity =>
  complaintOf(state).severe.length > 0 ? 'severe' : 'other';

/** The finding that is still to be told: what was told and not accepted is reviewed again. */
export const findingOf = (state: CaseState): Decision | undefined => {
  const { decisions, appeals, heard } = complaintOf(state);
  return decisions.slice(heard?.decisions ?? 0).findLast(({ round }) => round === appeals);
};

/** The lowest rank that may find so: a severe complaint and an appeal are for higher ones. */
export function rankToDecide(state: CaseState, { decides }: ComplaintRules, { truth, responsibility }: Finding): Rank {
  const { decisions, appeals } = complaintOf(state);
  const before = decisions.filter(({ round }) => round < appeals).map(({ rank }) => rank);
  return highest(
    severityOf(state) === 'severe' ? decides.severe : decides.ordinary,
    ...(truth === 'refuted' || responsibility === 'none' ? [decides.unfounded] : []),
    ...before.map(above),
  );
}

/** Who hears of an appeal: the rank above those who decided. */
export const rankOfAppeal = (state: CaseState): Rank =>
  complaintOf(state).decisions.reduce<Rank>((best, { rank }) => highest(best, above(rank)), 'supervisor');

/** What is to be done for the customer, and has not been. */
export const isDone = (state: CaseState): boolean =>
  complaintOf(state).toldAt !== null &&
  complaintOf(state).measures.every(({ state: stands }) => stands === 'carried-out' || stands === 'refused');

/** A regulator's or platform's own deadline is met by the result only. */
export const owesOutside = (state: CaseState): boolean =>
  complaintOf(state).outsideAt !== null && complaintOf(state).toldAt === null;
