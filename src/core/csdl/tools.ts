import type { LeftOutCounter } from './leftOut.ts';
import type { Names } from './names.ts';
import type { OutsideAnnotations } from './outside.ts';
import type { AnnotationReader } from './readAnnotations.ts';

/** What every part of the compiler works with while the document is read: names are still those of the document. */
export interface ReadingTools {
  readonly left: LeftOutCounter;
  readonly annotations: AnnotationReader;
}

/** What it works with once the whole document was read. */
export interface Tools extends ReadingTools {
  readonly names: Names;
  readonly outside: OutsideAnnotations;
}
