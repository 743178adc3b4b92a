import type { XmlElement } from './xml.ts';

/** The value of an annotation (CSDL 4.01, section 14.3): constants, collections and records; of a path its text. */
export type Expression =
  | string
  | number
  | boolean
  | null
  | readonly Expression[]
  | { readonly [property: string]: Expression };

/** Reads the value of an `Annotation`, `PropertyValue` or collection item; undefined for what cannot be constant. */
export function expressionOf(element: XmlElement): Expression | undefined {
  for (let index = 0; ; index++) {
    const name = element.attributeName(index);
    if (name === undefined) break;
    const value = constant(name, element.attributeValue(index));
    if (value !== undefined) return value;
  }
  for (let child = element.first; child; child = child.next) {
    const value = nested(child);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** How a constant is written, by the name of its attribute or element (CSDL 4.01, sections 14.3 and 14.4.1). */
const CONSTANTS: ReadonlyMap<string, 'boolean' | 'number' | 'text'> = new Map([
  ['Bool', 'boolean'],
  ...['Int', 'Decimal', 'Float'].map((name) => [name, 'number'] as const),
  ...['String', 'Date', 'DateTimeOffset', 'Duration', 'Guid', 'TimeOfDay', 'Binary', 'EnumMember'].map(
    (name) => [name, 'text'] as const,
  ),
  ...['Path', 'PropertyPath', 'NavigationPropertyPath', 'AnnotationPath'].map(
    (name) => [name, 'text'] as const,
  ),
]);

function constant(name: string, text: string): Expression | undefined {
  switch (CONSTANTS.get(name)) {
    case 'boolean':
      return text.toLowerCase() === 'true' || text === '1';
    case 'number':
      return Number(text);
    case 'text':
      return text;
    default:
      return undefined;
  }
}

function nested(element: XmlElement): Expression | undefined {
  switch (element.name) {
    case 'Null':
      return null;
    case 'Collection':
      return element.children.flatMap((child) => nested(child) ?? []);
    case 'Record':
      return recordOf(element);
    default:
      return constant(element.name, element.text);
  }
}

function recordOf(record: XmlElement): Expression {
  const values: [string, Expression][] = [];
  for (let child = record.first; child; child = child.next) {
    const property = child.attribute('Property');
    if (child.name !== 'PropertyValue' || property === undefined) continue;
    // A property value without a value is true, as a tagging term is (CSDL 4.01, section 14.2).
    values.push([property, expressionOf(child) ?? true]);
  }
  return Object.fromEntries(values);
}

/** A record's member, where the value is a record. */
export function member(value: Expression | undefined, name: string): Expression | undefined {
  if (typeof value !== 'object' || value === null || isList(value)) return undefined;
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The items of a collection; none of anything else. */
export function items(value: Expression | undefined): readonly Expression[] {
  return isList(value) ? value : [];
}

/** The text of a string; undefined of anything else, and of an empty one. */
export function textOf(value: Expression | undefined): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return text === '' ? undefined : text;
}

/** The names of enumeration members (`Org.OData.Core.V1.Permission/Read`) without their type. */
export function memberNames(value: Expression | undefined): readonly string[] {
  const text = textOf(value) ?? '';
  return text
    .split(/\s+/)
    .filter((part) => part !== '')
    .map((part) => part.slice(part.lastIndexOf('/') + 1));
}

function isList(value: Expression | undefined): value is readonly Expression[] {
  return Array.isArray(value);
}
