import { withMembers } from './members.ts';
import type { Resource } from './resource.ts';
import type { Endpoint, GraphSchema, ResourceSchema } from './schema.ts';

/** Schemas that a workspace keeps, such as those of imported API pages. */
const OF_WORKSPACE = /^https:\/\/graph-http\.dev\/schemas\/workspace\//;

const made = new WeakMap<ResourceSchema, WeakMap<ResourceSchema, ResourceSchema>>();

/** Whether a schema tells of what one page has, and not of all that a resource has. */
export function isOfWorkspace({ $id }: ResourceSchema): boolean {
  return OF_WORKSPACE.test($id);
}

/**
 * A resource of a workspace schema, completed with what the metadata says of the same place: the properties that a
 * page does not list, what it leaves out of those that it does, and types of which it only has the name. As it is where
 * the two are of different types.
 */
export function completed(own: Resource, known: Resource): Resource {
  if (!isOfWorkspace(own.schema)) return own;
  let pairs = made.get(own.schema);
  if (pairs === undefined) {
    pairs = new WeakMap();
    made.set(own.schema, pairs);
  }
  const schema = pairs.get(known.schema) ?? completedSchema(own.schema, known.schema);
  pairs.set(known.schema, schema);
  return { ...own, schema, endpoint: completedEndpoint(own.endpoint, known.endpoint) };
}

function completedEndpoint(own: Endpoint, known: Endpoint): Endpoint {
  const etag = own.etag ?? known.etag;
  return {
    ...own,
    ...(own.permissions.unknown ? { permissions: known.permissions } : {}),
    ...(etag === undefined ? {} : { etag }),
  };
}

function completedSchema(own: ResourceSchema, known: ResourceSchema): ResourceSchema {
  const { type, endpoints, derived = [], navigation } = own['x-graph'];
  // A page may be about one kind of what the path has.
  const base: GraphSchema | undefined = known['x-graph'].type === type ? known : known.definitions[type];
  if (base === undefined) return own;
  const facts = base['x-graph'];
  const links = { ...navigation, ...facts?.navigation };
  const added: Record<string, GraphSchema> = {};
  for (const [name, property] of Object.entries(own.properties)) {
    if (Object.hasOwn(links, name)) {
      // What an example sends as a value is taken as one, whatever it is otherwise.
      if (!isUntyped(property)) continue;
      delete links[name];
    }
    const before = ownOf(base.properties, name);
    added[name] = before === undefined ? property : joined(property, before);
  }
  const allDerived = [...new Set([...(facts?.derived ?? []), ...derived])];
  const { properties: _, definitions: __, 'x-graph': ___, additionalProperties: ____, ...head } = own;
  return {
    ...head,
    ...closing(base, Object.keys(added)),
    properties: { ...base.properties, ...added, ...kindOf(base) },
    definitions: { ...own.definitions, ...without(known.definitions, own.definitions) },
    'x-graph': {
      ...facts,
      ...{ type, endpoints },
      ...(allDerived.length > 0 ? { derived: allDerived } : {}),
      ...(Object.keys(links).length > 0 ? { navigation: links } : {}),
    },
  };
}

/** `@odata.type` as the metadata has it: it knows all kinds. */
function kindOf({ properties }: GraphSchema): Readonly<Record<string, GraphSchema>> {
  const kind = ownOf(properties, '@odata.type');
  return kind === undefined ? {} : { '@odata.type': kind };
}

function ownOf(properties: GraphSchema['properties'], name: string): GraphSchema | undefined {
  return properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

function isUntyped({ 'x-graph': facts }: GraphSchema): boolean {
  return facts?.type.includes('Edm.Untyped') === true;
}

/**
 * A property that both have: of the type that the metadata gives it, since a service does not change that of one which is
 * there, and with the page's own words.
 */
function joined(own: GraphSchema, known: GraphSchema): GraphSchema {
  const [mine, theirs] = [own['x-graph'], known['x-graph']];
  // Only an example has it: the page tells nothing of it.
  if (mine === undefined || theirs === undefined || isUntyped(own)) return known;
  const { description, examples } = own;
  const { markdownDescription: _, ...rest } = withMembers(known, own);
  const same = mine.type.toLowerCase() === theirs.type.toLowerCase();
  const told = {
    ...(description === undefined ? {} : { description }),
    ...(examples === undefined || !same ? {} : { examples }),
  };
  if (!own.readOnly || known.readOnly) return { ...rest, ...told };
  const { update, instead } = mine;
  const why = { ...(update ? { update } : {}), ...(instead ? { instead } : {}) };
  return { ...rest, ...told, readOnly: true, 'x-graph': { ...theirs, ...why } };
}

/** What may stand in an object beside its properties, with the page's own among those. */
function closing({ additionalProperties, allOf }: GraphSchema, names: readonly string[]): GraphSchema {
  const own = Object.fromEntries(names.map((name): [string, GraphSchema] => [name, {}]));
  const branches = allOf?.map(({ else: rest, ...branch }): GraphSchema => {
    if (rest === undefined) return branch;
    return { ...branch, else: { ...rest, properties: { ...rest.properties, ...own } } };
  });
  return {
    ...(additionalProperties === undefined ? {} : { additionalProperties }),
    ...(branches === undefined ? {} : { allOf: branches }),
  };
}

/** The definitions of the metadata, but for types that the page has a table of. */
function without(
  known: Readonly<Record<string, GraphSchema>>,
  own: Readonly<Record<string, GraphSchema>>,
): Readonly<Record<string, GraphSchema>> {
  const kept = Object.entries(known).filter(([name]) => ownOf(own, name)?.additionalProperties !== false);
  return Object.fromEntries(kept);
}
