import { type Annotations, valueOfTerm } from './annotations.ts';
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
  isTagged,
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
  for (const property of type.properties) {
    property.type = names.type(property.type);
    const about = said?.(property.name);
    if (about) annotateProperty(property, about, names);
  }
  for (const navigation of type.navigation) {
    navigation.type = names.type(navigation.type);
    const about = said?.(navigation.name);
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
  const alternateKeys = alternateKeysOf(annotations);
  if (alternateKeys) type.alternateKeys = alternateKeys;
  const update = updateOf(annotations);
  if (update) type.update = update;
}

function annotateProperty(property: Making<PropertyRecord>, annotations: Annotations, names: Names): void {
  describe(property, annotations);
  if (isTagged(annotations, TERMS.computed)) property.computed = true;
  if (isTagged(annotations, TERMS.immutable)) property.immutable = true;
  if (isTagged(annotations, TERMS.url)) property.url = true;
  const access = accessOf(annotations);
  if (access) property.access = access;
  const maxLength = valueOfTerm(annotations, TERMS.maxLength);
  if (typeof maxLength === 'number' && maxLength >= 0) property.maxLength ??= maxLength;
  const onlyTypes = onlyTypesOf(annotations, names);
  if (onlyTypes) property.onlyTypes = onlyTypes;
}

function annotateNavigation(
  navigation: Making<NavigationRecord>,
  annotations: Annotations,
  names: Names,
): void {
  describe(navigation, annotations);
  const update = updateOf(annotations);
  if (update) navigation.update = update;
  const onlyTypes = onlyTypesOf(annotations, names);
  if (onlyTypes) navigation.onlyTypes = onlyTypes;
}

/** Puts the description and the deprecation into a record, where there are any. */
export function describe(
  record: Making<Pick<EnumMemberRecord, 'description' | 'deprecation'>>,
  annotations: Annotations,
): void {
  const description = descriptionOf(annotations);
  if (description !== undefined) record.description = description;
  const deprecation = deprecationOf(annotations);
  if (deprecation) record.deprecation = deprecation;
}
