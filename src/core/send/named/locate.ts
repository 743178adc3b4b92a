import type { GraphSchema, ResourceSchema } from '../../catalog/schema.ts';
import { isObject, ownValue } from '../../change/json.ts';
import { declaredProperty, itemSchema, rootType, type ValueType, valueType } from '../../change/types.ts';
import type { Steps } from './steps.ts';

/** Where a value stands in a body: names, and places of arrays. */
export type BodyPath = readonly (string | number)[];

/** Something of a body that is named. */
export interface Wanted {
  readonly steps: Steps;
  /** Whether the steps begin at the body: a target. What a sentence quotes may stand anywhere. */
  readonly fromRoot: boolean;
  /** Last name of the type that it belongs to, where that is known. */
  readonly owner?: string;
  /** Whether it is said to be missing: then something of that name elsewhere is not what is meant. */
  readonly missing?: boolean;
}

interface Found {
  readonly path: BodyPath;
  readonly value: unknown;
}

/** So many objects of a body are searched; in a larger one only whole paths are followed. */
const MOST_OBJECTS = 20_000;

/**
 * The one place of a body that is meant. A path is followed from the body; where the body has less of it, the part
 * that is there counts. A name alone has to stand once, or to belong to the type that the message names.
 *
 * @param schema of the resource, which knows what the body itself can have and of which type its parts are
 * @returns undefined where nothing is meant for certain
 */
export function locate(body: unknown, wanted: Wanted, schema?: ResourceSchema): BodyPath | undefined {
  const { steps, fromRoot, owner } = wanted;
  if (fromRoot || steps.length > 1) {
    const exact = fromHere({ path: [], value: body }, steps);
    // Of what is missing in one item of a list, the one of another item is not meant.
    const isExact = wanted.missing !== true || exact[0]?.path.length === steps.length;
    if (exact.length === 1 && isExact) return exact[0]?.path;
  }
  const anywhere = mayBeElsewhere(wanted, body, schema)
    ? (objectsOf(body)?.flatMap((each) => fromHere(each, steps)) ?? [])
    : [];
  const owned =
    owner === undefined || schema === undefined
      ? []
      : anywhere.filter(({ path }) => isOwner(schema, body, path.slice(0, -1), owner));
  const meant = owned.length > 0 ? owned : anywhere;
  if (meant.length === 1) return meant[0]?.path;
  return fromRoot ? partly(body, steps) : undefined;
}

/**
 * Whether what is named can stand deeper in the body than it says. Not where it is missing, and not where the body
 * itself could have it and does not.
 */
function mayBeElsewhere(
  { steps, fromRoot, owner, missing }: Wanted,
  body: unknown,
  schema?: ResourceSchema,
): boolean {
  const [first = ''] = steps;
  if (missing === true && steps.length > 1) return false;
  if (ownName(body, first) !== undefined) return true;
  if (missing === true || (fromRoot && steps.length === 1)) return false;
  const isRoots = schema !== undefined && declaredProperty(rootType(schema), first) !== undefined;
  return !isRoots || (owner !== undefined && !isOwner(schema, body, [], owner));
}

/** The longest part of a path that leads to one place; of a name alone there is no part. */
function partly(body: unknown, steps: Steps): BodyPath | undefined {
  for (let length = steps.length - 1; length > 0; length--) {
    const found = fromHere({ path: [], value: body }, steps.slice(0, length));
    if (found.length === 1) return found[0]?.path;
  }
  return undefined;
}

/** Everything that steps can lead to. A list whose place is not named stands for each of its items. */
function fromHere(start: Found, steps: Steps): readonly Found[] {
  let reached: readonly Found[] = [start];
  for (const step of steps) {
    reached = reached.flatMap((each) => next(each, step));
    if (reached.length === 0) break;
  }
  return reached;
}

function next({ path, value }: Found, step: string): readonly Found[] {
  if (Array.isArray(value)) {
    if (!/^\d+$/.test(step)) {
      return value.flatMap((item: unknown, index) =>
        isObject(item) ? next({ path: [...path, index], value: item }, step) : [],
      );
    }
    const index = Number(step);
    return index < value.length ? [{ path: [...path, index], value: value[index] as unknown }] : [];
  }
  const name = ownName(value, step);
  return name === undefined
    ? []
    : [{ path: [...path, name], value: isObject(value) ? ownValue(value, name) : undefined }];
}

/** What an object calls a property: as it is written, or the only one that differs in case only. */
export function ownName(value: unknown, wanted: string): string | undefined {
  if (!isObject(value)) return undefined;
  if (Object.hasOwn(value, wanted)) return wanted;
  const alike = Object.keys(value).filter((name) => name.toLowerCase() === wanted.toLowerCase());
  return alike.length === 1 ? alike[0] : undefined;
}

/** The body and every object in it; undefined where there are too many. */
function objectsOf(body: unknown): readonly Found[] | undefined {
  const objects: Found[] = [];
  const pending: Found[] = [{ path: [], value: body }];
  for (let each = pending.pop(); each !== undefined; each = pending.pop()) {
    const { path, value } = each;
    if (isObject(value)) objects.push(each);
    else if (!Array.isArray(value)) continue;
    if (objects.length > MOST_OBJECTS || pending.length > MOST_OBJECTS || path.length > DEEPEST)
      return undefined;
    const members: readonly (readonly [string | number, unknown])[] = isObject(value)
      ? Object.entries(value)
      : [...value.entries()];
    for (const [step, member] of members) {
      if (typeof member === 'object' && member !== null)
        pending.push({ path: [...path, step], value: member });
    }
  }
  return objects;
}

/** Services read no deeper than this. */
const DEEPEST = 200;

/**
 * The one place of a body that has a value, written as text.
 *
 * @param type that the service wanted there: `Edm.Boolean`; tells several places of the same value apart
 */
export function locateValue(
  body: unknown,
  text: string,
  type: string | undefined,
  schema?: ResourceSchema,
): BodyPath | undefined {
  const places = (objectsOf(body) ?? []).flatMap(({ path, value }) =>
    Object.entries(isObject(value) ? value : {}).flatMap(([name, member]) =>
      (Array.isArray(member) ? [...member.entries()] : [[undefined, member] as const]).flatMap(
        ([index, each]) =>
          (typeof each !== 'object' || each === null) && String(each) === text
            ? [index === undefined ? [...path, name] : [...path, name, index]]
            : [],
      ),
    ),
  );
  if (places.length === 1 || schema === undefined || type === undefined) return only(places);
  return only(places.filter((path) => declaredAt(schema, body, path).schema?.['x-graph']?.type === type));
}

function only<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}

/** Whether the object at a path is of a type with that last name, or derives from one. */
function isOwner(schema: ResourceSchema, body: unknown, path: BodyPath, owner: string): boolean {
  const { type } = declaredAt(schema, body, path);
  const names = type === undefined ? [] : [type.name, ...type.bases];
  return names.some((name) => name.split('.').at(-1)?.toLowerCase() === owner.toLowerCase());
}

/** What is declared of the value at a path. */
interface DeclaredValue {
  /** Absent for an object that is no value of a property: the body itself, or what is not declared. */
  readonly schema: GraphSchema | undefined;
  /** Of an object. */
  readonly type: ValueType | undefined;
}

function declaredAt(root: ResourceSchema, body: unknown, path: BodyPath): DeclaredValue {
  let type: ValueType | undefined = rootType(root);
  let value = body;
  let schema: GraphSchema | undefined;
  for (const step of path) {
    if (typeof step === 'number') {
      schema = itemSchema(root, schema);
      value = Array.isArray(value) ? value[step] : undefined;
    } else {
      schema = declaredProperty(type, step)?.schema;
      value = isObject(value) ? ownValue(value, step) : undefined;
    }
    type = valueType(root, schema, isObject(value) ? ownValue(value, '@odata.type') : undefined);
  }
  return { schema, type };
}
