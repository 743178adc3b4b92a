import type { TextEdit } from '../../text/span.ts';

/** What a completion stands for; the editor picks its icon by it. */
export type CompletionKind =
  | 'method'
  | 'request'
  | 'url'
  | 'segment'
  | 'header'
  | 'headerValue'
  | 'variable'
  | 'metadata'
  | 'property'
  | 'readOnlyProperty'
  | 'value'
  | 'enumMember'
  | 'snippet';

/** One proposal at the cursor. */
export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** What tells it from others with its label, always shown behind it: the namespace of a type. */
  readonly description?: string;
  /** A few words behind the label, of the proposal that a person looks at. */
  readonly detail?: string;
  /** Makes the documentation, in Markdown: only the proposal that a person looks at needs one. */
  readonly document?: () => string;
  /** Relative to the block, as every span of the tree is. */
  readonly edit: TextEdit;
  /** Edits elsewhere in the block that belong to it, apart from `edit`: a comma that is missing before. */
  readonly additionalEdits?: readonly TextEdit[];
  /** Whether `edit.newText` has `$1` stops. */
  readonly snippet?: boolean;
  /** Orders proposals; the label where absent. */
  readonly sortText?: string;
  /** What the text between the start of `edit.span` and the cursor is compared with; the label where absent. */
  readonly filterText?: string;
  /** Whether the editor should ask again once it is inserted, because more can follow. */
  readonly continues?: boolean;
}

/** The proposals at a place. */
export interface Completions {
  readonly items: readonly Completion[];
  /** There are more than are listed: ask again when more is typed. */
  readonly incomplete: boolean;
}

/** So many proposals are listed at once. */
const MOST = 600;

/**
 * At most so many proposals as a list can be looked through, those that fit what was typed.
 *
 * @param text of the block, relative to which the spans are
 */
export function limited(items: readonly Completion[], text: string, offset: number): Completions {
  if (items.length <= MOST) return { items, incomplete: false };
  const fitting = items.filter(({ label, filterText, edit }) =>
    hasLetters(filterText ?? label, text.slice(edit.span.start, offset)),
  );
  return { items: fitting.slice(0, MOST), incomplete: true };
}

/** Whether the letters of `typed` stand in `text` in this order, in any case. */
function hasLetters(text: string, typed: string): boolean {
  const all = text.toLowerCase();
  let at = 0;
  for (const letter of typed.toLowerCase()) {
    at = all.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
