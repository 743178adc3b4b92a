import type { JSONPath, Node } from 'jsonc-parser';
import { isRecord } from '../text/jsonValues.ts';
import { percentDecoded } from './decode.ts';
import { nearestName } from './nearest.ts';
import type { GraphSchema, NavigationFacts, ResourceSchema } from './schema.ts';

/**
 * The one walk of a schema, for check, hover and completion: what a place in a body means. It serves every
 * schema of the catalog's shape, takes any JSON at any depth, and ends on circles of `$ref`.
 */

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

/** One value of a body, as `visitBody` meets it. */
export interface Visit {
  /** The value. */
  readonly node: Node;
  /** The string node of its name; absent for the root and for items of an array. */
  readonly key?: Node;
  /** The name, unescaped; absent where `key` is. */
  readonly name?: string;
  /** Property names and array indexes from the root. Made when it is asked for. */
  readonly path: JSONPath;
  /** The schema of this value, `$ref` followed; absent where nothing is declared for it. */
  readonly schema?: GraphSchema;
  /** The type of the object that has this property, where one is known. */
  readonly owner?: ObjectSchema;
  /** The type of this value, where it is an object and one is declared for it. */
  readonly object?: ObjectSchema;
}

const followed = new WeakMap<ResourceSchema, WeakMap<GraphSchema, GraphSchema>>();

/**
 * The schema with its `$ref` followed: what stands beside the `$ref` wins over what it points to, and the
 * facts (`x-graph`) of both are joined in the same way. Asked twice, it gives the same object. A `$ref` that
 * leads nowhere, or in a circle, adds nothing.
 */
export function effectiveSchema(root: ResourceSchema, node: GraphSchema): GraphSchema {
  if (node.$ref === undefined) return node;
  let known = followed.get(root);
  if (!known) {
    known = new WeakMap();
    followed.set(root, known);
  }
  const before = known.get(node);
  if (before) return before;
  const merged = follow(root, node);
  known.set(node, merged);
  return merged;
}

function follow(root: ResourceSchema, node: GraphSchema): GraphSchema {
  const seen = new Set<string>();
  let { $ref: reference, ...merged }: GraphSchema = node;
  while (reference !== undefined && !seen.has(reference)) {
    seen.add(reference);
    const { $ref: further, ...target }: GraphSchema = schemaAt(root, reference) ?? {};
    merged = overlay(target, merged);
    reference = further;
  }
  return merged;
}

function overlay(under: GraphSchema, over: GraphSchema): GraphSchema {
  const [below, above] = [under['x-graph'], over['x-graph']];
  const merged = { ...under, ...over };
  return below && above ? { ...merged, 'x-graph': { ...below, ...above } } : merged;
}

/**
 * What a reference inside a schema points to (`#/definitions/microsoft.graph.addIn`, RFC 6901), or undefined
 * where there is nothing, or it leads out of the schema.
 */
export function schemaAt(root: ResourceSchema, reference: string): GraphSchema | undefined {
  if (reference !== '#' && !reference.startsWith('#/')) return undefined;
  let at: unknown = root;
  for (const part of reference.split('/').slice(1)) {
    const name = percentDecoded(part).replaceAll('~1', '/').replaceAll('~0', '~');
    at = isRecord(at) && Object.hasOwn(at, name) ? at[name] : undefined;
  }
  return isRecord(at) ? at : undefined;
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

/**
 * Calls `visit` for every value of a body, parents first, in the order of the text, twice for a name that
 * stands twice. The one walk of a schema that check, hover and completion share: it takes any JSON at any
 * depth, whatever the schema says, and needs no stack for it.
 *
 * @param visit may return `false` to leave out what is inside the value
 */
export function visitBody(root: ResourceSchema, tree: Node, visit: (value: Visit) => unknown): void {
  const pending: Place[] = [new Place(root, tree, undefined, root)];
  for (let place = pending.pop(); place; place = pending.pop()) {
    if (visit(place) === false) continue;
    const inside = place.children(root);
    for (let index = inside.length - 1; index >= 0; index--) {
      const child = inside[index];
      if (child) pending.push(child);
    }
  }
}

/** How a place hangs below its parent: by name, or by its index in an array. */
type Hold =
  | { readonly parent: Place; readonly key: Node; readonly name: string; readonly owner?: ObjectSchema }
  | { readonly parent: Place; readonly index: number };

class Place implements Visit {
  readonly node: Node;
  declare readonly key?: Node;
  declare readonly name?: string;
  declare readonly schema?: GraphSchema;
  declare readonly owner?: ObjectSchema;
  declare readonly object?: ObjectSchema;
  readonly #hold: Hold | undefined;

  constructor(root: ResourceSchema, node: Node, hold: Hold | undefined, schema: GraphSchema | undefined) {
    this.node = node;
    this.#hold = hold;
    if (hold && 'key' in hold) {
      this.key = hold.key;
      this.name = hold.name;
      if (hold.owner) this.owner = hold.owner;
    }
    if (!schema) return;
    this.schema = effectiveSchema(root, schema);
    if (node.type === 'object' && describesObject(this.schema)) {
      this.object = objectSchema(root, this.schema, odataTypeOf(node));
    }
  }

  get path(): JSONPath {
    const path: JSONPath = [];
    let hold = this.#hold;
    while (hold) {
      path.push('key' in hold ? hold.name : hold.index);
      hold = hold.parent.#hold;
    }
    return path.reverse();
  }

  children(root: ResourceSchema): readonly Place[] {
    if (this.node.type === 'array') {
      const items = this.schema?.items;
      return (this.node.children ?? []).map(
        (item, index) => new Place(root, item, { parent: this, index }, items),
      );
    }
    const places: Place[] = [];
    for (const property of this.node.type === 'object' ? (this.node.children ?? []) : []) {
      const [key, value] = property.children ?? [];
      if (!key || !value) continue;
      const name = String(key.value);
      const schema = this.object ? propertySchema(root, this.object, name) : undefined;
      const owner = this.object ? { owner: this.object } : {};
      places.push(new Place(root, value, { parent: this, key, name, ...owner }, schema));
    }
    return places;
  }
}

function describesObject(schema: GraphSchema): boolean {
  if (schema.type === undefined) return schema.properties !== undefined;
  return schema.type === 'object' || schema.type.includes('object');
}

/** The text of an object's `@odata.type`; of several the last, as JSON parsers take it. */
function odataTypeOf(node: Node): string | undefined {
  let found: string | undefined;
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    if (key?.value !== '@odata.type' || !value) continue;
    found = value.type === 'string' ? String(value.value) : undefined;
  }
  return found;
}
