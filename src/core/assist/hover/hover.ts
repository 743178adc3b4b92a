import type { Span } from '../../text/span.ts';

/** What to say about a place. */
export interface Hover {
  /** What it is about, relative to the block. */
  readonly span: Span;
  /** Compact Markdown. */
  readonly markdown: string;
}
