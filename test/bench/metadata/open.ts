import { readFileSync } from 'node:fs';
import { MetadataFile } from '../../../src/core/csdl/file.ts';
import type { Run } from '../child.ts';
import { compiledFile, SUBJECTS } from './files.ts';

/** From the compiled file to the first type of it. */
export function contestant(name: string): Run {
  return () => {
    const file = MetadataFile.open(readFileSync(compiledFile(name), 'latin1'));
    for (const { type } of SUBJECTS) {
      const found = file?.type(type);
      if (found) return found;
    }
    throw new Error('No type is in the file.');
  };
}
