import { closeConfirmed, queueSurvey, reopen } from '../../closing.ts';
import { liveClock } from '../../clocks.ts';
import { notBefore } from '../../quiet.ts';
import type { CaseRecord } from '../../record.ts';
import { stop } from '../../stopping.ts';
import type { AppealRefusal, ComplaintFact } from './events.ts';
import type { ComplaintRules } from './measures.ts';
import { complaintOf, findingOf, rankOfAppeal, rulesOf } from './state.ts';
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

/** The customer does not accept the result: a higher rank looks at it, once and in time. */
export function customerAppealed(record: CaseRecord, fact: Taken<'customerAppealed'>): void {
  const { acceptedAt: at } = fact;
  const said = fact.message === undefined ? {} : { message: fact.message };
  const rules = rulesOf(record.state);
  // after-sales requests have an appeal of their own
  if (!rules) return;
  const refusal = refusalOf(record.state, rules, at);
  if (refusal) {
    record.add(at, 'policy', { type: 'appealRefused', reason: refusal, ...said });
    record.add(at, 'policy', { type: 'customerTold', template: 'appeal-refused', facts: {} });
    return;
  }
  const { status } = record.state;
  if (status === 'resolved' || status === 'closed') reopen(record, at);
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
  if (appeals >= allowed.times) return toldAt === null && !findingOf(state) ? 'under-way' : 'spent';
  return at > appealEndsAt ? 'late' : null;
}

/** The customer says that it is solved. A visit some days later has the last word. */
export function complaintConfirmed(record: CaseRecord, at: number, said: { message?: number; softly?: boolean }): void {
  record.add(at, 'customer', { type: 'confirmed', ...said });
  const { surveyAt, plan } = record.state;
  if (surveyAt !== null && plan.survey.atConfirmation) queueSurvey(record, at);
}

/** Somebody has asked the customer how it went. */
export function visited(record: CaseRecord, { acceptedAt: at, agent, outcome }: Taken<'visited'>): void {
  stop(record, at, agent, { type: 'visited', outcome });
  const { status } = record.state;
  if (!rulesOf(record.state)) return;
  if (outcome === 'unsatisfied' && (status === 'resolved' || status === 'closed')) reopen(record, at);
  if (outcome !== 'satisfied' || status !== 'resolved') return;
  if (complaintOf(record.state).confirmed) record.add(at, 'customer', { type: 'closed', how: 'confirmed' });
  else closeConfirmed(record, at, {});
}
