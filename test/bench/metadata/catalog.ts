import { readFileSync } from 'node:fs';
import { metadataCatalog } from '../../../src/core/catalog/metadata/catalog.ts';
import type { Catalog } from '../../../src/core/catalog/resource.ts';
import { MetadataFile } from '../../../src/core/csdl/file.ts';
import type { Run } from '../child.ts';
import { compiledFile, DOCUMENTS, SUBJECTS } from './files.ts';

/** What the catalog is asked. */
export const RESOLVE = 'a path';
export const SCHEMA = 'the schema of a type';
export const STEPS_FIRST = 'the first segments';
export const STEPS_DEEP = 'the fifth segment';

type Subject = (typeof SUBJECTS)[number];

const QUESTIONS: Readonly<Record<string, (catalog: Catalog, subject: Subject) => unknown>> = {
  [RESOLVE]: (catalog, { deep }) => catalog.resolve('v1.0', deep),
  [SCHEMA]: (catalog, { object }) => {
    const answer = catalog.resolve('v1.0', object);
    if (!answer.found) throw new Error(`${object} is not known.`);
    const { properties, definitions } = answer.resource.schema;
    return [properties, definitions];
  },
  [STEPS_FIRST]: (catalog) => catalog.steps('v1.0', ''),
  [STEPS_DEEP]: (catalog, { deep }) => catalog.steps('v1.0', deep),
};

/** One question to the catalog; with nothing known before in a fresh process. */
export function contestant(name: string): Run {
  const file = MetadataFile.open(readFileSync(compiledFile(DOCUMENTS[0]), 'latin1'));
  const question = QUESTIONS[name];
  const subject = SUBJECTS.find(({ type }) => file?.type(type));
  if (!file || !question || !subject) throw new Error('There is nothing to ask.');
  const catalog = metadataCatalog({ version: 'v1.0', file });
  return () => question(catalog, subject);
}
