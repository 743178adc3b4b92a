import { InsideAnnotations } from './annotations.ts';
import { leaveElements, leaveOut } from './elements.ts';
import type { Draft, TypeMaking } from './making.ts';
import type { Part, ReadingTools } from './tools.ts';
import type { XmlElement } from './xml.ts';

/** A name that a member can have, as nearly all are: in ASCII. */
export const MEMBER_NAME = '[A-Za-z_]\\w{0,199}';

/** A type while it is read. */
export abstract class TypePart<T extends TypeMaking = TypeMaking> implements Part {
  /** What was read of it so far: names as the document has them, and nothing that an annotation says. */
  readonly draft: Draft<T>;
  protected readonly element: XmlElement;
  protected readonly tools: ReadingTools;

  /**
   * @param element the type's, of which only the attributes are known
   * @param record what these say
   */
  constructor(element: XmlElement, record: T, tools: ReadingTools) {
    tools.members.begin();
    this.draft = { record, inside: new InsideAnnotations(), line: element.line };
    this.element = element;
    this.tools = tools;
  }

  abstract take(child: XmlElement): void;

  end(): void {
    this.draft.inside.add(this.tools.annotations.read(this.element));
  }

  /** Keeps an annotation of the type itself for its end; anything else is not used. */
  protected keep(child: XmlElement): void {
    if (child.name === 'Annotation') this.element.append(child);
    else leaveOut(child, this.element, this.tools.left);
  }

  /** What is in a property or a member of an enumeration. */
  protected readMember(child: XmlElement): void {
    if (child.first === undefined) return;
    const { annotations, left } = this.tools;
    this.draft.inside.add(annotations.read(child), child.attribute('Name') ?? '');
    leaveElements(child, left);
  }
}
