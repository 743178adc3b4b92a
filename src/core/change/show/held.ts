import type { GraphSchema } from '../../catalog/schema.ts';
import type { JsonObject } from '../../text/jsonValues.ts';
import { isAnnotation } from '../json.ts';
import type { ValueType } from '../types.ts';

/** Rows of a nested value that nobody asked for yet. */
export const ROWS_INSIDE = 100;

/** An object that is described, and where it stands. */
export interface HeldObject {
  readonly kind: 'object';
  readonly value: JsonObject;
  readonly path: string;
  readonly depth: number;
  readonly type: ValueType | undefined;
  /** What the request's body has in this place, in canonical form. */
  readonly sent: JsonObject | undefined;
  /** The type of what was sent: the value may have come back as another one. */
  readonly sentType: ValueType | undefined;
  /** Names of its rows in their order, once they were asked for. */
  names?: readonly string[];
}

/** A collection that is described, and where it stands. */
export interface HeldItems {
  readonly kind: 'collection';
  readonly value: readonly unknown[];
  readonly path: string;
  readonly depth: number;
  readonly item: GraphSchema | undefined;
}

/** A value with rows of its own. */
export type Held = HeldObject | HeldItems;

/** How many rows a value has. */
export function countOf(held: Held): number {
  return held.kind === 'object' ? namesOf(held).length : held.value.length;
}

/**
 * Names of the rows of an object in their order: what was sent first where it has very many, annotations last.
 */
export function namesOf(held: HeldObject): readonly string[] {
  if (held.names) return held.names;
  const { value, sent = {} } = held;
  const names = Object.keys(value);
  const missing = Object.keys(sent).filter((name) => !isAnnotation(name) && !Object.hasOwn(value, name));
  const plain = names.filter((name) => !isAnnotation(name));
  const few = names.length <= ROWS_INSIDE;
  const first = few ? [] : plain.filter((name) => Object.hasOwn(sent, name));
  const others = first.length === 0 ? plain : plain.filter((name) => !Object.hasOwn(sent, name));
  const behind = [...missing, ...names.filter(isAnnotation)];
  held.names = few
    ? [...others, ...behind]
    : [...first, ...missing, ...others, ...names.filter(isAnnotation)];
  return held.names;
}
