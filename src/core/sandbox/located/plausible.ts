import { createHash } from 'node:crypto';
import { isStream } from '../../catalog/kinds.ts';
import type { GraphSchema, ResourceSchema } from '../../catalog/schema.ts';
import { effectiveSchema } from '../../catalog/schemaReferences.ts';
import { UNKNOWN_FUTURE_VALUE } from '../../catalog/wellKnownNames.ts';
import { type Draft, ownValue, setOwn } from '../../change/json.ts';
import { rootType, valueType } from '../../change/types.ts';
import type { JsonObject } from '../../text/jsonValues.ts';
import { guidFrom } from './guid.ts';
import { isNumeric } from './keys.ts';
import { plausibleText } from './texts.ts';

/** Complex values are filled in so deep below an object; what lies deeper is null, or empty. */
const DEEPEST = 2;
/** Values that cannot be null are made so deep, whatever the metadata says of itself. */
const DEEPEST_NEEDED = 8;

/** Times of what has not happened to an object that is there. */
const NEVER_WAS = /^deleted\w*Time$/i;

/** What stays the same for one object. */
interface Maker {
  readonly root: ResourceSchema;
  readonly seed: string;
  /** It describes a person: names are names of people. */
  readonly isPerson: boolean;
}

/**
 * An object that fits its schema, with values that read like real ones. The same seed gives the same object. Secrets
 * and content are left out: nobody could read them.
 *
 * @param seed tells objects apart: where the object is, and its key
 * @param keys its key properties, as the URL says
 */
export function plausibleObject(root: ResourceSchema, seed: string, keys: JsonObject): JsonObject {
  const { properties } = rootType(root);
  const isPerson = properties.has('surname') || properties.has('userprincipalname');
  const maker: Maker = { root, seed, isPerson };
  const object: Draft = {};
  for (const { name, schema } of properties.values()) {
    if (isStream(schema) || schema.writeOnly === true) continue;
    setOwn(object, name, ownValue(keys, name) ?? plausibleValue(maker, name, schema, 0));
  }
  return object;
}

function plausibleValue(maker: Maker, path: string, declared: GraphSchema, depth: number): unknown {
  const schema = effectiveSchema(maker.root, declared);
  const types = [declared.type ?? schema.type ?? []].flat();
  const nullable = types.includes('null');
  if (nullable && (declared.deprecated === true || NEVER_WAS.test(path))) return null;
  if (schema.enum !== undefined) return firstMember(schema.enum);
  if (types.includes('array')) {
    if (schema.items === undefined || depth >= DEEPEST) return [];
    const item = plausibleValue(maker, path, schema.items, depth + 1);
    return item === null ? [] : [item];
  }
  if (types.includes('object')) {
    return (nullable && depth >= DEEPEST) || depth >= DEEPEST_NEEDED
      ? nullOrEmpty(nullable)
      : plausibleComplex(maker, path, schema, depth);
  }
  if (types.includes('boolean')) return numberFrom(maker, path, 2) === 1;
  if (isNumeric(schema)) return plausibleNumber(maker, path, schema);
  if (types.includes('string')) return textValue(maker, path, schema);
  // A value that may be any JSON: an object is one that is not null.
  return nullOrEmpty(schema['x-graph']?.nullable !== false);
}

function nullOrEmpty(nullable: boolean): unknown {
  return nullable ? null : {};
}

function firstMember(members: NonNullable<GraphSchema['enum']>): unknown {
  return members.find((each) => each !== null && each !== UNKNOWN_FUTURE_VALUE) ?? members[0];
}

/**
 * A value of the declared complex type; where there can be none of
 * exactly that, of the first that is derived from it.
 */
function plausibleComplex(maker: Maker, path: string, schema: GraphSchema, depth: number): JsonObject {
  const name = concreteName(maker.root, schema);
  const type = valueType(maker.root, schema, name);
  const object: Draft = {};
  if (name !== undefined) setOwn(object, '@odata.type', `#${name}`);
  for (const { name: property, schema: each } of type?.properties.values() ?? []) {
    if (isStream(each) || each.writeOnly === true) continue;
    setOwn(object, property, plausibleValue(maker, `${path}/${property}`, each, depth + 1));
  }
  return object;
}

function concreteName(root: ResourceSchema, schema: GraphSchema): string | undefined {
  const facts = schema['x-graph'];
  if (facts?.abstract !== true) return undefined;
  const names = (facts.derived ?? []).map((reference) => reference.slice('#/definitions/'.length));
  return names.find((name) => root.definitions[name]?.['x-graph']?.abstract !== true);
}

function plausibleNumber(maker: Maker, path: string, { minimum = 0, maximum = 100 }: GraphSchema): number {
  const least = Math.max(minimum, 1);
  return least > maximum ? maximum : Math.min(maximum, least + numberFrom(maker, path, 60));
}

/** Properties whose complex values are about people. */
const PERSON = /user|person|owner|manager|sender|recipient|organizer|attendee|contact|emailAddress/i;

const DAY = 24 * 3_600;
/** Seconds since 1970: the start of 2025. What was made comes before what was changed. */
const FIRST = Date.UTC(2025, 0, 1) / 1_000;

function textValue(maker: Maker, path: string, schema: GraphSchema): string {
  const moment = (): string => {
    const start = FIRST + (/created|start|issued|registered/i.test(path) ? 0 : 150 * DAY);
    return new Date((start + numberFrom(maker, path, 140 * DAY)) * 1_000).toISOString();
  };
  switch (schema.format) {
    case 'date-time':
      return `${moment().slice(0, 19)}Z`;
    case 'date':
      return moment().slice(0, 10);
    case 'edm-time-of-day':
      return moment().slice(11, 19);
    case 'edm-duration':
      return `PT${1 + numberFrom(maker, path, 8)}H`;
    case 'uuid':
      return guidFrom(`${maker.seed} ${path}`);
    case 'edm-binary':
      return Buffer.from(`${path}`).toString('base64');
    case 'edm-flags':
      return Object.keys(schema['x-graph']?.members ?? {})[0] ?? '';
    default: {
      const [name = '', owner] = path.split('/').reverse();
      const text = plausibleText(name, {
        // Inside a complex value, a name is that of what the property is about: `createdBy/user/displayName`.
        title: owner ?? maker.root.title,
        isPerson: owner === undefined ? maker.isPerson : PERSON.test(owner),
        number: (below) => numberFrom(maker, '', below),
        guid: () => guidFrom(`${maker.seed} ${path}`),
        isUrl: schema.format === 'uri',
      });
      return schema.maxLength === undefined ? text : text.slice(0, schema.maxLength);
    }
  }
}

/** A number from 0 to below `limit`, the same for the same path of the same object. */
function numberFrom({ seed }: Maker, path: string, limit: number): number {
  return createHash('sha1').update(`${seed} ${path}`).digest().readUInt32BE(0) % limit;
}
