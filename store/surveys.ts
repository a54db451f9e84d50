import type { SurveyCancelReason } from '../domain/case.ts';
import type { Outlet } from '../domain/channels.ts';
import type { Db } from './db.ts';

/** A customer's answer; stars and dimensions are 1–5. */
export interface SurveyAnswer {
  readonly stars: number;
  readonly quality?: number | undefined;
  readonly speed?: number | undefined;
  readonly professionalism?: number | undefined;
  readonly text?: string | undefined;
  readonly wrongAnswer?: boolean | undefined;
}

/** Notes the survey that an event queued. Again is the same. */
export async function insertSurvey(
  trx: Db,
  survey: { caseId: string; round: number; outlet: Outlet; queuedAt: number; expiresAt: number },
): Promise<void> {
  await trx('surveys')
    .insert({
      case_id: survey.caseId,
      round: survey.round,
      outlet: survey.outlet,
      queued_at: new Date(survey.queuedAt),
      expires_at: new Date(survey.expiresAt),
    })
    .onConflict(['case_id', 'round'])
    .ignore();
}

/** Notes when the survey left; false when that was noted before, or there is no such survey. */
export async function markSurveySent(trx: Db, caseId: string, round: number, sentAt: Date): Promise<boolean> {
  const marked = await trx('surveys').where({ case_id: caseId, round, sent_at: null }).update({ sent_at: sentAt });
  return marked > 0;
}

/** Notes that the survey leaves another way than it was queued for. */
export async function setSurveyOutlet(trx: Db, caseId: string, round: number, outlet: string): Promise<void> {
  await trx('surveys').where({ case_id: caseId, round }).update({ outlet });
}

/** Closes a survey that will not be sent; one that has left, is answered or was closed before stays as it is. */
export async function cancelSurvey(trx: Db, caseId: string, round: number, reason: SurveyCancelReason): Promise<void> {
  await trx('surveys')
    .where({ case_id: caseId, round, sent_at: null, answered_at: null, cancelled: null })
    .update({ cancelled: reason });
}

/** Keeps the one answer that a survey takes, accepted at an instant (epoch ms). False when it takes none. */
export async function keepAnswer(
  trx: Db,
  { caseId, round, at, answer }: { caseId: string; round: number; at: number; answer: SurveyAnswer },
): Promise<boolean> {
  const kept = await trx('surveys')
    .where({ case_id: caseId, round, answered_at: null, cancelled: null })
    .andWhere('expires_at', '>', new Date(at))
    .update({
      answered_at: new Date(at),
      stars: answer.stars,
      quality: answer.quality ?? null,
      speed: answer.speed ?? null,
      professionalism: answer.professionalism ?? null,
      wrong_answer: answer.wrongAnswer ?? false,
      text: answer.text ?? null,
    });
  return kept > 0;
}
