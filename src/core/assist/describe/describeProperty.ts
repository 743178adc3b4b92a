import type { ObjectSchema } from '../../catalog/objectSchema.ts';
import type { Deprecation, Endpoint, GraphFacts, GraphSchema, NotUpdatable } from '../../catalog/schema.ts';
import { typeText } from '../../catalog/typeText.ts';
import { UNKNOWN_FUTURE_VALUE } from '../../catalog/wellKnownNames.ts';
import { documentationLink } from './describeEndpoint.ts';
import { members } from './describeType.ts';
import { code, link, paragraphs, plain } from './markdown.ts';

/** What is known of a property from the place where it stands. */
export interface PropertyPlace {
  /** Full name of the type that has it. */
  readonly owner?: string;
  /** The type of its value, where that is an object. */
  readonly object?: ObjectSchema;
  /** Where to read about it. */
  readonly endpoint?: Pick<Endpoint, 'documentation' | 'overview' | 'published'>;
}

/** What hover and completion say about a property, in Markdown. */
export function describeProperty(name: string, schema: GraphSchema, place: PropertyPlace = {}): string {
  const facts = schema['x-graph'];
  return paragraphs(
    `**${plain(name)}**${facts ? ` · ${typeLine(facts)}` : ''}`,
    schema.description && plain(schema.description),
    restrictions(schema),
    limits(schema),
    valuesTable(schema),
    place.object && members(place.object),
    exampleLine(schema),
    originLine(name, facts, place),
  );
}

/** What hover says about a value that is one of a property's fixed values; undefined for any other. */
export function describeMember(schema: GraphSchema, value: unknown): string | undefined {
  const index = typeof value === 'string' ? (schema.enum ?? []).indexOf(value) : -1;
  if (index < 0) return undefined;
  const text = memberTexts(schema)?.[index];
  const facts = schema['x-graph'];
  const late = isLate(facts, String(value));
  if (text === undefined && !late) return undefined;
  return paragraphs(
    `**${plain(String(value))}**${facts ? ` · ${code(typeText(facts.type))}` : ''}`,
    text,
    late &&
      'Added after the first release: it needs the header `Prefer: include-unknown-enum-members`, in the update as well as to read it.',
  );
}

/** Whether a member stands behind `unknownFutureValue` (Microsoft Graph, "Handle evolvable enumerations"). */
function isLate(facts: GraphFacts | undefined, member: string): boolean {
  const numbers = facts?.members ?? {};
  const [sentinel, own] = [UNKNOWN_FUTURE_VALUE, member].map((name) =>
    Object.hasOwn(numbers, name) ? numbers[name] : undefined,
  );
  return sentinel !== undefined && own !== undefined && own > sentinel;
}

/** What each fixed value means, as Markdown. */
function memberTexts(schema: GraphSchema): readonly string[] | undefined {
  return schema.markdownEnumDescriptions ?? schema.enumDescriptions?.map(plain);
}

/** Why a PATCH cannot set a property, as a sentence. */
function notUpdatableReason(update: NotUpdatable): string {
  switch (update) {
    case 'key':
      return 'It identifies the object and never changes.';
    case 'computed':
      return 'The service sets it; a PATCH cannot.';
    case 'immutable':
      return 'It is fixed when the object is created.';
    case 'unsupported':
      return 'It can change, but not by PATCH.';
  }
}

function typeLine(facts: GraphFacts): string {
  return `${code(typeText(facts.type))}${facts.nullable === false ? ', never null' : ''}`;
}

function restrictions(schema: GraphSchema): string | undefined {
  const facts = schema['x-graph'];
  const lines = [
    schema.readOnly && `**Read-only.** ${facts?.update ? notUpdatableReason(facts.update) : ''}`,
    facts?.instead && plain(facts.instead),
    schema.writeOnly && '**Write-only.** The service takes it and never returns it.',
    facts?.replaced && '**Replaced whole.** What you leave out of this value is lost; it is not merged.',
    facts?.onlyOnSelect && 'Returned only where `$select` asks for it.',
    facts?.alsoRequires && `Changing it also needs the permission ${code(facts.alsoRequires)}.`,
    schema.deprecated && deprecationLine(schema.deprecationMessage, facts?.deprecation),
    facts?.type.startsWith('Collection(') &&
      !schema.readOnly &&
      'The list that you send replaces the one that is there.',
    facts?.draft &&
      'Only the draft API page has this property; the current metadata does not. The service may not know it.',
  ].filter((line): line is string => typeof line === 'string' && line !== '');
  return lines.length > 0 ? lines.map((line) => line.trim()).join('  \n') : undefined;
}

function deprecationLine(message: string | undefined, facts: Deprecation = {}): string {
  const { since, removal, link: address } = facts;
  const dates = [since && ` since ${since}`, removal && `, to be removed on ${removal}`]
    .filter(Boolean)
    .join('');
  return `**Deprecated${dates}.** ${plain(message ?? '')} ${address === undefined ? '' : link('More', address)}`;
}

function limits(schema: GraphSchema): string | undefined {
  const parts = [
    schema.maxLength !== undefined && `at most ${schema.maxLength} characters`,
    schema.minLength !== undefined && schema.minLength > 0 && `at least ${schema.minLength} characters`,
    schema.maxItems !== undefined && `at most ${schema.maxItems} entries`,
    schema.minimum !== undefined && `from ${schema.minimum}`,
    schema.maximum !== undefined && `up to ${schema.maximum}`,
  ].filter((part): part is string => typeof part === 'string');
  return parts.length > 0 ? `Limits: ${parts.join(', ')}.` : undefined;
}

/** Values beyond these are counted, not listed. */
const MOST_VALUES = 12;

function valuesTable(schema: GraphSchema): string | undefined {
  const values = schema.enum ?? schema.items?.enum;
  const texts = memberTexts(schema.enum ? schema : (schema.items ?? {}));
  if (!values) return undefined;
  const rows = values.slice(0, MOST_VALUES).map((value, i) => {
    const about = texts?.[i];
    return `- ${code(JSON.stringify(value))}${about ? `: ${about}` : ''}`;
  });
  const more = values.length - rows.length;
  return [...rows, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}

function exampleLine(schema: GraphSchema): string | undefined {
  const example = schema.examples?.[0];
  if (example === undefined) return undefined;
  const text = JSON.stringify(example);
  return text.length <= 120 ? `Example: ${code(text)}` : undefined;
}

/** Which type declares it, and where to read about it. */
function originLine(
  name: string,
  facts: GraphFacts | undefined,
  { owner, endpoint }: PropertyPlace,
): string | undefined {
  const declared = name.startsWith('@')
    ? undefined
    : facts?.from
      ? `Inherited from ${code(facts.from)}`
      : owner && `Declared by ${code(owner)}`;
  const page = endpoint && documentationLink(endpoint);
  const parts = [declared, page].filter((part) => typeof part === 'string' && part !== '');
  return parts.length > 0 ? parts.join(' · ') : undefined;
}
