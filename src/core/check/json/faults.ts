import type { Node } from 'jsonc-parser';
import { nearestName } from '../../catalog/nearest.ts';
import type { Span } from '../../text/span.ts';
import type { Fix } from '../problem.ts';
import { at, fix, short } from '../report.ts';
import { closersOf, looksLikeRequest } from './brackets.ts';
import type { JsonFinding } from './finding.ts';

/** A text that leaves more brackets open was hardly written by hand. */
const MOST_CLOSERS = 50;

/** The code unit before an offset: the place behind which something is missing. */
function unitBefore(end: number): Span {
  return { start: Math.max(end - 1, 0), end };
}

/** Dots in the place of what an example leaves out. */
function leftOut(literal: string, span: Span): JsonFinding | undefined {
  if (!/^(?:\.{2,}|…)$/.test(literal)) return undefined;
  const message =
    'Dots stand for what an example leaves out, and JSON has none. Remove them, or write the rest.';
  return { code: 'json-invalid', span, message, fixes: fix('Remove the dots', span, '') };
}

/** A name of a property without quotes. */
export function unquotedName(name: string, span: Span): JsonFinding {
  const dots = leftOut(name, span);
  if (dots !== undefined) return dots;
  return {
    code: 'json-unquoted',
    span,
    message: `Property names stand in double quotes: "${name}".`,
    fixes: fix('Put it in quotes', span, JSON.stringify(name)),
  };
}

/** No colon behind a name that ends there, or something else in its place. */
export function colonMissing(end: number, instead: Span | undefined): JsonFinding {
  return {
    code: 'json-colon-missing',
    span: instead ?? unitBefore(end),
    message: 'A colon must stand between a property name and its value.',
    fixes: instead ? fix('Replace by :', instead, ':') : fix('Insert :', at(end), ':'),
  };
}

/** No value behind a colon that ends there. */
export function valueMissing(end: number): JsonFinding {
  return {
    code: 'json-value-missing',
    span: unitBefore(end),
    message: 'This property has no value. Write one after the colon; null clears a property.',
  };
}

/** No comma behind a value that ends there, and another value follows. */
export function commaMissing(end: number): JsonFinding {
  return {
    code: 'json-comma-missing',
    span: unitBefore(end),
    message: 'A comma must stand between this value and the next one.',
    fixes: fix('Insert the comma', at(end), ','),
  };
}

/** A comma with no value before it. */
export function extraComma(span: Span): JsonFinding {
  return {
    code: 'json-trailing-comma',
    span,
    message: 'There is nothing before this comma that it could separate. Remove it.',
    fixes: fix('Remove the comma', span, ''),
  };
}

/** A comma at an offset with no value behind it. */
export function trailingComma(offset: number, bracket: string): JsonFinding {
  const span = { start: offset, end: offset + 1 };
  return {
    code: 'json-trailing-comma',
    span,
    message: `JSON allows no comma before ${bracket}. Remove it.`,
    fixes: fix('Remove the comma', span, ''),
  };
}

/** A bracket that closes what is around the innermost object or array, which ends there. */
export function bracketMissing(wanted: string, found: string, span: Span, end: number): JsonFinding {
  const message = `A ${wanted} is missing before this ${found}.`;
  return { code: 'json-bracket-missing', span, message, fixes: fix(`Insert ${wanted}`, at(end), wanted) };
}

/** A bracket of the other kind. */
export function otherBracket(wanted: string, found: string, span: Span): JsonFinding {
  const message = `This ${found} should be a ${wanted}.`;
  return { code: 'json-bracket-missing', span, message, fixes: fix(`Replace by ${wanted}`, span, wanted) };
}

/** A bracket or comma behind the whole value. */
export function markBehind(mark: string, span: Span): JsonFinding {
  const isComma = mark === ',';
  return {
    code: isComma ? 'json-trailing-comma' : 'json-bracket-extra',
    span,
    message: `The body is complete before this ${mark}. Remove it.`,
    fixes: fix(`Remove the ${isComma ? 'comma' : 'bracket'}`, span, ''),
  };
}

/**
 * Anything else behind the whole value.
 *
 * @param end of the whole value
 * @param first the whole value, where another object follows
 */
export function textBehind(text: string, span: Span, end: number, first: Node | undefined): JsonFinding {
  if (looksLikeRequest(text, span.start)) {
    const message = 'Another request starts here: put a line with ### before it.';
    return { code: 'json-invalid', span, message, fixes: fix('Insert ###', at(span.start), '###\n') };
  }
  const message = 'The body is complete before this. Remove what follows, or put it inside the brackets.';
  const removal = fix('Remove what follows', { start: end, end: text.trimEnd().length }, '', false);
  return { code: 'json-invalid', span, message, fixes: [...joinFix(text, span, first), ...removal] };
}

/** Makes one object of two that follow each other. */
function joinFix(text: string, next: Span, first: Node | undefined): readonly Fix[] {
  const last = first?.type === 'object' ? first.children?.at(-1) : undefined;
  if (last === undefined || !/^\s*"/.test(text.slice(next.end, next.end + 500))) return [];
  const span = { start: last.offset + last.length, end: next.end };
  return fix('Join the two objects', span, ',', false);
}

/** A text without a value. */
export function noValue(text: string): JsonFinding {
  const span = { start: 0, end: text.length };
  return { code: 'json-invalid', span, message: 'There is no JSON value here.' };
}

/**
 * Objects and arrays that the text leaves open, outer ones first.
 *
 * @param end of the last token
 * @param determined whether nothing but the brackets is missing
 */
export function endMissing(
  text: string,
  open: readonly Node[],
  end: number,
  determined: boolean,
): JsonFinding {
  const closers = closersOf(text, open.slice(-MOST_CLOSERS));
  const names = open.length === 1 ? closers.brackets : `${open.length} closing brackets`;
  const fixable = determined && open.length <= MOST_CLOSERS;
  return {
    code: 'json-bracket-missing',
    span: unitBefore(end),
    message: `The body ends too early: ${names} ${open.length === 1 ? 'is' : 'are'} missing at its end.`,
    ...(fixable ? { fixes: fix(`Add ${closers.brackets}`, at(end), closers.text) } : {}),
  };
}

/** What JSON has for a word of another language, or for a misspelt one. */
function jsonWord(literal: string): string | undefined {
  if (/^(?:none|nil|undefined)$/i.test(literal)) return 'null';
  return literal.length > 6 ? undefined : nearestName(literal, ['true', 'false', 'null']);
}

/** A word that is no value; see `jsonWord`. */
export function unquotedValue(literal: string, span: Span): JsonFinding {
  const dots = leftOut(literal, span);
  if (dots !== undefined) return dots;
  return { code: 'json-unquoted', span, message: wordMessage(literal), fixes: wordFixes(literal, span) };
}

function wordMessage(literal: string): string {
  const known = jsonWord(literal);
  if (known !== undefined) return `JSON writes this as ${known}.`;
  return `${short(literal)} is not a JSON value. Text stands in double quotes: ${JSON.stringify(short(literal))}.`;
}

function wordFixes(literal: string, span: Span): readonly Fix[] {
  const known = jsonWord(literal);
  const quotes = fix('Put it in quotes', span, JSON.stringify(literal), known === undefined);
  return known === undefined ? quotes : [...fix(`Change to ${known}`, span, known), ...quotes];
}
