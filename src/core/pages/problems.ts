import type { Span } from '../text/span.ts';

/** What an imported page leaves open, or what could not be read of it. */
export type PageProblemCode =
  /** The word TODO in a text that a reader needs. */
  | 'page-todo'
  /** The page has no request line of an update, so no schema can be made. */
  | 'page-endpoint-missing'
  /** A code block that nothing closes. */
  | 'page-code-open'
  /** A path that cannot be read, or has no place in a schema. */
  | 'page-path'
  /** No permissions, or none of a scheme. */
  | 'page-permissions-missing'
  /** The permissions stand in another file. */
  | 'page-permissions-elsewhere'
  /** Several permissions of which one alone is not enough. */
  | 'page-permissions-together'
  /** There is no table of properties. */
  | 'page-properties-missing'
  /** A row of a table that cannot be read. */
  | 'page-row'
  /** A property without description. */
  | 'page-description-missing'
  /** A type that nothing is known of but its name. */
  | 'page-type-unknown'
  /** The metadata has another type for a property. */
  | 'page-type-differs'
  /** The page does not say what type it updates. */
  | 'page-resource-unknown'
  /** No request in the examples. */
  | 'page-example-missing'
  /** The body of an example is no JSON. */
  | 'page-example-json'
  /** An example has a property that no table has. */
  | 'page-example-property'
  /** An example goes to a URL that is none of the page's own. */
  | 'page-example-url';

/** How urgent it is: `error` where something could not be made of it. */
export type PageSeverity = 'error' | 'warning' | 'information';

/** One of them, with its place in the page. */
export interface PageProblem extends Span {
  readonly code: PageProblemCode;
  readonly severity: PageSeverity;
  /** A plain sentence, with what to do. */
  readonly message: string;
}

/** A problem at a place. */
export function pageProblem(
  code: PageProblemCode,
  { start, end }: Span,
  message: string,
  severity: PageSeverity = 'warning',
): PageProblem {
  return { code, severity, message, start, end };
}
