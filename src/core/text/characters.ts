/** Unicode characters of a text, which is what limits of lengths count, not UTF-16 code units. */
export function characters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
