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

/**
 * Calls `visit` for every value of a body, parents first, in the order of the text, twice for a name that
 * stands twice. The one walk of a schema that check, hover and completion share: it takes any JSON at any
 * depth, whatever the schema says, ends on circles of `$ref`, and needs no stack for it.
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
    if (key?.value !== TYPE_ANNOTATION || !value) continue;
    found = value.type === 'string' ? String(value.value) : undefined;
  }
  return found;
}
