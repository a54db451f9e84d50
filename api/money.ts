/** A sum in cents; NaN for one that has more than two decimals. */
export function centsOf(sum: number): number {
  const cents = Math.round(sum * 100);
  return cents / 100 === sum ? cents : NaN;
}

/** The sum as a decimal. */
export const yuanOf = (cents: number): number => cents / 100;
