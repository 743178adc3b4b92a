import { lengthOf } from './elements.ts';
import type { Making } from './making.ts';
import type { TypeDefinitionRecord } from './model.ts';
import { EnumPart } from './readEnum.ts';
import { StructuredPart } from './readStructured.ts';
import type { ReadingTools } from './tools.ts';
import { TypePart } from './typePart.ts';
import type { XmlElement } from './xml.ts';

/**
 * Reads a type as far as its element goes.
 *
 * @param element of which only the attributes are known
 */
export function typePart(element: XmlElement, namespace: string, tools: ReadingTools): TypePart {
  const name = `${namespace}.${element.attribute('Name') ?? ''}`;
  switch (element.name) {
    case 'EnumType':
      return new EnumPart(element, name, tools);
    case 'TypeDefinition':
      return new DefinitionPart(element, name, tools);
    default:
      return new StructuredPart(element, name, tools);
  }
}

/** A type definition. */
class DefinitionPart extends TypePart<Making<TypeDefinitionRecord>> {
  constructor(element: XmlElement, name: string, tools: ReadingTools) {
    const underlying = element.attribute('UnderlyingType') ?? 'Edm.String';
    const type: Making<TypeDefinitionRecord> = { kind: 'typedef', name, underlying };
    const maxLength = lengthOf(element, 'MaxLength');
    if (maxLength !== undefined) type.maxLength = maxLength;
    super(element, type, tools);
  }

  take(child: XmlElement): void {
    this.keep(child);
  }
}
