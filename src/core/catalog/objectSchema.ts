import { nearestName } from './nearest.ts';
import type { GraphSchema, NavigationFacts, ResourceSchema } from './schema.ts';
import { effectiveSchema, schemaAt } from './schemaReferences.ts';

/** A type with everything that a value of it may hold. */
export interface ObjectSchema {
  /** Full name of the type (`microsoft.graph.addIn`); absent for an object that no type describes. */
  readonly name?: string;
  /** The schema it was made from, `$ref` followed. */
  readonly schema: GraphSchema;
  /** Declared properties by exact name, inherited ones too, `$ref` followed; `@odata.type` is one of them. */
  readonly properties: ReadonlyMap<string, GraphSchema>;
  /** Navigation properties by exact name, inherited ones too. */
  readonly navigation: ReadonlyMap<string, NavigationFacts>;
  /** Properties that are not declared are kept by the service. */
  readonly open: boolean;
  /** A value has to name a derived type. */
  readonly abstract: boolean;
  /** Full names of the types derived from it, directly or not. */
  readonly derived: readonly string[];
}

const made = new WeakMap<ResourceSchema, WeakMap<GraphSchema, ObjectSchema>>();
const derivedOf = new WeakMap<ResourceSchema, WeakMap<GraphSchema, ReadonlyMap<string, GraphSchema>>>();

/**
 * `#microsoft.graph.addIn` → `microsoft.graph.addIn`, also with the address of a metadata document before `#`;
 * undefined for anything that is no type name.
 */
export function bareTypeName(odataType: unknown): string | undefined {
  if (typeof odataType !== 'string') return undefined;
  const name = odataType.slice(odataType.lastIndexOf('#') + 1);
  return name === '' ? undefined : name;
}

/**
 * The type that an object has: the derived type that `odataType` names, else the declared one.
 *
 * @param schema of the property, item or root that declares it
 * @param odataType its `@odata.type`, with or without `#`
 */
export function objectSchema(
  root: ResourceSchema,
  schema: GraphSchema,
  odataType: string | undefined,
): ObjectSchema {
  const declared = effectiveSchema(root, schema);
  const wanted = bareTypeName(odataType);
  const derived = wanted === undefined ? undefined : derivedSchemas(root, declared).get(wanted);
  return typeOf(root, derived ?? declared);
}

/**
 * The schema of a property: the declared one, else that of annotations (`patternProperties`), else that of
 * any undeclared property, where the type gives one. Names are compared exactly.
 */
export function propertySchema(
  root: ResourceSchema,
  owner: ObjectSchema,
  name: string,
): GraphSchema | undefined {
  const declared = owner.properties.get(name);
  if (declared) return declared;
  for (const [pattern, schema] of Object.entries(owner.schema.patternProperties ?? {})) {
    if (compiledPattern(pattern).test(name)) return effectiveSchema(root, schema);
  }
  const others = owner.schema.additionalProperties;
  return typeof others === 'object' ? effectiveSchema(root, others) : undefined;
}

/** The declared property that an unknown name was most likely meant to be. */
export function nearName(owner: ObjectSchema, name: string): string | undefined {
  return nearestName(name, owner.properties.keys());
}

const patterns = new Map<string, RegExp>();

/** The expression of a `pattern`, or of a name in `patternProperties`; made once for each text. */
export function compiledPattern(pattern: string): RegExp {
  let known = patterns.get(pattern);
  if (!known) {
    known = new RegExp(pattern, 'u');
    patterns.set(pattern, known);
  }
  return known;
}

function typeOf(root: ResourceSchema, schema: GraphSchema): ObjectSchema {
  const cache = cacheOf(made, root);
  const known = cache.get(schema);
  if (known) return known;
  const facts = schema['x-graph'];
  const type: ObjectSchema = {
    ...(facts ? { name: facts.type } : {}),
    schema,
    ...allMembers(root, schema),
    open: facts?.open === true,
    abstract: facts?.abstract === true,
    derived: [...derivedSchemas(root, schema).keys()],
  };
  cache.set(schema, type);
  return type;
}

/** Own members first, then those of unconditional `allOf` parts, then those of base types. */
function allMembers(
  root: ResourceSchema,
  schema: GraphSchema,
): Pick<ObjectSchema, 'properties' | 'navigation'> {
  const properties = new Map<string, GraphSchema>();
  const navigation = new Map<string, NavigationFacts>();
  const seen = new Set<GraphSchema>();
  const pending: GraphSchema[] = [schema];
  for (let part = pending.shift(); part; part = pending.shift()) {
    if (seen.has(part)) continue;
    seen.add(part);
    for (const [name, property] of Object.entries(part.properties ?? {})) {
      if (!properties.has(name)) properties.set(name, effectiveSchema(root, property));
    }
    for (const [name, facts] of Object.entries(part['x-graph']?.navigation ?? {})) {
      if (!navigation.has(name)) navigation.set(name, facts);
    }
    for (const member of part.allOf ?? []) pending.push(effectiveSchema(root, member));
    for (const base of part['x-graph']?.bases ?? []) {
      if (Object.hasOwn(root.definitions, base)) pending.push(root.definitions[base] ?? {});
    }
  }
  return { properties, navigation };
}

/** Every type that is derived from this one, directly or not, by full name. */
function derivedSchemas(root: ResourceSchema, schema: GraphSchema): ReadonlyMap<string, GraphSchema> {
  const cache = cacheOf(derivedOf, root);
  const known = cache.get(schema);
  if (known) return known;
  const found = new Map<string, GraphSchema>();
  const pending = [...(schema['x-graph']?.derived ?? [])];
  for (let reference = pending.shift(); reference !== undefined; reference = pending.shift()) {
    const target = schemaAt(root, reference);
    const name = target?.['x-graph']?.type;
    if (!target || name === undefined || found.has(name)) continue;
    found.set(name, effectiveSchema(root, target));
    pending.push(...(target['x-graph']?.derived ?? []));
  }
  cache.set(schema, found);
  return found;
}

function cacheOf<T>(
  caches: WeakMap<ResourceSchema, WeakMap<GraphSchema, T>>,
  root: ResourceSchema,
): WeakMap<GraphSchema, T> {
  let cache = caches.get(root);
  if (!cache) {
    cache = new WeakMap();
    caches.set(root, cache);
  }
  return cache;
}
