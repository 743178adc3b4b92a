import type { Span } from '../../text/span.ts';
import { fix } from '../report.ts';
import type { Findings } from './finding.ts';

/** Quotes that word processors and other languages use where JSON has `"`. */
const OTHER_QUOTES = new Set(["'", '`', '‘', '’', '‚', '“', '”', '„', '«', '»']);
const CLOSING: Readonly<Record<string, string>> = { '‘': '’', '‚': '‘’', '“': '”“', '„': '“”', '«': '»' };
const ESCAPES: Readonly<Record<number, string>> = { 8: '\\b', 9: '\\t', 10: '\\n', 12: '\\f', 13: '\\r' };

/** A text in other quotes is looked for so far, in code units; a longer one is cut. */
const LONGEST = 2000;

/** A string as it was read: where it ends and what it means. */
export interface ReadString {
  readonly end: number;
  readonly value: string;
}

/** Whether a text in other quotes than `"` starts at `offset`. */
export function startsOtherQuotes(text: string, offset: number): boolean {
  return OTHER_QUOTES.has(text[offset] ?? '');
}

/** Reads `'text'` or `“text”`, which JSON does not have, and reports it with the fix. */
export function readOtherQuotes(text: string, start: number, findings: Findings): ReadString {
  const open = text[start] ?? '';
  const stop = findings.lineEnd(start);
  const closing = closingQuote(text, start + 1, stop, CLOSING[open] ?? open);
  const inner = text.slice(start + 1, closing ?? contentEnd(text, start + 1, stop));
  const end = closing === undefined ? start + 1 + inner.length : closing + 1;
  const value = inner.replaceAll(`\\${open}`, open);
  findings.sure({
    code: 'json-quotes',
    span: { start, end },
    message: `JSON puts text in double quotes ("), not in ${open}. Replace the quotes.`,
    fixes: fix('Use double quotes', { start, end }, JSON.stringify(value)),
  });
  return { end, value };
}

/** Offset of the quote that closes, best one that a comma, colon, bracket or the line's end follows. */
function closingQuote(text: string, from: number, lineStop: number, quotes: string): number | undefined {
  const stop = Math.min(lineStop, from + LONGEST);
  let first: number | undefined;
  for (let at = from; at < stop; at++) {
    if (text[at] === '\\') at++;
    else if (quotes.includes(text[at] ?? '')) {
      const next = skip(text, at + 1, lineStop, ' \t');
      if (next === lineStop || ',:}]'.includes(text[next] ?? '')) return at;
      first ??= at;
    }
  }
  return first;
}

/** The first offset from `at` on, up to `stop`, that has none of `units`. */
function skip(text: string, at: number, stop: number, units: string): number {
  let next = at;
  while (next < stop && units.includes(text[next] ?? '')) next++;
  return next;
}

/** Where a text without its closing quote ends: at the line's end, before a comma and brackets there. */
function contentEnd(text: string, from: number, stop: number): number {
  let end = stop;
  for (const units of [' \t', ']},:', ' \t']) {
    while (end > from && units.includes(text[end - 1] ?? '')) end--;
  }
  return end;
}

/** Whether a comma, a colon or a line feed follows a text, as most often. */
function isUsualEnd(unit: number): boolean {
  return unit === 44 || unit === 58 || unit === 10;
}

/**
 * Reads `"department -eq "Sales""`: a text with quotes inside that are not escaped, which end it too early for JSON.
 * Undefined where nothing but white space, a comma, a colon or a bracket follows the text at `span`.
 */
export function readInnerQuotes(text: string, span: Span, findings: Findings): ReadString | undefined {
  if (isUsualEnd(text.charCodeAt(span.end)) || !/[^\s,:}\]"/]/.test(text[span.end] ?? '')) return undefined;
  const stop = Math.min(findings.lineEnd(span.end), span.start + LONGEST);
  for (let at = span.end; at < stop; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') {
      const next = skip(text, at + 1, stop, ' \t');
      // The name of the next property: the comma before it is what is missing.
      if (text[next] === ':') return undefined;
      if (next === stop || /[,}\]\r\n]/.test(text[next] ?? ''))
        return innerQuotes(text, span.start, at, findings);
    }
  }
  return undefined;
}

function innerQuotes(text: string, start: number, close: number, findings: Findings): ReadString {
  const inner = text.slice(start + 1, close);
  const escaped = inner.replace(/\\.|"/g, (found) => (found === '"' ? '\\"' : found));
  const span = { start, end: close + 1 };
  findings.sure({
    code: 'json-quotes',
    span,
    message: 'A double quote inside a text is written \\". Escape those that do not end it.',
    fixes: fix('Escape the quotes inside', span, `"${escaped}"`),
  });
  return { end: close + 1, value: inner };
}

/** Reports a string that its line does not close, and says where it most likely ends. */
export function readUnclosed(text: string, start: number, findings: Findings): ReadString {
  const stop = findings.lineEnd(start);
  const typographic = closingQuote(text, start + 1, stop, '”“„');
  if (typographic !== undefined) {
    const span = { start: typographic, end: typographic + 1 };
    findings.sure({
      code: 'json-quotes',
      span,
      message: 'This is a typographic quote. JSON closes text with a straight double quote (").',
      fixes: fix('Use a straight quote', span, '"'),
    });
    findings.explain(start);
    return { end: typographic + 1, value: text.slice(start + 1, typographic) };
  }
  const end = contentEnd(text, start + 1, stop);
  findings.sure({
    code: 'json-quote-missing',
    span: { start, end },
    message: 'This text has no closing quote. Put a " at its end; a line break inside a text is written \\n.',
    fixes: fix('Add the closing quote', { start: end, end }, '"'),
  });
  findings.explain(start);
  return { end, value: text.slice(start + 1, end) };
}

/** Reports backslash sequences and control characters that JSON does not have in the string at `span`. */
export function reportEscapes(text: string, span: Span, findings: Findings): void {
  for (let at = span.start + 1; at < span.end - 1; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 32) reportControl(unit, at, findings);
    if (unit !== 92) continue;
    const sequence = /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(text.slice(at, at + 6))?.[0];
    if (sequence === undefined) reportBackslash(text, at, findings);
    at += (sequence?.length ?? 1) - 1;
  }
}

function reportControl(unit: number, at: number, findings: Findings): void {
  const span = { start: at, end: at + 1 };
  const written = ESCAPES[unit] ?? `\\u${unit.toString(16).padStart(4, '0')}`;
  findings.sure({
    code: 'json-literal',
    span,
    message: `A control character cannot stand in a JSON text as it is. Write it as ${written}.`,
    fixes: fix(`Replace by ${written}`, span, written),
  });
}

function reportBackslash(text: string, at: number, findings: Findings): void {
  const sequence = text.slice(at, at + 2);
  const problem =
    sequence === '\\u' ? 'Four hexadecimal digits must follow \\u.' : `JSON has no sequence ${sequence}.`;
  findings.sure({
    code: 'json-literal',
    span: { start: at, end: at + 2 },
    message: `${problem} Write a backslash that is meant as such as \\\\.`,
    fixes: fix('Double the backslash', { start: at, end: at + 1 }, '\\\\'),
  });
}
