import type { ErrorObject } from 'ajv';
import type { Node } from 'jsonc-parser';
import type { GraphSchema, ResourceSchema } from '../../catalog/schema.ts';
import type { Visit } from '../../catalog/walk.ts';
import type { JsonDocument } from '../json/read.ts';
import { nodeAt } from '../json/value.ts';
import type { Problem } from '../problem.ts';

/** What the rules of a body look at. Spans of their problems are offsets in `document.text`. */
export interface Subject {
  readonly schema: ResourceSchema;
  readonly document: JsonDocument;
  /** What the JSON Schema says against each value. */
  readonly errors: ReadonlyMap<Node, readonly ErrorObject[]>;
  /** Names that an object's type does not allow, by object. */
  readonly refused: ReadonlyMap<Node, ReadonlySet<string>>;
  /** The schema of each array that the walk has entered, for the examples of its items. */
  readonly collections: Map<Node, GraphSchema>;
  /** Whether the text of a node is known before the send, so that something can be said about it. */
  isKnown(node: Node): boolean;
}

/** One small rule: what is wrong with a value, or with the name in front of it. */
export type Rule = (subject: Subject, visit: Visit) => Problem | undefined;

/** The errors of a validation by the node that they are about. */
export function errorsByNode(root: Node, errors: readonly ErrorObject[]): Map<Node, ErrorObject[]> {
  const found = new Map<Node, ErrorObject[]>();
  for (const error of errors) {
    const node = nodeAt(root, error.instancePath);
    const list = found.get(node);
    if (list === undefined) found.set(node, [error]);
    else list.push(error);
  }
  return found;
}

/** The names that the schema refuses in each object. */
export function refusedNames(errors: ReadonlyMap<Node, readonly ErrorObject[]>): Map<Node, Set<string>> {
  const refused = new Map<Node, Set<string>>();
  for (const [node, list] of errors) {
    const names = list.flatMap((error) => refusedName(error) ?? []);
    if (names.length > 0) refused.set(node, new Set(names));
  }
  return refused;
}

function refusedName(error: ErrorObject): string | undefined {
  if (error.keyword !== 'additionalProperties' && error.keyword !== 'unevaluatedProperties') return undefined;
  const name: unknown = error.params.additionalProperty ?? error.params.unevaluatedProperty;
  return typeof name === 'string' ? name : undefined;
}

/** The property node of a name's node. */
export function propertyNode(key: Node): Node {
  return key.parent ?? key;
}

/** The object that a property's name stands in. */
export function objectOf(key: Node): Node | undefined {
  return key.parent?.parent;
}

/** The name of the property that a value, or the list around it, belongs to. */
export function propertyName(node: Node): string | undefined {
  let at: Node | undefined = node;
  while (at !== undefined && at.type !== 'property') at = at.parent;
  const name: unknown = at?.children?.[0]?.value;
  return typeof name === 'string' ? name : undefined;
}
