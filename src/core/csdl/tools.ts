import type { LeftOutCounter } from './leftOut.ts';
import type { MemberNames } from './memberNames.ts';
import type { Names } from './names.ts';
import type { OutsideAnnotations } from './outside.ts';
import type { AnnotationReader } from './readAnnotations.ts';
import type { XmlElement } from './xml.ts';
import type { Lines } from './xmlWords.ts';

/** What every part of the compiler works with while the document is read: names are still those of the document. */
export interface ReadingTools {
  readonly left: LeftOutCounter;
  readonly annotations: AnnotationReader;
  readonly members: MemberNames;
  /** The properties of types, unless they are primitive: their types get full names when all aliases are known. */
  readonly foreign: { type: string }[];
}

/** What it works with once the whole document was read. */
export interface Tools extends ReadingTools {
  readonly names: Names;
  readonly outside: OutsideAnnotations;
}

/** A part of a schema, while what is in it is read. */
export interface Part {
  /** Takes the next element directly in it, with everything in that. */
  take(child: XmlElement): void;
  /**
   * Reads by itself as many elements directly in it as it can, where they have nothing in them and are written as
   * they usually are. Nearly all are, and that takes a third of the time.
   *
   * @returns where it goes on
   */
  readUsual?(text: string, start: number, lines: Lines): number;
  /** It is complete. */
  end(): void;
}
