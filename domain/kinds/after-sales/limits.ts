import type { Rank } from '../complaint/codes.ts';
import { COMPLAINT_RULES, mayGrant } from '../complaint/measures.ts';
import type { Grant } from './events.ts';
import { ARRANGEMENTS } from './steps.ts';

/** What no person has to approve, in cents: a refund by rule, and the cancellation of what was not shipped. */
const BY_RULE = { refund: 200_00, cancel: 2_000_00 } as const;

const valueOf = ({ lines, compensationCents = 0 }: Grant): number =>
  lines.reduce((sum, { amountCents }) => sum + amountCents, compensationCents);

/** Whether a rank may approve a grant: by its limit for money by rule, or for goods. */
export const mayApprove = (grant: Grant, rank: Rank): boolean => {
  const kind = ARRANGEMENTS[grant.remedy].settledBy === 'replacement' ? 'replacement' : 'refund-by-rule';
  return mayGrant(COMPLAINT_RULES, rank, { kind, amount: valueOf(grant) });
};

/** What a person has to approve of a grant, in cents; null where the rules alone may give it. */
export function beyondRules(grant: Grant): number | null {
  const value = valueOf(grant);
  return value <= (grant.remedy === 'cancel' ? BY_RULE.cancel : BY_RULE.refund) ? null : value;
}
