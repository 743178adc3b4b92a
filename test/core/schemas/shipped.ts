import { Ajv, type ValidateFunction } from 'ajv';
import { builtinSchemas } from '../../../src/core/catalog/builtin.ts';
import type { GraphSchema, ResourceSchema } from '../../../src/core/catalog/schema.ts';
import { edmFormats } from '../../../src/core/check/formats.ts';
import { annotationKeywords } from './keywords.ts';

/** The shipped schemas by the name of their file. */
export const shipped: ReadonlyMap<string, ResourceSchema> = new Map(
  (await builtinSchemas()).map((schema) => [fileName(schema), schema]),
);

function fileName({ $id }: ResourceSchema): string {
  return $id.replace(/^.*\//, '').replace(/\.json$/, '');
}

/** The shipped schema of that file. */
export function schemaOf(name: string): ResourceSchema {
  const schema = shipped.get(name);
  if (!schema) throw new Error(`No schema is called ${name}.`);
  return schema;
}

/** An ajv that is as strict as it can be, with the shipped schemas added. */
export function strictAjv(): Ajv {
  return new Ajv({
    strict: true,
    allErrors: true,
    allowUnionTypes: true,
    formats: edmFormats,
    keywords: [...annotationKeywords],
    schemas: [...shipped.values()].map((schema) => structuredClone(schema)),
  });
}

const shared = strictAjv();

/** The validator of a place in a shipped schema. */
export function validatorAt(schema: ResourceSchema, pointer: string): ValidateFunction {
  return shared.compile({ $ref: `${schema.$id}#${encodeURI(pointer).replaceAll('^', '%5E')}` });
}

/** A property, or what stands for one, somewhere in a schema. */
export interface Place {
  /** JSON pointer from the root. */
  readonly pointer: string;
  /** `properties`, `patternProperties`, `additionalProperties` or `items`. */
  readonly kind: string;
  /** Its name, pattern, or the empty string. */
  readonly name: string;
  readonly schema: GraphSchema;
}

/** Every property at every depth: of the root and of every definition, with patterns and items. */
export function placesOf(schema: ResourceSchema): readonly Place[] {
  const owners: [string, GraphSchema][] = [['', schema]];
  for (const [name, definition] of Object.entries(schema.definitions)) {
    owners.push([`/definitions/${escaped(name)}`, definition]);
  }
  return owners.flatMap(([at, owner]) => placesIn(owner, at));
}

function placesIn(owner: GraphSchema, at: string): Place[] {
  const places: Place[] = [];
  for (const kind of ['properties', 'patternProperties'] as const) {
    for (const [name, schema] of Object.entries(owner[kind] ?? {})) {
      places.push({ pointer: `${at}/${kind}/${escaped(name)}`, kind, name, schema });
    }
  }
  if (typeof owner.additionalProperties === 'object') {
    const schema = owner.additionalProperties;
    places.push({ pointer: `${at}/additionalProperties`, kind: 'additionalProperties', name: '', schema });
  }
  const items = places.flatMap(({ pointer, schema }) =>
    schema.items ? [{ pointer: `${pointer}/items`, kind: 'items', name: '', schema: schema.items }] : [],
  );
  return [...places, ...items];
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** A snippet's body as it is inserted when nothing is typed over its stops. */
export function withoutStops(body: unknown): unknown {
  const text = JSON.stringify(body).replace(/\$\{\d+:([^{}]*)\}|\$\d+/g, '$1');
  return JSON.parse(text);
}

/** A body with every updatable property of the schema, made of their examples. */
export function exampleBody(schema: ResourceSchema): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(schema.properties).map(([name, property]) => [name, property.examples?.[0]]),
  );
}
