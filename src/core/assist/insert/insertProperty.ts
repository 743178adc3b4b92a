import type { Node } from 'jsonc-parser';
import { type ObjectSchema, objectSchema } from '../../catalog/objectSchema.ts';
import type { Resource } from '../../catalog/resource.ts';
import type { GraphSchema, ResourceSchema } from '../../catalog/schema.ts';
import { typeText } from '../../catalog/typeText.ts';
import { visitBody } from '../../catalog/walk.ts';
import { indentAt, lineStart } from '../../check/lines.ts';
import { at } from '../../check/report.ts';
import type { RequestBlock } from '../../request/tree.ts';
import type { TextEdit } from '../../text/span.ts';
import { bodyTree } from '../bodyTree.ts';
import { type AssistContext, bodyJson, resourceOfBlock } from '../context.ts';
import { Skeletons } from './skeleton.ts';
import { escapeSnippet } from './snippet.ts';

/** A property that an object of a body does not have yet. */
export interface PropertyOffer {
  readonly name: string;
  /** As a person reads it: `String collection`. */
  readonly type: string;
  /** Plain text. */
  readonly description: string;
  /** A PATCH cannot set it. */
  readonly readOnly: boolean;
  /** Why one would rather not use it. */
  readonly caution?: 'deprecated' | 'draft';
}

/** The object at the cursor, and what can be put into it. */
export interface PropertyPlace {
  /** What the object is: `addIn`, or the resource's own type. */
  readonly type: string;
  /** What can be set first, in the order of the schema; what cannot last. */
  readonly offers: readonly PropertyOffer[];
  /** The edit, relative to the block, that puts these in at the end of the object; `newText` is a snippet. */
  insert(names: readonly string[]): TextEdit;
}

/** Why there is no place for a property. */
export type NoPlace = 'no-request' | 'unknown-resource' | 'not-json' | 'no-object';

/**
 * The innermost object around an offset of a request's body, as far as the schema describes it. Outside of the
 * body it is the body itself; a request without one gets one.
 *
 * @param offset relative to the block
 */
export function propertyPlaceAt(context: AssistContext, offset: number): PropertyPlace | NoPlace {
  const { block } = context;
  if (block.kind !== 'request') return 'no-request';
  const resource = resourceOfBlock(block, context);
  if (!resource) return 'unknown-resource';
  const now = context.scope.now();
  const { body } = block;
  if (!body) return newBody(resource, block, now);
  if (body.file) return 'not-json';
  const { text } = bodyJson(block, context);
  const tree = bodyTree(text);
  if (tree?.type !== 'object') return 'not-json';
  const found = objectAt(resource.schema, tree, offset - body.start);
  if (!found) return 'no-object';
  const { node, type } = found;
  return {
    type: typeText(type.name ?? resource.schema.title),
    offers: propertyOffers(type, namesIn(node)),
    insert: (names) => {
      const properties = propertySnippets(new Skeletons(resource.schema, now), type, names);
      const { span, newText } = insertLast(text, node, properties);
      return { span: { start: body.start + span.start, end: body.start + span.end }, newText };
    },
  };
}

/** The innermost object around an offset, or the body's own where the offset is in none. */
function objectAt(
  schema: ResourceSchema,
  tree: Node,
  offset: number,
): { readonly node: Node; readonly type: ObjectSchema } | undefined {
  let found: { node: Node; type: ObjectSchema } | undefined;
  visitBody(schema, tree, ({ node, object }) => {
    const around = node === tree || (node.offset < offset && offset < node.offset + node.length);
    if (around && node.type === 'object') found = object && { node, type: object };
    return around;
  });
  return found;
}

function newBody({ schema }: Resource, { text }: RequestBlock, now: number): PropertyPlace {
  const type = objectSchema(schema, schema, undefined);
  const end = text.trimEnd().length;
  return {
    type: schema.title,
    offers: propertyOffers(type),
    insert: (names) => {
      const inner = propertySnippets(new Skeletons(schema, now), type, names).replaceAll('\n', '\n  ');
      return { span: { start: end, end }, newText: `\n\n{\n  ${inner}\n}` };
    },
  };
}

function namesIn(node: Node): ReadonlySet<string> {
  return new Set((node.children ?? []).map(({ children }) => String(children?.[0]?.value).toLowerCase()));
}

/**
 * What an object of a type can have: what can be set first, in the order of the schema; what cannot last.
 *
 * @param present names that it has already, in lower case
 */
export function propertyOffers(
  type: ObjectSchema,
  present: ReadonlySet<string> = new Set(),
): readonly PropertyOffer[] {
  const offers = [...type.properties]
    .filter(
      ([name]) => !present.has(name.toLowerCase()) && (name !== '@odata.type' || type.derived.length > 0),
    )
    .map(([name, schema]) => offerOf(name, schema));
  return [
    ...offers.filter(({ readOnly, caution }) => !readOnly && caution === undefined),
    ...offers.filter(({ readOnly, caution }) => !readOnly && caution !== undefined),
    ...offers.filter(({ readOnly }) => readOnly),
  ];
}

function offerOf(name: string, schema: GraphSchema): PropertyOffer {
  const facts = schema['x-graph'];
  const caution = schema.deprecated ? 'deprecated' : facts?.draft ? 'draft' : undefined;
  return {
    name,
    type: facts ? typeText(facts.type) : '',
    description: schema.description ?? '',
    readOnly: schema.readOnly === true || facts?.update !== undefined,
    ...(caution === undefined ? {} : { caution }),
  };
}

/** `"name": value`, one below the other, as a snippet. */
function propertySnippets(skeletons: Skeletons, type: ObjectSchema, names: readonly string[]): string {
  return names
    .map((name) => {
      const { text } = skeletons.value(type.properties.get(name) ?? {});
      return `${escapeSnippet(JSON.stringify(name))}: ${text}`;
    })
    .join(',\n');
}

/** Puts properties behind the last of an object, laid out as the object is. */
function insertLast(text: string, object: Node, properties: string): TextEdit {
  const outer = indentAt(text, object.offset);
  const last = object.children?.at(-1);
  const inside = { start: object.offset + 1, end: endInside(text, object) };
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const laidOut = (indent: string, unit: string) =>
    properties.replace(
      /\n((?: {2})*)/g,
      (_, levels: string) => `${lineBreak}${indent}${unit.repeat(levels.length / 2)}`,
    );
  if (!last) {
    const indent = `${outer}${unitOf(text, undefined, outer)}`;
    const newText = `${lineBreak}${indent}${laidOut(indent, unitOf(text, undefined, outer))}${lineBreak}${outer}`;
    return { span: text.slice(inside.start, inside.end).trim() === '' ? inside : at(inside.start), newText };
  }
  const end = last.offset + last.length;
  const comma = commaBehind(text, end, inside.end);
  const lead = comma === undefined ? ',' : '';
  const first = object.children?.[0] ?? last;
  const ownLines = lineStart(text, first.offset) > object.offset;
  const indent = ownLines ? indentAt(text, first.offset) : outer;
  const between = ownLines ? `${lineBreak}${indent}` : ' ';
  return {
    span: at(comma ?? end),
    newText: `${lead}${between}${laidOut(indent, unitOf(text, first, outer))}`,
  };
}

/** Where the inside of an object ends: before its brace, or at its end where that is missing. */
function endInside(text: string, { offset, length }: Node): number {
  return length > 1 && text[offset + length - 1] === '}' ? offset + length - 1 : offset + length;
}

/** Offset behind the comma that follows `end`, where nothing but white space is between. */
function commaBehind(text: string, end: number, limit: number): number | undefined {
  let offset = end;
  while (offset < limit && /\s/.test(text[offset] ?? '')) offset++;
  return text[offset] === ',' ? offset + 1 : undefined;
}

/** One level of indentation: what the object's first property has more than the object's own line. */
function unitOf(text: string, first: Node | undefined, outer: string): string {
  const inner = first && lineStart(text, first.offset) > 0 ? indentAt(text, first.offset) : '';
  if (inner.length > outer.length && inner.startsWith(outer)) return inner.slice(outer.length);
  return outer.startsWith('\t') ? '\t' : '  ';
}
