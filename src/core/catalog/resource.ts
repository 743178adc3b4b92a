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
}

/** The answer of `Catalog.resolve`. */
export type Resolution =
  | { readonly found: true; readonly resource: Resource }
  | { readonly found: false; readonly miss: ResourceMiss };

/** Which resource a URL means, and its schema. */
export interface Catalog {
  /**
   * @param version as it stands in the URL (`v1.0`, `beta`; anything else is a miss)
   * @param path behind the version, starting with `/`, percent-encoded, without query; names are
   *   compared without case, keys may be real values or `{placeholders}`
   */
  resolve(version: string, path: string): Resolution;
  /** Every built-in schema. */
  schemas(): readonly ResourceSchema[];
}
