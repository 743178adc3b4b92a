import { type ObjectSchema, objectSchema, propertySchema } from '../../catalog/objectSchema.ts';
import type { GraphSchema, ResourceSchema } from '../../catalog/schema.ts';
import { effectiveSchema } from '../../catalog/schemaReferences.ts';
import { type Member, membersOf } from '../../catalog/values.ts';
import { UNKNOWN_FUTURE_VALUE } from '../../catalog/wellKnownNames.ts';
import { plain } from '../describe/markdown.ts';
import type { BodyFrame, BodyLevel } from './bodyFrames.ts';

/** What the schema says of a place in a body. */
export interface BodyType {
  /** The innermost object around the place, or around the array that the place is in. */
  readonly frame?: BodyFrame;
  /** The type of that object: the derived one that its `@odata.type` names. */
  readonly owner?: ObjectSchema;
  /** The type that is declared for that object. */
  readonly declared?: ObjectSchema;
  /** The property of that object whose value the place is in. */
  readonly name?: string;
  /** What the value at the place must be, where something is declared for it. */
  readonly schema?: GraphSchema;
  /** The array around the place, where it is that of an item. */
  readonly items?: BodyFrame;
}

/** Follows the open objects and arrays of a body down its schema. */
export function bodyType(root: ResourceSchema, levels: readonly BodyLevel[]): BodyType {
  let place: BodyType = { schema: root };
  for (const { frame, name } of levels) {
    const schema = place.schema && effectiveSchema(root, place.schema);
    if (frame.kind === 'array') {
      const { schema: _, ...outer } = place;
      place = { ...outer, items: frame, ...(schema?.items ? { schema: schema.items } : {}) };
    } else place = inObject(root, schema, frame, name);
  }
  const { schema } = place;
  return schema ? { ...place, schema: effectiveSchema(root, schema) } : place;
}

function inObject(
  root: ResourceSchema,
  schema: GraphSchema | undefined,
  frame: BodyFrame,
  name: string | undefined,
): BodyType {
  const named = name === undefined ? {} : { name };
  if (!schema) return { frame, ...named };
  const owner = objectSchema(root, schema, frame.odataType);
  const declared = objectSchema(root, schema, undefined);
  const value = name === undefined ? undefined : propertySchema(root, owner, name);
  return { frame, owner, declared, ...named, ...(value ? { schema: value } : {}) };
}

/** The members of an enumeration that can be sent; empty for any other schema. */
export function sentMembers(schema: GraphSchema): readonly Member[] {
  return membersOf(schema).filter(({ value }) => value !== UNKNOWN_FUTURE_VALUE);
}

/** Whether a value is several members joined by commas. */
export function isFlags({ format }: GraphSchema): boolean {
  return format === 'edm-flags';
}

/** A type that an `@odata.type` can name. */
export interface TypeName {
  /** `#microsoft.graph.basicAuthentication` */
  readonly name: string;
  /** What it is, Markdown. */
  readonly text?: string;
}

/** The types that a value can have where this one is declared; abstract ones are left out. */
export function typeNames(root: ResourceSchema, declared: ObjectSchema): readonly TypeName[] {
  const own = declared.properties.get('@odata.type');
  const listed = (own ? sentMembers(own) : []).flatMap(({ value, text }) =>
    typeof value === 'string' ? [{ name: value, ...(text === undefined ? {} : { text }) }] : [],
  );
  const canonical = listed.filter(({ name }) => name.startsWith('#'));
  const known = new Map((canonical.length > 0 ? canonical : listed).map((each) => [each.name, each]));
  for (const type of [...(declared.name === undefined ? [] : [declared.name]), ...declared.derived]) {
    const schema = type === declared.name ? declared.schema : root.definitions[type];
    const { description, markdownDescription, $comment } = schema ?? {};
    const text = markdownDescription ?? (description === undefined ? $comment : plain(description));
    if (known.has(`#${type}`) || schema?.['x-graph']?.abstract) continue;
    known.set(`#${type}`, { name: `#${type}`, ...(text === undefined ? {} : { text }) });
  }
  return [...known.values()];
}
