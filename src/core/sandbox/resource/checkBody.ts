import { bareTypeName } from '../../catalog/objectSchema.ts';
import type { GraphSchema, ResourceSchema } from '../../catalog/schema.ts';
import { memberNames } from '../../catalog/values.ts';
import { boundName } from '../../catalog/wellKnownNames.ts';
import { canonicalPatch } from '../../change/canonical.ts';
import { isAnnotation, isObject, ownValue } from '../../change/json.ts';
import { declaredProperty, itemSchema, rootType, type ValueType, valueType } from '../../change/types.ts';
import { isUnknownAnnotation } from '../../check/body/annotation.ts';
import { isFlags } from '../../check/formats.ts';
import type { SchemaError } from '../../check/schema/error.ts';
import { schemaErrors } from '../../check/schema/validate.ts';
import type { JsonObject } from '../../text/jsonValues.ts';
import { Refusal, type RefusalDetail } from '../answer.ts';
import { sentenceOf, shortened } from './sentences.ts';

/** Entries of `error.details`; the rest of the mistakes is not told. */
const MOST_DETAILS = 20;

/**
 * Reads a PATCH body as the service does, and refuses what it would refuse, whatever is stored: another type
 * than the resource's, undeclared properties of a closed type, related objects, annotations that nobody knows,
 * values of a wrong type, and null where there can be none. Links of the object are not looked at. Nesting must be
 * bounded: this recurses.
 *
 * @param current the object as it is stored
 * @returns the body in canonical form
 * @throws Refusal 400, with each mistake in `details`; 501 for a link inside a value, which a service may take.
 */
export function checkBody(schema: ResourceSchema, body: JsonObject, current: JsonObject): JsonObject {
  checkRootType(schema, body);
  checkNames(schema, rootType(schema), body, '');
  const canonical = canonicalPatch(schema, body, current);
  const errors = schemaErrors(schema, canonical).filter(({ keyword }) => keyword !== 'if');
  if (errors.length === 0) return canonical;
  // Without its type, nothing that a value has can be right: that is told first.
  errors.sort((a, b) => Number(lacksType(b)) - Number(lacksType(a)));
  const details = errors.slice(0, MOST_DETAILS).map((error) => detailOf(error, canonical, schema));
  const [first] = details;
  throw new Refusal(400, 'Request_BadRequest', first?.message ?? 'The body does not fit the resource.', {
    details,
  });
}

function lacksType({ keyword, params }: SchemaError): boolean {
  return keyword === 'required' && params.missingProperty === '@odata.type';
}

function detailOf(error: SchemaError, body: JsonObject, schema: ResourceSchema): RefusalDetail {
  const { message, target } = sentenceOf(error, body, schema.title);
  return { code: 'InvalidValue', message, ...(target === '' ? {} : { target }) };
}

function checkRootType(schema: ResourceSchema, body: JsonObject): void {
  const sent = ownValue(body, '@odata.type');
  const { type } = schema['x-graph'];
  if (sent === undefined || (typeof sent === 'string' && bareTypeName(sent) === type)) return;
  throw malformed(
    `The resource at this URL is a '#${type}', and the body's '@odata.type' says that it is not.`,
    '@odata.type',
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
    if (boundName(name) !== undefined) {
      if (path === '') continue;
      const link = shortened(path + name);
      const message = `The sandbox keeps links of the object itself only: leave '${link}' out.`;
      throw refused(501, 'notSupported', message, path + name);
    }
    if (isAnnotation(name)) {
      checkAnnotation(root, type, name, object[name], path);
      continue;
    }
    if (type?.object.navigation.has(name) && !type.object.properties.has(name)) {
      throw malformed(
        `'${shortened(path + name)}' leads to other objects, which are not changed with this one.`,
        path + name,
      );
    }
    const declared = declaredProperty(type, name);
    if (declared !== undefined) {
      if (seen.has(declared.name))
        throw malformed(`The body has '${shortened(path + declared.name)}' more than once.`, path + name);
      seen.add(declared.name);
    }
    checkValue(root, declared?.schema, object[name], `${path}${name}/`);
  }
}

function checkAnnotation(
  root: ResourceSchema,
  type: ValueType | undefined,
  name: string,
  value: unknown,
  path: string,
): void {
  if (type !== undefined && isUnknownAnnotation(root, type.object, name)) {
    const message = `There is no annotation '${shortened(path + name)}' that an update can carry.`;
    throw malformed(message, path + name);
  }
  if (name.endsWith('@odata.type') && typeof value !== 'string') {
    throw malformed(`'${shortened(path + name)}' must be the name of a type.`, path + name);
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
  } else if (typeof value === 'string' && schema?.format === 'edm-flags') {
    const members = memberNames(schema);
    if (members.length > 0 && !isFlags(value, members)) {
      const place = path.slice(0, -1);
      throw malformed(`'${shortened(place)}' has a value that is no member of its enumeration.`, place);
    }
  }
}

function malformed(message: string, target: string): Refusal {
  return refused(400, 'Request_BadRequest', message, target);
}

/** @param target the path of what is wrong: `state/deviceErrorCode` */
function refused(status: number, code: string, message: string, target: string): Refusal {
  const detail = status === 400 ? 'InvalidValue' : code;
  return new Refusal(status, code, message, {
    details: [{ code: detail, message, target: shortened(target) }],
  });
}
