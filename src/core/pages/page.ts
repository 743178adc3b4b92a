import type { ApiVersion, EndpointPermissions } from '../catalog/schema.ts';
import type { Span } from '../text/span.ts';
import type { PageProblem } from './problems.ts';

/** What an API page says, as far as it could be read. Texts are plain, without Markdown. */
export interface ApiPage {
  /** `Update identity` */
  readonly title: string;
  /** One or two sentences on what the call does; empty where the page has none. */
  readonly description: string;
  /** Full name of the type that is updated, where the page says it. */
  readonly type: string | undefined;
  /** Full names of other types that bodies may name: the page is about several kinds of `type`. */
  readonly kinds: readonly string[];
  /** Request lines of the page, without those of its examples. */
  readonly calls: readonly PageCall[];
  /** Versions in which the page's calls exist: from its URLs, and from what it says about beta. */
  readonly versions: readonly ApiVersion[];
  /** The status that an update succeeds with. */
  readonly status: 200 | 204;
  /** Absent where the page gives none. */
  readonly permissions: EndpointPermissions | undefined;
  readonly properties: readonly PageProperty[];
  /** Types that have a table of their own, by full name. */
  readonly types: ReadonlyMap<string, readonly PageProperty[]>;
  /** Whether the table of headers asks for `If-Match`: always, or only where somebody wants to be safe. */
  readonly etag: 'required' | 'recommended' | undefined;
  readonly examples: readonly PageExample[];
  /** Everything that the page leaves open, and what could not be read, in the order of the page. */
  readonly problems: readonly PageProblem[];
}

/** A request line. */
export interface PageCall extends Span {
  /** In upper case. */
  readonly method: string;
  /** From `/`, with `{placeholders}` of word characters, without host, version and query. */
  readonly path: string;
}

/** A row of the table of properties. */
export interface PageProperty extends Span {
  readonly name: string;
  /** `Edm.String`, `microsoft.graph.addIn`, `Collection(…)` of either. */
  readonly type: string;
  /** Whether nothing is known of the type but its name, and no values are listed. */
  readonly typeSpan: Span;
  /** The type has a page of its own, as types with properties have, and enumerations have not. */
  readonly linked: boolean;
  /** Names of the values, where the description lists them. */
  readonly members: readonly string[];
  /** Empty where the page has none. */
  readonly description: string;
  /** The description says that it cannot be written. */
  readonly readOnly: boolean;
  /** The description says that it is fixed when the object is made. */
  readonly immutable: boolean;
  /** The description says that it is never returned. */
  readonly writeOnly: boolean;
  /** Unless the description says that null is no value of it. */
  readonly nullable: boolean;
  /** Its row says so. */
  readonly deprecated: boolean;
  /** Full name of the base type that it comes from. */
  readonly from?: string;
}

/** A request of the examples. */
export interface PageExample extends Span {
  /** What the page calls it: `Example 1: Change the name`, `Request`. */
  readonly title: string;
  /** As printed, without `Content-Length` and tokens, and with a blank line before the body. */
  readonly request: string;
  readonly method: string;
  readonly path: string | undefined;
  readonly version: ApiVersion | undefined;
  /** The body where it is a JSON object. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
}
