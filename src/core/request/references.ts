import type { BlockDraft } from './read/draft.ts';
import { append } from './read/lists.ts';
import { isLetter, skipSpace, trimEnd } from './read/scan.ts';
import type { Reference } from './tree.ts';

const VARIABLE = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u;
const SYSTEM = /^\$[A-Za-z]/;
const RESPONSE = /^[\p{L}\p{N}_-]+\.response(?:\.|$)/u;
const MILLISECONDS = /^\$(?:timestamp|datetime|localDatetime)\s.*\d\s+ms$/;

/** Whether a name may stand between `@` and `=` or in `{{…}}`: letters, digits, `_`, `.` and `-`. */
export function isVariableName(name: string): boolean {
  return VARIABLE.test(name);
}

/** Whether an expression is one ASCII word, as most are: then no pattern has to be tried. */
function isWord(expression: string): boolean {
  for (let at = 0; at < expression.length; at++) {
    const unit = expression.charCodeAt(at);
    if (!isLetter(unit) && (unit < 48 || unit > 57) && unit !== 95) return false;
  }
  return expression !== '';
}

/** What an expression between double braces is, by its form alone. */
export function referenceKind(expression: string): Reference['kind'] {
  if (isWord(expression)) return 'variable';
  if (SYSTEM.test(expression)) return 'system';
  if (RESPONSE.test(expression)) return 'response';
  return VARIABLE.test(expression) ? 'variable' : 'invalid';
}

/**
 * Adds the references of a stretch of one line to the draft, and the problems among them. Behind a `{{`
 * without `}}` nothing on the line can be a reference, so the search ends there.
 */
export function collectReferences(
  draft: BlockDraft,
  start: number,
  end: number,
  place: Reference['place'],
): void {
  const { source } = draft;
  let open = source.nextOpen(start);
  while (open + 1 < end) {
    const close = source.nextClose(open + 2);
    if (close + 2 > end) {
      draft.report('reference-unclosed', open, end);
      return;
    }
    addReference(draft, open, close + 2, place);
    open = source.nextOpen(close + 2);
  }
}

function addReference(draft: BlockDraft, start: number, end: number, place: Reference['place']): void {
  const { text } = draft.source;
  const from = skipSpace(text, start + 2, end - 2);
  const expression = draft.token(from, trimEnd(text, from, end - 2));
  const kind = referenceKind(expression.text);
  draft.references = append(draft.references, {
    start: start - draft.base,
    end: end - draft.base,
    expression,
    kind,
    place,
  });
  if (kind === 'invalid') draft.report('reference-invalid', start, end);
  if (kind === 'system' && MILLISECONDS.test(expression.text)) draft.report('unit-milliseconds', start, end);
}
