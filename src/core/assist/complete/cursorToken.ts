import type { Span } from '../../text/span.ts';

/** What may follow a complete string in JSON, besides the end of its line. */
const BEHIND_STRING = /^[,:}\]"{[/\r\n]/;

/**
 * Where the string at the cursor ends. One without its closing quote runs on to the end of the line, or to the
 * quote that opens the next string: it is meant to end with the word at the cursor.
 *
 * @param token from its opening quote to where a JSON scanner ends it
 * @param isName whether it is the name of a property
 */
export function tokenEndAt(text: string, token: Span, offset: number, isName: boolean): number {
  const { start, end } = token;
  const closed = end > start + 1 && text[end - 1] === '"' && !isEscaped(text, start, end - 1);
  if (closed && offset === end) return end;
  if (closed && endsWell(text, token, offset, isName)) return end;
  const rest = text.slice(offset, end);
  const stop = isName ? rest.search(/[^\p{L}\p{Nd}_@.#$-]/u) : rest.search(/[,}\]"\r\n]/);
  const word = stop < 0 ? rest : rest.slice(0, stop);
  const close = text[offset + word.length] === '"' && isAlone(text, offset + word.length) ? 1 : 0;
  return offset + (close > 0 ? word.length + close : word.trimEnd().length);
}

/** Whether the string can be what it seems: something that JSON allows stands behind it. */
function endsWell(text: string, { end }: Span, offset: number, isName: boolean): boolean {
  if (isName && /[:{}[\]]/.test(text.slice(offset, end - 1))) return false;
  const behind = text.slice(end, end + 200).replace(/^[ \t]+/, '');
  return behind === '' || BEHIND_STRING.test(behind);
}

function isEscaped(text: string, start: number, at: number): boolean {
  let from = at;
  while (from - 1 > start && text[from - 1] === '\\') from--;
  return (at - from) % 2 === 1;
}

/** Whether a quote closes the word before it: nothing that a string could start with stands behind it. */
function isAlone(text: string, at: number): boolean {
  const behind = text.slice(at + 1, at + 200).replace(/^[ \t]+/, '');
  return behind === '' || BEHIND_STRING.test(behind);
}
