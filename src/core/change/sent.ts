import { differAsWritten } from './exact.ts';
import { isAnnotation, isObject } from './json.ts';

/**
 * Whether a stored value has everything that was sent for it: each primitive the same, each collection with the
 * same items, each object with at least the properties that were sent. Null that was sent and is absent counts
 * as stored; annotations do not count.
 */
export function coversValue(stored: unknown, sent: unknown): boolean {
  const pending: [unknown, unknown][] = [[stored, sent]];
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    const [own, wanted] = pair;
    if (own === wanted || (wanted === null && own === undefined)) continue;
    if (Array.isArray(own) && Array.isArray(wanted) && own.length === wanted.length) {
      for (const [index, item] of wanted.entries()) {
        if (differAsWritten(own, String(index), wanted, String(index))) return false;
        pending.push([own[index], item]);
      }
    } else if (isObject(own) && isObject(wanted)) {
      for (const name of Object.keys(wanted)) {
        if (isAnnotation(name)) continue;
        if (differAsWritten(own, name, wanted, name)) return false;
        pending.push([Object.hasOwn(own, name) ? own[name] : undefined, wanted[name]]);
      }
    } else {
      return false;
    }
  }
  return true;
}
