import { lineEnd, nextLine } from '../../check/lines.ts';
import type { Span } from '../../text/span.ts';

/**
 * Where the JSON of a pasted answer stands: behind `HTTP/1.1 200 OK` and its headers, with or without a blank
 * line, Markdown fences around it or not. Undefined where no line starts with a bracket.
 */
export function jsonSpanOf(text: string): Span | undefined {
  for (let at = 0; at < text.length; at = nextLine(text, at)) {
    const line = text.slice(at, lineEnd(text, at));
    const first = line.length - line.trimStart().length;
    if (line[first] === '{' || line[first] === '[') return { start: at + first, end: endOf(text) };
  }
  return undefined;
}

/** The end of what is neither white space nor the closing line of a Markdown fence. */
function endOf(text: string): number {
  const used = text.trimEnd();
  return used.replace(/(?:^|[\r\n])[ \t]{0,3}(?:```|~~~)$/, '').trimEnd().length;
}
