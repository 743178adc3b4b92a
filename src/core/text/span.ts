/**
 * Places in a text. Everything in the core counts UTF-16 code units from 0, as VS Code and the
 * language server protocol do.
 *
 * The running example is the text `PATCH /me`: the method is the span `{ start: 0, end: 5 }`, the URL
 * is `{ start: 6, end: 9 }`, and an empty span `{ start: 9, end: 9 }` stands behind the last letter.
 */
export interface Span {
  /** Offset of the first code unit. */
  readonly start: number;
  /** Offset behind the last code unit. */
  readonly end: number;
}

/** A place as lines and characters, both from 0. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A piece of text and where it stands. */
export interface Token extends Span {
  readonly text: string;
}

/** Replaces `span` by `newText`; an empty span inserts. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** The same span, moved by `by` code units. */
export function shift(span: Span, by: number): Span {
  return { start: span.start + by, end: span.end + by };
}

/** Whether `offset` is inside the span or at either end of it. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** Whether the two spans share at least one code unit. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/**
 * The text after all edits, which are given in the coordinates of `text` and must not overlap.
 *
 * @throws RangeError where two edits overlap or one reaches beyond the text.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let result = '';
  let from = 0;
  for (const { span, newText } of ordered) {
    if (span.start < from || span.end < span.start || span.end > text.length) {
      throw new RangeError(`Edit ${span.start}–${span.end} overlaps another one or leaves the text.`);
    }
    result += text.slice(from, span.start) + newText;
    from = span.end;
  }
  return result + text.slice(from);
}
