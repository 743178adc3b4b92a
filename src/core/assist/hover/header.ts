import type { Header } from '../../request/tree.ts';
import { type Span, touches } from '../../text/span.ts';
import { type HeaderFacts, type HeaderValue, headerFacts } from '../describe/headerFacts.ts';
import { code, paragraphs, plain } from '../describe/markdown.ts';
import type { Hover } from './hover.ts';

/** Headers that are made for each send, whatever a file says; Markdown. */
const MADE_ANEW: ReadonlyMap<string, string> = new Map([
  ['authorization', 'Left out: you are signed in when the request is sent. A token in a file is a leak.'],
  ['host', 'Left out: the environment decides where the request goes.'],
  ['content-length', 'Left out: the length is counted when the request is sent.'],
]);

/** What a header is for, and what its value at the offset asks for. */
export function headerHover(header: Header, offset: number): Hover | undefined {
  const { name } = header;
  const made = MADE_ANEW.get(name.text.toLowerCase());
  if (made !== undefined) return { span: header, markdown: paragraphs(`**${plain(name.text)}**`, made) };
  const facts = headerFacts(name.text);
  if (!facts) return undefined;
  const about = paragraphs(`**${plain(facts.name)}**`, facts.documentation);
  if (!touches(header.value, offset)) return { span: header, markdown: about };
  const found = valueAt(facts, header, offset);
  if (!found) return { span: header, markdown: about };
  const { value, span } = found;
  return { span, markdown: paragraphs(`${code(value.value)} · ${plain(facts.name)}`, value.documentation) };
}

/** The preference, or the whole value, at the offset. */
function valueAt(
  { values }: HeaderFacts,
  { value }: Header,
  offset: number,
): { readonly value: HeaderValue; readonly span: Span } | undefined {
  const whole = values.find((each) => isLike(value.text, each.value));
  if (whole) return { value: whole, span: value };
  let start = value.start;
  for (const part of value.text.split(',')) {
    const end = start + part.length;
    if (offset <= end) {
      const text = part.trim();
      const found = values.find((each) => isLike(text, each.value));
      const from = start + part.indexOf(text);
      return found && { value: found, span: { start: from, end: from + text.length } };
    }
    start = end + 1;
  }
  return undefined;
}

/** Whether a value is the known one; `…` in that stands for any text, and parameters may follow. */
function isLike(written: string, known: string): boolean {
  const [before = '', behind] = known.toLowerCase().split('…');
  const text = written.toLowerCase();
  if (behind !== undefined) return text.startsWith(before) && text.endsWith(behind);
  if (!text.startsWith(before)) return false;
  return text.length === before.length || /^\s*;/.test(text.slice(before.length));
}
