import type { CaseState } from '../domain/case.ts';
import { complaintOf } from '../domain/kinds/complaint/state.ts';
import { LivingCase } from './case-lifecycle.ts';
import type { CaseInput } from './messages.ts';

/**
 * A complaint, from its receipt to the customer's satisfaction.
 *
 * It goes before every other case, to a group of its own. We owe a plan within the day, a finding, the result and what
 * is done to make good, each by an instant. Who does not accept the result has it looked at again, once. The last word
 * is a visit's, some days later.
 */
export async function complaintCase(input: CaseInput): Promise<void> {
  const complaint = await LivingCase.open(input);
  do {
    await untilTold(complaint);
    await untilMadeGood(complaint);
    await untilContent(complaint);
  } while (!(await complaint.untilOver()));
}

const isSettled = ({ status }: CaseState): boolean => status === 'resolved' || status === 'closed';

/**
 * The review: a plan, evidence where it is wanted, whether it is true and whose responsibility it is, and what is done
 * about it. Measures beyond a limit wait for a higher rank. A severe complaint alarms until somebody answers for it.
 */
const untilTold = (complaint: LivingCase): Promise<void> =>
  complaint.until((state) => complaintOf(state).toldAt !== null || isSettled(state));

/** What the customer was told is carried out, measure by measure. An appeal takes the case back to the review. */
const untilMadeGood = (complaint: LivingCase): Promise<void> =>
  complaint.until((state) => complaintOf(state).toldAt === null || isSettled(state));

/**
 * The customer confirms, is visited, or is silent: reminded, called, and let go only by a supervisor. A bad visit, a
 * refusal or an appeal opens it again.
 */
const untilContent = (complaint: LivingCase): Promise<void> => complaint.until(({ status }) => status !== 'resolved');
