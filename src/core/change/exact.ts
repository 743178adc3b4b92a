import type { JsonObject } from '../text/jsonValues.ts';
import { type Draft, isObject, ownMember, setOwn } from './json.ts';
import { visitWrittenNumbers } from './writtenNumbers.ts';

/** How a number was written, where JavaScript would write it in another way; by its object or array, and its name. */
export type ExactNumbers = (holder: object, name: string) => string | undefined;

/** An object, and its numbers as they were written. */
export interface ExactObject {
  readonly object: JsonObject;
  readonly numbers: ExactNumbers;
}

/** What may be a number that does not survive: many digits, a last zero, an exponent, a tiny one, `-0`. */
const SUSPICIOUS = /[:,[\s]-?(?:\d[\d.]{15}|\d+\.\d*0[\s,}\]]|\d[\d.]*[eE]|0\.0{6}|(?<=-)0[\s,}\]])/;

/** Numbers as they were written, beside the objects and arrays that they are in: JSON values stay what they are. */
const written = new WeakMap<object, Map<string, string>>();

/** How the number in that place was written, where it was read from a text and JavaScript would write it otherwise. */
export const numberAt: ExactNumbers = (holder, name) => written.get(holder)?.get(name);

/**
 * Reads an object so that numbers beyond double precision are known as they were written. Linear in the text;
 * a text without such a number is not read.
 *
 * @param text a JSON object
 * @returns undefined where there is no such number, or no object
 */
export function exactObject(text: string): ExactObject | undefined {
  if (!SUSPICIOUS.test(text)) return undefined;
  try {
    const object: unknown = JSON.parse(text);
    if (!isObject(object)) return undefined;
    noteWritten(text, object);
    return { object, numbers: numberAt };
  } catch {
    return undefined;
  }
}

/**
 * Notes how the numbers of a JSON text were written, where JavaScript would write them in another way.
 *
 * @returns whether there may be such a number
 */
export function noteWritten(text: string, parsed: unknown): boolean {
  if (!SUSPICIOUS.test(text)) return false;
  visitWrittenNumbers(text, parsed, note, forgetNumber);
  return true;
}

/** Large objects and arrays in which no number was written in another way than JavaScript writes it. */
const plain = new WeakSet<object>();

/** Says that of something that was read, so that it is written as quickly as anything else. */
export function markPlain(read: object): void {
  plain.add(read);
}

/** Another value took the place of a number: nobody wrote that. */
export function forgetNumber(holder: object, name: string): void {
  written.get(holder)?.delete(name);
}

/** The JSON object of a text, its numbers known as they were written; undefined where the text is none. */
export function readObject(text: string): JsonObject | undefined {
  const exact = exactObject(text);
  if (exact !== undefined) return exact.object;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Sets an own property to the value of another object's, a number as it was written there. */
export function copyOwn(to: Draft, name: string, from: JsonObject, fromName = name): void {
  setOwn(to, name, from[fromName]);
  carryNumber(to, name, from, fromName);
}

/** Puts the items of an array behind those of another, numbers as they were written. */
export function appendExact(to: unknown[], from: readonly unknown[]): void {
  const numbers = written.get(from);
  for (const [index, item] of from.entries()) {
    const source = numbers?.get(String(index));
    if (source !== undefined) note(to, String(to.length), source);
    to.push(item);
  }
}

/** Objects in one, later ones first: as spreading them would make it, and their numbers as they were written. */
export function joined(...objects: readonly JsonObject[]): Draft {
  const draft: Draft = {};
  for (const object of objects) {
    for (const name of Object.keys(object)) copyOwn(draft, name, object);
  }
  return draft;
}

/** Notes how a number was written also for the place that it was copied to. */
export function carryNumber(to: object, name: string, from: object, fromName = name): void {
  const source = numberAt(from, fromName);
  if (source !== undefined) note(to, name, source);
  else forgetNumber(to, name);
}

/** What a number that is written as JSON is made from (the proposal that tells how one was written has both). */
interface RawJson {
  rawJSON?(text: string): unknown;
}

/**
 * A value as JSON, its numbers as they were written.
 *
 * @param change gives a member another value
 * @param indent spaces a level; all on one line without it
 */
export function exactJson(
  value: unknown,
  change: (name: string, value: unknown) => unknown = unchanged,
  indent?: number,
): string {
  const isPlain = typeof value === 'object' && value !== null && plain.has(value);
  if (isPlain && change === unchanged) return JSON.stringify(value, undefined, indent);
  return JSON.stringify(
    value,
    function (this: object, name: string, member: unknown) {
      const changed = change(name, member);
      const source = typeof changed === 'number' && changed === member ? numberAt(this, name) : undefined;
      return source === undefined ? changed : ((JSON as RawJson).rawJSON?.(source) ?? changed);
    },
    indent,
  );
}

function unchanged(_name: string, value: unknown): unknown {
  return value;
}

/** Whether two numbers that JavaScript takes for the same were written as different ones. */
export function differAsWritten(a: object, aName: string, b: object, bName: string): boolean {
  const [one, other] = [numberAt(a, aName), numberAt(b, bName)];
  if (one === undefined && other === undefined) return false;
  const [x, y] = [ownMember(a, aName), ownMember(b, bName)];
  return typeof x === 'number' && typeof y === 'number' && !sameNumber(one ?? String(x), other ?? String(y));
}

/** Whether two JSON numbers are the same, however they are written: `1.10` and `11e-1`. */
export function sameNumber(a: string, b: string): boolean {
  return a === b || plainNumber(a) === plainNumber(b);
}

/** A JSON number without what does not matter: its significant digits and the exponent of the last of them. */
function plainNumber(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.slice(0, endWithout('0', digits));
  if (significant === '') return '0';
  return `${sign}${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
}

/**
 * Where a text ends without what it ends in. (A regular expression
 * would look at each run of zeros again and again.)
 */
function endWithout(unit: string, text: string): number {
  let end = text.length;
  while (end > 0 && text[end - 1] === unit) end -= 1;
  return end;
}

function note(holder: object, name: string, source: string): void {
  const names = written.get(holder) ?? new Map<string, string>();
  written.set(holder, names.set(name, source));
}
