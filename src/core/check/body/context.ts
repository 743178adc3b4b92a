import type { Catalog, Resource } from '../../catalog/resource.ts';
import type { ApiVersion } from '../../catalog/schema.ts';
import type { Header, RequestBlock } from '../../request/tree.ts';
import type { SeenLists } from '../stored.ts';
import type { ReferenceText } from '../url/subject.ts';
import type { Preferences } from './prefer.ts';

/** What is known about a request when its body is checked. */
export interface BodyContext {
  readonly block: RequestBlock;
  readonly textOf: ReferenceText;
  /** The value of a header with its references replaced, or undefined where one of them is not known. */
  readonly headerText: (header: Header) => string | undefined;
  /** In upper case; undefined where the request line has none. */
  readonly method: string | undefined;
  /** What the URL means, where the catalog knows it: of a POST to a collection, what it makes one of. */
  readonly resource: Resource | undefined;
  /** Whether the URL is that of a list, and `resource` one of the objects in it. */
  readonly isList?: boolean;
  /** See `RequestFacts`. */
  readonly lastName?: string | undefined;
  /** See `RequestFacts`. */
  readonly openParts?: () => readonly string[];
  /** The lists of the object as they were seen last, where it was. */
  readonly stored?: SeenLists | undefined;
  /** What the URLs of a batch are read with, where the request is one. */
  readonly batch?: BatchSetting | undefined;
  /** What a part of a batch prefers; absent: what the headers of the block say. */
  readonly preferences?: Preferences;
  /** The media type that the headers name; undefined: none, or not known. */
  readonly mediaType: string | undefined;
}

/** What the URLs of a batch are read with. */
export interface BatchSetting {
  readonly catalog: Catalog;
  /** The version of the batch itself. */
  readonly version: ApiVersion;
}
