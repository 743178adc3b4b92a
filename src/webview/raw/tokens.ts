/** A stretch of one line of JSON. */
export interface Token {
  readonly text: string;
  readonly kind: 'name' | 'string' | 'number' | 'word' | 'plain';
}

const TOKEN = /("(?:[^"\\]|\\.)*(?:"|$))(\s*:)?|(-?\d[\d.eE+-]*)|\b(true|false|null)\b/g;

/** Colours one line of pretty-printed JSON, where no string crosses a line break. */
export function tokens(line: string): readonly Token[] {
  const result: Token[] = [];
  let from = 0;
  const push = (end: number, kind: Token['kind']) => {
    if (end > from) result.push({ text: line.slice(from, end), kind });
    from = Math.max(from, end);
  };
  for (const match of line.matchAll(TOKEN)) {
    push(match.index, 'plain');
    const [all, string, colon, number] = match;
    if (string !== undefined) push(match.index + string.length, colon === undefined ? 'string' : 'name');
    else push(match.index + all.length, number === undefined ? 'word' : 'number');
  }
  push(line.length, 'plain');
  return result;
}

/** Whether a text looks like a JSON object or array. */
export function looksLikeJson(text: string): boolean {
  return /^\s*[[{]/.test(text.slice(0, 100));
}
