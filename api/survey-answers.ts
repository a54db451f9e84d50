import { SurveyClosed } from '../intake/errors.ts';
import type { SurveyAnswer } from '../store/surveys.ts';
import { findSurvey, type SurveyRow } from '../store/survey-reads.ts';
import { Problem } from './problem.ts';
import type { Services } from './route.ts';

const sameAnswer = (row: SurveyRow, answer: SurveyAnswer): boolean =>
  row.stars === answer.stars &&
  row.quality === (answer.quality ?? null) &&
  row.speed === (answer.speed ?? null) &&
  row.professionalism === (answer.professionalism ?? null) &&
  row.text === (answer.text ?? null) &&
  row.wrongAnswer === (answer.wrongAnswer ?? false);

/**
 * Hands in the one answer of a survey. The very same answer again is fine: its first 202 may have been lost on the way.
 * @throws SurveyClosed
 */
export async function handIn(
  caseId: string,
  round: number,
  answer: SurveyAnswer,
  { intake, db }: Services,
): Promise<SurveyRow> {
  try {
    await intake.answerSurvey(caseId, round, answer);
  } catch (error) {
    if (!(error instanceof SurveyClosed) || error.reason !== 'answered') throw error;
    const row = await findSurvey(db, caseId, round);
    if (row && sameAnswer(row, answer)) return row;
    throw error;
  }
  const row = await findSurvey(db, caseId, round);
  if (!row) throw new Problem('survey_not_found');
  return row;
}
