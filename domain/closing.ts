import type { Actor } from './case.ts';
import { liveClock, quietUntil } from './clocks.ts';
import type { CaseRecord } from './record.ts';

/** Asks the customer whether it is solved. */
export function askConfirmation(record: CaseRecord, at: number, by: Actor): void {
  record.add(at, by, { type: 'confirmationAsked', round: record.state.round });
}

/** The customer did not answer: done, and said so. The survey has gone out before. */
export function closeSilently(record: CaseRecord, at: number): void {
  const days = Math.round(record.state.plan.closing.reopenWindow / 86_400);
  record.add(at, 'policy', { type: 'closed', how: 'silent' });
  record.add(at, 'policy', { type: 'customerTold', template: 'closed-silent', facts: { days } });
}

/** The customer says that it is solved: closed-loop. The survey goes out now if it has not yet. */
export function closeConfirmed(record: CaseRecord, at: number, said: { message?: number; softly?: boolean }): void {
  record.add(at, 'customer', { type: 'confirmed', ...said });
  record.add(at, 'customer', { type: 'closed', how: 'confirmed' });
  const { surveyAt, plan } = record.state;
  if (surveyAt !== null && plan.survey.atConfirmation) queueSurvey(record, at);
}

/**
 * Sends the survey by the first way that reaches the customer; SMS waits for the end of the quiet hours. Whether the
 * customer may have an SMS is known to the sender only, who sees their other cases: so the next way is named too.
 */
export function queueSurvey(record: CaseRecord, at: number): void {
  const { state } = record;
  const { round, plan } = state;
  const [outlet, next] = plan.survey.outlets.filter((one) => state.reach.includes(one));
  if (!outlet) {
    record.add(at, 'policy', { type: 'surveyCancelled', round, reason: 'no-contact' });
    return;
  }
  const quiet = outlet === 'sms' ? quietUntil(plan, 'customer', at) : undefined;
  const expiresAt = (quiet ?? at) + plan.survey.answerWithin * 1000;
  const later = quiet === undefined ? {} : { notBeforeAt: quiet };
  const otherwise = outlet === 'sms' && next ? { otherwise: next } : {};
  record.add(at, 'policy', { type: 'surveyQueued', round, outlet, ...otherwise, expiresAt, ...later });
}

/** Takes the case up again: rejected, or back in the window. A survey not yet sent is not sent any more. */
export function reopen(record: CaseRecord, at: number): void {
  const { round, surveyAt, clocks } = record.state;
  if (surveyAt !== null || liveClock(clocks, 'survey')) {
    record.add(at, 'policy', { type: 'surveyCancelled', round, reason: 'reopened' });
  }
  record.add(at, 'customer', { type: 'reopened', round });
}
