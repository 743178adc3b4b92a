import { bareTypeName } from '../catalog/objectSchema.ts';
import type { GraphSchema, ResourceSchema } from '../catalog/schema.ts';
import { TYPE_ANNOTATION, UNKNOWN_FUTURE_VALUE } from '../catalog/wellKnownNames.ts';
import type { JsonObject } from '../text/jsonValues.ts';
import { carryNumber } from './exact.ts';
import { type Draft, isAnnotation, isObject, ownValue, setOwn } from './json.ts';
import { declaredProperty, itemSchema, rootType, type ValueType, valueType } from './types.ts';

/** A container that is still to be copied. */
type Task =
  | {
      readonly kind: 'object';
      readonly from: JsonObject;
      readonly to: Draft;
      /** The value that it is merged into, whose type it has where it names none. */
      readonly before: JsonObject | undefined;
      readonly type: ValueType | undefined;
      readonly isRoot: boolean;
    }
  | {
      readonly kind: 'array';
      readonly from: readonly unknown[];
      readonly to: unknown[];
      readonly item: GraphSchema | undefined;
    };

/**
 * A PATCH body as a service reads it:
 * - properties have their declared names: names are compared without case. Of two that are the same, the later
 *   one counts;
 * - control annotations are left out, except `@odata.type` of complex values, in the form `#namespace.Type`,
 *   and `name@odata.type` of dynamic properties;
 * - a property that is sent as `unknownFutureValue` of its enum is absent (Microsoft Graph API guidelines,
 *   evolvable enumerations), and so is such an item of a collection.
 *
 * The body is not changed. Depth is limited by memory only.
 *
 * @param current the object that the patch is for: a complex value that names no type has the type of the one
 *   that is stored
 */
export function canonicalPatch(
  root: ResourceSchema,
  patch: JsonObject,
  current: JsonObject = {},
): JsonObject {
  const result: Draft = {};
  const tasks: Task[] = [
    { kind: 'object', from: patch, to: result, before: current, type: rootType(root), isRoot: true },
  ];
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    if (task.kind === 'object') copyObject(root, task, tasks);
    else copyArray(root, task, tasks);
  }
  return result;
}

function copyObject(root: ResourceSchema, task: Task & { kind: 'object' }, tasks: Task[]): void {
  const { from, to, before, type } = task;
  for (const name of Object.keys(from)) {
    const value = from[name];
    if (isAnnotation(name)) {
      const kept = keptAnnotation(task, name);
      if (kept && typeof value === 'string') setOwn(to, name, canonicalTypeName(value));
      continue;
    }
    const declared = declaredProperty(type, name);
    const schema = declared?.schema;
    if (isUnknownMember(schema, value)) continue;
    const ownName = declared?.name ?? name;
    const replaced = schema?.['x-graph']?.replaced === true;
    const stored = replaced || before === undefined ? undefined : ownValue(before, ownName);
    setOwn(to, ownName, copyValue(root, schema, value, stored, tasks));
    carryNumber(to, ownName, from, name);
  }
}

/** `@odata.type` of a complex value, and `name@odata.type` beside a dynamic property that is sent with it. */
function keptAnnotation({ from, type, isRoot }: Task & { kind: 'object' }, name: string): boolean {
  if (name === TYPE_ANNOTATION) return !isRoot;
  if (!name.endsWith(TYPE_ANNOTATION)) return false;
  const property = name.slice(0, -TYPE_ANNOTATION.length);
  return Object.hasOwn(from, property) && declaredProperty(type, property) === undefined;
}

function copyArray(root: ResourceSchema, { from, to, item }: Task & { kind: 'array' }, tasks: Task[]): void {
  for (const [index, value] of from.entries()) {
    if (isUnknownMember(item, value)) continue;
    const count = to.push(copyValue(root, item, value, undefined, tasks));
    carryNumber(to, String(count - 1), from, String(index));
  }
}

/** A copy whose own members are filled in later, by a task. */
function copyValue(
  root: ResourceSchema,
  schema: GraphSchema | undefined,
  value: unknown,
  stored: unknown,
  tasks: Task[],
): unknown {
  if (Array.isArray(value)) {
    const to: unknown[] = [];
    tasks.push({ kind: 'array', from: value, to, item: itemSchema(root, schema) });
    return to;
  }
  if (isObject(value)) {
    const to: Draft = {};
    const before = isObject(stored) ? stored : undefined;
    const odataType = ownValue(value, TYPE_ANNOTATION) ?? (before && ownValue(before, TYPE_ANNOTATION));
    const type = valueType(root, schema, odataType);
    tasks.push({ kind: 'object', from: value, to, before, type, isRoot: false });
    return to;
  }
  return value;
}

function isUnknownMember(schema: GraphSchema | undefined, value: unknown): boolean {
  if (value !== UNKNOWN_FUTURE_VALUE || schema === undefined) return false;
  return (
    schema.enum?.includes(UNKNOWN_FUTURE_VALUE) === true ||
    schema['x-graph']?.members?.[UNKNOWN_FUTURE_VALUE] !== undefined
  );
}

/** `#namespace.Type`, `#Int32`, `#Collection(String)`. */
function canonicalTypeName(text: string): string {
  if (/^#?Collection\(/.test(text)) return text.startsWith('#') ? text : `#${text}`;
  return `#${bareTypeName(text) ?? ''}`;
}
