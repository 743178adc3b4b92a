import { booleanOf, isName } from './elements.ts';
import type { EnumMaking } from './making.ts';
import type { ReadingTools } from './tools.ts';
import { MEMBER_NAME, TypePart } from './typePart.ts';
import type { XmlElement } from './xml.ts';
import { BLANK, type Lines } from './xmlWords.ts';

const NO_MEMBER = 'A member of an enumeration has no name or no number.';
const ODD_MEMBER = 'A member of an enumeration has a name that CSDL does not allow.';

/** A member with nothing in it, as they are usually written. */
const USUAL = new RegExp(`${BLANK}<Member Name="(${MEMBER_NAME})" Value="(\\d{1,9})" ?/>`, 'y');

/** An enumeration. */
export class EnumPart extends TypePart<EnumMaking> {
  /** The value of the next member that has none. */
  private next = 0;

  constructor(element: XmlElement, name: string, tools: ReadingTools) {
    const type: EnumMaking = { kind: 'enum', name, members: [] };
    if (booleanOf(element, 'IsFlags')) type.flags = true;
    super(element, type, tools);
  }

  readUsual(text: string, start: number, lines: Lines): number {
    USUAL.lastIndex = start;
    let end = start;
    for (let found = USUAL.exec(text); found; found = USUAL.exec(text)) {
      end = USUAL.lastIndex;
      const name = found[1] ?? '';
      if (!this.member(name, Number(found[2]))) this.leaveTwice(name, lines.at(end));
    }
    return end;
  }

  take(child: XmlElement): void {
    if (child.name !== 'Member') {
      this.keep(child);
      return;
    }
    const name = child.attribute('Name') ?? '';
    const written = child.attribute('Value');
    const value = written === undefined ? this.next : numberOf(written);
    if (value !== undefined && isName(name)) {
      if (this.member(name, value)) this.readMember(child);
      else this.leaveTwice(name, child.line);
      return;
    }
    const what = name === '' || value === undefined ? NO_MEMBER : ODD_MEMBER;
    this.tools.left.add(what, this.draft.record.name, child.line, true);
  }

  /** Takes a member over, unless there is one of that name. */
  private member(name: string, value: number): boolean {
    this.next = value + 1;
    const isNew = this.tools.members.take(name);
    if (isNew) this.draft.record.members.push({ name, value });
    return isNew;
  }

  private leaveTwice(name: string, line: number): void {
    const what = 'An enumeration has a member twice: the first one counts.';
    this.tools.left.add(what, `${this.draft.record.name}/${name}`, line, true);
  }
}

/** A whole number, negative or not. */
function numberOf(text: string): number | undefined {
  return /^\s*[+-]?\d{1,19}\s*$/.test(text) ? Number(text) : undefined;
}
