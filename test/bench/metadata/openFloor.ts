import { readFileSync } from 'node:fs';
import type { Run } from '../child.ts';
import { compiledFile } from './files.ts';

/** Reads the compiled file and nothing else. */
export function contestant(name: string): Run {
  return () => readFileSync(compiledFile(name), 'latin1').length;
}
