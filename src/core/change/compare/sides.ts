import { numberAt, sameNumber } from '../exact.ts';
import { isObject, ownValue } from '../json.ts';
import type { FormDifference } from '../show/textForm.ts';
import { formDifference } from './form.ts';

/** The three sides of one value. */
export interface Sides {
  readonly before: unknown;
  readonly wanted: unknown;
  readonly after: unknown;
}

/** The sides of a number as they were written, where JavaScript would write them otherwise. */
export type WrittenSides = Partial<Record<keyof Sides, string>>;

/** The sides of one property, and how they were written. */
export interface WrittenPlace extends Sides {
  readonly written: WrittenSides;
}

/** The sides of a member of objects; what is no object has none. */
export function sidesAt(holders: Sides, name: string): WrittenPlace {
  const at = (holder: unknown) => (isObject(holder) ? ownValue(holder, name) : undefined);
  const written: WrittenSides = {};
  for (const side of SIDES) {
    const holder = holders[side];
    const text = isObject(holder) ? numberAt(holder, name) : undefined;
    if (text !== undefined) written[side] = text;
  }
  return { before: at(holders.before), wanted: at(holders.wanted), after: at(holders.after), written };
}

const SIDES = ['before', 'wanted', 'after'] as const;

/** How a side differs from what was sent; of a secret nothing is told. */
export function formOf(
  place: WrittenPlace & { readonly secret: boolean },
  side: 'before' | 'after',
): FormDifference | undefined {
  if (place.secret) return undefined;
  const at = (name: keyof Sides) => ({ value: place[name], written: place.written[name] });
  return formDifference(at('wanted'), at(side));
}

/** Whether it is what was sent, in another form. */
export function isForm(form: FormDifference | undefined): boolean {
  return form !== undefined && form.means !== 'other';
}

/** Whether two sides are numbers that differ only beyond double precision. */
export function differInDigits({ written, ...sides }: WrittenPlace, a: keyof Sides, b: keyof Sides): boolean {
  const [one, other] = [written[a], written[b]];
  if (one === undefined && other === undefined) return false;
  return !sameNumber(one ?? String(sides[a]), other ?? String(sides[b]));
}
