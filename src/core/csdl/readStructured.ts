import { booleanOf, lengthOf, nameFault } from './elements.ts';
import type { Making, StructuredMaking } from './making.ts';
import type { NavigationRecord, PropertyRecord } from './model.ts';
import { isPrimitive } from './names.ts';
import type { ReadingTools } from './tools.ts';
import { MEMBER_NAME, TypePart } from './typePart.ts';
import type { XmlElement } from './xml.ts';
import { BLANK, type Lines, VALUE } from './xmlWords.ts';

/**
 * A property with nothing in it, as they are usually written: whether it is one of navigation, its name, its type if
 * that is primitive and if not, whether it cannot be null, whether it contains what it leads to.
 */
const USUAL = new RegExp(
  `${BLANK}<(Navigation)?Property Name="(${MEMBER_NAME})" Type="(?:(Edm\\.\\w+)|(${VALUE}))"` +
    '(?: Nullable="(?:(false)|true)")?(?: Unicode="(?:true|false)")?(?: ContainsTarget="(true)")? ?/>',
  'y',
);

/** An entity type or complex type. */
export class StructuredPart extends TypePart<StructuredMaking> {
  constructor(element: XmlElement, name: string, tools: ReadingTools) {
    const kind = element.name === 'EntityType' ? 'entity' : 'complex';
    const type: StructuredMaking = { kind, name, properties: [], navigation: [] };
    const base = element.attribute('BaseType');
    if (base) type.base = base;
    if (booleanOf(element, 'Abstract')) type.abstract = true;
    if (booleanOf(element, 'OpenType')) type.open = true;
    if (booleanOf(element, 'HasStream')) type.stream = true;
    super(element, type, tools);
  }

  readUsual(text: string, start: number, lines: Lines): number {
    const { properties, navigation } = this.draft.record;
    USUAL.lastIndex = start;
    let end = start;
    for (let found = USUAL.exec(text); found; found = USUAL.exec(text)) {
      const isNavigation = found[1] !== undefined;
      const property: Making<PropertyRecord & NavigationRecord> = {
        name: found[2] ?? '',
        type: found[3] ?? found[4] ?? '',
      };
      end = USUAL.lastIndex;
      if (!this.tools.members.take(property.name)) {
        this.leaveTwice(property.name, lines.at(end));
        continue;
      }
      if (found[4] !== undefined) this.tools.foreign.push(property);
      if (found[5] !== undefined) property.nullable = false;
      if (isNavigation && found[6] !== undefined) property.contained = true;
      (isNavigation ? navigation : properties).push(property);
    }
    return end;
  }

  take(child: XmlElement): void {
    const { record } = this.draft;
    switch (child.name) {
      case 'Property':
        if (this.isNew(child)) record.properties.push(this.noted(propertyOf(child)));
        this.readMember(child);
        return;
      case 'NavigationProperty':
        if (this.isNew(child)) record.navigation.push(this.noted(navigationOf(child)));
        this.readMember(child);
        return;
      case 'Key':
        record.key = [
          ...(record.key ?? []),
          ...child.children.flatMap((part) => part.attribute('Name') ?? []),
        ];
        return;
      default:
        this.keep(child);
    }
  }

  /** A property, its type being noted unless it is primitive. */
  private noted<T extends Making<PropertyRecord | NavigationRecord>>(property: T): T {
    if (!isPrimitive(property.type)) this.tools.foreign.push(property);
    return property;
  }

  /** Whether a property can be taken over: it has a name, and none before it has the same. */
  private isNew(child: XmlElement): boolean {
    const name = child.attribute('Name') ?? '';
    const fault = nameFault(name, 'A property');
    if (fault !== undefined) {
      this.tools.left.add(fault, `${this.draft.record.name}/${name}`, child.line, true);
      return false;
    }
    if (this.tools.members.take(name)) return true;
    this.leaveTwice(name, child.line);
    return false;
  }

  private leaveTwice(name: string, line: number): void {
    const what = 'A type declares a property twice.';
    this.tools.left.add(what, `${this.draft.record.name}/${name}`, line, true);
  }
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
