import { isStream } from '../../catalog/kinds.ts';
import type { GraphSchema, ResourceSchema } from '../../catalog/schema.ts';
import { type Draft, ownValue, setOwn } from '../../change/json.ts';
import { applyPatch } from '../../change/merge.ts';
import { type Declared, rootType } from '../../change/types.ts';
import type { JsonObject } from '../../text/jsonValues.ts';
import { Refusal } from '../answer.ts';
import { inReadForm } from './readForm.ts';
import { isMadeByService, type ReadOnlyMode, settleCreated } from './readOnly.ts';

/** Times that the service keeps of an object, by their names. */
const CREATED_OR_CHANGED = /^(?:last)?(?:created|modified|updated)(?:DateTime|Time|At)$/i;
/** What Graph answers for a time that never was and cannot be null. */
const NEVER = '0001-01-01T00:00:00Z';

/**
 * A new object: what the body says, and for the rest what the service would put there: a key, times, and for
 * every other property null, or what stands for nothing where it cannot be null. Properties that only an API page
 * has, and secrets, are there only where they were sent.
 *
 * @param body in canonical form, checked
 * @param mode what becomes of values that the service makes itself
 * @param now milliseconds since 1970
 * @param keys what the URL says of the object's key
 * @throws Refusal 400 where something is missing, or is not for the sender to say.
 */
export function newObject(
  schema: ResourceSchema,
  body: JsonObject,
  mode: ReadOnlyMode,
  now: number,
  keys: JsonObject = {},
): JsonObject {
  const sent = { ...settleCreated(schema, applyPatch(schema, {}, body).after, mode), ...keys };
  const properties = [...rootType(schema).properties.values()];
  const missing = properties.filter((property) => isMissing(property, sent));
  if (missing.length > 0) throw missingValues(missing);
  return inReadForm(schema, withFirstValues(schema, sent, now), now);
}

/** An object with what a new one has from the start, where it has nothing yet. */
export function withFirstValues(schema: ResourceSchema, sent: JsonObject, now: number): JsonObject {
  const object: Draft = {};
  for (const { name, schema: property } of rootType(schema).properties.values()) {
    const value = ownValue(sent, name) ?? valueAtFirst(name, property, now);
    if (value !== undefined) setOwn(object, name, value);
  }
  for (const name of Object.keys(sent)) if (!Object.hasOwn(object, name)) setOwn(object, name, sent[name]);
  return object;
}

function isMissing({ name, schema }: Declared, sent: JsonObject): boolean {
  const value = ownValue(sent, name);
  if (value !== undefined && value !== null) return false;
  const { create, nullable, draft } = schema['x-graph'] ?? {};
  if (create === 'required') return true;
  if (nullable !== false || draft === true || isMadeByService(schema)) return false;
  return emptyValue(schema) === undefined;
}

function valueAtFirst(name: string, schema: GraphSchema, now: number): unknown {
  const { update, draft, nullable } = schema['x-graph'] ?? {};
  if (update === 'key') return newKey(schema);
  if (draft === true || schema.writeOnly === true || isStream(schema)) return undefined;
  if (isMadeByService(schema) && schema.format === 'date-time' && CREATED_OR_CHANGED.test(name)) {
    return new Date(now).toISOString();
  }
  return nullable === false ? emptyValue(schema) : null;
}

/** A key that no other object has. */
function newKey({ type }: GraphSchema): string | number {
  const numeric = [type ?? []].flat().some((each) => each === 'integer' || each === 'number');
  const [number = 0] = globalThis.crypto.getRandomValues(new Uint16Array(1));
  return numeric ? number >>> 1 : globalThis.crypto.randomUUID();
}

/** What stands for nothing where null cannot; undefined where nothing does, and a value is needed. */
function emptyValue({ type, format, 'x-graph': facts }: GraphSchema): unknown {
  const types = [type ?? []].flat();
  if (types.includes('array')) return [];
  if (types.includes('boolean')) return false;
  if (types.includes('integer') || types.includes('number')) return 0;
  if (format === 'date-time') return NEVER;
  return Object.entries(facts?.members ?? {}).find(([, number]) => number === 0)?.[0];
}

function missingValues(missing: readonly Declared[]): Refusal {
  const details = missing.map(({ name }) => ({
    code: 'MissingValue',
    message: `A value is required for property '${name}' of a new object.`,
    target: name,
  }));
  const names = missing.map(({ name }) => `'${name}'`).join(', ');
  const message = `A new object needs a value for ${names}.`;
  return new Refusal(400, 'Request_BadRequest', message, { details });
}
