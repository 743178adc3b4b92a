const NONE: readonly never[] = Object.freeze([]);

/** A type whose objects are still being made. */
export type Open<T> = { -readonly [Key in keyof T]: T[Key] };

/** The list with one more item at its end; the first item makes the list. The list given is not to be used again. */
export function append<Item>(list: Item[] | undefined, item: Item): Item[] {
  if (list === undefined) return [item];
  const [only] = list;
  if (list.length === 1 && only !== undefined) return [only, item];
  list.push(item);
  return list;
}

/**
 * A list that is complete. Trees of large files are made of very many short lists: an empty one is shared, and
 * none keeps room for more.
 */
export function finished<Item>(list: readonly Item[] | undefined): readonly Item[] {
  if (list === undefined) return NONE;
  return list.length > 2 ? list.slice() : list;
}

/** More items than this are not handed over as arguments: there is no room for any number of them. */
const MOST_ARGUMENTS = 1000;

/** A copy of a list, with `items` in the place of those from `start` up to `end`. */
export function replaced<Item>(
  list: readonly Item[],
  start: number,
  end: number,
  items: readonly Item[],
): Item[] {
  if (items.length <= MOST_ARGUMENTS) return list.toSpliced(start, end - start, ...items);
  return list.slice(0, start).concat(items, list.slice(end));
}
