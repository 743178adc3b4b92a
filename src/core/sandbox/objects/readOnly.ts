import type { GraphSchema, NotUpdatable, ResourceSchema } from '../../catalog/schema.ts';
import { type Draft, isObject, ownValue, setOwn } from '../../change/json.ts';
import { coversValue } from '../../change/sent.ts';
import { isFixed } from '../../change/traits.ts';
import { itemSchema, rootType, type ValueType, valueType } from '../../change/types.ts';
import { isGuid } from '../../check/formats.ts';
import type { JsonObject } from '../../text/jsonValues.ts';
import { Refusal } from '../answer.ts';

/** What becomes of a value for a property that PATCH cannot set, where it differs from the stored one. */
export type ReadOnlyMode = 'refuse' | 'ignore';

/** Names that tell the items of a collection apart. */
const ITEM_KEYS = ['id', 'keyId', 'fieldId'];

/** What stays the same during one settlement. */
interface Settlement {
  readonly root: ResourceSchema;
  readonly mode: ReadOnlyMode;
  /** Whether a body cannot set a property. */
  readonly isFixed: (schema: GraphSchema) => boolean;
}

/**
 * Gives every property that PATCH cannot set the value that is stored: keys, computed, immutable and
 * unsupported ones, also inside complex values and items of collections (matched by their id, else by place).
 * A body may repeat the stored value. Nesting must be bounded: this recurses.
 *
 * @param before as stored
 * @param after what the PATCH alone would make of it
 * @throws Refusal 400 in the mode `refuse` where the body has another value; it names the property.
 */
export function settleReadOnly(
  root: ResourceSchema,
  before: JsonObject,
  after: JsonObject,
  mode: ReadOnlyMode,
): JsonObject {
  return settleObject({ root, mode, isFixed }, rootType(root), before, after, '');
}

/**
 * The same for a new object: what is fixed once it is made can be set here, and what the service makes cannot.
 *
 * @throws Refusal 400 in the mode `refuse` where the body has such a value.
 */
export function settleCreated(root: ResourceSchema, sent: JsonObject, mode: ReadOnlyMode): JsonObject {
  return settleObject({ root, mode, isFixed: isMadeByService }, rootType(root), {}, sent, '');
}

/** Whether a new object gets the value from the service, not from whoever makes it. */
export function isMadeByService(schema: GraphSchema): boolean {
  const { update, create } = schema['x-graph'] ?? {};
  return create === undefined && update !== 'immutable' && isFixed(schema);
}

function settleObject(
  settlement: Settlement,
  type: ValueType | undefined,
  before: JsonObject,
  after: JsonObject,
  path: string,
): JsonObject {
  const result: Draft = {};
  for (const name of Object.keys(after)) setOwn(result, name, after[name]);
  for (const { name, schema } of type?.properties.values() ?? []) {
    const [was, is] = [ownValue(before, name), ownValue(after, name)];
    if (was === is) continue;
    if (settlement.isFixed(schema)) {
      if (settlement.mode === 'refuse' && is !== undefined && !sameStored(was, is)) {
        throw settlement.isFixed === isMadeByService
          ? madeByService(path + name)
          : refused(path + name, schema);
      }
      if (was === undefined) delete result[name];
      else setOwn(result, name, was);
    } else {
      setOwn(result, name, settleValue(settlement, schema, was, is, path + name));
    }
    if (!Object.hasOwn(before, name) && result[name] === undefined) delete result[name];
  }
  return result;
}

function settleValue(
  settlement: Settlement,
  schema: GraphSchema,
  was: unknown,
  is: unknown,
  path: string,
): unknown {
  const { root } = settlement;
  if (isObject(is)) {
    const type = valueType(root, schema, ownValue(is, '@odata.type'));
    return settleObject(settlement, type, isObject(was) ? was : {}, is, `${path}/`);
  }
  if (!Array.isArray(is)) return is;
  const stored = Array.isArray(was) ? was : [];
  const items = itemSchema(root, schema);
  if (items === undefined) return is;
  return is.map((item: unknown, index) =>
    settleValue(settlement, items, storedItem(stored, item, index), item, `${path}/${index}`),
  );
}

/** The stored item that an item stands for. */
function storedItem(stored: readonly unknown[], item: unknown, index: number): unknown {
  if (!isObject(item)) return stored[index];
  for (const key of ITEM_KEYS) {
    const wanted = ownValue(item, key);
    if (wanted === undefined) continue;
    return stored.find((other) => isObject(other) && sameStored(ownValue(other, key), wanted));
  }
  return stored[index];
}

/**
 * Whether the stored value has all that was sent: a client may repeat what it has read, which is without values
 * that are not returned. Absent and null are the same here, and so is a GUID in another case.
 */
function sameStored(was: unknown, is: unknown): boolean {
  if (typeof was === 'string' && typeof is === 'string' && isGuid(was)) {
    return was.toLowerCase() === is.toLowerCase();
  }
  return coversValue(was ?? null, is ?? null);
}

function refused(property: string, schema: GraphSchema): Refusal {
  const { update, instead } = schema['x-graph'] ?? {};
  const message = `Property '${property}' ${reasonOf(update)}${instead === undefined ? '' : ` ${instead}`}`;
  return new Refusal(400, 'Request_BadRequest', message, {
    details: [{ code: 'PropertyNotUpdatable', message, target: property }],
  });
}

function madeByService(property: string): Refusal {
  const message = `Property '${property}' is set by the service when the object is made. Leave it out.`;
  return new Refusal(400, 'Request_BadRequest', message, {
    details: [{ code: 'PropertyNotSettable', message, target: property }],
  });
}

function reasonOf(update: NotUpdatable | undefined): string {
  switch (update) {
    case 'key':
      return 'identifies the object and cannot be changed.';
    case 'immutable':
      return 'is fixed when the object is created and cannot be changed.';
    case 'unsupported':
      return 'cannot be changed by PATCH.';
    case 'computed':
    case undefined:
      return 'is read-only and cannot be set.';
  }
}
