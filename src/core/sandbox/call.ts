import type { Catalog, Resource } from '../catalog/resource.ts';
import type { Clock, Log } from '../host.ts';
import type { JsonObject } from '../text/jsonValues.ts';
import type { RequestIds } from './answer.ts';
import type { SandboxBehaviour } from './behaviour/behaviour.ts';
import type { BehaviourSwitch } from './behaviour/behaviourSwitch.ts';
import type { HeaderReader } from './guard.ts';
import type { ObjectSet } from './objects/objectSet.ts';
import type { Store, StoredObject } from './objects/store.ts';
import { parseBody } from './resource/body.ts';
import type { Grant, TokenBook } from './signIn/tokens.ts';

/** What one sandbox is made of. */
export interface Service {
  /** What URLs mean; asked again for each request. */
  readonly catalog: () => Catalog | Promise<Catalog>;
  /** Objects that metadata allows are made up when they are first asked for; asked again for each request. */
  readonly makeObjects: () => boolean;
  readonly store: Store;
  readonly tokens: TokenBook;
  readonly clock: Clock;
  readonly behaviours: BehaviourSwitch;
  readonly log: Log;
  /** Waits so many milliseconds, at most until the sandbox closes. */
  readonly wait: (ms: number) => Promise<void>;
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
  /** How the sandbox behaves towards this request. */
  readonly behaviour: SandboxBehaviour;
  /** The sandbox's own origin. */
  readonly origin: string;
  /** Reads the body. */
  readonly body: () => Promise<Buffer>;
}

/**
 * The JSON object that a request sends.
 *
 * @throws Refusal 400, 413 or 415.
 */
export async function bodyOf({ body, header }: ResourceRequest): Promise<JsonObject> {
  return parseBody(await body(), {
    contentType: header('content-type'),
    contentEncoding: header('content-encoding'),
  });
}

/** A request whose resource and sender are known. */
export interface ResourceCall {
  readonly service: Service;
  /** What URLs mean. */
  readonly catalog: Catalog;
  readonly request: ResourceRequest;
  readonly resource: Resource;
  readonly grant: Grant;
  readonly objects: ObjectSet;
}

/** A request whose object is known as well. */
export interface Call extends ResourceCall {
  readonly stored: StoredObject;
}
