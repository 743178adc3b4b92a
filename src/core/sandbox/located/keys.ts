import type { GraphSchema, ResourceSchema } from '../../catalog/schema.ts';
import { type Draft, ownValue, setOwn } from '../../change/json.ts';
import { declaredProperty, rootType } from '../../change/types.ts';
import { isGuid } from '../../check/formats.ts';
import type { JsonObject } from '../../text/jsonValues.ts';
import type { Refusal } from '../answer.ts';
import { badRequest } from '../resource/resourceRefusals.ts';
import { shortened } from '../resource/sentences.ts';
import { guidFrom } from './guid.ts';

/** A property that a URL names as a key, and the text that it gives. */
export interface KeyText {
  readonly property: string;
  readonly value: string;
}

/** Names of the key properties of a type, in the order of the metadata. */
export function keyNames(schema: ResourceSchema): readonly string[] {
  return [...rootType(schema).properties.values()]
    .filter(({ schema: property }) => property['x-graph']?.update === 'key')
    .map(({ name }) => name);
}

/** Names of the properties that objects are kept by: of a type that has no key, one called `id`. */
function keptBy(schema: ResourceSchema): readonly string[] {
  const names = keyNames(schema);
  return names.length === 0 ? ['id'] : names;
}

/** Keys of the two or three objects that a collection has where objects are made up. */
export function firstKeys(schema: ResourceSchema, set: string): readonly JsonObject[] {
  const count = 2 + (guidFrom(set).charCodeAt(0) % 2);
  return Array.from({ length: count }, (_, index) => keysFrom(schema, `${set} ${index}`));
}

/** Made-up values of the key properties, the same for the same text. */
export function keysFrom(schema: ResourceSchema, text: string): JsonObject {
  const guid = guidFrom(text);
  const values: Draft = {};
  for (const name of keptBy(schema)) {
    const declared = declaredProperty(rootType(schema), name)?.schema ?? {};
    setOwn(values, name, isNumeric(declared) ? Number.parseInt(guid.slice(0, 4), 16) % 1_000 : guid);
  }
  return values;
}

/** A key as objects are kept by: `Car-1`; of several properties `country='DE',number=3`. */
export function idOf(schema: ResourceSchema, object: JsonObject): string {
  const names = keptBy(schema);
  if (names.length === 1) return String(ownValue(object, names[0] ?? '') ?? '');
  return names.map((name) => `${name}=${literalOf(ownValue(object, name))}`).join(',');
}

function literalOf(value: unknown): string {
  return typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`;
}

/**
 * The key properties as an object has them.
 *
 * @throws Refusal 400 where a text is no value of its property.
 */
export function keyValues(schema: ResourceSchema, texts: readonly KeyText[]): JsonObject {
  const values: Draft = {};
  for (const { property, value } of texts) {
    const declared = declaredProperty(rootType(schema), property)?.schema;
    setOwn(values, property, typedKey(property, value, declared));
  }
  return values;
}

function typedKey(property: string, value: string, schema: GraphSchema | undefined): string | number {
  if (schema !== undefined && isNumeric(schema)) {
    const number = Number(value);
    if (!/^-?\d{1,15}$/.test(value)) throw strange(property, value, 'a whole number');
    return number;
  }
  if (schema?.format === 'uuid' && !isGuid(value)) throw strange(property, value, 'a Guid');
  return value;
}

/** Whether values of a property are numbers. */
export function isNumeric({ type }: GraphSchema): boolean {
  return [type ?? []].flat().some((each) => each === 'integer' || each === 'number');
}

function strange(property: string, value: string, wanted: string): Refusal {
  return badRequest(
    `'${shortened(value)}' in the URL cannot be the key '${property}': it must be ${wanted}.`,
  );
}
