/** Cents as people write them: `206.67`. */
export const yuan = (cents: number): string => (cents / 100).toFixed(2);
