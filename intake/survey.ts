import type { Knex } from 'knex';
import { storeFact } from '../store/facts.ts';
import { lockCase } from '../store/intake.ts';
import { lookAroundCase } from '../store/surroundings.ts';
import { findSurvey, type SurveyRow } from '../store/survey-reads.ts';
import { keepAnswer, type SurveyAnswer } from '../store/surveys.ts';
import { atomically } from './atomically.ts';
import { SurveyClosed, UnknownCase } from './errors.ts';
import type { Taken } from './receive.ts';

/**
 * Stores the one answer of a survey, and that it came. Its words and dimensions stay in `surveys`.
 * @throws UnknownCase
 * @throws SurveyClosed
 */
export const takeAnswer = (db: Knex, caseId: string, round: number, answer: SurveyAnswer): Promise<Taken> =>
  atomically(db, async (trx) => {
    if (!(await lockCase(trx, caseId))) throw new UnknownCase(caseId);
    const { now, behind } = await lookAroundCase(trx, { caseId, scope: '', messageId: undefined });
    if (!(await keepAnswer(trx, { caseId, round, at: now, answer }))) {
      const survey = await findSurvey(trx, caseId, round);
      throw new SurveyClosed(whyClosed(survey));
    }
    const { stars, wrongAnswer = false } = answer;
    const body = { type: 'surveyAnswered', round, stars, wrongAnswer } as const;
    const { stored } = await storeFact(trx, { caseId, body, acceptedAt: now });
    return { caseId, joined: true, duplicate: false, stored, behind };
  });

function whyClosed(survey: SurveyRow | undefined): SurveyClosed['reason'] {
  if (!survey) return 'unknown';
  if (survey.answeredAt !== null) return 'answered';
  return survey.cancelled === null ? 'expired' : 'cancelled';
}
