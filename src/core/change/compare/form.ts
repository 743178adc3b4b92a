import { isObject, sameValue } from '../json.ts';
import { type FormDifference, textForm } from '../show/textForm.ts';
import { isDeeperThan } from '../show/walkValue.ts';

/** Items of a collection that are compared one with each other at most. */
const MOST_ITEMS = 1_000;
/** Levels of values that are compared as items. */
const DEEPEST = 30;

/** A value, and how it was written where it is a number that JavaScript would write otherwise. */
export interface FormSide {
  readonly value: unknown;
  readonly written?: string | undefined;
}

/**
 * How what a service stored differs from what was sent, where that can be told: as the same value in another form, or
 * as another one that it became. Undefined where they are the same, and where no rule tells.
 */
export function formDifference(sent: FormSide, stored: FormSide): FormDifference | undefined {
  const [from, to] = [sent.value ?? null, stored.value ?? null];
  if (typeof from === 'string' && typeof to === 'string') return textForm(from, to);
  if (typeof from === 'number' && typeof to === 'number') return numberForm(from, to, sent, stored);
  if (Array.isArray(from) && Array.isArray(to)) return listForm(from, to);
  if (from === null || to === null) return emptyForm(from, to);
  if (isPrimitive(from) && isPrimitive(to) && typeof from !== typeof to) return kindForm(from, to);
  return undefined;
}

function numberForm(from: number, to: number, sent: FormSide, stored: FormSide): FormDifference | undefined {
  if (from === to) {
    return sent.written === undefined && stored.written === undefined
      ? undefined
      : { means: 'other', text: 'rounded to the precision of a double' };
  }
  const digits = (stored.written ?? String(to)).split('.')[1]?.length ?? 0;
  const isRounded = digits < 15 && !Number.isInteger(from) && Math.abs(from - to) < 10 ** -digits;
  return isRounded ? { means: 'other', text: 'rounded to fewer digits' } : undefined;
}

function listForm(from: readonly unknown[], to: readonly unknown[]): FormDifference | undefined {
  if (from.length > MOST_ITEMS || to.length > MOST_ITEMS || isDeeperThan([from, to], DEEPEST))
    return undefined;
  const added = without(to, from);
  const missing = without(from, to);
  if (added.length === 0 && missing.length === 0) {
    return sameValue(from, to) ? undefined : { means: 'alike', text: 'with the same items in another order' };
  }
  if (added.length === 0) {
    const repeated = missing.every((item) => to.some((other) => sameValue(item, other)));
    return repeated
      ? { means: 'alike', text: 'without the items that stood in it twice' }
      : {
          means: 'other',
          text: `without ${counted(missing.length)} that ${missing.length === 1 ? 'was' : 'were'} sent`,
        };
  }
  if (missing.length === 0) return { means: 'other', text: `with ${counted(added.length)} more` };
  return itemsForm(from, to);
}

/** Where each item was stored in another form, in the same way. */
function itemsForm(from: readonly unknown[], to: readonly unknown[]): FormDifference | undefined {
  if (from.length !== to.length) return undefined;
  const found = new Map<string, FormDifference>();
  for (const [index, value] of from.entries()) {
    const stored = to[index];
    if (sameValue(value, stored)) continue;
    const form = isPrimitive(value) ? formDifference({ value }, { value: stored }) : undefined;
    if (form === undefined) return undefined;
    found.set(form.text, form);
  }
  const [only, ...more] = found.values();
  return only === undefined || more.length > 0 ? undefined : { ...only, text: `items ${only.text}` };
}

/** The items of a list that another one does not have, each as often as it is too much. */
function without(list: readonly unknown[], others: readonly unknown[]): readonly unknown[] {
  const left = new Map<string, number>();
  for (const item of others) left.set(keyOf(item), (left.get(keyOf(item)) ?? 0) + 1);
  return list.filter((item) => {
    const key = keyOf(item);
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count <= 0;
  });
}

/** The same for equal values, whatever the order of their members. */
function keyOf(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    isObject(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}

function emptyForm(from: unknown, to: unknown): FormDifference | undefined {
  const value = from ?? to;
  if (!isEmpty(value)) return undefined;
  const what = value === '' ? 'an empty text' : Array.isArray(value) ? 'an empty collection' : String(value);
  return from === null
    ? { means: 'alike', text: `as ${what}, in the place of null` }
    : { means: 'alike', text: `as null, in the place of ${what}` };
}

function isEmpty(value: unknown): boolean {
  return value === '' || value === 0 || value === false || (Array.isArray(value) && value.length === 0);
}

/** `5` and `"5"`. */
function kindForm(from: unknown, to: unknown): FormDifference | undefined {
  if (String(from) !== String(to)) return undefined;
  return {
    means: 'alike',
    text: `as a ${KINDS[typeof to] ?? 'value'}, in the place of a ${KINDS[typeof from] ?? 'value'}`,
  };
}

const KINDS: Readonly<Record<string, string>> = { string: 'text', number: 'number', boolean: 'Boolean' };

function isPrimitive(value: unknown): boolean {
  return value === null || typeof value !== 'object';
}

function counted(count: number): string {
  return count === 1 ? '1 item' : `${count.toLocaleString('en-US')} items`;
}
