import { closeConfirmed, queueSurvey, reopen } from '../../closing.ts';
import { liveClock } from '../../clocks.ts';
import { levelAfterRejection, raiseLevel } from '../../levels.ts';
import { notBefore } from '../../quiet.ts';
import type { CaseRecord } from '../../record.ts';
import { stop } from '../../stopping.ts';
import { resume } from '../../waiting.ts';
import { isForUs } from './apply.ts';
import type { AppealRefusal, ComplaintFact } from './events.ts';
import type { ComplaintRules } from './measures.ts';
import { complaintOf, rankOfAppeal, rulesOf } from './state.ts';
import type { CaseState } from '../../case.ts';

type Taken<T extends ComplaintFact['type']> = Extract<ComplaintFact, { type: T }> & { readonly acceptedAt: number };

/** Says that the complaint has its own handler, and by when there is a plan; a receipt where one counts. */
export function confirmReceipt(record: CaseRecord, at: number): void {
  const { clocks } = record.state;
  const due = liveClock(clocks, 'plan') ?? liveClock(clocks, 'result');
  if (due) {
    stop(record, at, 'policy', {
      type: 'customerTold',
      template: 'complaint-received',
      facts: { planAt: due.dueAt },
    });
  }
}

/**
 * The customer does not accept the result: a higher rank looks at it, once and in time. While no result stands it is a
 * message that waits for us.
 */
export function customerAppealed(record: CaseRecord, fact: Taken<'customerAppealed'>): void {
  const { acceptedAt: at } = fact;
  const said = fact.message === undefined ? {} : { message: fact.message };
  const rules = rulesOf(record.state);
  if (!rules) return;
  const reason = refusalOf(record.state, rules, at);
  if (reason && !isForUs({ reason })) {
    record.add(at, 'policy', { type: 'appealRefused', reason, ...said });
    record.add(at, 'policy', { type: 'customerTold', template: 'appeal-refused', facts: {} });
    return;
  }
  const { status } = record.state;
  if (status === 'resolved' || status === 'closed') reopen(record, at);
  if (status === 'waiting-customer') resume(record, at);
  if (reason) {
    record.add(at, 'policy', { type: 'appealRefused', reason, ...said });
    return;
  }
  record.add(at, 'customer', { type: 'appealed', ...said });
  const dueAt = liveClock(record.state.clocks, 'decision')?.dueAt ?? at;
  record.add(at, 'policy', { type: 'customerTold', template: 'appeal-received', facts: { dueAt } });
  const rank = rankOfAppeal(record.state);
  const role = rank === 'agent' ? 'senior' : rank;
  const quiet = notBefore(record.state, role, at);
  record.add(at, 'policy', { type: 'escalated', reason: 'appeal', clock: 'decision', role, dueAt, ...quiet });
}

function refusalOf(state: CaseState, { appeals: allowed }: ComplaintRules, at: number): AppealRefusal | null {
  const { appeals, appealEndsAt, toldAt } = complaintOf(state);
  if (appealEndsAt === null) return 'nothing-told';
  const isSpent = appeals >= allowed.times;
  if (!isSpent && at <= appealEndsAt) return null;
  if (toldAt === null) return 'under-way';
  return isSpent ? 'spent' : 'late';
}

/** The customer says that it is solved: kept until the result is told, all that was promised is done, and a visit. */
export function complaintConfirmed(record: CaseRecord, at: number, said: { message?: number; softly?: boolean }): void {
  record.add(at, 'customer', { type: 'confirmed', ...said });
  if (record.state.status === 'waiting-customer') resume(record, at);
  if (record.state.status === 'resolved') settle(record, at);
}

/** Resolved and confirmed: the survey leaves, and a visit has the last word where one is owed. */
export function settle(record: CaseRecord, at: number): void {
  const { surveyAt, plan, clocks } = record.state;
  if (surveyAt !== null && plan.survey.atConfirmation) queueSurvey(record, at);
  if (!liveClock(clocks, 'follow-up')) record.add(at, 'customer', { type: 'closed', how: 'confirmed' });
}

/** Somebody has asked the customer how it went, or tried to: who is not reached is tried once more. */
export function visited(record: CaseRecord, { acceptedAt: at, agent, outcome }: Taken<'visited'>): void {
  stop(record, at, agent, { type: 'visited', outcome });
  const { status, clocks } = record.state;
  if (!rulesOf(record.state)) return;
  if (outcome === 'unsatisfied') {
    if (status !== 'resolved' && status !== 'closed') return;
    reopen(record, at);
    raiseLevel(record, at, levelAfterRejection(record.state));
    return;
  }
  if (status !== 'resolved') return;
  if (!complaintOf(record.state).confirmed) {
    if (outcome === 'satisfied') closeConfirmed(record, at, {});
    return;
  }
  const by = outcome === 'satisfied' ? 'customer' : 'policy';
  if (!liveClock(clocks, 'follow-up')) record.add(at, by, { type: 'closed', how: 'confirmed' });
}
