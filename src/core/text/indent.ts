/** A text without blank lines around it, and without the indentation of its first line, as within a list. */
export function withoutIndent(text: string): string {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd()
    .split('\n');
  const [, indent = ''] = /^([ \t]*)/.exec(lines[0] ?? '') ?? [];
  return lines
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()))
    .join('\n');
}
