import type { Annotations } from './annotations.ts';
import { textOf } from './expression.ts';
import type { Draft, EnumMaking, Making, StructuredMaking, TypeMaking } from './making.ts';
import type {
  EnumMemberRecord,
  NavigationRecord,
  PropertyRecord,
  StructuredRecord,
  TypeRecord,
} from './model.ts';
import type { Names } from './names.ts';
import type { Said } from './outside.ts';
import {
  accessOf,
  alternateKeysOf,
  deprecationOf,
  descriptionOf,
  onlyTypesOf,
  TERMS,
  updateOf,
} from './terms.ts';
import type { Tools } from './tools.ts';

/** Completes a type: full names, and what is said of it and of its members. */
export function finishType({ record, inside }: Draft<TypeMaking>, { names, outside }: Tools): TypeRecord {
  const said = outside.of(record.name, inside);
  const about = said?.();
  if (about) describe(record, about);
  switch (record.kind) {
    case 'enum':
      if (said) describeMembers(record, said);
      return record;
    case 'typedef':
      record.underlying = names.full(record.underlying);
      return record;
    default:
      if (about) annotateStructured(record, about);
      return finishStructured(record, said, names);
  }
}

function finishStructured(type: StructuredMaking, said: Said | undefined, names: Names): StructuredRecord {
  if (type.base !== undefined) type.base = names.full(type.base.trim());
  if (said === undefined) return type;
  for (const property of type.properties) {
    const about = said(property.name);
    if (about) annotateProperty(property, about, names);
  }
  for (const navigation of type.navigation) {
    const about = said(navigation.name);
    if (about) annotateNavigation(navigation, about, names);
  }
  return type;
}

function describeMembers({ members }: EnumMaking, said: Said): void {
  for (const member of members) {
    const about = said(member.name);
    if (about) describe(member, about);
  }
}

function annotateStructured(type: StructuredMaking, annotations: Annotations): void {
  for (let at: Annotations | undefined = annotations; at; at = at.next) {
    if (at.term === TERMS.alternateKeys) put(type, 'alternateKeys', alternateKeysOf(at.value));
    else if (at.term === TERMS.update) put(type, 'update', updateOf(at.value));
  }
}

function annotateProperty(property: Making<PropertyRecord>, annotations: Annotations, names: Names): void {
  describe(property, annotations);
  for (let at: Annotations | undefined = annotations; at; at = at.next) {
    const { term, value } = at;
    switch (term) {
      case TERMS.computed:
        if (value !== false) property.computed = true;
        break;
      case TERMS.immutable:
        if (value !== false) property.immutable = true;
        break;
      case TERMS.url:
        if (value !== false) property.url = true;
        break;
      case TERMS.permissions:
        put(property, 'access', accessOf(value));
        break;
      case TERMS.maxLength:
        if (typeof value === 'number' && value >= 0) property.maxLength ??= value;
        break;
      case TERMS.onlyTypes:
        put(property, 'onlyTypes', onlyTypesOf(value, names));
    }
  }
}

function annotateNavigation(
  navigation: Making<NavigationRecord>,
  annotations: Annotations,
  names: Names,
): void {
  describe(navigation, annotations);
  for (let at: Annotations | undefined = annotations; at; at = at.next) {
    if (at.term === TERMS.update) put(navigation, 'update', updateOf(at.value));
    else if (at.term === TERMS.onlyTypes) put(navigation, 'onlyTypes', onlyTypesOf(at.value, names));
  }
}

/** Puts the description and the deprecation into a record, where there are any. */
export function describe(
  record: Making<Pick<EnumMemberRecord, 'description' | 'deprecation'>>,
  annotations: Annotations,
): void {
  let short: string | undefined;
  let long: string | undefined;
  for (let at: Annotations | undefined = annotations; at; at = at.next) {
    if (at.term === TERMS.description) short = textOf(at.value);
    else if (at.term === TERMS.longDescription) long = textOf(at.value);
    else if (at.term === TERMS.revisions) put(record, 'deprecation', deprecationOf(at.value));
  }
  const description = descriptionOf(short, long);
  if (description !== undefined) record.description = description;
}

function put<T, K extends keyof T>(record: T, name: K, value: T[K] | undefined): void {
  if (value !== undefined) record[name] = value;
}
