import type { JSONPath, Node } from 'jsonc-parser';
import { type ObjectSchema, objectSchema, propertySchema } from './objectSchema.ts';
import type { GraphSchema, ResourceSchema } from './schema.ts';
import { effectiveSchema } from './schemaReferences.ts';
import { TYPE_ANNOTATION } from './wellKnownNames.ts';

/** One value of a body, as `visitBody` meets it. */
export interface Visit {
  /** The value. */
  readonly node: Node;
  /** The string node of its name; absent for the root and for items of an array. */
  readonly key?: Node | undefined;
  /** The name, unescaped; absent where `key` is. */
  readonly name?: string | undefined;
  /** Property names and array indexes from the root. Made when it is asked for. */
  readonly path: JSONPath;
  /** The schema of this value, `$ref` followed; absent where nothing is declared for it. */
  readonly schema?: GraphSchema | undefined;
  /** The type of the object that has this property, where one is known. */
  readonly owner?: ObjectSchema | undefined;
  /** The type of this value, where it is an object and one is declared for it. */
  readonly object?: ObjectSchema | undefined;
  /** The value of its `@odata.type`, where it is an object that has one; of several the last. */
  readonly sentType?: Node | undefined;
}

/**
 * Calls `visit` for every value of a body, parents first, in the order of the text, twice for a name that
 * stands twice. The one walk of a schema that check, hover and completion share: it takes any JSON at any
 * depth, whatever the schema says, ends on circles of `$ref`, and needs no stack for it.
 *
 * @param visit may return `false` to leave out what is inside the value
 */
export function visitBody(root: ResourceSchema, tree: Node, visit: (value: Visit) => unknown): void {
  const pending: Place[] = [new Place(root, tree, {}, root)];
  for (let place = pending.pop(); place; place = pending.pop()) {
    if (visit(place) === false) continue;
    const inside = place.children(root);
    for (let index = inside.length - 1; index >= 0; index--) {
      const child = inside[index];
      if (child) pending.push(child);
    }
  }
}

/** Each of them has the same fields, set or not: the rules of a check read them from all kinds of values. */
class Place implements Visit {
  readonly node: Node;
  readonly key: Node | undefined;
  readonly name: string | undefined;
  readonly schema: GraphSchema | undefined;
  readonly owner: ObjectSchema | undefined;
  readonly object: ObjectSchema | undefined;
  readonly sentType: Node | undefined;
  readonly #parent: Place | undefined;
  /** Of an item of an array. */
  readonly #index: number;

  constructor(
    root: ResourceSchema,
    node: Node,
    hold: { readonly parent?: Place; readonly key?: Node; readonly index?: number },
    schema: GraphSchema | undefined,
  ) {
    const { parent, key, index = -1 } = hold;
    this.node = node;
    this.key = key;
    this.name = key === undefined ? undefined : String(key.value);
    this.schema = schema === undefined ? undefined : effectiveSchema(root, schema);
    this.owner = key === undefined ? undefined : parent?.object;
    this.sentType = node.type === 'object' ? sentTypeOf(node) : undefined;
    this.object =
      node.type === 'object' && this.schema !== undefined && describesObject(this.schema)
        ? objectSchema(root, this.schema, typeName(this.sentType))
        : undefined;
    this.#parent = parent;
    this.#index = index;
  }

  get path(): JSONPath {
    const path: JSONPath = [];
    for (let place: Place | undefined = this; place.#parent !== undefined; place = place.#parent) {
      path.push(place.name ?? place.#index);
    }
    return path.reverse();
  }

  children(root: ResourceSchema): readonly Place[] {
    const children = this.node.children ?? [];
    if (this.node.type === 'array') {
      const items = this.schema?.items;
      return children.map((item, index) => new Place(root, item, { parent: this, index }, items));
    }
    const places: Place[] = [];
    for (const property of this.node.type === 'object' ? children : []) {
      const key = property.children?.[0];
      const value = property.children?.[1];
      if (key === undefined || value === undefined) continue;
      const schema = this.object && propertySchema(root, this.object, String(key.value));
      places.push(new Place(root, value, { parent: this, key }, schema));
    }
    return places;
  }
}

function describesObject(schema: GraphSchema): boolean {
  if (schema.type === undefined) return schema.properties !== undefined;
  return schema.type === 'object' || schema.type.includes('object');
}

/** The value of an object's `@odata.type`; of several the last, as JSON parsers take it. */
function sentTypeOf(node: Node): Node | undefined {
  let found: Node | undefined;
  for (const { children } of node.children ?? []) {
    if (children?.[0]?.value === TYPE_ANNOTATION && children[1] !== undefined) found = children[1];
  }
  return found;
}

function typeName(sentType: Node | undefined): string | undefined {
  return sentType?.type === 'string' ? String(sentType.value) : undefined;
}
