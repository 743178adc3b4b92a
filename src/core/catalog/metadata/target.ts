import { isCollection, itemType } from '../../csdl/names.ts';
import type { PathTarget, Resource, Unchangeable, WayStep } from '../resource.ts';
import { type EndpointContext, endpointAt, updateMethod } from './endpoints.ts';
import { linkTarget } from './links.ts';
import { type MetadataModel, memberOf } from './model.ts';
import type { Place, PlaceStep } from './place.ts';
import type { TypeSchemas } from './resourceSchema.ts';
import { oneOf } from './walk.ts';

const KINDS: Readonly<Record<Place['kind'], Unchangeable['kind']>> = {
  start: 'object',
  objects: 'object',
  values: 'value',
  stream: 'content',
  reference: 'reference',
  count: 'count',
  action: 'action',
  function: 'function',
};

/** What a place is called in answers of the catalog. */
export function kindOfPlace({ kind, collection }: Place): Unchangeable['kind'] {
  return kind === 'objects' && collection ? 'collection' : KINDS[kind];
}

/** Why an object there cannot be updated, where the metadata tells. */
export function reasonOf({ restrictions }: Place): string | undefined {
  return restrictions.findLast((each) => each.updatable === false)?.description;
}

/** A place in the words of the catalog. */
export function targetOf(context: EndpointContext, schemas: TypeSchemas, place: Place): PathTarget {
  const { model } = context;
  const resource = resourceAt(context, schemas, place);
  const reason = reasonOf(place);
  const owner = place.owner && resourceAt(context, schemas, place.owner);
  const allowed = updateMethod(place.restrictions) !== undefined;
  return {
    kind: kindOfPlace(place),
    name: place.name,
    way: wayOf(model, place.way),
    ...(resource === undefined ? {} : { resource }),
    ...(owner === undefined ? {} : { owner }),
    update: allowed ? { allowed } : { allowed, ...(reason === undefined ? {} : { reason }) },
    upsert: place.restrictions.some(({ upsertable }) => upsertable === true),
    schemaOf: (name) => {
      const type = model.full(name);
      return type && schemas.of(type);
    },
    setsOf: (type) => setsOf(model, type),
  };
}

function setsOf(model: MetadataModel, type: string): ReturnType<PathTarget['setsOf']> {
  const derived = new Set([type, ...(model.full(type)?.record.derived ?? [])]);
  return model.roots
    .filter(({ kind, type: each }) => kind === 'entitySet' && derived.has(each))
    .map(({ name, type: each }) => ({ name, type: each }));
}

function resourceAt(context: EndpointContext, schemas: TypeSchemas, place: Place): Resource | undefined {
  const { model, version } = context;
  const type = model.full(place.type ?? '');
  if (!type || ['action', 'function', 'stream'].includes(place.kind)) return undefined;
  // What is counted is what is in the collection before it.
  const one = oneOf(
    place.kind === 'count' ? { ...place, collection: true, template: place.template.slice(0, -1) } : place,
  );
  return {
    schema: schemas.of(type),
    // A link is put.
    endpoint: endpointAt(
      context,
      type,
      one,
      place.kind === 'reference' ? 'PUT' : (updateMethod(place.restrictions) ?? 'PATCH'),
    ),
    form: 'working',
    version,
    template: `/${place.template.join('/')}`,
    keys: place.keys,
    compiled: true,
  };
}

function wayOf(model: MetadataModel, steps: readonly PlaceStep[]): readonly WayStep[] {
  let type = '';
  return steps.map((step): WayStep => {
    const at = type;
    switch (step.kind) {
      case 'root': {
        const { name, kind } = step.root;
        type = step.root.type;
        const home = kind === 'singleton' ? homeOf(model, type) : undefined;
        return {
          ...{ kind: 'root', name, collection: kind === 'entitySet', type },
          ...(home === undefined ? {} : { home }),
        };
      }
      case 'navigation':
        type = itemType(step.record.type);
        return navigationStep(model, step);
      case 'cast':
        type = step.type;
        return step;
      case 'key':
        return keyStep(model, at, step);
      case 'property':
        return { kind: 'property', name: step.record.name, collection: isCollection(step.record.type) };
      default:
        return step;
    }
  });
}

/** The only entity set whose objects are of exactly the type of a singleton, where they have keys. */
function homeOf(model: MetadataModel, type: string): string | undefined {
  if (model.full(type)?.key.length !== 1) return undefined;
  const [set, ...others] = model.roots.filter((root) => root.kind === 'entitySet' && root.type === type);
  return others.length === 0 ? set?.name : undefined;
}

function navigationStep(
  model: MetadataModel,
  { from, record }: PlaceStep & { readonly kind: 'navigation' },
): WayStep {
  const { name, type, contained } = record;
  const collection = isCollection(type);
  const owner = model.full(from);
  const path = contained !== true && owner ? linkTarget(model, owner, record) : undefined;
  const home = path?.split('/')[1];
  return {
    kind: 'navigation',
    name,
    collection,
    type: itemType(type),
    ...(contained === true ? {} : { linked: true }),
    ...(home === undefined || model.root(home)?.kind !== 'entitySet' ? {} : { home }),
  };
}

function keyStep(
  model: MetadataModel,
  typeName: string,
  { keys }: PlaceStep & { readonly kind: 'key' },
): WayStep {
  const type = model.full(typeName);
  const own = type?.key ?? [];
  const values = keys.map(({ name, value }, index) => ({
    property: declaredName(type, name) ?? own[index] ?? 'id',
    value,
  }));
  const alternate = values.some(({ property }) => own.length > 0 && !own.includes(property));
  return { kind: 'key', values, alternate };
}

function declaredName(type: ReturnType<MetadataModel['full']>, name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  return (type && memberOf(type.properties, name)?.record.name) ?? name;
}
