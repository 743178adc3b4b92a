import { type Annotations, valueOfTerm, withTerm } from './annotations.ts';
import { expressionOf } from './expression.ts';
import type { LeftOutCounter } from './leftOut.ts';
import type { Names } from './names.ts';
import { usedTerm } from './terms.ts';
import type { Part, Tools } from './tools.ts';
import type { XmlElement } from './xml.ts';
import { BLANK, type Lines, VALUE } from './xmlWords.ts';

/** Reads the annotations of elements; counts the terms that nobody uses. */
export class AnnotationReader {
  readonly #names: Names;
  readonly #left: LeftOutCounter;
  /** Annotations met so far, used or not. */
  count = 0;

  constructor(names: Names, left: LeftOutCounter) {
    this.#names = names;
    this.#left = left;
  }

  /** The annotations that stand in an element; undefined where none is used. */
  read(element: XmlElement): Annotations | undefined {
    let found: Annotations | undefined;
    for (let child = element.first; child; child = child.next) found = this.add(found, child, element);
    return found;
  }

  /** With one more of the elements in another, where that is an annotation and used. */
  add(found: Annotations | undefined, child: XmlElement, parent: XmlElement): Annotations | undefined {
    if (child.name !== 'Annotation') return found;
    this.count++;
    const written = child.attribute('Term') ?? '';
    const term = usedTerm(written) ?? usedTerm(this.#names.full(written));
    if (term === undefined) {
      this.#leave(written, parent, child.line);
      return found;
    }
    // A qualifier names a variant for some other reader; what has none is meant for all.
    if (valueOfTerm(found, term) !== undefined && child.attribute('Qualifier') !== undefined) return found;
    return withTerm(found, term, expressionOf(child) ?? true);
  }

  #leave(term: string, element: XmlElement, line: number): void {
    const target = element.attribute('Target') ?? element.attribute('Name') ?? '';
    const what = `The annotation ${this.#names.full(term) || 'without a term'} is not used.`;
    this.#left.add(what, target, line, term === '');
  }
}

/** What most blocks are: one annotation with a text. */
const USUAL = new RegExp(
  `${BLANK}<Annotations Target="(${VALUE})">${BLANK}<Annotation Term="(${VALUE})" String="(${VALUE})" ?/>${BLANK}</Annotations>`,
  'y',
);

/**
 * Reads as many blocks as it can of those that are written as they usually are.
 *
 * @returns where it goes on
 */
export function readBlocks(text: string, start: number, lines: Lines, tools: Tools): number {
  USUAL.lastIndex = start;
  let end = start;
  for (let block = USUAL.exec(text); block; block = USUAL.exec(text)) {
    const target = block[1] ?? '';
    const term = usedTerm(block[2] ?? '');
    if (term === undefined) break;
    tools.annotations.count++;
    const line = lines.at(text.indexOf('<', end));
    tools.outside.add({ target, line, values: { term, value: block[3] ?? '', next: undefined } });
    end = USUAL.lastIndex;
  }
  return end;
}

/** A block of annotations that stands outside of what it is for. */
export class BlockPart implements Part {
  readonly #element: XmlElement;
  readonly #tools: Tools;
  #values: Annotations | undefined;

  constructor(element: XmlElement, tools: Tools) {
    this.#element = element;
    this.#tools = tools;
  }

  take(child: XmlElement): void {
    this.#values = this.#tools.annotations.add(this.#values, child, this.#element);
  }

  end(): void {
    const target = this.#element.attribute('Target') ?? '';
    this.#tools.outside.add({ target, line: this.#element.line, values: this.#values });
  }
}
