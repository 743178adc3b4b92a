import { type Span, shift } from '../text/span.ts';
import type { Body, Reference, RequestBlock } from './tree.ts';

/** A request's body as JSON that can be read where it stands: every offset is the body's own. */
export interface JsonText {
  /**
   * As long as the body's text: comment lines are blanked, and references outside of JSON strings are masked
   * by JSON values of the same length.
   */
  readonly text: string;
  /**
   * References, relative to the body's text, that `text` does not have the value of: one that is not known
   * until the request is sent, or one outside of a string that has no room for it.
   */
  readonly opaque: readonly Span[];
  /** References whose value is known, relative to the body's text, with that value. */
  readonly known: readonly { readonly span: Span; readonly value: string }[];
}

const NOTHING: JsonText = { text: '', opaque: [], known: [] };

/**
 * The body of a request, prepared for reading as JSON.
 *
 * @param resolveReference the value of a reference, or undefined where that is not known yet
 */
export function jsonText(
  block: RequestBlock,
  resolveReference: (reference: Reference) => string | undefined,
): JsonText {
  const { body } = block;
  if (body === undefined || body.file !== undefined) return NOTHING;
  const references = bodyReferences(block, body);
  const inStrings = insideStrings(body, references);
  const opaque: Span[] = [];
  const known: { span: Span; value: string }[] = [];
  const masks: Mask[] = body.comments.map((comment) => blanked(body, shift(comment, -body.start)));
  for (const [index, reference] of references.entries()) {
    const span = shift({ start: reference.start, end: reference.end }, -body.start);
    const value = resolveReference(reference);
    if (value !== undefined) known.push({ span, value });
    if (inStrings[index]) {
      if (value === undefined) opaque.push(span);
      continue;
    }
    const literal = value === undefined ? undefined : fittingLiteral(value, span.end - span.start);
    if (literal === undefined) opaque.push(span);
    masks.push({ start: span.start, end: span.end, text: literal ?? unknownValue(span.end - span.start) });
  }
  return { text: masked(body.text, masks), opaque, known };
}

/** The references of a block's body, in the order of the text. */
export function bodyReferences(block: RequestBlock, body: Body): readonly Reference[] {
  return block.references.filter(({ place, start }) => place === 'body' && start >= body.start);
}

interface Mask extends Span {
  readonly text: string;
}

/** A whole line as white space that keeps its line break. */
function blanked(body: Body, line: Span): Mask {
  const text = body.text.slice(line.start, line.end).replace(/[^\r\n]/g, ' ');
  return { start: line.start, end: line.end, text };
}

/** The value as it is, filled up with spaces, where it is a JSON value and there is room for it. */
function fittingLiteral(value: string, length: number): string | undefined {
  if (value.length > length || /[\r\n]/.test(value)) return undefined;
  try {
    JSON.parse(value);
  } catch {
    return undefined;
  }
  return value.padEnd(length);
}

/** A string, because that can be a value as well as a name; a reference has room for the quotes. */
function unknownValue(length: number): string {
  return `"${'_'.repeat(length - 2)}"`;
}

function masked(text: string, masks: Mask[]): string {
  let result = '';
  let at = 0;
  for (const mask of masks.sort((a, b) => a.start - b.start)) {
    result += text.slice(at, mask.start) + mask.text;
    at = mask.end;
  }
  return result + text.slice(at);
}

const QUOTE = 34;
const BACKSLASH = 92;

/**
 * Whether each reference stands inside a JSON string. A string ends with its line at the latest, as it must in
 * JSON, so that one forgotten quote does not turn the rest of the body inside out.
 *
 * @param references of the body, in the order of the text
 */
export function insideStrings(body: Body, references: readonly Span[]): boolean[] {
  const { text } = body;
  const result: boolean[] = [];
  let open = false;
  let at = 0;
  for (const { start, end } of references) {
    open = openString(text, at, start - body.start, open);
    result.push(open);
    at = end - body.start;
  }
  return result;
}

/** Whether a string is open at `end`, where it was or was not at `start`. */
function openString(text: string, start: number, end: number, before: boolean): boolean {
  let open = before;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) open = !open;
    else if (unit === BACKSLASH && open) at++;
    else if (unit === 10 || unit === 13) open = false;
  }
  return open;
}
