import type { Fault } from '../../fault.ts';
import { RANKS } from './codes.ts';
import type { ComplaintRules } from './measures.ts';

/** Why rules of complaints cannot be used: whoever ranks higher grants at least as much, and somebody grants it. */
export function complaintRuleFaults(pointer: string, { measures }: ComplaintRules): Fault[] {
  return Object.entries(measures).flatMap(([kind, { limits }]) => {
    const known = RANKS.map((rank) => limits[rank]);
    // left out: nothing; null: any sum
    const sums = known.map((limit) => (limit === undefined ? -1 : (limit ?? Infinity)));
    const rises = sums.every((sum, i) => i === 0 || sum >= (sums[i - 1] ?? -1));
    const granted = sums.some((sum) => sum >= 0);
    const fault = { pointer: `${pointer}/measures/${kind}/limits`, code: 'unusable_limits' };
    return rises && granted
      ? []
      : [{ ...fault, message: 'a limit for somebody, and for every higher rank at least as much' }];
  });
}
