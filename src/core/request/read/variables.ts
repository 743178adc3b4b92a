import { collectReferences, isVariableName } from '../references.ts';
import { reportTrailingComment } from './comments.ts';
import type { BlockDraft } from './draft.ts';
import { append } from './lists.ts';
import { findUnit, isSpace, skipSpace, trimEnd } from './scan.ts';

const EQUALS = 61;
const QUOTE = 34;
const APOSTROPHE = 39;

/**
 * Keeps `@name = value`, or reports what is wrong with it.
 *
 * @param first offset of the `@`
 * @param end end of the line
 */
export function takeVariable(draft: BlockDraft, first: number, end: number): void {
  const { text } = draft.source;
  const last = trimEnd(text, first, end);
  const equals = equalsSign(text, first, last);
  if (equals === undefined) {
    draft.report('variable-malformed', first, last);
    return;
  }
  const name = draft.token(first + 1, trimEnd(text, first + 1, equals));
  if (!isVariableName(name.text)) {
    draft.report('variable-malformed', first, draft.base + name.end);
    return;
  }
  const valueStart = skipSpace(text, equals + 1, last);
  const value = draft.token(valueStart, Math.max(last, valueStart));
  const span = draft.span(first, last);
  draft.variables = append(draft.variables, { start: span.start, end: span.end, name, value });
  collectReferences(draft, valueStart, last, 'variable');
  reportValue(draft, valueStart, last);
}

function reportValue(draft: BlockDraft, start: number, end: number): void {
  const { text } = draft.source;
  const quote = text.charCodeAt(start);
  if ((quote === QUOTE || quote === APOSTROPHE) && end - start >= 2 && text.charCodeAt(end - 1) === quote) {
    draft.report('variable-quoted', start, end);
  }
  const backslash = findUnit(text, 92, start, end);
  if (backslash < end) draft.report('variable-escape', backslash, Math.min(backslash + 2, end));
  reportTrailingComment(draft, start, end);
}

/** Whether a line that starts with `@` has the form of a variable, whatever its name. */
export function looksLikeVariable(text: string, first: number, end: number): boolean {
  return equalsSign(text, first, end) !== undefined;
}

/** The `=` of `@name =`, where the line has that form: one word, then `=`. */
function equalsSign(text: string, first: number, end: number): number | undefined {
  let at = first + 1;
  while (at < end && text.charCodeAt(at) !== EQUALS && !isSpace(text.charCodeAt(at))) at++;
  if (at === first + 1) return undefined;
  at = skipSpace(text, at, end);
  return at < end && text.charCodeAt(at) === EQUALS ? at : undefined;
}
