import { bareTypeName } from '../../catalog/objectSchema.ts';
import type { GraphSchema, ResourceSchema } from '../../catalog/schema.ts';
import type { JsonObject } from '../../text/jsonValues.ts';
import { canonicalPatch } from '../canonical.ts';
import { isAnnotation, isObject, ownValue } from '../json.ts';
import { applyPatch } from '../merge.ts';
import type { ThreeWayState } from '../show/rows.ts';
import { hasMask } from '../show/walkValue.ts';
import { isSecretProperty } from '../traits.ts';
import { declaredProperty, rootType, type ValueType, valueType } from '../types.ts';
import { isKnown, type KnownObject, sameMeaning } from './compare.ts';
import { differInDigits, type Sides, sidesAt, type WrittenPlace } from './sides.ts';

/**
 * A property that two people have changed, or one of them. Of its sides, `before` is the value that the change was made
 * up for, `after` the one that is there now, and `wanted` what the change would make of that.
 */
export interface ThreeWayProperty extends WrittenPlace {
  /** From the object: `authenticationConfiguration.username`. */
  readonly path: string;
  readonly state: ThreeWayState;
  readonly beforeKnown: boolean;
  readonly afterKnown: boolean;
  /** Its values must not be shown. */
  readonly secret: boolean;
}

/** Properties that are told at most. */
export const MOST_PROPERTIES = 300;
/** Levels of complex values that are looked into. */
const DEEPEST = 12;
const TYPE = '@odata.type';

interface Place extends Omit<ThreeWayProperty, 'state'> {
  readonly depth: number;
  readonly schema: GraphSchema | undefined;
  /** What the body has there, in canonical form. */
  readonly sent: unknown;
  readonly isSent: boolean;
}

/**
 * What became of an object since a change of it was made up, and what the change would make of it now: one entry for
 * each property of those that the body touches where the three differ, down to the members of complex values.
 *
 * @param base absent where the object was not read before
 * @param theirs the object as somebody else has left it
 */
export function threeWay(
  root: ResourceSchema,
  patch: JsonObject,
  base: KnownObject | undefined,
  theirs: KnownObject,
): readonly ThreeWayProperty[] {
  const wanted = applyPatch(root, theirs.object, patch).after;
  const sent = canonicalPatch(root, patch, theirs.object);
  const type = rootType(root);
  const found: ThreeWayProperty[] = [];
  for (const name of Object.keys(sent)) {
    if (isAnnotation(name)) continue;
    const declared = declaredProperty(type, name);
    compare(
      root,
      {
        ...{ path: name, depth: 0, schema: declared?.schema, sent: ownValue(sent, name), isSent: true },
        ...sidesAt({ before: base?.object, wanted, after: theirs.object }, name),
        beforeKnown: isKnown(base, declared, name),
        afterKnown: isKnown(theirs, declared, name),
        secret: isSecretProperty(declared?.schema, name),
      },
      found,
    );
  }
  return found.slice(0, MOST_PROPERTIES);
}

function compare(root: ResourceSchema, place: Place, found: ThreeWayProperty[]): void {
  if (found.length >= MOST_PROPERTIES) return;
  const members = membersOf(place);
  if (members !== undefined) {
    const type = typeOf(root, place);
    for (const name of members) compare(root, memberOf(place, type, name), found);
    return;
  }
  const state = stateOf(place);
  if (state === undefined) return;
  const { depth: _, schema: __, sent: ___, isSent: ____, ...property } = place;
  found.push({ ...property, state });
}

/** Undefined where all three are the same. */
function stateOf({ beforeKnown, afterKnown, isSent, ...place }: Place): ThreeWayState | undefined {
  const same = (a: keyof Sides, b: keyof Sides): boolean =>
    sameMeaning(place[a], place[b]) && !differInDigits(place, a, b);
  if (!afterKnown || hasMask(place.wanted)) return isSent ? 'untold' : undefined;
  const changes = !same('after', 'wanted');
  if (!beforeKnown) return changes ? 'untold' : undefined;
  const theirs = !same('before', 'after');
  if (theirs) return changes ? 'both' : isSent ? 'same' : 'theirs';
  return changes ? 'yours' : undefined;
}

/** Names of the members to compare one by one; undefined where the value is compared whole. */
function membersOf({
  sent,
  isSent,
  before,
  wanted,
  after,
  secret,
  depth,
}: Place): readonly string[] | undefined {
  if (secret || depth >= DEEPEST || (isSent && !isObject(sent))) return undefined;
  const sides = [before, after, wanted].filter((side) => side !== undefined && side !== null);
  if (sides.length === 0 || !sides.every(isObject) || !isObject(wanted)) return undefined;
  const types = new Set(sides.flatMap((side) => bareTypeName(ownValue(side, TYPE)) ?? []));
  const names = [...new Set(sides.flatMap((side) => Object.keys(side)))].filter(
    (name) => !isAnnotation(name),
  );
  if (names.length === 0) return undefined;
  return types.size > 1 ? [TYPE, ...names] : names;
}

function memberOf(place: Place, type: ValueType | undefined, name: string): Place {
  const declared = name === TYPE ? undefined : declaredProperty(type, name);
  const returned = declared?.schema.writeOnly !== true;
  const isSent = isObject(place.sent) && Object.hasOwn(place.sent, name);
  return {
    path: `${place.path}.${name}`,
    depth: place.depth + 1,
    schema: declared?.schema,
    sent: isSent && isObject(place.sent) ? ownValue(place.sent, name) : undefined,
    isSent,
    ...sidesAt(place, name),
    beforeKnown: place.beforeKnown && returned,
    afterKnown: place.afterKnown && returned,
    secret: isSecretProperty(declared?.schema, name),
  };
}

function typeOf(root: ResourceSchema, { schema, wanted }: Place): ValueType | undefined {
  return valueType(root, schema, isObject(wanted) ? ownValue(wanted, TYPE) : undefined);
}
