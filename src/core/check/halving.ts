/**
 * The index of the first item of those that `isBehind` holds for, found by halving; the number of items where
 * it holds for none.
 *
 * @param items those that `isBehind` holds for come last
 */
export function firstIndex<T>(items: readonly T[], isBehind: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBehind(items[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}
