import { LivingCase } from './case-lifecycle.ts';
import type { CaseInput } from './messages.ts';

/**
 * An inquiry, from the customer's first message to the closed loop.
 *
 * It opens under the promises of its channel, tier and level. We owe an acknowledgement, an answer, a reply to whatever
 * is asked next, and a solution, each by an instant. Solved is what the customer says is solved: so we ask, remind, send
 * the survey, and close. For some days the customer's return, or a low score, takes the same case up again.
 */
export async function inquiryCase(input: CaseInput): Promise<void> {
  const inquiry = await LivingCase.open(input);
  do {
    await untilSolved(inquiry);
    await untilConfirmed(inquiry);
  } while (!(await inquiry.untilOver()));
}

/**
 * While we owe something. The clocks run from the customer's message; before a deadline its owner is warned, after it
 * the ladder is told rung by rung. A question back hands the word to the customer and stops the clocks; a customer who
 * never answers it is reminded, then the case is resolved as unsolved for want of information.
 */
const untilSolved = (inquiry: LivingCase): Promise<void> =>
  inquiry.until(({ status }) => status === 'resolved' || status === 'closed');

/**
 * While the customer owes the confirmation. Yes closes the loop and sends the survey; no, or a new message, opens the
 * case again at a higher level; silence is reminded, surveyed, and closed in the end. A case that was withdrawn, or
 * confirmed before anybody resolved it, has passed this by.
 */
const untilConfirmed = (inquiry: LivingCase): Promise<void> => inquiry.until(({ status }) => status !== 'resolved');
