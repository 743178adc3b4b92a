import type { ValidateFunction } from 'ajv';
import type { Catalog, Resource } from '../catalog/resource.ts';
import type { ResourceSchema } from '../catalog/schema.ts';
import type { Clock } from '../host.ts';
import type { RequestIds } from './answer.ts';
import type { HeaderReader } from './guard.ts';
import type { ReadOnlyMode } from './readOnly.ts';
import type { Store, StoredObject } from './store.ts';
import type { Grant, TokenBook } from './tokens.ts';

/** What one sandbox is made of. */
export interface Service {
  readonly catalog: Catalog;
  readonly store: Store;
  readonly tokens: TokenBook;
  readonly clock: Clock;
  /** The compiled schema. */
  readonly validatorOf: (schema: ResourceSchema) => ValidateFunction;
  readonly readOnly: ReadOnlyMode;
  /** What a PATCH without `Prefer: return=…` is answered with. */
  readonly answer: 'object' | 'minimal';
}

/** A request for a resource, as far as it has been read. */
export interface ResourceRequest {
  readonly method: string;
  /** The first segment of the path, decoded. */
  readonly version: string;
  /** What follows it, from `/`, percent-encoded, without query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly header: HeaderReader;
  readonly ids: RequestIds;
  /** The sandbox's own origin. */
  readonly origin: string;
  /** Reads the body. */
  readonly body: () => Promise<Buffer>;
}

/** A request whose resource, object and sender are known. */
export interface Call {
  readonly service: Service;
  readonly request: ResourceRequest;
  readonly resource: Resource;
  readonly grant: Grant;
  readonly stored: StoredObject;
}
