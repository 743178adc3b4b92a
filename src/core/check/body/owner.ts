import { type ObjectSchema, objectSchema } from '../../catalog/objectSchema.ts';
import { typeText } from '../../catalog/typeText.ts';
import type { Visit } from '../../catalog/walk.ts';
import { objectOf, type Subject } from './subject.ts';

/** The type of an object as the start of a sentence. */
export function ownerText({ name }: ObjectSchema): string {
  return name === undefined ? 'This object' : typeText(name);
}

/** The type that the place of a property's object declares, whatever its `@odata.type` says. */
export function declaredOwner(subject: Subject, { key }: Visit): ObjectSchema | undefined {
  const object = key === undefined ? undefined : objectOf(key);
  const entered = object === undefined ? undefined : subject.objects.get(object);
  return entered === undefined ? undefined : objectSchema(subject.schema, entered.declared, undefined);
}

const links = new WeakMap<ObjectSchema, ReadonlySet<string>>();

/** Navigation properties that only types derived from `declared` have. */
export function derivedNavigation(subject: Subject, declared: ObjectSchema): ReadonlySet<string> {
  const known = links.get(declared);
  if (known !== undefined) return known;
  const names = new Set(
    declared.derived.flatMap((type) => [
      ...objectSchema(subject.schema, declared.schema, type).navigation.keys(),
    ]),
  );
  links.set(declared, names);
  return names;
}

const indexes = new WeakMap<ObjectSchema, ReadonlyMap<string, readonly string[]>>();

/** Properties that only types derived from `declared` have: the full names of those types by property. */
export function derivedProperties(
  subject: Subject,
  declared: ObjectSchema,
): ReadonlyMap<string, readonly string[]> {
  const known = indexes.get(declared);
  if (known !== undefined) return known;
  const index = new Map<string, string[]>();
  for (const type of declared.derived) {
    for (const name of objectSchema(subject.schema, declared.schema, type).properties.keys()) {
      if (declared.properties.has(name)) continue;
      const types = index.get(name);
      if (types === undefined) index.set(name, [type]);
      else types.push(type);
    }
  }
  indexes.set(declared, index);
  return index;
}
