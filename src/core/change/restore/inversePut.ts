import type { ResourceSchema } from '../../catalog/schema.ts';
import type { JsonObject } from '../../text/jsonValues.ts';
import { canonicalPatch } from '../canonical.ts';
import { type KnownObject, sameMeaning } from '../compare/compare.ts';
import { copyOwn } from '../exact.ts';
import { type Draft, isAnnotation, ownValue, setOwn } from '../json.ts';
import { hasMask, isDeeperThan } from '../show/walkValue.ts';
import { isFixed } from '../traits.ts';
import { declaredProperty, rootType } from '../types.ts';
import { DEEPEST_INVERTED, type InversePatch, linksOf } from './inverse.ts';
import { type Lost, restorable } from './restorable.ts';

const TYPE = '@odata.type';
const LINK = '@odata.id';

/**
 * The body of the PUT that undoes a PUT: the whole object as it was, without what the service sets itself. What had no
 * value is left out, as a PUT leaves it without one, except where the body that is undone gave it one.
 *
 * @param put the body, as it was sent
 * @param before the whole object, as it was read before
 */
export function inversePut(root: ResourceSchema, put: JsonObject, before: KnownObject): InversePatch {
  if (isLink(put)) return { body: linkIn(before.object), lost: [] };
  const lost: Lost[] = linksOf(put);
  const type = rootType(root);
  const { object } = before;
  const sent = canonicalPatch(root, put, object);
  const body: Draft = {};
  const kind = ownValue(object, TYPE);
  if (kind !== undefined && (Object.hasOwn(put, TYPE) || root.required?.includes(TYPE)))
    setOwn(body, TYPE, kind);
  for (const name of Object.keys(object)) {
    const declared = declaredProperty(type, name);
    const value = ownValue(object, name);
    if (isAnnotation(name) || isFixed(declared?.schema) || type.object.navigation.has(name)) continue;
    // Of what no schema describes nobody knows what is fixed; an id always is.
    if (name === 'id') continue;
    if (hasMask(value) || isDeeperThan(value, DEEPEST_INVERTED)) {
      lost.push({ path: name, reason: hasMask(value) ? 'masked' : 'too-deep' });
    } else if (value !== null) {
      const kept = restorable({ root, lost }, declared?.schema, value, name);
      if (kept === undefined) continue;
      setOwn(body, name, kept);
      if (typeof value === 'number') copyOwn(body, name, object);
      if (Object.hasOwn(object, name + TYPE)) copyOwn(body, name + TYPE, object);
    } else if ((ownValue(sent, name) ?? null) !== null) {
      setOwn(body, name, null);
    }
  }
  return { body, lost: [...lost, ...unread(root, sent, object)] };
}

/** Whether a PUT has changed anything, as far as that can be read. */
export function putChanges(root: ResourceSchema, put: JsonObject, before: KnownObject): boolean {
  if (isLink(put)) return Object.hasOwn(linkIn(before.object), LINK) && before.object[LINK] !== put[LINK];
  const { body, lost } = inversePut(root, put, before);
  const sent = canonicalPatch(root, put, before.object);
  const names = [...Object.keys(body), ...Object.keys(sent)].filter((name) => !isAnnotation(name));
  const isSent = ({ path }: Lost): boolean => Object.hasOwn(sent, path.split('.', 1)[0] ?? '');
  return (
    lost.some(isSent) ||
    names.some((name) => !sameMeaning(ownValue(before.object, name), ownValue(sent, name)))
  );
}

/** Whether a body sets a link, and nothing else: that of `PUT …/$ref`. */
export function isLink(body: JsonObject): boolean {
  return typeof ownValue(body, LINK) === 'string' && Object.keys(body).every(isAnnotation);
}

function linkIn(object: JsonObject): JsonObject {
  const link = ownValue(object, LINK);
  return typeof link === 'string' ? { [LINK]: link } : {};
}

/** Properties that a PUT sets, and of which nobody knows what they were. */
function unread(root: ResourceSchema, sent: JsonObject, object: JsonObject): readonly Lost[] {
  return [...rootType(root).properties.values()].flatMap(({ name, schema }): readonly Lost[] => {
    if (isFixed(schema) || Object.hasOwn(object, name)) return [];
    if (schema.writeOnly === true) {
      // Left out, the value that this PUT has set would stay, or be cleared.
      return [
        { path: name, reason: 'write-only', ...(Object.hasOwn(sent, name) ? { needed: true as const } : {}) },
      ];
    }
    return schema['x-graph']?.onlyOnSelect === true ? [{ path: name, reason: 'not-read' }] : [];
  });
}
