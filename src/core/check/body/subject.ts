import type { Node } from 'jsonc-parser';
import type { GraphSchema, ResourceSchema } from '../../catalog/schema.ts';
import type { Visit } from '../../catalog/walk.ts';
import type { Span } from '../../text/span.ts';
import type { JsonDocument } from '../json/read.ts';
import { nodeAt } from '../json/value.ts';
import type { Fix, Problem } from '../problem.ts';
import type { SchemaError } from '../schema/error.ts';
import type { SeenLists } from '../stored.ts';
import type { Preferences } from './prefer.ts';

/** What the rules of a body look at. Spans of their problems are offsets in `document.text`. */
export interface Subject {
  readonly schema: ResourceSchema;
  readonly document: JsonDocument;
  /** What the JSON Schema says against each value. */
  readonly errors: ReadonlyMap<Node, readonly SchemaError[]>;
  /** Names that an object's type does not allow, by object. */
  readonly refused: ReadonlyMap<Node, ReadonlySet<string>>;
  /** The schema of each array that the walk has entered, for the examples of its items. */
  readonly collections: Map<Node, GraphSchema>;
  /** Each object that the walk has entered. */
  readonly objects: Map<Node, EnteredObject>;
  /** Values that a reader has to ask for: members behind `unknownFutureValue`, as the walk meets them. */
  readonly evolved: Evolved[];
  /** How many more unknown names are compared with the known ones: a body of nothing else is hostile. */
  readonly guesses: { left: number };
  /** The names in an object; made once for each. */
  namesOf(object: Node): ReadonlySet<string>;
  readonly request: RequestFacts;
  /** Whether the text of a node is known before the send, so that something can be said about it. */
  isKnown(node: Node): boolean;
}

/** An object of a body for which a type is declared. */
export interface EnteredObject {
  /** What its place declares, whatever its `@odata.type` says. */
  readonly declared: GraphSchema;
  /** The value of its `@odata.type`; of several the last. */
  readonly sentType: Node | undefined;
}

/** What the rules of a body need to know about the rest of the request. */
export interface RequestFacts {
  /** In upper case; undefined where the request line has none. */
  readonly method: string | undefined;
  /** What links to objects start with: `https://graph.microsoft.com/v1.0`. */
  readonly linkBase: string;
  readonly preferences: Preferences;
  /** The last segment of the path, where that is a name and no key. */
  readonly lastName?: string | undefined;
  /** Which single parts of the object have a URL of their own and take names that nobody declares: `fields`. */
  openParts?(): readonly string[];
  /** The lists of the object as they were seen last; undefined where it was not. */
  readonly stored?: SeenLists | undefined;
}

/** A member of an evolvable enumeration that stands in a body. */
export interface Evolved {
  readonly member: string;
  /** Where it stands in `document.text`. */
  readonly span: Span;
}

/** A problem of a body, with the fixes that change the request around it. */
export interface BodyProblem extends Problem {
  /** Edits are relative to the block, not to the body. */
  readonly blockFixes?: readonly Fix[];
}

/** One small rule: what is wrong with a value, or with the name in front of it. */
export type Rule = (subject: Subject, visit: Visit) => BodyProblem | undefined;

/** The errors of a validation by the node that they are about. */
export function errorsByNode(root: Node, errors: readonly SchemaError[]): Map<Node, SchemaError[]> {
  const found = new Map<Node, SchemaError[]>();
  for (const error of errors) {
    const node = nodeAt(root, error.instancePath);
    const list = found.get(node);
    if (list === undefined) found.set(node, [error]);
    else list.push(error);
  }
  return found;
}

/** The names that the schema refuses in each object. */
export function refusedNames(errors: ReadonlyMap<Node, readonly SchemaError[]>): Map<Node, Set<string>> {
  const refused = new Map<Node, Set<string>>();
  for (const [node, list] of errors) {
    const names = list.flatMap((error) => refusedName(error) ?? []);
    if (names.length > 0) refused.set(node, new Set(names));
  }
  return refused;
}

function refusedName(error: SchemaError): string | undefined {
  if (error.keyword !== 'additionalProperties') return undefined;
  const name: unknown = error.params.additionalProperty;
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
