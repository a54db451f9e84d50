import {
  condition,
  getExternalWorkflowHandle,
  isCancellation,
  setCurrentDetails,
  setHandler,
} from '@temporalio/workflow';
import type { FactOf } from '../domain/facts.ts';
import { caseWorkflowId } from '../domain/ids.ts';
import { surveyAnswered, type SurveyInput, surveySent } from './messages.ts';

/**
 * One survey, from the moment it has left the house. Tells the case that it was sent, waits for the one answer while
 * the link is valid, and hands the answer to the case.
 */
export async function satisfactionSurvey({ caseId, round, factId, sentAt, expiresAt }: SurveyInput): Promise<void> {
  const theCase = getExternalWorkflowHandle(caseWorkflowId(caseId));
  let answer: FactOf<'surveyAnswered'> | null = null;
  setHandler(surveyAnswered, (given) => {
    answer ??= given;
  });
  setCurrentDetails(`Survey ${round} of ${caseId}: sent, open until ${new Date(expiresAt).toISOString()}`);

  await toldIfAlive(() =>
    theCase.signal(surveySent, { type: 'surveySent', factId, acceptedAt: sentAt, round, sentAt, expiresAt }),
  );
  await condition(() => answer !== null, Math.max(1, expiresAt - Date.now()), { summary: 'the link expires' });
  const given = answer as FactOf<'surveyAnswered'> | null;
  if (given) await toldIfAlive(() => theCase.signal(surveyAnswered, given));
}

/** A case that has ended takes no more facts; the answer itself is kept with the survey. */
async function toldIfAlive(tell: () => Promise<void>): Promise<void> {
  try {
    await tell();
  } catch (error) {
    if (isCancellation(error)) throw error;
  }
}
