/** Index of the first item that passes, where all after one that passes do too; the length when none does. */
export function firstIndex<T>(items: readonly T[], passes: (item: T, index: number) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (passes(items[middle] as T, middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
