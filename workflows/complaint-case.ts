import { LivingCase } from './case-lifecycle.ts';
import type { CaseInput } from './messages.ts';

/**
 * A complaint, from its receipt to the customer's satisfaction.
 *
 * It goes before every other case, to a group of its own. We owe a plan within the day, a finding, the result and what
 * is done to make good, each by an instant; solved is what the customer says is solved.
 */
export async function complaintCase(input: CaseInput): Promise<void> {
  const complaint = await LivingCase.open(input);
  do {
    await complaint.until(({ status }) => status === 'resolved' || status === 'closed');
    await complaint.until(({ status }) => status !== 'resolved');
  } while (!(await complaint.untilOver()));
}
