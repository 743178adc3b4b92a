import type { DeprecationRecord, EnumRecord, PropertyRecord, TypeRecord } from '../../csdl/model.ts';
import { isCollection, itemType, shortName } from '../../csdl/names.ts';
import { withoutLinks } from '../../text/markdownText.ts';
import type { Deprecation, GraphFacts, GraphSchema, JsonType, NotUpdatable } from '../schema.ts';
import { UNKNOWN_FUTURE_VALUE } from '../wellKnownNames.ts';
import { knownExample } from './knownExamples.ts';
import type { Member } from './model.ts';
import { encodingOf } from './primitive.ts';

/** Where types are looked up by their full names. */
export interface TypeSource {
  type(name: string): TypeRecord | undefined;
}

/** Where a property is looked at from. */
export interface Viewer {
  /** Full name of the type that has it, declared or inherited. */
  readonly type: string;
  /** Names of the key properties of that type. */
  readonly key: readonly string[];
  /** Paths that an update must leave alone. */
  readonly except: ReadonlySet<string>;
}

/** The schema of one structural property. */
export function propertySchema(
  model: TypeSource,
  { record, owner }: Member<PropertyRecord>,
  viewer: Viewer,
): GraphSchema {
  const update = whyNot(record, viewer);
  const description = record.description ?? undefined;
  const facts: GraphFacts = {
    type: record.type,
    ...(record.nullable === false || isCollection(record.type) ? { nullable: false } : {}),
    ...(update ? { update: update.kind, instead: update.instead } : {}),
    // One service-made value cannot tell objects apart by several properties: whoever makes one says them.
    ...(update?.kind === 'key' && viewer.key.length > 1 ? { create: 'required' } : {}),
    ...(record.access === 'write' ? { secret: true } : {}),
    ...(owner === viewer.type ? {} : { from: owner }),
    ...(record.deprecation ? { deprecation: deprecationFacts(record.deprecation) } : {}),
    ...membersFact(model, record.type),
  };
  return {
    ...(description === undefined ? {} : { description }),
    ...(description !== undefined && update
      ? { markdownDescription: `${withoutLinks(description)}\n\n**Read-only.** ${update.instead}` }
      : {}),
    ...valueSchema(model, record),
    ...knownExample(owner, record.name),
    ...(update ? { readOnly: true } : {}),
    ...(record.access === 'write' ? { writeOnly: true } : {}),
    ...deprecated(record.deprecation),
    'x-graph': facts,
  };
}

/** The value of a property: a list, or one value that may be null where the property is nullable. */
function valueSchema(model: TypeSource, record: PropertyRecord): GraphSchema {
  if (!isCollection(record.type)) {
    const { examples, ...one } = oneValue(model, record.type, record, record.nullable !== false);
    return examples === undefined ? one : { ...one, examples };
  }
  const item = itemType(record.type);
  const { examples, ...items } = oneValue(model, item, record, false);
  return {
    type: 'array',
    items: { ...items, 'x-graph': { type: item, ...membersFact(model, item) } },
    ...(examples === undefined ? {} : { examples: [examples] }),
  };
}

function oneValue(
  model: TypeSource,
  name: string,
  facets: Pick<PropertyRecord, 'maxLength' | 'url'>,
  nullable: boolean,
): GraphSchema {
  const declared = model.type(name);
  if (isAnyJson(declared)) return {};
  if (declared?.kind === 'enum') return enumSchema(declared, nullable);
  if (declared?.kind === 'entity' || declared?.kind === 'complex') {
    return { type: orNull('object', nullable), $ref: `#/definitions/${name}` };
  }
  const { type, ...encoding } = encodingOf(declared?.kind === 'typedef' ? declared.underlying : name);
  const maxLength = facets.maxLength ?? (declared?.kind === 'typedef' ? declared.maxLength : undefined);
  return {
    ...(type === undefined ? {} : { type: orNull(type, nullable) }),
    ...encoding,
    ...(facets.url === true && type === 'string'
      ? { format: 'uri', examples: ['https://contoso.com/'] }
      : {}),
    ...(maxLength !== undefined && maxLength > 0 && type === 'string' && !encoding.format
      ? { maxLength }
      : {}),
  };
}

/** The type by which Microsoft Graph says that a value may be any JSON, such as the cells of a workbook. */
function isAnyJson(type: TypeRecord | undefined): boolean {
  return type?.kind === 'complex' && type.properties.length === 0 && shortName(type.name) === 'Json';
}

function enumSchema({ members, flags }: EnumRecord, nullable: boolean): GraphSchema {
  const names = members.map(({ name }) => name);
  const [example] = names.filter((name) => name !== UNKNOWN_FUTURE_VALUE);
  const examples = example === undefined ? {} : { examples: [example] };
  // Nothing is known of an enumeration without members but that its values are names.
  if (names.length === 0) return { type: orNull('string', nullable) };
  if (flags) return { type: orNull('string', nullable), format: 'edm-flags', ...examples };
  const described = members.some(({ description }) => description !== undefined);
  const texts = members.map(({ name, description }) => withoutLinks(description ?? name));
  return {
    type: orNull('string', nullable),
    enum: nullable ? [...names, null] : names,
    ...(described
      ? { markdownEnumDescriptions: nullable ? [...texts, 'No value: clears what is stored.'] : texts }
      : {}),
    ...examples,
  };
}

/** The numbers behind members, where they matter: of flags, and where an enumeration may grow. */
function membersFact(model: TypeSource, type: string): Pick<GraphFacts, 'members'> {
  const declared = model.type(itemType(type));
  if (declared?.kind !== 'enum' || declared.members.length === 0) return {};
  if (!declared.flags && !declared.members.some(({ name }) => name === UNKNOWN_FUTURE_VALUE)) return {};
  return { members: Object.fromEntries(declared.members.map(({ name, value }) => [name, value])) };
}

function orNull(type: JsonType | readonly JsonType[], nullable: boolean): JsonType | readonly JsonType[] {
  return nullable ? [...[type].flat(), 'null'] : type;
}

/** Why an update cannot set a property, and what to do in its place. */
function whyNot(
  record: PropertyRecord,
  { key, except }: Viewer,
): { readonly kind: NotUpdatable; readonly instead: string } | undefined {
  if (key.includes(record.name))
    return { kind: 'key', instead: 'Leave it out: the URL already names the object.' };
  if (record.computed || record.access === 'read' || record.access === 'none') {
    return { kind: 'computed', instead: 'Leave it out: the service sets it.' };
  }
  if (record.type === 'Edm.Stream')
    return { kind: 'unsupported', instead: 'Leave it out: content is sent by itself, to a URL of its own.' };
  if (record.immutable)
    return { kind: 'immutable', instead: 'Leave it out: it is fixed when the object is made.' };
  if (except.has(record.name)) {
    return { kind: 'unsupported', instead: 'Leave it out: the service does not take it in an update.' };
  }
  return undefined;
}

/** The keywords by which an editor says that something goes away. */
export function deprecated(
  deprecation: DeprecationRecord | undefined,
): Pick<GraphSchema, 'deprecated' | 'deprecationMessage'> {
  if (!deprecation) return {};
  return {
    deprecated: true,
    deprecationMessage: deprecation.description ?? 'The metadata marks it as deprecated: do not rely on it.',
  };
}

/** The same as facts. */
export function deprecationFacts({ since, removal, link }: DeprecationRecord): Deprecation {
  return {
    ...(since === undefined ? {} : { since }),
    ...(removal === undefined ? {} : { removal }),
    ...(link === undefined ? {} : { link }),
  };
}
