/** What was paid for each article, in cents. */

/**
 * What was paid for each article, in the order of the prices: the discount shared by price, each share rounded to the
 * cent, the remainder on the dearest (the first of several; what is more than its price on the next). No share is
 * below nothing or above its price, and they sum to what was paid.
 * @param prices before the discount, in cents
 * @param discount in cents, from nothing to the sum of the prices
 */
export function paidShares(prices: readonly number[], discount: number): number[] {
  const total = prices.reduce((sum, price) => sum + price, 0);
  if (discount < 0 || discount > total) throw new Error('a discount is from nothing to the whole price');
  const shares = prices.map((price) => price - Math.round(total === 0 ? 0 : (discount * price) / total));
  let remainder = total - discount - shares.reduce((sum, share) => sum + share, 0);
  for (const i of [...prices.keys()].sort((a, b) => (prices[b] ?? 0) - (prices[a] ?? 0))) {
    const share = shares[i] ?? 0;
    const taken = Math.min(Math.max(share + remainder, 0), prices[i] ?? 0);
    remainder -= taken - share;
    shares[i] = taken;
  }
  return shares;
}
