import type { ApiVersion, Endpoint, ResourceSchema } from './schema.ts';

/** What a URL means. */
export interface Resource {
  readonly schema: ResourceSchema;
  readonly endpoint: Endpoint;
  /** `page`: the URL is the page's own and the service has another one. `working`: the service has it. */
  readonly form: 'page' | 'working';
  /** The version in the URL. */
  readonly version: ApiVersion;
  /** The template that matched, with `{placeholders}`. */
  readonly template: string;
  /**
   * What stands at each placeholder of the template, percent-decoded, in the order of the path. `name` is the
   * placeholder's; that of an alternate key (`appId='…'`) is the key's own.
   */
  readonly keys: readonly { readonly name: string; readonly value: string }[];
  /** Its schema was made from metadata; absent: somebody wrote it. */
  readonly compiled?: true;
}

/** Why a URL means no known resource. */
export interface ResourceMiss {
  /** The template that is most like the path, where one is near. */
  readonly nearest?: string;
  /** Index of the first segment of the path (from 0, behind the version) that fits no template. */
  readonly segment: number;
  /** What could stand there instead: literal segments, or `{placeholders}`. */
  readonly expected: readonly string[];
  /** The path is known, but in these versions only. */
  readonly versions?: readonly ApiVersion[];
  /** The path is known, and leads to something that no update changes. */
  readonly leadsTo?: Unchangeable;
}

/** What a known path leads to, where no PATCH or PUT of a body changes it. */
export interface Unchangeable {
  /**
   * `collection`: several objects; one of them can be changed where `change` says so. `value`: a primitive value or
   * a list. `content`: a stream. `reference`: `$ref`. `count`: `$count`. `action`, `function`: something to call.
   * `object`: one that the metadata says is not to be updated.
   */
  readonly kind:
    | 'collection'
    | 'value'
    | 'content'
    | 'reference'
    | 'count'
    | 'action'
    | 'function'
    | 'object';
  /** Name of the last segment. */
  readonly name: string;
  /** Full name of the type of one object or value, where it has one. */
  readonly type?: string;
  /** Why, in a plain sentence of the service's own metadata. */
  readonly reason?: string;
}

/** What a path leads to by the metadata, for reading as well as for changing, whether an update is allowed or not. */
export interface PathTarget {
  readonly kind: Unchangeable['kind'];
  /** Name of the last segment. */
  readonly name: string;
  /** From the first segment on. */
  readonly way: readonly WayStep[];
  /**
   * As if an update was sent there. Its schema is that of one object, or
   * of one complex value. Undefined where there is none.
   */
  readonly resource?: Resource;
  /** Of a value: the object whose property it is in. */
  readonly owner?: Resource;
  /** Whether an object there can be changed, and why not where the metadata tells. */
  readonly update: { readonly allowed: true } | { readonly allowed: false; readonly reason?: string };
  /** An update of an object that is not there makes it. */
  readonly upsert: boolean;
  /** The schema of an entity type by its full name. */
  schemaOf(type: string): ResourceSchema | undefined;
  /** The entity sets whose objects are of a type, or of one that is derived from it. */
  setsOf(type: string): readonly { readonly name: string; readonly type: string }[];
}

/** One segment of a path, with names as the metadata spells them. */
export type WayStep =
  | {
      readonly kind: 'root';
      readonly name: string;
      readonly collection: boolean;
      readonly type: string;
      /** Of a singleton: name of the entity set that its object is one of (`users` of `me`). */
      readonly home?: string;
    }
  | {
      readonly kind: 'navigation';
      readonly name: string;
      readonly collection: boolean;
      readonly type: string;
      /** The objects are no part of the one that leads to them: links to them can be set and removed. */
      readonly linked?: true;
      /** Name of the entity set in which the linked objects are, where that is known. */
      readonly home?: string;
    }
  /** One object of a collection: by its key, or by other properties that tell it apart. */
  | {
      readonly kind: 'key';
      readonly values: readonly { readonly property: string; readonly value: string }[];
      readonly alternate: boolean;
    }
  /** A drive item by its path. */
  | { readonly kind: 'itemPath'; readonly path: string }
  | { readonly kind: 'cast'; readonly type: string }
  /** `collection`: it holds a list. */
  | { readonly kind: 'property'; readonly name: string; readonly collection: boolean }
  /** A call, or a segment that begins with `$`. */
  | { readonly kind: 'operation' };

/** The answer of `Catalog.resolve`. */
export type Resolution =
  | { readonly found: true; readonly resource: Resource }
  | { readonly found: false; readonly miss: ResourceMiss };

/** What may stand as the next segment of a path. */
export interface PathStep {
  /** As it is written in a URL: `members`, `{identityId}`, `microsoft.graph.agentIdentity`. */
  readonly text: string;
  /** `segment`: a name whose role is not known (the built-in schemas know paths, not a model). */
  readonly kind:
    | 'entitySet'
    | 'singleton'
    | 'navigation'
    | 'property'
    | 'key'
    | 'cast'
    | 'action'
    | 'function'
    | 'segment';
  /** What it means, plain text, one or two sentences. */
  readonly description?: string;
  /** Full name of the type that the path has there, `Collection(…)` for a collection. */
  readonly type?: string;
  /** What an update of the path with this segment as its last one means, where there is one. */
  readonly update?: Pick<Resource, 'schema' | 'endpoint' | 'form'>;
  /** A navigation property to objects that stand elsewhere too: links to them can be set and removed at `…/$ref`. */
  readonly linked?: true;
  /**
   * Of a collection whose objects have other keys than their own: the names of each, those of its own first. One of
   * them stands in parentheses behind the segment: `applications(appId='…')`.
   */
  readonly namedKeys?: readonly (readonly string[])[];
  /** Whether more segments may follow. */
  readonly continues: boolean;
}

/** Which resource a URL means, and its schema. */
export interface Catalog {
  /**
   * @param version as it stands in the URL (`v1.0`, `beta`; anything else is a miss)
   * @param path behind the version, starting with `/`, percent-encoded, without query; names are
   *   compared without case, keys may be real values or `{placeholders}`
   */
  resolve(version: string, path: string): Resolution;
  /**
   * What may follow a path, in the order in which it should be offered; empty where the path leads nowhere.
   *
   * @param version as in `resolve`
   * @param path as in `resolve`; the empty one asks for the first segments
   */
  steps(version: string, path: string): readonly PathStep[];
  /**
   * What a path leads to, whatever is done there; undefined where it leads nowhere, and where only written schemas,
   * which know updates alone, could tell.
   *
   * @param version as in `resolve`
   * @param path as in `resolve`
   */
  locate(version: string, path: string): PathTarget | undefined;
  /** Every hand-written schema, and those of what paths begin with. */
  schemas(): readonly ResourceSchema[];
  /** Every update that can be begun, found one after the other: there may be thousands. */
  updates(): Iterable<PathUpdate>;
}

/** An update at a path of the service. */
export interface PathUpdate extends Pick<Resource, 'schema' | 'endpoint'> {
  readonly version: ApiVersion;
  /** Template of the path, without host and version. */
  readonly path: string;
}
