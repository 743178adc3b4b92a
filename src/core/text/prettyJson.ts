const INDENT = '  ';

/**
 * A JSON text with one member a line and two spaces a level. Only white space between tokens changes:
 * numbers and strings stay as they were written. Linear. A text that is no JSON comes back re-indented as far
 * as its brackets tell; nothing of it is lost.
 */
export function prettyJson(text: string): string {
  const parts: string[] = [];
  let depth = 0;
  let at = skipSpace(text, 0);
  while (at < text.length) {
    const unit = text[at] ?? '';
    const end = endOfToken(text, at);
    const token = text.slice(at, end);
    at = skipSpace(text, end);
    if (unit === '{' || unit === '[') {
      const close = unit === '{' ? '}' : ']';
      if (text[at] === close) {
        parts.push(unit, close);
        at = skipSpace(text, at + 1);
      } else parts.push(unit, '\n', INDENT.repeat(++depth));
    } else if (unit === '}' || unit === ']') {
      depth = Math.max(0, depth - 1);
      parts.push('\n', INDENT.repeat(depth), unit);
    } else if (unit === ',') parts.push(',\n', INDENT.repeat(depth));
    else if (unit === ':') parts.push(': ');
    else parts.push(token);
  }
  return parts.join('');
}

const PUNCTUATION = new Set(['{', '}', '[', ']', ',', ':']);

function endOfToken(text: string, start: number): number {
  if (text[start] === '"') return endOfString(text, start);
  let end = start + 1;
  if (PUNCTUATION.has(text[start] ?? '')) return end;
  while (
    end < text.length &&
    !PUNCTUATION.has(text[end] ?? '') &&
    !isSpace(text[end] ?? '') &&
    text[end] !== '"'
  )
    end++;
  return end;
}

function endOfString(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return Math.min(end + 1, text.length);
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && isSpace(text[at] ?? '')) at++;
  return at;
}

function isSpace(unit: string): boolean {
  return unit === ' ' || unit === '\n' || unit === '\r' || unit === '\t';
}
