import { type Annotations, valueOfTerm, withTerm } from './annotations.ts';
import { expressionOf } from './expression.ts';
import type { LeftOutCounter } from './leftOut.ts';
import type { Names } from './names.ts';
import { usedTerm } from './terms.ts';
import type { XmlElement } from './xml.ts';

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

  /** The annotations that stand in an element, or in a block of annotations; undefined where none is used. */
  read(element: XmlElement): Annotations | undefined {
    let found: Annotations | undefined;
    for (let child = element.first; child; child = child.next) {
      if (child.name !== 'Annotation') continue;
      this.count++;
      const written = child.attribute('Term') ?? '';
      const term = usedTerm(written) ?? usedTerm(this.#names.full(written));
      if (term === undefined) {
        this.#leave(written, element, child.line);
        continue;
      }
      // A qualifier names a variant for some other reader; what has none is meant for all.
      if (valueOfTerm(found, term) !== undefined && child.attribute('Qualifier') !== undefined) continue;
      found = withTerm(found, term, expressionOf(child) ?? true);
    }
    return found;
  }

  #leave(term: string, element: XmlElement, line: number): void {
    const target = element.attribute('Target') ?? element.attribute('Name') ?? '';
    const what = `The annotation ${this.#names.full(term) || 'without a term'} is not used.`;
    this.#left.add(what, target, line, term === '');
  }
}
