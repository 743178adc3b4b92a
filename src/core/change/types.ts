import { bareTypeName, type ObjectSchema, objectSchema } from '../catalog/objectSchema.ts';
import type { GraphSchema, ResourceSchema } from '../catalog/schema.ts';
import { effectiveSchema } from '../catalog/schemaReferences.ts';
import { isAnnotation } from './json.ts';

/** A declared property: its name as the type declares it, and its schema, `$ref` followed. */
export interface Declared {
  readonly name: string;
  readonly schema: GraphSchema;
}

/** An entity or complex type, as it is needed to read and merge a value of it. */
export interface ValueType {
  /** Full name, without `#`: `microsoft.graph.addIn`. */
  readonly name: string;
  /** Full names of its base types, nearest first. */
  readonly bases: readonly string[];
  /** Undeclared properties are kept. */
  readonly open: boolean;
  /** Declared properties, inherited ones too, by their names in lower case. */
  readonly properties: ReadonlyMap<string, Declared>;
  /** The same type as the walk of a schema meets it. */
  readonly object: ObjectSchema;
}

const types = new WeakMap<ResourceSchema, WeakMap<GraphSchema, ValueType>>();

/** The type of the resource itself. */
export function rootType(root: ResourceSchema): ValueType {
  return typeOf(root, root, undefined);
}

/**
 * The type of a complex value.
 *
 * @param schema of the property or collection item that holds it; undefined for a dynamic property
 * @param odataType its `@odata.type`, with or without `#`; anything that names no derived type: the declared type
 * @returns undefined where no object is declared
 */
export function valueType(
  root: ResourceSchema,
  schema: GraphSchema | undefined,
  odataType: unknown,
): ValueType | undefined {
  if (schema === undefined) return undefined;
  const declared = effectiveSchema(root, schema);
  const describesObject =
    declared.type === undefined
      ? declared.properties !== undefined
      : declared.type === 'object' || declared.type.includes('object');
  return describesObject ? typeOf(root, declared, bareTypeName(odataType)) : undefined;
}

/** The declared property of that name, compared without case; undefined for a dynamic one. */
export function declaredProperty(type: ValueType | undefined, name: string): Declared | undefined {
  return type?.properties.get(name.toLowerCase());
}

/** The schema of a collection's items; undefined where none is declared. */
export function itemSchema(root: ResourceSchema, schema: GraphSchema | undefined): GraphSchema | undefined {
  const items = schema === undefined ? undefined : effectiveSchema(root, schema).items;
  return items === undefined ? undefined : effectiveSchema(root, items);
}

/**
 * Names of the properties that type `a` has from the nearest type that both `a` and `b` are, or derive from.
 */
export function inheritedProperties(root: ResourceSchema, a: ValueType, b: ValueType): ReadonlySet<string> {
  const ofB = new Set([b.name, ...b.bases]);
  const chain = [a.name, ...a.bases];
  const shared = chain.findIndex((name) => ofB.has(name));
  if (shared < 0) return new Set();
  const bases = new Set(chain.slice(shared));
  const definition = root.definitions[chain[shared] ?? ''];
  const base = definition === undefined ? undefined : typeOf(root, definition, undefined);
  const names = new Set<string>();
  for (const [key, { name, schema }] of a.properties) {
    if (bases.has(schema['x-graph']?.from ?? a.name) || base?.properties.has(key)) names.add(name);
  }
  return names;
}

function typeOf(root: ResourceSchema, schema: GraphSchema, odataType: string | undefined): ValueType {
  const object = objectSchema(root, schema, odataType);
  const cache = types.get(root) ?? new WeakMap<GraphSchema, ValueType>();
  types.set(root, cache);
  const known = cache.get(object.schema);
  if (known !== undefined) return known;
  const properties = new Map<string, Declared>();
  for (const [name, property] of object.properties) {
    if (!isAnnotation(name)) properties.set(name.toLowerCase(), { name, schema: property });
  }
  const bases = object.schema['x-graph']?.bases ?? [];
  const type: ValueType = { name: object.name ?? '', bases, open: object.open, properties, object };
  cache.set(object.schema, type);
  return type;
}
