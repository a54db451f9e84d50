import { createHash } from 'node:crypto';

/**
 * A number in [0, 1) that is the same for the same words in every run: what the demo's people do is not the machine's
 * mood, and a run that goes on finds them doing what they did.
 */
export const chance = (...words: readonly (string | number)[]): number =>
  createHash('sha256').update(words.join(' ')).digest().readUInt32BE() / 2 ** 32;

/** One of a list by such a number. */
export function pick<T>(list: readonly [T, ...T[]], ...words: readonly (string | number)[]): T {
  return list[Math.floor(chance(...words) * list.length)] ?? list[0];
}

/** One of several by weight; the weights need not add up to 1. */
export function pickWeighted<T>(list: readonly (readonly [T, number])[], ...words: readonly (string | number)[]): T {
  const [first] = list;
  if (!first) throw new Error('nothing to pick from');
  let left = chance(...words) * list.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of list) {
    left -= weight;
    if (left < 0) return value;
  }
  return first[0];
}
