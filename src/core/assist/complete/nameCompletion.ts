import type { ObjectSchema } from '../../catalog/objectSchema.ts';
import type { GraphSchema, NavigationFacts, NotUpdatable, ResourceSchema } from '../../catalog/schema.ts';
import { typeText } from '../../catalog/typeText.ts';
import { describeProperty } from '../describe/describeProperty.ts';
import { paragraphs, plain } from '../describe/markdown.ts';
import { type Skeleton, Skeletons } from '../insert/skeleton.ts';
import { escapeSnippet } from '../insert/snippet.ts';
import { bindSkeleton, describeBinding } from './binding.ts';
import type { BodyCursor } from './bodyCursor.ts';
import { type BodyType, typeNames } from './bodyType.ts';
import type { Completion, CompletionKind } from './completion.ts';
import { placed } from './placed.ts';

/** What the names of an object's properties are proposed with. */
export interface NameContext {
  readonly root: ResourceSchema;
  readonly cursor: BodyCursor;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** `https://graph.microsoft.com/v1.0`, what URLs of linked objects start with; may hold references. */
  readonly base: string;
}

/** A name that can be written, before it is put into the text. */
interface Name {
  readonly name: string;
  /** Orders it among the others; names of one rank stand in the order of the alphabet. */
  readonly rank: string;
  readonly kind: CompletionKind;
  readonly detail?: string;
  readonly document?: () => string;
  /** Made where the value has to be written too. */
  readonly skeleton: () => Skeleton;
}

/**
 * The properties that an object does not have yet: first what can be changed, then annotations, what only a
 * draft page has or is going away, links to other objects, and last what an update cannot set.
 */
export function completeNames(context: NameContext, type: BodyType): readonly Completion[] {
  const { owner, declared, frame } = type;
  if (!owner || !declared || !frame) return [];
  const names = [
    ...[...owner.properties].map(([name, schema]) => propertyName(context, name, schema, owner, declared)),
    ...[...owner.navigation].flatMap(([name, facts]) => bindName(context, name, facts)),
    ...typeAnnotations(context, owner, frame.words),
  ];
  return names.filter(({ name }) => !frame.words.has(name)).map((name) => nameCompletion(context, name));
}

function nameCompletion({ cursor }: NameContext, found: Name): Completion {
  const { name, rank, kind, detail, document } = found;
  const text = escapeSnippet(JSON.stringify(name));
  const skeleton = cursor.colonFollows ? undefined : found.skeleton();
  return {
    label: name,
    kind,
    ...(detail === undefined ? {} : { detail }),
    ...(document ? { document } : {}),
    ...placed(cursor, skeleton ? `${text}: ${skeleton.text}` : JSON.stringify(name)),
    snippet: skeleton !== undefined,
    sortText: `${rank}${name}`,
    filterText: cursor.quoted ? JSON.stringify(name) : name,
    continues: skeleton?.continues ?? false,
  };
}

function propertyName(
  { root, now }: NameContext,
  name: string,
  schema: GraphSchema,
  owner: ObjectSchema,
  declared: ObjectSchema,
): Name {
  const isType = name === '@odata.type';
  const type = schema['x-graph']?.type;
  const update = schema['x-graph']?.update;
  const restriction = schema.readOnly ? `read-only${update ? ` (${WHY[update]})` : ''}` : annotation(schema);
  const detail = [type && typeText(type), restriction].filter(Boolean).join(', ');
  return {
    name,
    rank: isType && owner.abstract ? '0' : rank(name, schema),
    kind: schema.readOnly ? 'readOnlyProperty' : 'property',
    ...(detail ? { detail } : {}),
    document: () => describeProperty(name, schema),
    skeleton: () => {
      const skeletons = new Skeletons(root, now);
      if (!isType) return skeletons.value(schema);
      return skeletons.typeName(typeNames(root, owner.abstract ? declared : owner).map((each) => each.name));
    },
  };
}

/** Why a PATCH cannot set a property, in two or three words. */
const WHY: Readonly<Record<NotUpdatable, string>> = {
  key: 'object key',
  computed: 'set by service',
  immutable: 'fixed at creation',
  unsupported: 'not by PATCH',
};

function annotation(schema: GraphSchema): string | undefined {
  if (schema.deprecated) return 'deprecated';
  return schema['x-graph']?.draft ? 'draft page only' : undefined;
}

function rank(name: string, schema: GraphSchema): string {
  if (schema.readOnly) return '5';
  if (schema['x-graph']?.draft || schema.deprecated) return '3';
  return name.startsWith('@') ? '2' : '1';
}

function bindName({ root, base, now }: NameContext, name: string, facts: NavigationFacts): readonly Name[] {
  if (facts.contained) return [];
  return [
    {
      name: `${name}@odata.bind`,
      rank: '4',
      kind: 'property',
      detail: `link to ${typeText(facts.type)}`,
      document: () => describeBinding(name, facts),
      skeleton: () => bindSkeleton(facts, base, new Skeletons(root, now)),
    },
  ];
}

/** `name@odata.type` for values of an open type that nobody declared: JSON alone does not show their type. */
function typeAnnotations(
  context: NameContext,
  owner: ObjectSchema,
  words: ReadonlySet<string>,
): readonly Name[] {
  if (!owner.open) return [];
  const dynamic = [...words].filter((name) => !name.includes('@') && !owner.properties.has(name));
  return dynamic.map((name) => ({
    name: `${name}@odata.type`,
    rank: '2',
    kind: 'property',
    detail: 'type of an undeclared property',
    document: () =>
      paragraphs(
        `**${plain(name)}@odata\\.type**`,
        `Says which type the value of ${plain(name)} has, where JSON alone does not show it: a date, a GUID, a number of a kind.`,
      ),
    skeleton: () => ({ ...new Skeletons(context.root, context.now).typeName([]), continues: true }),
  }));
}
