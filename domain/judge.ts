import type { CaseState } from './case.ts';
import { advance } from './deadlines.ts';
import { liveClock } from './clocks.ts';
import { askConfirmation } from './closing.ts';
import { giveComplaint, isComplaintVerdict, rejectionOfComplaint } from './kinds/complaint/judge.ts';
import { isDone, rulesOf } from './kinds/complaint/state.ts';
import type { ClockName } from './policy.ts';
import { giveOnRequest, isUnderWay, rejectionOfRequest } from './kinds/after-sales/judge.ts';
import type { Rejection, Verdict } from './facts.ts';
import type { CaseRecord } from './record.ts';
import { changeKind } from './plan-changes.ts';
import { stop, withdrawBreaches } from './stopping.ts';
import { waitingClocks } from './waiting.ts';

/** Why a verdict cannot be given on the case as it stands, or null. */
export function rejectionOf(state: CaseState, verdict: Verdict): Rejection | null {
  const { expectedVersion } = verdict;
  if (expectedVersion !== undefined && expectedVersion !== state.version) return 'version_conflict';
  if (state.status === 'closed') return 'case_closed';
  if (isComplaintVerdict(verdict)) return rejectionOfComplaint(state, verdict);
  switch (verdict.type) {
    case 'setLevel':
      return rejectionOfLevel(state, verdict);
    case 'classify':
      return rejectionOfClassification(state, verdict);
    case 'decideRequest':
    case 'approveGrant':
      return rejectionOfRequest(state, verdict);
    case 'startConsultation':
      return state.level === 3 ? null : 'level_not_three';
    case 'handOff':
      if (verdict.channel === state.speaksBy) return 'channel_unchanged';
      return state.reach.some((outlet) => outlet === verdict.channel) ? null : 'channel_unreachable';
    case 'pause':
      return state.status === 'open' || state.status === 'waiting-other' ? null : 'case_not_open';
    case 'resume':
      return state.status === 'waiting-other' && state.waitingSince !== null ? null : 'case_not_paused';
    case 'extend':
      return rejectionOfExtension(state, verdict);
    case 'resolve':
      if (verdict.outcome !== 'withdrawn' && isUnderWay(state)) return 'request_under_way';
      if (rulesOf(state) && verdict.outcome !== 'withdrawn' && !isDone(state)) return 'result_not_told';
      return state.status === 'resolved' && verdict.outcome !== 'withdrawn' ? 'case_resolved' : null;
  }
}

function rejectionOfClassification(state: CaseState, verdict: Verdict<'classify'>): Rejection | null {
  const { kind, category, request } = verdict;
  if (kind === 'after-sales' && state.kind !== kind && request === undefined) return 'application_missing';
  const changes = (kind ?? state.kind) !== state.kind || (category ?? state.category) !== state.category;
  return changes ? null : 'classification_unchanged';
}

/** Clocks that are not a target of ours: a stated date is stated again, the customer's silence is the policy's affair. */
const NOT_EXTENDED: readonly ClockName[] = ['promise', 'confirmation', 'survey'];

/** A promise that the customer was given is not loosened, and one that is broken does not heal. */
function rejectionOfExtension(state: CaseState, verdict: Verdict<'extend'>): Rejection | null {
  const clock = liveClock(state.clocks, verdict.clock);
  if (!clock || NOT_EXTENDED.includes(clock.name)) return 'clock_not_running';
  // accepted at the deadline or after it, however late that is noticed
  const running = clock.breachedAt !== null || clock.state === 'running';
  if (running && verdict.acceptedAt >= clock.dueAt) return 'clock_breached';
  const seconds = clock.rule.seconds + (clock.extendedBy ?? 0) + verdict.seconds;
  const { published } = clock.rule;
  return published !== undefined && seconds > published ? 'beyond_published' : null;
}

/** A lower level has to be answered for: it would loosen what comes next. */
function rejectionOfLevel({ level }: CaseState, verdict: Verdict<'setLevel'>): Rejection | null {
  if (verdict.level === level) return 'level_unchanged';
  if (level === null || verdict.level > level) return null;
  if (verdict.mayLower !== true) return 'lowering_not_allowed';
  return verdict.reasonCode === undefined ? 'lowering_without_reason' : null;
}

/** Records an accepted verdict, known by an id of its own. Every deadline up to its instant comes before. */
export function rule(record: CaseRecord, verdict: Verdict, id: string): void {
  advance(record, verdict.acceptedAt);
  record.because(id, () => {
    give(record, verdict);
  });
}

function give(record: CaseRecord, verdict: Verdict): void {
  const { acceptedAt: at, agent } = verdict;
  if (isComplaintVerdict(verdict)) {
    giveComplaint(record, verdict);
    return;
  }
  switch (verdict.type) {
    case 'setLevel': {
      if (verdict.level === 3) withdrawBreaches(record, at, ['answer']);
      const why = verdict.reasonCode === undefined ? {} : { reasonCode: verdict.reasonCode };
      record.addChange(at, agent, { type: 'levelSet', from: record.state.level, to: verdict.level, ...why });
      return;
    }
    case 'classify': {
      const { kind, category, request } = verdict;
      const { kind: from, category: was } = record.state;
      if (category !== undefined && category !== was)
        record.add(at, agent, { type: 'classified', from: was, to: category });
      if (kind !== undefined && kind !== from) changeKind(record, at, agent, kind, request);
      return;
    }
    case 'decideRequest':
    case 'approveGrant':
      giveOnRequest(record, verdict);
      return;
    case 'startConsultation':
      stop(record, at, agent, { type: 'consultationStarted', agent, departments: verdict.departments });
      return;
    case 'handOff':
      record.addChange(at, agent, { type: 'handedOff', from: record.state.speaksBy, to: verdict.channel });
      record.add(at, 'policy', { type: 'customerTold', template: 'handed-off', facts: {} });
      return;
    case 'pause': {
      const { reasonCode } = verdict;
      withdrawBreaches(record, at, record.state.plan.pausing['waiting-other']);
      record.add(at, agent, {
        type: 'paused',
        clocks: waitingClocks(record.state, 'waiting-other', false),
        reasonCode,
      });
      return;
    }
    case 'resume':
      record.add(at, agent, { type: 'resumed', clocks: waitingClocks(record.state, 'waiting-other', true) });
      return;
    case 'extend': {
      const { clock, seconds, reasonCode } = verdict;
      withdrawBreaches(record, at, [clock]);
      record.addChange(at, agent, { type: 'extended', clock, seconds, reasonCode });
      return;
    }
    case 'resolve': {
      if (verdict.outcome === 'withdrawn') {
        record.add(at, agent, { type: 'withdrawn' });
        record.add(at, agent, { type: 'closed', how: 'withdrawn' });
        return;
      }
      const { outcome, reasonCode, note } = verdict;
      const given = { ...(reasonCode === undefined ? {} : { reasonCode }), ...(note === undefined ? {} : { note }) };
      stop(record, at, agent, { type: 'resolved', outcome, ...given });
      askConfirmation(record, at, agent);
    }
  }
}
