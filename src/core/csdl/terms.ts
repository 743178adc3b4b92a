import { type Annotations, valueOfTerm } from './annotations.ts';
import { type Expression, items, member, memberNames, textOf } from './expression.ts';
import type { DeprecationRecord, UpdateRecord } from './model.ts';
import type { Names } from './names.ts';

const CORE = 'Org.OData.Core.V1.';
const CAPABILITIES = 'Org.OData.Capabilities.V1.';
const VALIDATION = 'Org.OData.Validation.V1.';

/** The terms that the catalog has a use for; every other is counted as left out. */
export const TERMS = {
  description: `${CORE}Description`,
  longDescription: `${CORE}LongDescription`,
  computed: `${CORE}Computed`,
  immutable: `${CORE}Immutable`,
  permissions: `${CORE}Permissions`,
  url: `${CORE}IsURL`,
  revisions: `${CORE}Revisions`,
  alternateKeys: `${CORE}AlternateKeys`,
  optional: `${CORE}OptionalParameter`,
  update: `${CAPABILITIES}UpdateRestrictions`,
  onlyTypes: `${VALIDATION}DerivedTypeConstraint`,
  maxLength: `${VALIDATION}MaxLength`,
} as const;

const used: ReadonlyMap<string, string> = new Map(Object.values(TERMS).map((term) => [term, term]));

/** The one string of a term that the catalog has a use for, of all that are equal to it; undefined of any other. */
export function usedTerm(term: string): string | undefined {
  return used.get(term);
}

/** The short description and the long one, joined. */
export function descriptionOf(short: string | undefined, long: string | undefined): string | undefined {
  if (short === undefined || long === undefined) return short ?? long;
  return long.startsWith(short) ? long : `${short} ${long}`;
}

/** Whether a tagging term applies: present, and not set to false. */
export function isTagged(annotations: Annotations, term: string): boolean {
  const value = valueOfTerm(annotations, term);
  return value !== undefined && value !== false;
}

/** `Org.OData.Core.V1.Permissions`, where it forbids something. */
export function accessOf(value: Expression): 'read' | 'write' | 'none' | undefined {
  const names = new Set(memberNames(value));
  if (names.has('None')) return 'none';
  if (names.has('ReadWrite') || (names.has('Read') && names.has('Write'))) return undefined;
  if (names.has('Read')) return 'read';
  return names.has('Write') ? 'write' : undefined;
}

/** `Org.OData.Capabilities.V1.UpdateRestrictions`, where it says something. */
export function updateOf(value: Expression): UpdateRecord | undefined {
  const except = items(member(value, 'NonUpdatableProperties')).flatMap((each) => textOf(each) ?? []);
  const method = memberNames(member(value, 'UpdateMethod')).includes('PUT');
  const description = textOf(member(value, 'Description'));
  const update: UpdateRecord = {
    ...(member(value, 'Updatable') === false ? { updatable: false } : {}),
    ...(member(value, 'Upsertable') === true ? { upsertable: true } : {}),
    ...(method ? { method: 'PUT' } : {}),
    ...(except.length > 0 ? { except } : {}),
    ...(description === undefined ? {} : { description }),
  };
  return Object.keys(update).length > 0 ? update : undefined;
}

/** The newest revision of the kind `Deprecated`, with the first link in its text. */
export function deprecationOf(value: Expression): DeprecationRecord | undefined {
  const revisions = items(value).filter((each) => memberNames(member(each, 'Kind')).includes('Deprecated'));
  const dated = revisions.map((each) => ({ each, date: dateOf(member(each, 'Date')) ?? '' }));
  const newest = dated.toSorted((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0))[0]?.each;
  if (newest === undefined) return undefined;
  const since = dateOf(member(newest, 'Date'));
  const removal = dateOf(member(newest, 'RemovalDate'));
  const description = textOf(member(newest, 'Description'));
  const link = /https:\/\/[^\s<>"')\]]+/.exec(description ?? '')?.[0].replace(/[.,;]+$/, '');
  return {
    ...(since === undefined ? {} : { since }),
    ...(removal === undefined ? {} : { removal }),
    ...(description === undefined ? {} : { description }),
    ...(link === undefined ? {} : { link }),
  };
}

/** The names of the properties of each alternate key, by their aliases. */
export function alternateKeysOf(value: Expression): readonly (readonly string[])[] | undefined {
  const keys = items(value)
    .map((key) =>
      items(member(key, 'Key')).flatMap(
        (part) => textOf(member(part, 'Alias')) ?? textOf(member(part, 'Name')) ?? [],
      ),
    )
    .filter((key) => key.length > 0);
  return keys.length > 0 ? keys : undefined;
}

/** The types that a value may have, where that is restricted. */
export function onlyTypesOf(value: Expression, names: Names): readonly string[] | undefined {
  const types = items(value).flatMap((each) => textOf(each) ?? []);
  return types.length > 0 ? types.map((type) => names.full(type)) : undefined;
}

function dateOf(value: Expression | undefined): string | undefined {
  return /^\d{4}-\d{2}-\d{2}/.exec(textOf(value) ?? '')?.[0];
}
