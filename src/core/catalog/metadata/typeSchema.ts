import { shortName } from '../../csdl/names.ts';
import type { GraphFacts, GraphSchema, NavigationFacts } from '../schema.ts';
import { ANNOTATIONS } from './annotations.ts';
import { linkTarget } from './links.ts';
import type { FullType, MetadataModel } from './model.ts';
import { deprecated, deprecationFacts, propertySchema } from './propertySchema.ts';

/** What `@odata.type` may be, for the types of these names. */
function typeNames(names: readonly string[]): readonly string[] {
  return names.flatMap((name) => [`#${name}`, name]);
}

/**
 * The schema of an entity type or complex type: its properties, those of its base types too, and its derived types
 * by reference. Undeclared properties are refused where the type, or the derived type that a value names, is closed.
 */
export function typeSchema(model: MetadataModel, type: FullType, allowed?: readonly string[]): GraphSchema {
  const { record } = type;
  const derived = (allowed ?? record.derived ?? []).filter(
    (name) => name !== record.name && model.full(name),
  );
  const concrete = derived.filter((name) => model.full(name)?.record.abstract !== true);
  const own = record.abstract === true && concrete.length > 0 ? [] : [record.name];
  const properties = propertiesOf(model, type, [...own, ...concrete]);
  const title = shortName(record.name);
  return {
    title,
    ...(record.description === undefined ? {} : { description: record.description }),
    type: ['object', 'null'],
    ...(own.length === 0 ? { required: ['@odata.type'] } : {}),
    properties,
    ...deprecated(record.deprecation),
    ...closing(type, properties, concrete),
    ...smallest(properties, own.length === 0 ? concrete[0] : undefined),
    'x-graph': factsOf(model, type, derived),
  };
}

/** Names of properties that tell what an object is, the best first. */
const TELLING = ['displayName', 'name', 'title', 'description', 'subject'];

/**
 * A body that changes one property, to begin with. None where only lists and objects could be set: an empty one would take
 * away what is there, if it were sent as it is.
 */
function smallest(
  properties: Readonly<Record<string, GraphSchema>>,
  derived: string | undefined,
): Pick<GraphSchema, 'defaultSnippets'> {
  const plain = new Map(
    Object.entries(properties).filter(
      ([name, { readOnly, deprecated: old, type }]) =>
        name !== '@odata.type' && !readOnly && !old && type !== undefined && !holdsParts(type),
    ),
  );
  const name = TELLING.find((each) => plain.has(each)) ?? plain.keys().next().value;
  if (name === undefined) return {};
  const [example = name] = plain.get(name)?.examples ?? [];
  const value = typeof example === 'string' ? `\${1:${example}}` : example;
  const body = { ...(derived === undefined ? {} : { '@odata.type': `#${derived}` }), [name]: value };
  return {
    defaultSnippets: [{ label: `Change ${name}`, description: `Sets ${name} and leaves the rest.`, body }],
  };
}

function holdsParts(type: NonNullable<GraphSchema['type']>): boolean {
  return [type].flat().some((each) => each === 'object' || each === 'array');
}

/** What is not declared: kept by an open type; refused by a closed one, unless a derived type is named. */
function closing(
  { open }: FullType,
  properties: Readonly<Record<string, GraphSchema>>,
  derived: readonly string[],
): GraphSchema {
  const branches = derived.map(
    (name): GraphSchema => ({
      if: named([name]),
      // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
      then: { $ref: `#/definitions/${name}` },
    }),
  );
  if (open)
    return {
      patternProperties: ANNOTATIONS,
      additionalProperties: true,
      ...(branches.length > 0 ? { allOf: branches } : {}),
    };
  if (derived.length === 0) return { patternProperties: ANNOTATIONS, additionalProperties: false };
  const declared = Object.fromEntries(
    Object.keys(properties).map((name): [string, GraphSchema] => [name, {}]),
  );
  const whole: GraphSchema = {
    properties: declared,
    patternProperties: ANNOTATIONS,
    additionalProperties: false,
  };
  return { patternProperties: ANNOTATIONS, allOf: [...branches, { if: named(derived), else: whole }] };
}

function named(names: readonly string[]): GraphSchema {
  return { required: ['@odata.type'], properties: { '@odata.type': { enum: typeNames(names) } } };
}

function propertiesOf(
  model: MetadataModel,
  type: FullType,
  names: readonly string[],
): Readonly<Record<string, GraphSchema>> {
  const { record, key } = type;
  const except = new Set(
    [record.name, ...type.bases].flatMap((name) => model.full(name)?.record.update?.except ?? []),
  );
  const viewer = { type: record.name, key, except };
  const declared = [...type.properties].map(([name, member]): [string, GraphSchema] => [
    name,
    propertySchema(model, member, viewer),
  ]);
  return { '@odata.type': discriminator(record.name, names), ...Object.fromEntries(declared) };
}

function discriminator(name: string, names: readonly string[]): GraphSchema {
  const needed = !names.includes(name);
  return {
    description: needed
      ? `Names the kind of ${shortName(name)} that this is. Needed, because there is no plain ${shortName(name)}.`
      : names.length > 1
        ? `Names the kind of ${shortName(name)} that this is, where it is one of the derived types.`
        : `Says which type this object has. Optional here, because ${shortName(name)} is what the service expects in this place.`,
    type: 'string',
    enum: typeNames(names),
    ...(names[0] === undefined ? {} : { examples: [`#${names[0]}`] }),
    'x-graph': { type: 'Edm.String', nullable: false },
  };
}

function factsOf(model: MetadataModel, type: FullType, derived: readonly string[]): GraphFacts {
  const { record } = type;
  const navigation = [...type.navigation].map(
    ([name, { record: each, owner }]): [string, NavigationFacts] => {
      const target = each.contained ? undefined : linkTarget(model, type, each);
      return [
        name,
        {
          type: each.type,
          ...(each.description === undefined ? {} : { description: each.description }),
          ...(each.contained ? { contained: true } : {}),
          ...(target === undefined ? {} : { target }),
          ...(owner === record.name ? {} : { from: owner }),
        },
      ];
    },
  );
  return {
    type: record.name,
    ...(type.open ? { open: true } : {}),
    ...(record.abstract ? { abstract: true } : {}),
    ...(derived.length > 0 ? { derived: derived.map((name) => `#/definitions/${name}`) } : {}),
    ...(type.bases.length > 0 ? { bases: type.bases } : {}),
    ...(type.alternateKeys.length > 0 ? { alternateKeys: type.alternateKeys } : {}),
    ...(navigation.length > 0 ? { navigation: Object.fromEntries(navigation) } : {}),
    ...(record.deprecation ? { deprecation: deprecationFacts(record.deprecation) } : {}),
  };
}
