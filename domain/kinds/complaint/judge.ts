import type { CaseState } from '../../case.ts';
import { liveClock } from '../../clocks.ts';
import { askConfirmation, closeSilently } from '../../closing.ts';
import type { CaseRecord } from '../../record.ts';
import { stop } from '../../stopping.ts';
import { pause, waitingClocks } from '../../waiting.ts';
import { withdrawProduct } from './dangers.ts';
import { settle } from './decide.ts';
import type { Asked, ComplaintRejection, ComplaintVerdict } from './events.ts';
import { highest, isAtLeast, type Rank, RANKS } from './codes.ts';
import { type ComplaintRules, goodwillNeeds, isBeyondUnverified, mayGrant, mayPropose } from './measures.ts';
import { complaintOf, findingOf, isDone, rankToDecide, rulesOf, severityOf } from './state.ts';

const COMMANDS: Readonly<Record<ComplaintVerdict['type'], true>> = {
  setSeverity: true,
  askEvidence: true,
  completeEvidence: true,
  decide: true,
  proposeMeasures: true,
  approve: true,
  tellResult: true,
  carryOut: true,
  release: true,
  passOn: true,
};

/** Whoever is complained about does nothing of this. */
const JUDGING: readonly ComplaintVerdict['type'][] = [
  'setSeverity',
  'decide',
  'proposeMeasures',
  'approve',
  'tellResult',
  'release',
];

export const isComplaintVerdict = <V extends { readonly type: string }>(
  verdict: V,
): verdict is Extract<V, { type: ComplaintVerdict['type'] }> => Object.hasOwn(COMMANDS, verdict.type);

/** Why a verdict on a complaint cannot be given as the case stands, or null. */
export function rejectionOfComplaint(state: CaseState, verdict: ComplaintVerdict): ComplaintRejection | null {
  if (verdict.type === 'passOn') return state.kind === 'inquiry' ? null : 'not_an_inquiry';
  const rules = rulesOf(state);
  if (!rules) return 'not_a_complaint';
  if (JUDGING.includes(verdict.type) && complaintOf(state).against === verdict.agent) return 'person_complained_about';
  switch (verdict.type) {
    case 'setSeverity':
      return ofSeverity(state, rules, verdict);
    case 'askEvidence':
      if (complaintOf(state).toldAt !== null) return 'result_told';
      return state.status === 'waiting-customer' ? 'evidence_asked' : null;
    case 'completeEvidence':
      return complaintOf(state).evidence.length > 0 ? null : 'evidence_not_asked';
    case 'decide':
      return ofDecision(state, rules, verdict);
    case 'proposeMeasures':
      return ofProposal(state, rules, verdict);
    case 'approve':
      return ofApproval(state, verdict);
    case 'tellResult':
      return ofTelling(state);
    case 'carryOut': {
      const measure = complaintOf(state).measures.find((one) => one.measure === verdict.measure);
      if (!measure) return 'measure_unknown';
      return measure.state === 'approved' ? null : 'measure_not_approved';
    }
    case 'release':
      if (!isAtLeast(verdict.rank, releasedBy(state))) return 'rank_too_low';
      return state.status === 'resolved' ? null : 'case_not_resolved';
  }
}

function releasedBy({ plan }: CaseState): Rank {
  const { releasedBy: role = 'supervisor' } = plan.closing;
  return role === 'owner' ? 'agent' : role;
}

function ofSeverity(
  state: CaseState,
  { decides }: ComplaintRules,
  { severity, rank, outsideAt }: Asked<'setSeverity'>,
): ComplaintRejection | null {
  if (severity === severityOf(state) && outsideAt === undefined) return 'severity_unchanged';
  return severity === 'severe' || isAtLeast(rank, decides.lowering) ? null : 'rank_too_low';
}

function ofDecision(state: CaseState, rules: ComplaintRules, verdict: Asked<'decide'>): ComplaintRejection | null {
  const { decisions, appeals, toldAt } = complaintOf(state);
  if (toldAt !== null) return 'result_told';
  if (decisions.some(({ by, round }) => by === verdict.agent && round < appeals)) return 'decided_before';
  return isAtLeast(verdict.rank, rankToDecide(state, rules, verdict)) ? null : 'rank_too_low';
}

function ofProposal(
  state: CaseState,
  rules: ComplaintRules,
  { measures, rank }: Asked<'proposeMeasures'>,
): ComplaintRejection | null {
  if (complaintOf(state).toldAt !== null) return 'result_told';
  const isUnverified = findingOf(state)?.truth === 'not-verifiable';
  for (const { kind, amount } of measures) {
    if (!mayPropose(rules, rank, kind)) return 'rank_too_low';
    if (rules.measures[kind].amount !== (amount !== undefined)) {
      return amount === undefined ? 'amount_missing' : 'amount_not_taken';
    }
    if (!lowestFor(rules, { kind, ...worth(amount) })) return 'amount_too_high';
    if (isUnverified && isBeyondUnverified(rules, { kind, ...worth(amount) })) return 'beyond_unverified';
  }
  return null;
}

function ofApproval(
  state: CaseState,
  { agent, rank, measure: number, approved }: Asked<'approve'>,
): ComplaintRejection | null {
  const measure = complaintOf(state).measures.find((one) => one.measure === number);
  if (!measure) return 'measure_unknown';
  if (measure.state !== 'waiting') return 'measure_not_waiting';
  if (measure.proposedBy === agent && approved) return 'own_proposal';
  return isAtLeast(rank, measure.least ?? 'manager') ? null : 'rank_too_low';
}

function ofTelling(state: CaseState): ComplaintRejection | null {
  const { toldAt, measures } = complaintOf(state);
  if (toldAt !== null) return 'result_told';
  if (!findingOf(state)) return 'not_decided';
  return measures.some((measure) => measure.state === 'waiting') ? 'measures_waiting' : null;
}

/** Records an accepted verdict on a complaint. */
export function giveComplaint(record: CaseRecord, verdict: ComplaintVerdict): void {
  const { acceptedAt: at, agent } = verdict;
  switch (verdict.type) {
    case 'setSeverity':
      setSeverity(record, verdict);
      return;
    case 'askEvidence':
      record.add(at, agent, { type: 'evidenceAsked', items: verdict.items });
      record.add(at, 'policy', {
        type: 'customerTold',
        template: 'complaint-evidence',
        facts: { items: verdict.items.join(' ') },
      });
      pause(record, at, agent);
      return;
    case 'completeEvidence':
      record.add(at, agent, { type: 'evidenceCompleted' });
      goOn(record, at, agent);
      return;
    case 'decide': {
      const { rank, truth, responsibility, reasonCode } = verdict;
      goOn(record, at, agent);
      const why = reasonCode === undefined ? {} : { reasonCode };
      stop(record, at, agent, { type: 'decided', rank, truth, responsibility, ...why });
      if (truth === 'not-verifiable') refuseBeyondUnverified(record, at, rank);
      return;
    }
    case 'proposeMeasures':
      propose(record, verdict);
      return;
    case 'approve': {
      const { approved, measure, rank } = verdict;
      stop(record, at, agent, { type: approved ? 'measureApproved' : 'measureRefused', measure, rank });
      return;
    }
    case 'tellResult':
      tellResult(record, at, agent);
      return;
    case 'carryOut':
      record.add(at, agent, { type: 'measureCarriedOut', measure: verdict.measure });
      resolveWhenDone(record, at);
      return;
    case 'release':
      release(record, verdict);
      return;
    case 'passOn':
      stop(record, at, agent, { type: 'passedOn', department: verdict.department });
      record.add(at, 'policy', {
        type: 'customerTold',
        template: 'suggestion-passed-on',
        facts: { department: verdict.department },
      });
  }
}

/** What was granted before, and neither told nor carried out yet, falls to what such a finding allows. */
function refuseBeyondUnverified(record: CaseRecord, at: number, rank: Rank): void {
  const rules = rulesOf(record.state);
  const { measures, heard } = complaintOf(record.state);
  for (const { state, ...one } of measures.slice(heard?.measures ?? 0)) {
    if (!rules || (state !== 'waiting' && state !== 'approved') || !isBeyondUnverified(rules, one)) continue;
    stop(record, at, 'policy', { type: 'measureRefused', measure: one.measure, rank });
  }
}

/** Severe is hard too: level 3. Danger takes the product from sale. */
function setSeverity(record: CaseRecord, verdict: Asked<'setSeverity'>): void {
  const { acceptedAt: at, agent, severity, reasons, outsideAt } = verdict;
  const outside = outsideAt === undefined ? {} : { outsideAt };
  const before = complaintOf(record.state).severe;
  record.addChange(at, agent, {
    type: 'severitySet',
    severity,
    reasons: severity === 'severe' ? reasons : [],
    ...outside,
  });
  if (severity === 'other') return;
  const { level } = record.state;
  if (level !== 3) record.addChange(at, 'policy', { type: 'levelSet', from: level, to: 3 });
  withdrawProduct(record, at, { before, reasons });
}

/** What was asked for is no longer waited for. */
function goOn(record: CaseRecord, at: number, by: string): void {
  if (record.state.status !== 'waiting-customer') return;
  record.add(at, by, { type: 'resumed', clocks: waitingClocks(record.state, 'waiting-customer', true) });
}

/** Within the own limit it is approved at once; beyond it, it waits for a rank that may. */
function propose(record: CaseRecord, verdict: Asked<'proposeMeasures'>): void {
  const { acceptedAt: at, agent, rank, measures, before } = verdict;
  const rules = rulesOf(record.state);
  if (!rules) return;
  let goodwill = before ?? { times: 0, amount: 0 };
  for (const { kind, amount } of measures) {
    const least = kind === 'goodwill' ? goodwillNeeds(rules, goodwill, amount ?? 0) : null;
    if (kind === 'goodwill') goodwill = { times: goodwill.times + 1, amount: goodwill.amount + (amount ?? 0) };
    const measure = complaintOf(record.state).measures.length + 1;
    const given = { kind, ...worth(amount) };
    const known = kind === 'goodwill' && before ? { before } : {};
    const needed = highest(lowestFor(rules, given) ?? 'manager', ...(least === null ? [] : [least]));
    const waits = isAtLeast(rank, needed) ? {} : { waitsFor: needed };
    record.add(at, agent, { type: 'measureProposed', measure, ...given, rank, ...waits, ...known });
  }
}

/** The lowest rank that may grant a measure on its own, if any. */
const lowestFor = (rules: ComplaintRules, measure: Parameters<typeof mayGrant>[2]): Rank | undefined =>
  RANKS.find((rank) => mayGrant(rules, rank, measure));

const worth = (amount: number | undefined) => (amount === undefined ? {} : { amount });

/** The customer hears what was found and what is done; then it can be appealed, once. */
function tellResult(record: CaseRecord, at: number, agent: string): void {
  const rules = rulesOf(record.state);
  const finding = findingOf(record.state);
  if (!rules || !finding) return;
  goOn(record, at, agent);
  const { appeals, measures } = complaintOf(record.state);
  const { truth, responsibility } = finding;
  const told = measures.filter(({ state }) => state === 'approved' || state === 'carried-out');
  stop(record, at, agent, {
    type: 'resultTold',
    truth,
    responsibility,
    measures: told.map(({ kind, amount }) => ({ kind, ...worth(amount) })),
    appealEndsAt: appeals < rules.appeals.times ? at + rules.appeals.within * 1000 : null,
  });
  resolveWhenDone(record, at);
}

/** Solved, as far as we know, once the result is told and all that was promised is done. */
function resolveWhenDone(record: CaseRecord, at: number): void {
  const { status } = record.state;
  if (!isDone(record.state) || status === 'resolved' || status === 'closed') return;
  stop(record, at, 'policy', { type: 'resolved', outcome: 'solved' });
  if (complaintOf(record.state).confirmed) settle(record, at);
  else askConfirmation(record, at, 'policy');
}

/** Whoever is silent counts as content from now on, once the time for it is over. */
function release(record: CaseRecord, { acceptedAt: at, agent, rank }: Asked<'release'>): void {
  record.add(at, agent, { type: 'released', rank });
  const confirmation = liveClock(record.state.clocks, 'confirmation');
  if (complaintOf(record.state).confirmed) record.add(at, agent, { type: 'closed', how: 'confirmed' });
  else if (!confirmation || confirmation.dueAt <= at) closeSilently(record, at);
}
