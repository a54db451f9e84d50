import type { CaseState } from './case.ts';
import { advance } from './deadlines.ts';
import { askConfirmation } from './closing.ts';
import type { Rejection, Verdict } from './facts.ts';
import type { CaseRecord } from './record.ts';
import { stop } from './stopping.ts';

/** Why a verdict cannot be given on the case as it stands, or null. */
export function rejectionOf(state: CaseState, verdict: Verdict): Rejection | null {
  const { expectedVersion } = verdict;
  if (expectedVersion !== undefined && expectedVersion !== state.version) return 'version_conflict';
  if (state.status === 'closed') return 'case_closed';
  switch (verdict.type) {
    case 'setLevel':
      return rejectionOfLevel(state, verdict);
    case 'startConsultation':
      return state.level === 3 ? null : 'level_not_three';
    case 'resolve':
      return state.status === 'resolved' && verdict.outcome !== 'withdrawn' ? 'case_resolved' : null;
  }
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
  switch (verdict.type) {
    case 'setLevel': {
      const why = verdict.reasonCode === undefined ? {} : { reasonCode: verdict.reasonCode };
      record.addChange(at, agent, { type: 'levelSet', from: record.state.level, to: verdict.level, ...why });
      return;
    }
    case 'startConsultation':
      stop(record, at, agent, { type: 'consultationStarted', agent, departments: verdict.departments });
      return;
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
