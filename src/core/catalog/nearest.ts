/** Names longer than this are not compared: nobody mistypes them, and the cost grows with the square. */
const LONGEST = 96;

/**
 * The candidate that `name` was most likely meant to be, or undefined where none is near: one that differs
 * in case only, else the one with the fewest typing slips (a letter added, left out, wrong, or two swapped).
 * One slip is forgiven up to 5 letters, two up to 8, three beyond. Of equals the first wins.
 */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  let best: string | undefined;
  let limit = slipsForgiven(name.length);
  for (const candidate of candidates) {
    const slips = slipsBetween(wanted, candidate.toLowerCase(), limit);
    if (slips === 0) return candidate;
    if (slips > limit) continue;
    best = candidate;
    limit = slips - 1;
  }
  return best;
}

/**
 * Whether a path is a template with typing slips in its names, perhaps without its last key. A path with other
 * names is none, however many segments it shares.
 *
 * @param names the segments of the path
 * @param pattern the segments of the template; `{…}` takes any segment
 */
export function isMisspelling(names: readonly string[], pattern: readonly string[]): boolean {
  const short = pattern.length - names.length;
  if (short !== 0 && !(short === 1 && pattern.at(-1)?.startsWith('{'))) return false;
  return names.every((name, index) => {
    const wanted = pattern[index] ?? '';
    return wanted.startsWith('{') || nearestName(name, [wanted]) !== undefined;
  });
}

function slipsForgiven(length: number): number {
  if (length < 2) return 0;
  if (length <= 5) return 1;
  return length <= 8 ? 2 : 3;
}

/**
 * The number of typing slips between two texts (optimal string alignment: Damerau-Levenshtein without edits
 * inside a swapped pair), or any number above `limit` where there are more.
 */
export function slipsBetween(a: string, b: string, limit: number): number {
  const beyond = limit + 1;
  if (a === b) return 0;
  if (limit < 1 || Math.abs(a.length - b.length) > limit) return beyond;
  if (a.length > LONGEST || b.length > LONGEST) return beyond;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = nextRow(a, b, row, [above, before]);
    if (Math.min(...current) > limit) return beyond;
    [before, above] = [above, current];
  }
  return above[b.length] ?? beyond;
}

/** The slips between the first letters of `a`, `row` of them, and each beginning of `b`. */
function nextRow(
  a: string,
  b: string,
  row: number,
  [above, before]: readonly [above: readonly number[], before: readonly number[]],
): number[] {
  const [letter, last] = [a[row - 1], a[row - 2]];
  const current = [row];
  for (let column = 1; column <= b.length; column++) {
    const other = b[column - 1];
    const wrong = (above[column - 1] ?? 0) + (letter === other ? 0 : 1);
    const missing = (current[column - 1] ?? 0) + 1;
    const added = (above[column] ?? 0) + 1;
    const swappable = row > 1 && column > 1 && letter === b[column - 2] && last === other;
    const swapped = swappable ? (before[column - 2] ?? 0) + 1 : wrong;
    current[column] = Math.min(wrong, missing, added, swapped);
  }
  return current;
}
