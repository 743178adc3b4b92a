import { withMembers } from '../../catalog/members.ts';
import { propertySchema, type TypeSource } from '../../catalog/metadata/propertySchema.ts';
import type { GraphSchema, JsonType, ResourceSchema } from '../../catalog/schema.ts';
import type { PropertyRecord, TypeRecord } from '../../csdl/model.ts';
import { isCollection, itemType } from '../../csdl/names.ts';
import { exampleOf, plausible } from '../examples/exampleValue.ts';
import { sentence } from '../markdown/sentence.ts';
import type { PageProperty } from '../page.ts';

/** What the schema of a property is made with. */
export interface PropertySetting {
  /** Full name of the type that has it. */
  readonly type: string;
  /** Names of the properties that tell objects of that type apart. */
  readonly key: readonly string[];
  /** Values that the examples give it; undefined where one gives none. */
  readonly shown: readonly unknown[];
  /** A known schema of the same type: what it says counts where the page says nothing. */
  readonly twin: ResourceSchema | undefined;
  /** Whether more is known of a type than its name. */
  isKnown(type: string): boolean;
}

const ANYTHING: readonly JsonType[] = ['object', 'array', 'string', 'number', 'boolean', 'null'];

/** The schema of a property, as its row and the examples of the page say. */
export function schemaOfProperty(property: PageProperty, setting: PropertySetting): GraphSchema {
  const { name } = property;
  const { twin, type, key, shown } = setting;
  const before = Object.hasOwn(twin?.properties ?? {}, name) ? twin?.properties[name] : undefined;
  const made = propertySchema(
    typesOf(property, setting),
    { record: recordOf(property), owner: property.from ?? type },
    { type, key, except: new Set() },
  );
  const said = sentence(
    name,
    property.description,
    before?.description ?? `The page does not describe ${name} yet.`,
  );
  const {
    description: _,
    markdownDescription: __,
    examples,
    ...own
  } = typed(joined(made, before, property), property, setting);
  const instead = own['x-graph']?.instead;
  const value = plausible(own, shown);
  return {
    description: said,
    ...(instead === undefined ? {} : { markdownDescription: `${said}\n\n**Read-only.** ${instead}` }),
    ...own,
    ...described(own),
    examples: value === undefined ? (examples ?? [exampleOf(property, own)]) : [value],
  };
}

/** What was made of the row, and the facts that only the known schema has of the same property. */
function joined(
  made: GraphSchema,
  before: GraphSchema | undefined,
  { type, members }: PageProperty,
): GraphSchema {
  // The numbers of an enumeration's members stand on no page.
  const { 'x-graph': facts, items, ...others } = made;
  const { members: _, deprecation: __, ...own } = facts ?? { type };
  const rest: GraphSchema = items === undefined ? others : { ...others, items: withoutMembers(items) };
  if (before?.['x-graph']?.type !== own.type || (made.readOnly && !before.readOnly))
    return { ...rest, 'x-graph': own };
  // A workspace schema has no patterns of values: see `readSchema`.
  const { pattern: ___, markdownEnumDescriptions: ____, ...known } = before;
  return members.length === 0 ? known : withMembers(known, rest);
}

function withoutMembers({ 'x-graph': facts, ...item }: GraphSchema): GraphSchema {
  return facts === undefined ? item : { ...item, 'x-graph': { type: facts.type } };
}

/** Any value where nothing tells of one; text as well as an object where only the name of a type is known. */
function typed(schema: GraphSchema, { type, linked }: PageProperty, setting: PropertySetting): GraphSchema {
  const { $ref, items, ...rest } = schema;
  const one = itemType(type);
  if (one === 'Edm.Untyped') {
    return isCollection(type)
      ? { ...rest, items: { type: ANYTHING, 'x-graph': { type: one } } }
      : { ...rest, type: ANYTHING };
  }
  const isNamed = $ref !== undefined || items?.$ref !== undefined;
  const known = !isNamed || linked || setting.isKnown(one) || kindShown(setting.shown) === 'object';
  if (known || (rest['x-graph']?.nullable === false && !isCollection(type))) return schema;
  return isCollection(type)
    ? { ...rest, items: { type: ['object', 'string'], 'x-graph': { type: one } } }
    : { ...rest, type: ['object', 'string', 'null'] };
}

/** What the examples say of a type of which only the name is known: that it is an enumeration, or has properties. */
function kindShown(shown: readonly unknown[]): 'text' | 'object' | undefined {
  const values = shown.flat().filter((value) => value !== null && value !== undefined);
  if (values.length === 0) return undefined;
  if (values.every((value) => typeof value === 'string')) return 'text';
  return values.every((value) => typeof value === 'object') ? 'object' : undefined;
}

function described({ enum: members, items }: GraphSchema): GraphSchema {
  const texts = (of: GraphSchema['enum']) =>
    of?.map((each) => (each === null ? 'No value: clears what is stored.' : String(each)));
  const own = texts(members);
  const inside = texts(items?.enum);
  return {
    ...(own === undefined ? {} : { markdownEnumDescriptions: own }),
    ...(items === undefined || inside === undefined
      ? {}
      : { items: { ...items, markdownEnumDescriptions: inside } }),
  };
}

function recordOf(property: PageProperty): PropertyRecord {
  const { name, type, readOnly, immutable, writeOnly, nullable, deprecated } = property;
  return {
    name,
    type,
    ...(readOnly ? { computed: true } : {}),
    ...(immutable ? { immutable: true } : {}),
    ...(writeOnly && !readOnly ? { access: 'write' } : {}),
    ...(isCollection(type) || (!nullable && type !== 'Edm.Untyped') ? { nullable: false } : {}),
    ...(deprecated ? { deprecation: { description: 'The page marks it as deprecated.' } } : {}),
  };
}

/**
 * The types that a row speaks of: an enumeration where it lists values or the examples show words, else a complex type
 * that only has a name.
 */
function typesOf({ type, members }: PageProperty, { shown, isKnown }: PropertySetting): TypeSource {
  const isEnum = (name: string) => members.length > 0 || (!isKnown(name) && kindShown(shown) === 'text');
  return {
    type: (name): TypeRecord | undefined => {
      if (name !== itemType(type) || name.startsWith('Edm.')) return undefined;
      return isEnum(name)
        ? { kind: 'enum', name, members: members.map((each, value) => ({ name: each, value })) }
        : { kind: 'complex', name, properties: [], navigation: [] };
    },
  };
}
