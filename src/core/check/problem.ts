import type { Span, TextEdit } from '../text/span.ts';
import type { ProblemCode } from './codes.ts';

/** How much a problem matters, in the editor's own steps: from what would fail to what is only worth knowing. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** Something about a request that a person should know before it is sent. */
export interface Problem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  /** Relative to the request's block, as every span of the tree is. */
  readonly span: Span;
  /** One plain sentence or two: what is wrong, and the way out. */
  readonly message: string;
  /** Where to read about it, absolute https URL. */
  readonly documentation: string;
  /** Changes that would settle it, best first. Edits are relative to the block. */
  readonly fixes?: readonly Fix[];
  /** Other places of the same block that have to do with it. */
  readonly related?: readonly RelatedPlace[];
  /** How an editor may draw the place besides: faded, struck through. */
  readonly tag?: 'unnecessary' | 'deprecated';
}

/** Another place that explains a problem. */
export interface RelatedPlace {
  /** Relative to the block. */
  readonly span: Span;
  /** A plain sentence. */
  readonly message: string;
}

/** A quick fix. */
export interface Fix {
  /** As a command: "Change to 'displayName'". */
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** Where the person goes on to write then: code units from the start of what its only edit puts in. */
  readonly cursor?: number;
  /** Whether it is the one obvious fix. */
  readonly preferred?: boolean;
}
