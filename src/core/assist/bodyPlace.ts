import type { Node } from 'jsonc-parser';
import type { GraphSchema, ResourceSchema } from '../catalog/schema.ts';
import { effectiveSchema, type ObjectSchema, type Visit, visitBody } from '../catalog/walk.ts';

/** What an offset in a body means. */
export interface BodyPlace {
  /** The type of the innermost object around the offset, where the schema has one. */
  readonly object?: ObjectSchema;
  /** What an item must be, where the offset is in an array and in nothing inside it that holds values. */
  readonly item?: GraphSchema;
  /** The property whose name or plain value the offset is in. */
  readonly property?: BodyProperty;
}

/** A declared property of a body, and where it stands. */
export interface BodyProperty {
  readonly name: string;
  readonly schema: GraphSchema;
  /** The name, or the value where the offset is in the value; offsets in the body's text. */
  readonly node: Node;
  /** Whether the offset is in the value. */
  readonly inValue: boolean;
}

/** Finds out what an offset of a body's text means by the schema. */
export function bodyPlaceAt(root: ResourceSchema, tree: Node | undefined, offset: number): BodyPlace {
  let object: ObjectSchema | undefined;
  let item: GraphSchema | undefined;
  let property: BodyProperty | undefined;
  if (!tree) return {};
  visitBody(root, tree, (visit) => {
    property ??= propertyAt(visit, offset);
    if (!covers(visit.node, offset)) return false;
    if (visit.object) object = visit.object;
    if (visit.node.type === 'array') item = visit.schema?.items;
    else if (visit.node.type === 'object') item = undefined;
    return true;
  });
  return {
    ...(object ? { object } : {}),
    ...(item ? { item: effectiveSchema(root, item) } : {}),
    ...(property ? { property } : {}),
  };
}

function propertyAt(visit: Visit, offset: number): BodyProperty | undefined {
  const { node, key, name, schema } = visit;
  if (!schema) return undefined;
  if (key && name !== undefined && covers(key, offset)) return { name, schema, node: key, inValue: false };
  if (node.type === 'object' || node.type === 'array' || !covers(node, offset)) return undefined;
  const holder = visit.path.findLast((part) => typeof part === 'string');
  return { name: name ?? holder ?? '', schema, node, inValue: true };
}

function covers(node: Node, offset: number): boolean {
  return node.offset <= offset && offset <= node.offset + node.length;
}
