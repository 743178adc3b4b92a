import type { ErrorObject, ValidateFunction } from 'ajv';
import type { GraphSchema, ResourceSchema } from '../catalog/schema.ts';
import { bareTypeName } from '../catalog/walk.ts';
import { canonicalPatch } from '../change/canonical.ts';
import { isAnnotation, isObject, ownValue } from '../change/json.ts';
import { declaredProperty, itemSchema, rootType, type ValueType, valueType } from '../change/types.ts';
import type { JsonObject } from '../send/outcome.ts';
import { Refusal, type RefusalDetail } from './answer.ts';
import { sentenceOf, shortened } from './sentences.ts';

/** Entries of `error.details`; the rest of the mistakes is not told. */
const MOST_DETAILS = 20;

/**
 * Reads a PATCH body as the service does, and refuses what it would refuse, whatever is stored: another type
 * than the resource's, undeclared properties of a closed type, values of a wrong type, null where there can be
 * none, and links, which the sandbox does not keep. Nesting must be bounded: this recurses.
 *
 * @param validate the compiled schema
 * @param current the object as it is stored
 * @returns the body in canonical form
 * @throws Refusal 400, with each mistake in `details`.
 */
export function checkBody(
  schema: ResourceSchema,
  validate: ValidateFunction,
  body: JsonObject,
  current: JsonObject,
): JsonObject {
  checkRootType(schema, body);
  checkNames(schema, rootType(schema), body, '');
  const canonical = canonicalPatch(schema, body, current);
  if (validate(canonical)) return canonical;
  const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if');
  const details = errors.slice(0, MOST_DETAILS).map((error) => detailOf(error, canonical, schema));
  const [first] = details;
  throw new Refusal(400, 'Request_BadRequest', first?.message ?? 'The body does not fit the resource.', {
    details,
  });
}

function detailOf(error: ErrorObject, body: JsonObject, schema: ResourceSchema): RefusalDetail {
  const { message, target } = sentenceOf(error, body, schema.title);
  return { code: 'InvalidValue', message, ...(target === '' ? {} : { target }) };
}

function checkRootType(schema: ResourceSchema, body: JsonObject): void {
  const sent = ownValue(body, '@odata.type');
  const { type } = schema['x-graph'];
  if (sent === undefined || (typeof sent === 'string' && bareTypeName(sent) === type)) return;
  throw malformed(
    `The resource at this URL is a '#${type}', and the body's '@odata.type' says that it is not.`,
  );
}

function checkNames(
  root: ResourceSchema,
  type: ValueType | undefined,
  object: JsonObject,
  path: string,
): void {
  const seen = new Set<string>();
  for (const name of Object.keys(object)) {
    if (name.endsWith('@odata.bind')) {
      throw malformed(`The sandbox keeps no links between objects: leave '${shortened(path + name)}' out.`);
    }
    if (isAnnotation(name)) continue;
    const declared = declaredProperty(type, name);
    if (declared !== undefined) {
      if (seen.has(declared.name))
        throw malformed(`The body has '${shortened(path + declared.name)}' more than once.`);
      seen.add(declared.name);
    }
    checkValue(root, declared?.schema, object[name], `${path}${name}/`);
  }
}

function checkValue(
  root: ResourceSchema,
  schema: GraphSchema | undefined,
  value: unknown,
  path: string,
): void {
  if (Array.isArray(value)) {
    const items = itemSchema(root, schema);
    for (const [index, item] of value.entries()) checkValue(root, items, item, `${path}${index}/`);
  } else if (isObject(value)) {
    checkNames(root, valueType(root, schema, ownValue(value, '@odata.type')), value, path);
  }
}

function malformed(message: string): Refusal {
  return new Refusal(400, 'Request_BadRequest', message);
}
