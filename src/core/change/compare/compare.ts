import { bareTypeName } from '../../catalog/objectSchema.ts';
import type { GraphSchema, ResourceSchema } from '../../catalog/schema.ts';
import { TYPE_ANNOTATION } from '../../catalog/wellKnownNames.ts';
import type { JsonObject } from '../../text/jsonValues.ts';
import { canonicalPatch } from '../canonical.ts';
import { isAnnotation, isObject, ownValue } from '../json.ts';
import { applyPatch } from '../merge.ts';
import { coversValue } from '../sent.ts';
import type { ComparedState } from '../show/rows.ts';
import type { FormDifference } from '../show/textForm.ts';
import { hasMask } from '../show/walkValue.ts';
import { isSecretProperty } from '../traits.ts';
import { type Declared, declaredProperty, rootType, type ValueType, valueType } from '../types.ts';
import {
  differInDigits,
  formOf,
  isForm,
  type Sides,
  sidesAt,
  type WrittenPlace,
  type WrittenSides,
} from './sides.ts';

/** What is known of an object. */
export interface KnownObject {
  readonly object: JsonObject;
  /** The properties that were asked for by name; absent: all that are returned without being asked for. */
  readonly selected?: readonly string[];
}

/** A property of a changed object: as it was, as the change has it, as it is. Absent values are undefined. */
export interface ComparedProperty {
  /** From the object: `authenticationConfiguration.username`. */
  readonly path: string;
  readonly before: unknown;
  readonly wanted: unknown;
  readonly after: unknown;
  readonly state: ComparedState;
  readonly written: WrittenSides;
  /** Where another value is there than the one that was sent: how they differ, if that can be told. */
  readonly form?: FormDifference;
  /** Whether the value from before is known, so that an absent one is one that there was not. */
  readonly beforeKnown: boolean;
  /** The same of the value that is there now. */
  readonly afterKnown: boolean;
  /** Its values must not be shown. */
  readonly secret: boolean;
}

/** Properties that are compared at most. */
export const MOST_COMPARED = 300;
/** Levels of complex values that are looked into. */
const DEEPEST = 12;

interface Place extends WrittenPlace {
  readonly path: string;
  readonly depth: number;
  readonly schema: GraphSchema | undefined;
  /** What the body has there, in canonical form; undefined where it names nothing there. */
  readonly sent: unknown;
  readonly isSent: boolean;
  readonly beforeKnown: boolean;
  readonly afterKnown: boolean;
  readonly secret: boolean;
}

/**
 * Compares an object before and after a change with what the change asked for: one entry for each property that
 * the body names, down to the members of complex values, and for each other one that has changed.
 *
 * @param before absent where the object was not read before the change
 * @param after absent where the change is still to be made
 */
export function compareChange(
  root: ResourceSchema,
  patch: JsonObject,
  before: KnownObject | undefined,
  after: KnownObject | undefined,
): readonly ComparedProperty[] {
  const current = before?.object ?? {};
  const wanted = applyPatch(root, current, patch).after;
  const sent = canonicalPatch(root, patch, current);
  const type = rootType(root);
  const names = namesOf(sent, current, after?.object);
  const found: ComparedProperty[] = [];
  for (const name of names) {
    if (isAnnotation(name)) continue;
    const declared = declaredProperty(type, name);
    comparePlace(
      root,
      {
        path: name,
        depth: 0,
        schema: declared?.schema,
        sent: ownValue(sent, name),
        isSent: Object.hasOwn(sent, name),
        ...sidesAt({ before: current, wanted, after: after?.object }, name),
        beforeKnown: isKnown(before, declared, name),
        afterKnown: isKnown(after, declared, name),
        secret: isSecretProperty(declared?.schema, name),
      },
      after !== undefined,
      found,
    );
  }
  return found.slice(0, MOST_COMPARED);
}

function comparePlace(root: ResourceSchema, place: Place, isMade: boolean, found: ComparedProperty[]): void {
  if (found.length >= MOST_COMPARED) return;
  const members = place.secret || place.depth >= DEEPEST ? undefined : membersOf(place);
  if (members === undefined) {
    const state = stateOf(place, isMade);
    if (state === undefined) return;
    const { path, before, wanted, after, written, beforeKnown, afterKnown, secret } = place;
    const form = DIFFERING.has(state) ? formOf(place, 'after') : undefined;
    found.push({
      path,
      before,
      wanted,
      after,
      written,
      state,
      ...(form === undefined ? {} : { form }),
      beforeKnown,
      afterKnown,
      secret,
    });
    return;
  }
  const type = typeOf(root, place);
  for (const name of members) comparePlace(root, memberOf(place, type, name), isMade, found);
}

/** Names of the members to compare one by one; undefined where the value is compared whole. */
function membersOf({ sent, isSent, before, wanted, after }: Place): readonly string[] | undefined {
  if (!isObject(wanted) || (isSent && !isObject(sent))) return undefined;
  if ([before, after].some((side) => side !== undefined && side !== null && !isObject(side)))
    return undefined;
  const sides = [sent, before, after].filter(isObject);
  if (sides.length === 0) return undefined;
  const [of, to] = [before, wanted].map((side) =>
    isObject(side) ? bareTypeName(ownValue(side, TYPE_ANNOTATION)) : undefined,
  );
  const names = namesOf(...sides).filter((name) => !isAnnotation(name));
  const retyped = of !== to && isObject(sent) && Object.hasOwn(sent, TYPE_ANNOTATION);
  const members = retyped ? [TYPE_ANNOTATION, ...names] : names;
  return members.length === 0 ? undefined : members;
}

function memberOf(place: Place, type: ValueType | undefined, name: string): Place {
  const declared = name === TYPE_ANNOTATION ? undefined : declaredProperty(type, name);
  const writeOnly = declared?.schema.writeOnly === true;
  return {
    path: `${place.path}.${name}`,
    depth: place.depth + 1,
    schema: declared?.schema,
    sent: isObject(place.sent) ? ownValue(place.sent, name) : undefined,
    isSent: isObject(place.sent) && Object.hasOwn(place.sent, name),
    ...sidesAt(place, name),
    beforeKnown: place.beforeKnown && !writeOnly,
    afterKnown: place.afterKnown && !writeOnly,
    secret: isSecretProperty(declared?.schema, name),
  };
}

/** Undefined where there is nothing to say of it. */
function stateOf(place: Place, isMade: boolean): ComparedState | undefined {
  const { wanted, beforeKnown, afterKnown, isSent } = place;
  const same = (a: keyof Sides, b: keyof Sides) =>
    sameMeaning(place[a], place[b]) && !differInDigits(place, a, b);
  const moves = beforeKnown && !same('before', 'wanted');
  if (!isSent && !moves) {
    return isMade && beforeKnown && afterKnown && !same('before', 'after') ? 'unexpected' : undefined;
  }
  if (!isMade) return beforeKnown && !moves ? 'already' : 'planned';
  if (!afterKnown || hasMask(wanted)) return 'cannot-tell';
  const has = (side: keyof Sides) => stands(place[side], wanted) && !differInDigits(place, side, 'wanted');
  if (has('after')) return beforeKnown && has('before') ? 'already' : 'as-sent';
  if (!beforeKnown) return isForm(formOf(place, 'after')) ? 'normalised' : 'other';
  if (!moves) return 'unexpected';
  if (!same('before', 'after')) return 'normalised';
  return formOf(place, 'before')?.means === 'equal' ? 'already' : 'not-made';
}

const DIFFERING: ReadonlySet<ComparedState> = new Set<ComparedState>(['normalised', 'not-made', 'other']);

/** Whether the value of a property is known, so that an absent one is one that there is not. */
export function isKnown(
  side: KnownObject | undefined,
  declared: Declared | undefined,
  name: string,
): boolean {
  if (side === undefined || declared?.schema.writeOnly === true) return false;
  if (side.selected !== undefined) return side.selected.includes(name);
  return declared?.schema['x-graph']?.onlyOnSelect !== true || Object.hasOwn(side.object, name);
}

function typeOf(root: ResourceSchema, { schema, wanted, before }: Place): ValueType | undefined {
  const name = [wanted, before]
    .map((side) => (isObject(side) ? ownValue(side, TYPE_ANNOTATION) : undefined))
    .find(Boolean);
  return valueType(root, schema, name);
}

/** Whether two values are the same to a service: annotations do not count, and an absent value is null. */
export function sameMeaning(a: unknown, b: unknown): boolean {
  return stands(a, b) && stands(b, a);
}

/** Whether a value is stored as it was sent: items and objects may have more than was sent. */
function stands(stored: unknown, wanted: unknown): boolean {
  return coversValue(stored ?? null, wanted ?? null) || sameType(stored, wanted);
}

/** Type names with and without `#`. */
function sameType(a: unknown, b: unknown): boolean {
  return typeof a === 'string' && typeof b === 'string' && a.replace(/^#/, '') === b.replace(/^#/, '');
}

function namesOf(...objects: readonly (JsonObject | undefined)[]): readonly string[] {
  return [...new Set(objects.flatMap((object) => Object.keys(object ?? {})))];
}
