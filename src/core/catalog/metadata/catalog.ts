import type { MetadataFile } from '../../csdl/file.ts';
import { pathSegments } from '../path.ts';
import type {
  Catalog,
  PathTarget,
  PathUpdate,
  Resolution,
  Resource,
  ResourceMiss,
  Unchangeable,
} from '../resource.ts';
import type { ApiVersion, ResourceSchema } from '../schema.ts';
import { type EndpointContext, endpointOf, type PermissionsOf, rootEndpoints } from './endpoints.ts';
import { MetadataModel } from './model.ts';
import type { Place } from './place.ts';
import { TypeSchemas } from './resourceSchema.ts';
import { stepsFrom, type UpdateAt } from './steps.ts';
import { kindOfPlace, reasonOf, targetOf } from './target.ts';
import { containedPlaces, hasValues } from './updates.ts';
import { type Walk, walkPath } from './walk.ts';

/** What the metadata of one version says, and what is known of permissions. */
export interface MetadataOfVersion {
  readonly version: ApiVersion;
  readonly file: MetadataFile;
  readonly permissionsOf?: PermissionsOf;
}

/** A catalog of everything that the metadata of one version has. Other versions are misses. */
export function metadataCatalog(metadata: MetadataOfVersion): Catalog {
  return new MetadataCatalog(metadata);
}

class MetadataCatalog implements Catalog {
  readonly #model: MetadataModel;
  readonly #context: EndpointContext;
  readonly #schemas: TypeSchemas;
  #all: readonly ResourceSchema[] | undefined;

  constructor({ file, version, permissionsOf = () => undefined }: MetadataOfVersion) {
    this.#model = new MetadataModel(file);
    this.#context = { model: this.#model, version, permissionsOf };
    this.#schemas = new TypeSchemas(this.#model, version, (type) => rootEndpoints(this.#context, type));
  }

  resolve(version: string, path: string): Resolution {
    if (!this.#has(version)) return { found: false, miss: { segment: 0, expected: [] } };
    const walk = walkPath(this.#model, pathSegments(path));
    for (const place of walk.ends) {
      const resource = this.#resource(place);
      if (resource) return { found: true, resource };
    }
    const [end] = walk.ends;
    return {
      found: false,
      miss: end
        ? { segment: walk.fitting, expected: this.#names(walk), leadsTo: leadsTo(end) }
        : this.#miss(walk),
    };
  }

  steps(version: string, path: string): ReturnType<Catalog['steps']> {
    if (!this.#has(version)) return [];
    const { ends } = walkPath(this.#model, pathSegments(path));
    return stepsFrom(this.#model, ends, this.#updateAt);
  }

  locate(version: string, path: string): PathTarget | undefined {
    if (!this.#has(version)) return undefined;
    const { ends } = walkPath(this.#model, pathSegments(path));
    const place = ends.find(({ kind }) => kind === 'objects' || kind === 'values') ?? ends[0];
    return place && place.kind !== 'start' ? targetOf(this.#context, this.#schemas, place) : undefined;
  }

  /** The schemas of every type that an entity set or a singleton holds. */
  schemas(): readonly ResourceSchema[] {
    this.#all ??= [...new Set(this.#model.roots.map(({ type }) => type))].flatMap((name) => {
      const type = this.#model.full(name);
      return type ? [this.#schemas.of(type)] : [];
    });
    return this.#all;
  }

  *updates(): Generator<PathUpdate> {
    const { version } = this.#context;
    for (const { place, type } of containedPlaces(this.#model)) {
      const endpoint = hasValues(this.#model, type) && endpointOf(this.#context, type, place);
      if (endpoint) yield { schema: this.#schemas.of(type), endpoint, version, path: endpoint.pagePath };
    }
  }

  readonly #updateAt: UpdateAt = (place) => {
    const type = this.#model.full(place.type ?? '');
    const resource = type && hasValues(this.#model, type) ? this.#resource(place) : undefined;
    return resource && { schema: resource.schema, endpoint: resource.endpoint, form: resource.form };
  };

  #resource(place: Place): Resource | undefined {
    const type = this.#model.full(place.type ?? '');
    if (!type || place.collection || (place.kind !== 'objects' && place.kind !== 'values')) return undefined;
    const endpoint = endpointOf(this.#context, type, place);
    if (!endpoint) return undefined;
    return {
      schema: this.#schemas.of(type),
      endpoint,
      form: 'working',
      version: this.#context.version,
      template: `/${place.template.join('/')}`,
      keys: place.keys,
      compiled: true,
    };
  }

  #names({ last }: Walk): readonly string[] {
    return stepsFrom(this.#model, last, () => undefined).map(({ text }) => text);
  }

  #miss(walk: Walk): ResourceMiss {
    return { segment: walk.fitting, expected: this.#names(walk) };
  }

  #has(version: string): boolean {
    return version.toLowerCase() === this.#context.version;
  }
}

function leadsTo(place: Place): Unchangeable {
  const { name, type } = place;
  const reason = reasonOf(place);
  return {
    kind: kindOfPlace(place),
    name,
    ...(type === undefined ? {} : { type }),
    ...(reason === undefined ? {} : { reason }),
  };
}
