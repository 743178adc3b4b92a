import type { Span, TextEdit } from '../text/span.ts';
import { CODES, type ProblemCode } from './codes.ts';
import type { Fix, Problem, RelatedPlace, Severity } from './problem.ts';

/** What differs from the code's defaults. */
export interface ReportOptions {
  readonly severity?: Severity | undefined;
  readonly documentation?: string | undefined;
  readonly fixes?: readonly Fix[] | undefined;
  readonly related?: readonly RelatedPlace[] | undefined;
  readonly tag?: Problem['tag'] | undefined;
}

/** A problem with its code's severity and documentation, unless `options` say otherwise. */
export function problem(
  code: ProblemCode,
  span: Span,
  message: string,
  options: ReportOptions = {},
): Problem {
  const facts = CODES[code];
  const {
    severity = facts.severity,
    documentation = facts.documentation,
    fixes = [],
    related = [],
    tag,
  } = options;
  return {
    ...{ code, severity, span: { start: span.start, end: span.end }, message, documentation },
    ...(fixes.length === 0 ? {} : { fixes }),
    ...(related.length === 0 ? {} : { related }),
    ...(tag === undefined ? {} : { tag }),
  };
}

/** A fix with one edit, preferred where it is the one obvious way. */
export function fix(title: string, span: Span, newText: string, preferred = true): readonly Fix[] {
  return fixAll(title, [{ span: { start: span.start, end: span.end }, newText }], preferred);
}

/** A fix with several edits. */
export function fixAll(title: string, edits: readonly TextEdit[], preferred = true): readonly Fix[] {
  return [preferred ? { title, edits, preferred } : { title, edits }];
}

/** The empty span at an offset, for an insertion. */
export function at(offset: number): Span {
  return { start: offset, end: offset };
}

/** At most `limit` code units of a text, for use in a sentence. */
export function short(text: string, limit = 60): string {
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}

/** `'a', 'b' or 'c'`, at most `limit` of them. */
export function oneOf(words: readonly string[], limit = 8): string {
  const quoted = words.slice(0, limit).map((word) => `'${word}'`);
  if (words.length > limit) return `${quoted.join(', ')} or ${words.length - limit} more`;
  if (quoted.length < 2) return quoted.join('');
  return `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}
