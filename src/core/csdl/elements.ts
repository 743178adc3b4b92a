import type { LeftOutCounter } from './leftOut.ts';
import type { ReadingTools } from './tools.ts';
import type { XmlElement } from './xml.ts';

/**
 * A name as CSDL has it (4.01, section 15.2), without the characters that nobody sees. Anything else could pass for
 * something that it is not, wherever names are written: in URLs, lists and texts.
 */
const NAME = /^[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Nd}\p{Mn}\p{Mc}\p{Pc}]{0,199}$/u;

/** What nearly all names are: an expression for all alphabets takes long to make. */
const USUAL_NAME = /^[A-Za-z_]\w{0,199}$/;

/** Whether a text can be the name of a type, property, member or whatever a path begins with. */
export function isName(text: string): boolean {
  return USUAL_NAME.test(text) || NAME.test(text);
}

/**
 * What is wrong with the name of something; undefined where it has a good one.
 *
 * @param what with its article: `A property`
 */
export function nameFault(name: string, what: string): string | undefined {
  if (name === '') return `${what} has no name.`;
  return isName(name) ? undefined : `${what} has a name that CSDL does not allow.`;
}

/** A boolean facet; absent means absent. */
export function booleanOf(element: XmlElement, name: string): boolean | undefined {
  const written = element.attribute(name);
  if (written === undefined) return undefined;
  if (written === 'true' || written === 'false') return written === 'true';
  const text = written.trim().toLowerCase();
  if (text === 'true' || text === '1') return true;
  return text === 'false' || text === '0' ? false : undefined;
}

/** A whole number that is not negative; undefined for anything else (`max`). */
export function lengthOf(element: XmlElement, name: string): number | undefined {
  const text = element.attribute(name);
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** Counts an element that nobody uses. Annotations are counted by whoever reads them. */
export function leaveOut(child: XmlElement, parent: XmlElement, left: LeftOutCounter): void {
  if (child.name === 'Annotation') return;
  const example = child.attribute('Name') ?? parent.attribute('Name') ?? '';
  left.add(`The element ${child.name} in ${parent.name} is not used.`, example, child.line, false);
}

/** Counts the elements in one of which only attributes and annotations are used. */
export function leaveElements(element: XmlElement, left: LeftOutCounter): void {
  for (let child = element.first; child; child = child.next) leaveOut(child, element, left);
}

/** Counts what is in an element of which nothing but its attributes is used. */
export function leaveChildren(element: XmlElement, { annotations, left }: ReadingTools): void {
  for (let at = annotations.read(element); at; at = at.next) {
    left.add(`The annotation ${at.term} of a ${element.name} is not used.`, at.term, element.line, false);
  }
  leaveElements(element, left);
}
