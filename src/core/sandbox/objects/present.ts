import type { GraphSchema, ResourceSchema } from '../../catalog/schema.ts';
import { UNKNOWN_FUTURE_VALUE } from '../../catalog/wellKnownNames.ts';
import { type Draft, isObject, ownValue, setOwn } from '../../change/json.ts';
import { declaredProperty, itemSchema, rootType, type ValueType, valueType } from '../../change/types.ts';
import type { JsonObject } from '../../text/jsonValues.ts';

/** What a client wants to see of an object. */
export interface Wanted {
  /** Declared or dynamic names that `$select` asks for; absent: everything that is returned by itself. */
  readonly selected?: ReadonlySet<string>;
  /** Enum members above `unknownFutureValue` are wanted by name. */
  readonly unknownEnumMembers: boolean;
}

/** What stays the same inside one property of the object. */
interface Presenter {
  readonly root: ResourceSchema;
  readonly unknownEnumMembers: boolean;
  /** `$select` named the property that this is inside of. */
  readonly explicit: boolean;
}

/**
 * An object as the service returns it: without write-only values; without those that are returned on `$select`
 * only, unless it names them; and with `unknownFutureValue` for enum members that the client may not know
 * (Microsoft Graph API guidelines, evolvable enumerations). Nesting must be bounded: this recurses.
 */
export function presentObject(root: ResourceSchema, object: JsonObject, wanted: Wanted): JsonObject {
  const type = rootType(root);
  const result: Draft = {};
  for (const name of Object.keys(object)) {
    const explicit = wanted.selected?.has(name) === true;
    if (wanted.selected !== undefined && !explicit) continue;
    const presenter: Presenter = { root, unknownEnumMembers: wanted.unknownEnumMembers, explicit };
    presentProperty(presenter, type, name, object[name], result);
  }
  return result;
}

function presentProperty(
  presenter: Presenter,
  type: ValueType | undefined,
  name: string,
  value: unknown,
  to: Draft,
): void {
  const schema = declaredProperty(type, name)?.schema;
  if (schema?.writeOnly === true) return;
  if (schema?.['x-graph']?.onlyOnSelect === true && !presenter.explicit) return;
  setOwn(to, name, presentValue(presenter, schema, value));
}

function presentValue(presenter: Presenter, schema: GraphSchema | undefined, value: unknown): unknown {
  const { root } = presenter;
  if (Array.isArray(value)) {
    const items = itemSchema(root, schema);
    return value.map((item: unknown) => presentValue(presenter, items, item));
  }
  if (isObject(value)) {
    const type = valueType(root, schema, ownValue(value, '@odata.type'));
    const result: Draft = {};
    for (const name of Object.keys(value)) presentProperty(presenter, type, name, value[name], result);
    return result;
  }
  return typeof value === 'string' && !presenter.unknownEnumMembers && isNewerMember(schema, value)
    ? UNKNOWN_FUTURE_VALUE
    : value;
}

function isNewerMember(schema: GraphSchema | undefined, value: string): boolean {
  const members = schema?.['x-graph']?.members;
  if (members === undefined || !Object.hasOwn(members, value)) return false;
  return (members[value] ?? 0) > (members[UNKNOWN_FUTURE_VALUE] ?? Number.POSITIVE_INFINITY);
}
