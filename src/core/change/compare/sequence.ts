/** Cells of the table that finds what two sequences have in common; larger ones are not compared one by one. */
const MOST_CELLS = 1_000_000;

/** Of each sequence, whether the entry at an index is also in the other one, in the same order. */
export interface Common {
  readonly inA: readonly boolean[];
  readonly inB: readonly boolean[];
}

/**
 * What two sequences have in common, in order: what is the same at their beginnings and ends, and the longest common
 * subsequence between. Where that would take long, nothing between is in common.
 */
export function common(a: readonly string[], b: readonly string[]): Common {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const between = longest(a.slice(start, a.length - end), b.slice(start, b.length - end));
  const around = (inside: readonly boolean[]) => [
    ...Array<boolean>(start).fill(true),
    ...inside,
    ...Array<boolean>(end).fill(true),
  ];
  return { inA: around(between.inA), inB: around(between.inB) };
}

/** The longest common subsequence, by a table of its lengths from each pair of places on. */
function longest(a: readonly string[], b: readonly string[]): Common {
  const inA = Array<boolean>(a.length).fill(false);
  const inB = Array<boolean>(b.length).fill(false);
  const width = b.length + 1;
  if ((a.length + 1) * width > MOST_CELLS) return { inA, inB };
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      inA[i++] = true;
      inB[j++] = true;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return { inA, inB };
}
