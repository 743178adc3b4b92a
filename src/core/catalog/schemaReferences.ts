import { isRecord } from '../text/jsonValues.ts';
import { percentDecoded } from './decode.ts';
import type { GraphSchema, ResourceSchema } from './schema.ts';

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
