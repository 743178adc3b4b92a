/**
 * A foreign text as part of one line: line breaks, and characters that leave the line or turn its direction,
 * become spaces; what is longer than `most` characters ends with `…`.
 */
export function plainLine(text: string, most: number): string {
  const line = text
    .slice(0, most * 8)
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .trim();
  const characters = [...line];
  return characters.length <= most ? line : `${characters.slice(0, most - 1).join('')}…`;
}
