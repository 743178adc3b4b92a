import { readFileSync } from 'node:fs';
import type { Run } from '../child.ts';
import { documentFile } from './files.ts';

/** Reads a document and looks at each `<` of it: the least that reading XML can be. */
export function contestant(name: string): Run {
  return () => {
    const text = readFileSync(documentFile(name), 'utf8');
    let tags = 0;
    for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) tags++;
    return tags;
  };
}
