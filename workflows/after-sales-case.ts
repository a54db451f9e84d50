import type { CaseState } from '../domain/case.ts';
import { LivingCase } from './case-lifecycle.ts';
import type { CaseInput } from './messages.ts';

/**
 * An after-sales request, from the application until the customer has what was arranged, and says so.
 *
 * The application is reviewed by the rules of the shop's policy, and by a person where these do not decide. What was
 * approved is arranged step by step, each with its own time: goods come back and are looked at, money is paid, something
 * else is sent or repaired. A step that fails for good takes back what was done before it, and a person decides.
 */
export async function afterSalesCase(input: CaseInput): Promise<void> {
  const request = await LivingCase.open(input);
  do {
    await untilDecided(request);
    await untilArranged(request);
    await untilSatisfied(request);
  } while (!(await request.untilOver()));
}

const isSettled = ({ status }: CaseState): boolean => status === 'resolved' || status === 'closed';

/** While the application is with the rules, or with a person. A denial is told with its reason, and may be appealed. */
const untilDecided = (request: LivingCase): Promise<void> =>
  request.until((state) => isSettled(state) || (state.afterSales?.grant ?? null) !== null);

/**
 * While something is on its way: to us, to the customer, through the order system. Goods that come in parts are settled in
 * parts; whoever does not send them withdraws them. A sum beyond what the rules may give waits for a higher rank.
 */
const untilArranged = (request: LivingCase): Promise<void> => request.until(isSettled);

/** While the customer owes the confirmation: yes closes the loop, no or an appeal opens the request again. */
const untilSatisfied = (request: LivingCase): Promise<void> => request.until(({ status }) => status !== 'resolved');
