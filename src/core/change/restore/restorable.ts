import type { GraphSchema, ResourceSchema } from '../../catalog/schema.ts';
import { TYPE_ANNOTATION } from '../../catalog/wellKnownNames.ts';
import type { JsonObject } from '../../text/jsonValues.ts';
import { carryNumber, copyOwn } from '../exact.ts';
import { type Draft, isAnnotation, isObject, ownValue, setOwn } from '../json.ts';
import { isFixed } from '../traits.ts';
import { declaredProperty, itemSchema, valueType } from '../types.ts';

/** Why a value of before cannot be put back. */
export type LostReason =
  /** It is never returned, so nobody knows what it was. */
  | 'write-only'
  /** It was not among what was read before the change. */
  | 'not-read'
  /** It was kept masked, because it may be a secret. */
  | 'masked'
  /** There was none, and the property takes no null. */
  | 'had-none'
  /** It is a link to another object; links are not part of what was read. */
  | 'link'
  /** It is of a form that the service returns and does not take. */
  | 'read-form'
  /** It is nested deeper than requests are. */
  | 'too-deep';

/** A value that the inverse patch does not put back. */
export interface Lost {
  /** From the object: `authenticationConfiguration.password`. */
  readonly path: string;
  readonly reason: LostReason;
  /** The inverse patch sends the value that this is a part of: left out, it would be cleared. */
  readonly needed?: true;
}

/** What stays the same during one inversion. */
export interface Inversion {
  readonly root: ResourceSchema;
  readonly lost: Lost[];
}

/** A value as it can be sent: without what PATCH cannot set. Undefined where nothing of it can be sent. */
export function restorable(
  inversion: Inversion,
  schema: GraphSchema | undefined,
  value: unknown,
  path: string,
): unknown {
  const { root } = inversion;
  if (Array.isArray(value)) {
    const items = itemSchema(root, schema);
    const sent = value.map((item, index) => {
      const sendable = restorable(inversion, items, item, `${path}[${index}]`);
      return sendable === undefined ? {} : sendable;
    });
    for (const index of sent.keys()) carryNumber(sent, String(index), value);
    return sent;
  }
  if (!isObject(value)) return value;
  const type = valueType(root, schema, ownValue(value, TYPE_ANNOTATION));
  const body: Draft = {};
  for (const name of Object.keys(value)) {
    const declared = declaredProperty(type, name);
    if (isFixed(declared?.schema)) continue;
    setOwn(body, name, restorable(inversion, declared?.schema, value[name], `${path}.${name}`));
    carryNumber(body, name, value);
  }
  loseWriteOnly(inversion, schema, value, path);
  const properties = Object.keys(value).filter((name) => !isAnnotation(name));
  const kept = Object.keys(body).filter((name) => !isAnnotation(name));
  if (properties.length > 0 && kept.length === 0) {
    inversion.lost.push({ path, reason: 'read-form' });
    return undefined;
  }
  return body;
}

/** A complex value as it would be returned: without its own write-only members. */
export function visible(root: ResourceSchema, schema: GraphSchema | undefined, value: unknown): unknown {
  if (!isObject(value)) return value;
  const type = valueType(root, schema, ownValue(value, TYPE_ANNOTATION));
  const shown: Draft = {};
  for (const name of Object.keys(value)) {
    if (declaredProperty(type, name)?.schema.writeOnly !== true) copyOwn(shown, name, value);
  }
  return shown;
}

/**
 * Names the write-only members of a complex value.
 *
 * @param sent those that the body has; absent: all of its type, because the value will be sent whole
 */
export function loseWriteOnly(
  { root, lost }: Inversion,
  schema: GraphSchema | undefined,
  value: JsonObject,
  path: string,
  sent?: JsonObject,
): void {
  const type = valueType(root, schema, ownValue(value, TYPE_ANNOTATION));
  for (const { name, schema: member } of type?.properties.values() ?? []) {
    if (member.writeOnly !== true || (sent !== undefined && !Object.hasOwn(sent, name))) continue;
    const needed = sent === undefined ? { needed: true as const } : {};
    lost.push({ path: `${path}.${name}`, reason: 'write-only', ...needed });
  }
}
