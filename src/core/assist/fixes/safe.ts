import type { ProblemCode } from '../../check/codes.ts';
import type { Fix, Problem } from '../../check/problem.ts';

/**
 * Codes whose preferred fix is one key away in the editor, but is never applied unasked: it decides which
 * object is changed and where, or supplies a value that nobody wrote.
 */
const ASKED_FOR: ReadonlySet<string> = new Set<ProblemCode>([
  // What is changed, and where, is the person's choice.
  'host-unknown',
  'host-other-cloud',
  'url-unknown',
  'page-url',
  'version-unavailable',
  'version-missing',
  'method-missing',
  'method-not-offered',
  'reference-unresolved',
  'response-not-yet',
  'content-type-wrong',
  'header-value',
  // A part of the value is made up: an example, a time, a zone, an emptied collection.
  'value-placeholder',
  'value-format',
  'value-null',
  // The text is legal as it stands and may be meant.
  'property-similar',
  'variable-quoted',
  'variable-escape',
  'comment-trailing',
  'json-duplicate-key',
  'markdown-fence',
]);

/**
 * Codes that say that a block is hardly a request: a command of a shell, a page's text, notes. What else is found
 * in it was read as something that it is not.
 */
const NO_REQUEST: ReadonlySet<string> = new Set<ProblemCode>([
  'method-missing',
  'method-unknown',
  'url-missing',
  'request-line-malformed',
  'separator-missing',
]);

/** Whether the fixes of a block can be trusted without a look at it: it starts like a request. */
export function isRequestLike(problems: readonly Problem[]): boolean {
  return !problems.some(({ code }) => NO_REQUEST.has(code));
}

/**
 * Whether a fix may be applied to a whole file without a look at it: it is the one obvious way, the request
 * still means what it meant, and no text is lost. Removing a property, a header or a comment is never safe,
 * not even where it has no effect here: other tools may read the same file.
 *
 * @param text of the block that the fix's spans are relative to
 */
export function isSafeFix(text: string, problem: Problem, fix: Fix): boolean {
  if (fix.preferred !== true || ASKED_FOR.has(problem.code)) return false;
  return keepsText(text, fix);
}

/** Whether each stretch of words that an edit takes out is replaced there, or put in elsewhere by the same fix. */
function keepsText(text: string, { edits }: Fix): boolean {
  return edits.every(({ span, newText }) => {
    if (HAS_WORDS.test(newText)) return true;
    const removed = text.slice(span.start, span.end).trim();
    return !HAS_WORDS.test(removed) || edits.some((other) => other.newText.includes(removed));
  });
}

const HAS_WORDS = /[\p{L}\p{N}]/u;
