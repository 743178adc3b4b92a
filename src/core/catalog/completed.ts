import { withMembers } from './members.ts';
import type { Resource } from './resource.ts';
import type { Endpoint, GraphSchema, ResourceSchema } from './schema.ts';

/** What stands in for the link of a page that is nowhere yet. */
export const NO_ADDRESS = 'https://learn.microsoft.com/graph/api/overview';

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
  // A page without an address of its own may be one that is published.
  const { published: _, documentation: __, ...rest } = own;
  const { published, documentation } = known;
  const nowhere = {
    ...rest,
    ...(published === undefined ? {} : { published }),
    ...(documentation === undefined ? {} : { documentation }),
  };
  return {
    ...(own.documentation === NO_ADDRESS ? nowhere : own),
    ...(own.permissions.unknown ? { permissions: known.permissions } : {}),
    ...(etag === undefined ? {} : { etag }),
    ...(own.representation || known.representation ? { representation: true } : {}),
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
    added[name] = before === undefined ? notYet(property, base) : joined(property, before);
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

/** What only an example of the page has, and the metadata has not; an open type may have it all the same. */
function notYet(property: GraphSchema, { 'x-graph': facts }: GraphSchema): GraphSchema {
  const own = property['x-graph'];
  if (own === undefined || !isUntyped(property) || facts?.open === true) return property;
  return { ...property, 'x-graph': { ...own, draft: true } };
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
 * A property that both have: of the type that the metadata gives it, since a service does not change that of one
 * which is there, and with the page's own words.
 */
function joined(own: GraphSchema, known: GraphSchema): GraphSchema {
  const [mine, theirs] = [own['x-graph'], known['x-graph']];
  // Only an example has it: the page tells nothing of it.
  if (mine === undefined || theirs === undefined || isUntyped(own)) return known;
  const { markdownDescription: _, ...rest } = withMembers(known, own);
  const examples = examplesOf(own, known);
  const told = {
    ...(own.description === undefined ? {} : { description: own.description }),
    ...(examples === undefined ? {} : { examples }),
  };
  if (!own.readOnly || known.readOnly) return { ...rest, ...told };
  const { update, instead } = mine;
  const why = { ...(update ? { update } : {}), ...(instead ? { instead } : {}) };
  return { ...rest, ...told, readOnly: true, 'x-graph': { ...theirs, ...why } };
}

/**
 * The page's examples, where the metadata takes them; of a text
 * without members there, the values that the page lists.
 */
function examplesOf(own: GraphSchema, known: GraphSchema): GraphSchema['examples'] {
  const listed = own.enum?.filter((each) => each !== null) ?? [];
  if (known.enum === undefined && known.$ref === undefined && listed.length > 0) return listed;
  const same = own['x-graph']?.type.toLowerCase() === known['x-graph']?.type.toLowerCase();
  return same && kindsOf(own) === kindsOf(known) ? own.examples : undefined;
}

/** The kinds of JSON that a value, and the items of a list, may be. */
function kindsOf({ type, items }: GraphSchema): string {
  const kinds = [type ?? [], '/', items?.type ?? []].flat();
  return kinds.filter((kind) => kind !== 'null').join(' ');
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
