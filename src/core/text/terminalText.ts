/**
 * Controls but line ends and tabs, line ends that only lead back to the beginning of the line, and characters that
 * turn the direction of a line.
 */
const UNSAFE = /(?!\r\n)(?![\n\t])[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/**
 * A foreign text for a terminal, which may move its cursor, its colours or its title nowhere: characters that could
 * are written as JSON writes them (`\u001b`), so that JSON keeps its meaning. Linear.
 */
export function terminalText(text: string): string {
  return text.replace(UNSAFE, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
