import { InsideAnnotations } from './annotations.ts';
import { booleanOf, isName, leaveElements, leaveOut, lengthOf, nameFault } from './elements.ts';
import type { Draft, EnumMaking, Making, StructuredMaking, TypeMaking } from './making.ts';
import type { NavigationRecord, PropertyRecord, TypeDefinitionRecord } from './model.ts';
import type { ReadingTools } from './tools.ts';
import type { XmlElement } from './xml.ts';

/** Reads a type as far as its element goes. */
export function readType(element: XmlElement, namespace: string, tools: ReadingTools): Draft<TypeMaking> {
  const inside = new InsideAnnotations();
  const name = `${namespace}.${element.attribute('Name') ?? ''}`;
  const record = recordOf(element, name, inside, tools);
  inside.add(tools.annotations.read(element));
  return { record, inside, line: element.line };
}

function recordOf(
  element: XmlElement,
  name: string,
  inside: InsideAnnotations,
  tools: ReadingTools,
): TypeMaking {
  switch (element.name) {
    case 'EnumType':
      return enumOf(element, name, inside, tools);
    case 'TypeDefinition':
      return definitionOf(element, name, tools);
    default:
      return structuredOf(element, name, inside, tools);
  }
}

function structuredOf(
  element: XmlElement,
  name: string,
  inside: InsideAnnotations,
  tools: ReadingTools,
): StructuredMaking {
  const kind = element.name === 'EntityType' ? 'entity' : 'complex';
  const type: StructuredMaking = { kind, name, properties: [], navigation: [] };
  const base = element.attribute('BaseType');
  if (base) type.base = base;
  if (booleanOf(element, 'Abstract')) type.abstract = true;
  if (booleanOf(element, 'OpenType')) type.open = true;
  if (booleanOf(element, 'HasStream')) type.stream = true;
  const members = new Set<string>();
  for (let child = element.first; child; child = child.next) {
    switch (child.name) {
      case 'Property':
        if (isNew(child, type, members, tools)) type.properties.push(propertyOf(child));
        readMember(child, inside, tools);
        break;
      case 'NavigationProperty':
        if (isNew(child, type, members, tools)) type.navigation.push(navigationOf(child));
        readMember(child, inside, tools);
        break;
      case 'Key':
        type.key = [...(type.key ?? []), ...child.children.flatMap((part) => part.attribute('Name') ?? [])];
        break;
      default:
        leaveOut(child, element, tools.left);
    }
  }
  return type;
}

/** Whether a property can be taken over: it has a name, and none before it has the same. */
function isNew(
  element: XmlElement,
  type: StructuredMaking,
  members: Set<string>,
  { left }: ReadingTools,
): boolean {
  const name = element.attribute('Name') ?? '';
  const before = members.size;
  const fault = nameFault(name, 'A property');
  if (fault === undefined && members.add(name).size > before) return true;
  const what = fault ?? 'A type declares a property twice.';
  left.add(what, `${type.name}/${name}`, element.line, true);
  return false;
}

/** What is in a property or a member of an enumeration. */
function readMember(
  element: XmlElement,
  inside: InsideAnnotations,
  { annotations, left }: ReadingTools,
): void {
  if (element.first === undefined) return;
  inside.add(annotations.read(element), element.attribute('Name') ?? '');
  leaveElements(element, left);
}

function propertyOf(element: XmlElement): Making<PropertyRecord> {
  const property: Making<PropertyRecord> = {
    name: element.attribute('Name') ?? '',
    type: element.attribute('Type') ?? 'Edm.String',
  };
  if (booleanOf(element, 'Nullable') === false) property.nullable = false;
  const maxLength = lengthOf(element, 'MaxLength');
  if (maxLength !== undefined) property.maxLength = maxLength;
  return property;
}

function navigationOf(element: XmlElement): Making<NavigationRecord> {
  const navigation: Making<NavigationRecord> = {
    name: element.attribute('Name') ?? '',
    type: element.attribute('Type') ?? '',
  };
  if (booleanOf(element, 'Nullable') === false) navigation.nullable = false;
  if (booleanOf(element, 'ContainsTarget')) navigation.contained = true;
  return navigation;
}

function enumOf(
  element: XmlElement,
  name: string,
  inside: InsideAnnotations,
  tools: ReadingTools,
): EnumMaking {
  const type: EnumMaking = { kind: 'enum', name, members: [] };
  if (booleanOf(element, 'IsFlags')) type.flags = true;
  const names = new Set<string>();
  let next = 0;
  for (let child = element.first; child; child = child.next) {
    if (child.name !== 'Member') {
      leaveOut(child, element, tools.left);
      continue;
    }
    const member = child.attribute('Name') ?? '';
    const value = numberOf(child.attribute('Value') ?? String(next));
    if (!isName(member) || value === undefined) {
      tools.left.add(member === '' || value === undefined ? NO_MEMBER : ODD_MEMBER, name, child.line, true);
      continue;
    }
    next = value + 1;
    if (names.has(member)) {
      const what = 'An enumeration has a member twice: the first one counts.';
      tools.left.add(what, `${name}/${member}`, child.line, true);
      continue;
    }
    names.add(member);
    type.members.push({ name: member, value });
    readMember(child, inside, tools);
  }
  return type;
}

const NO_MEMBER = 'A member of an enumeration has no name or no number.';
const ODD_MEMBER = 'A member of an enumeration has a name that CSDL does not allow.';

/** A whole number, negative or not. */
function numberOf(text: string): number | undefined {
  return /^\s*[+-]?\d{1,19}\s*$/.test(text) ? Number(text) : undefined;
}

function definitionOf(element: XmlElement, name: string, tools: ReadingTools): Making<TypeDefinitionRecord> {
  const underlying = element.attribute('UnderlyingType') ?? 'Edm.String';
  const type: Making<TypeDefinitionRecord> = { kind: 'typedef', name, underlying };
  const maxLength = lengthOf(element, 'MaxLength');
  if (maxLength !== undefined) type.maxLength = maxLength;
  leaveElements(element, tools.left);
  return type;
}
