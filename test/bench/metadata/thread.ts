import { readFileSync } from 'node:fs';
import { takeGiven } from '../../../src/core/metadata/intake.ts';
import type { Run } from '../child.ts';
import { documentFile } from './files.ts';

/** From the document to the compiled file as the editor does it: in a worker thread, piece by piece. */
export function contestant(name: string): Run {
  return async () => {
    const bytes = readFileSync(documentFile(name));
    const taken = await takeGiven({ address: name, name, bytes }, { job: 'metadata', now: 0 });
    if (taken.kind !== 'compiled') throw new Error('The document was not compiled.');
    return taken;
  };
}
