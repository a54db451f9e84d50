import { LivingCase } from './case-lifecycle.ts';
import type { CaseInput } from './messages.ts';

/**
 * An after-sales request, from the application until the customer has what was arranged.
 */
export async function afterSalesCase(input: CaseInput): Promise<void> {
  const request = await LivingCase.open(input);
  do {
    await request.until(({ status }) => status === 'resolved' || status === 'closed');
    await request.until(({ status }) => status !== 'resolved');
  } while (!(await request.untilOver()));
}
