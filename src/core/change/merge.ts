import type { GraphSchema, ResourceSchema } from '../catalog/schema.ts';
import { TYPE_ANNOTATION } from '../catalog/wellKnownNames.ts';
import type { JsonObject } from '../text/jsonValues.ts';
import { canonicalPatch } from './canonical.ts';
import { copyOwn } from './exact.ts';
import { type Draft, isAnnotation, isObject, ownValue, sameValue, setOwn } from './json.ts';
import { declaredProperty, inheritedProperties, rootType, type ValueType, valueType } from './types.ts';

/** What a PATCH makes of an object. */
export interface PatchResult {
  readonly after: JsonObject;
  /** Names of the properties of the object itself whose values differ, in the order of `after`. */
  readonly changed: readonly string[];
}

/** An object whose merged form is still to be made. */
interface Task {
  readonly before: JsonObject;
  readonly patch: JsonObject;
  readonly to: Draft;
  readonly type: ValueType | undefined;
  /** The schema that holds the value; undefined for the resource itself. */
  readonly schema: GraphSchema | undefined;
}

/**
 * What a PATCH makes of an object (OData 4.01 Protocol, section 11.4.3):
 * - a property that the body does not name is unchanged, a dynamic one too;
 * - primitive values and collections are replaced whole; complex values are merged, property by property,
 *   except where the service is known to replace them (`x-graph.replaced`);
 * - a complex value of another derived type keeps what both types inherit, and loses the rest;
 * - null clears: a declared property is null afterwards, a dynamic one is gone;
 * - the body is read as `canonicalPatch` says.
 *
 * Nothing is checked: a property that cannot be set is set here. Neither argument is changed; the result may
 * share values with both. Depth is limited by memory only.
 */
export function applyPatch(schema: ResourceSchema, current: JsonObject, patch: JsonObject): PatchResult {
  const after: Draft = {};
  const body = canonicalPatch(schema, patch, current);
  const tasks: Task[] = [
    { before: current, patch: body, to: after, type: rootType(schema), schema: undefined },
  ];
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) mergeObject(schema, task, tasks);
  return { after, changed: changedProperties(current, after) };
}

function mergeObject(root: ResourceSchema, task: Task, tasks: Task[]): void {
  const { patch, to, type } = task;
  copyKept(root, task);
  for (const name of Object.keys(patch)) {
    if (isAnnotation(name)) {
      if (name === TYPE_ANNOTATION || ownValue(patch, name.slice(0, -TYPE_ANNOTATION.length)) !== null)
        setOwn(to, name, patch[name]);
      continue;
    }
    const declared = declaredProperty(type, name);
    const value = patch[name];
    const dynamic = declared === undefined;
    if (dynamic && (value === null || !Object.hasOwn(patch, name + TYPE_ANNOTATION)))
      delete to[name + TYPE_ANNOTATION];
    if (dynamic && value === null) {
      delete to[name];
    } else if (isObject(value)) {
      const previous = declared?.schema['x-graph']?.replaced === true ? undefined : ownValue(to, name);
      const merged: Draft = {};
      setOwn(to, name, merged);
      tasks.push(nestedTask(root, declared?.schema, isObject(previous) ? previous : {}, value, merged));
    } else {
      copyOwn(to, name, patch);
    }
  }
}

function nestedTask(
  root: ResourceSchema,
  schema: GraphSchema | undefined,
  before: JsonObject,
  patch: JsonObject,
  to: Draft,
): Task {
  const odataType = ownValue(patch, TYPE_ANNOTATION) ?? ownValue(before, TYPE_ANNOTATION);
  return { before, patch, to, schema, type: valueType(root, schema, odataType) };
}

/** Copies what stays of the value before: all of it, or what the two derived types have in common. */
function copyKept(root: ResourceSchema, { before, patch, to, type, schema }: Task): void {
  const kept = keptProperties(root, { before, patch, type, schema });
  for (const name of Object.keys(before)) {
    const target = isAnnotation(name) ? name : (declaredProperty(type, name)?.name ?? name);
    if (kept === undefined || kept(name)) copyOwn(to, target, before, name);
  }
}

/** Undefined where everything stays. */
function keptProperties(
  root: ResourceSchema,
  { before, patch, type, schema }: Pick<Task, 'before' | 'patch' | 'type' | 'schema'>,
): ((name: string) => boolean) | undefined {
  const sent = ownValue(patch, TYPE_ANNOTATION);
  if (schema === undefined || type === undefined || sent === undefined) return undefined;
  const previous = valueType(root, schema, ownValue(before, TYPE_ANNOTATION));
  if (previous === undefined || previous.name === type.name) return undefined;
  const inherited = inheritedProperties(root, previous, type);
  return (name) => inherited.has(declaredProperty(previous, name)?.name ?? '');
}

/** Names of properties of the object itself whose values differ, annotations aside; those of `after` first. */
export function changedProperties(before: JsonObject, after: JsonObject): readonly string[] {
  const names = new Set([...Object.keys(after), ...Object.keys(before)]);
  return [...names].filter(
    (name) =>
      !isAnnotation(name) &&
      (Object.hasOwn(before, name) !== Object.hasOwn(after, name) || !sameValue(before[name], after[name])),
  );
}

/** Names of the properties that a body sets on the object itself, as they are written there. */
export function touchedProperties(patch: JsonObject): readonly string[] {
  return Object.keys(patch).filter((name) => !isAnnotation(name));
}
