import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { MetadataFile } from '../../../src/core/csdl/file.ts';
import type { Run } from '../child.ts';
import { compiledFile, SUBJECTS } from './files.ts';

/** The same metadata as one JSON file, as most tools keep it. */
export function contestant(name: string): Run {
  const json = compiledFile(name).replace(/txt$/, 'json');
  if (!existsSync(json)) {
    const file = MetadataFile.open(readFileSync(compiledFile(name), 'latin1'));
    const types = Object.fromEntries(file?.names().map((each) => [each, file.type(each)]) ?? []);
    writeFileSync(json, JSON.stringify({ ...file?.head, types }));
  }
  return () => {
    const { types } = JSON.parse(readFileSync(json, 'utf8'));
    return SUBJECTS.map(({ type }) => types[type]);
  };
}
