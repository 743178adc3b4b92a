import type { TextEdit } from '../text/span.ts';

/** What a completion stands for; the editor picks its icon by it. */
export type CompletionKind =
  | 'method'
  | 'request'
  | 'url'
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
  /** A few words behind the label. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** Relative to the block, as every span of the tree is. */
  readonly edit: TextEdit;
  /** Whether `edit.newText` has `$1` stops. */
  readonly snippet?: boolean;
  /** Orders proposals; the label where absent. */
  readonly sortText?: string;
  /** What typed letters are compared with; the label where absent. */
  readonly filterText?: string;
  /** Whether the editor should ask again once it is inserted, because its value can be completed. */
  readonly continues?: boolean;
}
