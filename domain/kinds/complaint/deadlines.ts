import type { CaseState } from '../../case.ts';
import { liveClock, quietUntil } from '../../clocks.ts';
import { notBefore } from '../../quiet.ts';
import type { CaseRecord } from '../../record.ts';
import { complaintOf, rulesOf } from './state.ts';

/** What a complaint does by itself, beyond what every case does. */
export interface ComplaintDeadline {
  readonly at: number;
  readonly what: 'reminder-call' | 'unreleased';
}

const DAY = 86_400_000;

/** The customer says nothing, and nobody has let that close the complaint. */
export const isUnreleased = (state: CaseState): boolean =>
  rulesOf(state) !== null && state.plan.closing.releasedBy !== undefined && !complaintOf(state).released;

/** Whether "is it solved?" is still to be answered. */
export const isUnconfirmed = (state: CaseState): boolean => !complaintOf(state).confirmed;

/** A silent customer is called once; then the supervisor is told daily that nobody has released the complaint. */
export function ofComplaint(state: CaseState): ComplaintDeadline | null {
  const { status, resolvedAt, plan } = state;
  if (!rulesOf(state) || status !== 'resolved' || resolvedAt === null || !isUnconfirmed(state)) return null;
  const { reminderCall } = plan.closing;
  if (reminderCall !== undefined && !complaintOf(state).called)
    return { at: resolvedAt + reminderCall * 1000, what: 'reminder-call' };
  const confirmation = liveClock(state.clocks, 'confirmation');
  if (!confirmation || !isUnreleased(state)) return null;
  return { at: confirmation.dueAt + confirmation.told * DAY, what: 'unreleased' };
}

export function meetComplaintDeadline(record: CaseRecord, { at, what }: ComplaintDeadline): void {
  const { state } = record;
  if (what === 'reminder-call') {
    const quiet = quietUntil(state.plan, 'customer', at);
    const later = quiet === undefined ? {} : { notBeforeAt: quiet };
    record.add(at, 'policy', { type: 'escalated', reason: 'reminder-call', role: 'owner', dueAt: at, ...later });
    return;
  }
  const dueAt = liveClock(state.clocks, 'confirmation')?.dueAt ?? at;
  const quiet = notBefore(state, 'supervisor', at);
  const about = { clock: 'confirmation', role: 'supervisor', dueAt } as const;
  record.add(at, 'policy', { type: 'escalated', reason: 'unreleased', ...about, ...quiet });
}
