/**
 * JSON values as `JSON.parse` makes them: they may have an own property called `__proto__`, and they may be
 * nested deeper than the call stack is. Nothing here recurses or reads an inherited property.
 */
import type { JsonObject } from '../text/jsonValues.ts';

/** A JSON object that is still being built. */
export type Draft = { [name: string]: unknown };

/** Whether the value is a JSON object: neither null nor an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object's own property, or undefined: never one of `Object.prototype`. */
export function ownValue(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** The own member of an object or array, or undefined. */
export function ownMember(holder: object, name: string): unknown {
  return Object.getOwnPropertyDescriptor(holder, name)?.value;
}

/** Sets an own property, also one called `__proto__`. */
export function setOwn(draft: Draft, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(draft, name, { value, writable: true, enumerable: true, configurable: true });
  } else {
    draft[name] = value;
  }
}

/**
 * Whether a name is that of an annotation and not of a property: `@odata.type`, `@odata.etag`,
 * `tags@odata.type`, `owners@odata.bind` (OData JSON Format 4.01, section 4.6).
 */
export function isAnnotation(name: string): boolean {
  return name.includes('@');
}

/** Whether two JSON values are equal; the order of an object's properties does not matter. */
export function sameValue(a: unknown, b: unknown): boolean {
  const pending: [unknown, unknown][] = [[a, b]];
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    const [left, right] = pair;
    if (left === right) continue;
    if (Array.isArray(left) && Array.isArray(right)) {
      if (left.length !== right.length) return false;
      left.forEach((item, index) => {
        pending.push([item, right[index]]);
      });
    } else if (isObject(left) && isObject(right)) {
      const names = Object.keys(left);
      if (names.length !== Object.keys(right).length) return false;
      for (const name of names) {
        if (!Object.hasOwn(right, name)) return false;
        pending.push([left[name], right[name]]);
      }
    } else {
      return false;
    }
  }
  return true;
}
