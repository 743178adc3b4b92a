import { bareTypeName } from '../../catalog/objectSchema.ts';
import type { GraphSchema, ResourceSchema } from '../../catalog/schema.ts';
import { boundName, TYPE_ANNOTATION } from '../../catalog/wellKnownNames.ts';
import type { JsonObject } from '../../text/jsonValues.ts';
import { canonicalPatch } from '../canonical.ts';
import type { KnownObject } from '../compare/compare.ts';
import { carryNumber, copyOwn, differAsWritten, joined } from '../exact.ts';
import { type Draft, isAnnotation, isObject, ownValue, sameValue, setOwn } from '../json.ts';
import { applyPatch } from '../merge.ts';
import { hasMask, isDeeperThan } from '../show/walkValue.ts';
import { isFixed } from '../traits.ts';
import { declaredProperty, rootType, type ValueType, valueType } from '../types.ts';
import {
  type Inversion,
  type Lost,
  type LostReason,
  loseWriteOnly,
  restorable,
  visible,
} from './restorable.ts';

/** The body that puts back what a change has changed, and what it cannot put back. */
export interface InversePatch {
  /** Empty where there is nothing that could be put back. */
  readonly body: JsonObject;
  readonly lost: readonly Lost[];
}

/** Levels of nesting; Microsoft Graph takes fewer. */
export const DEEPEST_INVERTED = 60;

/** A complex value, or the object itself, whose change is inverted. */
interface Level {
  readonly type: ValueType | undefined;
  readonly sent: JsonObject;
  readonly before: JsonObject;
  readonly wanted: JsonObject;
  readonly path: string;
  /** Names that were read; absent: all. */
  readonly selected?: readonly string[];
}

/**
 * The patch that undoes a patch: each property that the body changes gets the value that it had. What was as the
 * body has it already is left out, and so is what PATCH cannot set.
 *
 * @param patch as it was sent; masked values in it do no harm
 * @param before what was read before it was sent
 */
export function inversePatch(root: ResourceSchema, patch: JsonObject, before: KnownObject): InversePatch {
  const lost: Lost[] = linksOf(patch);
  const known = before.object;
  const deep = new Set(
    Object.keys(patch).filter((name) => isDeeperThan([patch[name], ownValue(known, name)], DEEPEST_INVERTED)),
  );
  for (const path of deep) lost.push({ path, reason: 'too-deep' });
  const shallow: Draft = {};
  for (const name of Object.keys(patch)) if (!deep.has(name)) copyOwn(shallow, name, patch);
  const body = invertLevel(
    { root, lost },
    {
      type: rootType(root),
      sent: canonicalPatch(root, shallow, known),
      before: known,
      wanted: applyPatch(root, known, shallow).after,
      path: '',
      ...(before.selected === undefined ? {} : { selected: before.selected }),
    },
  );
  return { body, lost };
}

/** The links of a body, which are not put back. */
export function linksOf(patch: JsonObject): Lost[] {
  return Object.keys(patch)
    .filter((name) => boundName(name) !== undefined)
    .map((name) => ({ path: name.slice(0, name.indexOf('@')), reason: 'link' as const }));
}

function invertLevel(inversion: Inversion, level: Level): Draft {
  const body: Draft = {};
  for (const name of Object.keys(level.sent)) {
    if (isAnnotation(name)) continue;
    const declared = declaredProperty(level.type, name);
    if (isFixed(declared?.schema)) continue;
    const value = invertedValue(inversion, level, name, declared?.schema);
    if (value === undefined) continue;
    setOwn(body, name, value);
    if (typeof value === 'number') carryNumber(body, name, level.before);
    const dynamicType = ownValue(level.before, name + TYPE_ANNOTATION);
    if (declared === undefined && value !== null && typeof dynamicType === 'string')
      setOwn(body, name + TYPE_ANNOTATION, dynamicType);
  }
  return body;
}

/** What a property has to be set to; undefined where nothing has to be, or can be, put back. */
function invertedValue(
  inversion: Inversion,
  level: Level,
  name: string,
  schema: GraphSchema | undefined,
): unknown {
  const { root, lost } = inversion;
  const path = level.path + name;
  const had = ownValue(level.before, name);
  const wanted = ownValue(level.wanted, name);
  const sent = ownValue(level.sent, name);
  const unreadable = unreadableBecause(level, name, schema);
  if (unreadable === undefined) {
    if (isObject(sent) && isObject(had) && sameValue(had, visible(root, schema, wanted))) {
      loseWriteOnly(inversion, schema, had, path, sent);
      return undefined;
    }
    const isSame = sameValue(had ?? null, wanted ?? null);
    if (isSame && !differAsWritten(level.before, name, level.wanted, name)) return undefined;
  }
  const none = (had ?? null) === null;
  const reason =
    unreadable ?? (none && schema?.['x-graph']?.nullable === false ? ('had-none' as const) : undefined);
  if (reason !== undefined) {
    lost.push({ path, reason });
    return undefined;
  }
  if (none) return null;
  return isObject(had)
    ? invertComplex(inversion, level, { name, schema, had, wanted, path })
    : restorable(inversion, schema, had, path);
}

function unreadableBecause(
  { selected, before }: Level,
  name: string,
  schema: GraphSchema | undefined,
): LostReason | undefined {
  if (schema?.writeOnly === true) return 'write-only';
  const asked = schema?.['x-graph']?.onlyOnSelect !== true || Object.hasOwn(before, name);
  if (!(selected?.includes(name) ?? asked)) return 'not-read';
  return hasMask(ownValue(before, name)) ? 'masked' : undefined;
}

interface ComplexValue {
  readonly name: string;
  readonly schema: GraphSchema | undefined;
  readonly had: JsonObject;
  readonly wanted: unknown;
  readonly path: string;
}

/** The part of a complex value that a merge has changed, or the whole value where it was not merged. */
function invertComplex(inversion: Inversion, level: Level, value: ComplexValue): JsonObject | undefined {
  const { root } = inversion;
  const { name, schema, had, wanted, path } = value;
  const type = valueType(root, schema, ownValue(had, TYPE_ANNOTATION));
  const sent = ownValue(level.sent, name);
  const isReplaced = schema?.['x-graph']?.replaced === true;
  const isRetyped =
    isObject(wanted) && valueType(root, schema, ownValue(wanted, TYPE_ANNOTATION))?.name !== type?.name;
  if (!isObject(sent) || !isObject(wanted) || isReplaced || isRetyped) {
    const whole = restorable(inversion, schema, had, path);
    if (!isObject(whole)) return undefined;
    return !isObject(wanted) || isReplaced || type === undefined ? whole : retyped(whole, wanted, type);
  }
  const body = invertLevel(inversion, { type, sent, before: had, wanted, path: `${path}.` });
  if (Object.keys(body).length === 0) return undefined;
  return withType(body, had);
}

/** A value of its former type again: what both types have, and was not there, is cleared. */
function retyped(whole: JsonObject, wanted: JsonObject, type: ValueType): JsonObject {
  return joined({ [TYPE_ANNOTATION]: `#${type.name}` }, whole, cleared(whole, wanted, type));
}

/** The members of a value that has to replace another one where the service merges: what is too much is null. */
function cleared(value: JsonObject, present: JsonObject, type: ValueType | undefined): Draft {
  const body: Draft = {};
  for (const name of Object.keys(present)) {
    if (isAnnotation(name) || (type !== undefined && declaredProperty(type, name) === undefined)) continue;
    const [own, other] = [ownValue(value, name), ownValue(present, name)];
    if (own === undefined) setOwn(body, name, null);
    else if (isObject(own) && isObject(other))
      setOwn(body, name, joined(own, cleared(own, other, undefined)));
  }
  return body;
}

function withType(body: Draft, had: JsonObject): JsonObject {
  const name = ownValue(had, TYPE_ANNOTATION);
  return bareTypeName(name) === undefined ? body : joined({ [TYPE_ANNOTATION]: name }, body);
}
