import { condition, setCurrentDetails, setHandler } from '@temporalio/workflow';
import { surveyAnswered, type SurveyInput } from './messages.ts';

/**
 * One survey, from the moment it has left the house until its one answer, or the end of the time for it. Operators see
 * here which surveys are open; the case is told of both by intake itself, so that nothing waits for this run.
 */
export async function satisfactionSurvey({ caseId, round, expiresAt }: SurveyInput): Promise<void> {
  let answered = false;
  setHandler(surveyAnswered, () => {
    answered = true;
  });
  const show = (what: string): void => {
    setCurrentDetails(`Survey ${round} of ${caseId}: ${what}`);
  };
  show(`sent, open until ${new Date(expiresAt).toISOString()}`);
  const inTime = await condition(() => answered, Math.max(1, expiresAt - Date.now()), { summary: 'the link expires' });
  show(inTime ? 'answered' : 'expired without an answer');
}
