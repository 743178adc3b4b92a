import { readFileSync } from 'node:fs';
import { complete } from '../../../src/core/assist/complete/complete.ts';
import { loadCatalog } from '../../../src/core/catalog/load.ts';
import { metadataCatalog } from '../../../src/core/catalog/metadata/catalog.ts';
import { MetadataFile } from '../../../src/core/csdl/file.ts';
import { SANDBOX } from '../../../src/core/environments.ts';
import { parseFile } from '../../../src/core/request/parse.ts';
import { createScope } from '../../../src/core/request/values/scope.ts';
import type { Run } from '../child.ts';
import { compiledFile, DOCUMENTS, SUBJECTS } from './files.ts';

/** Where proposals are asked for. */
export const FIRST_SEGMENT = 'the first segment of a URL';
export const DEEP_SEGMENT = 'the fifth segment of a URL';
export const PROPERTY = 'a property of the body';

type Subject = (typeof SUBJECTS)[number];

/** Requests with `|` where the cursor is. */
const REQUESTS: Readonly<Record<string, (subject: Subject) => string>> = {
  [FIRST_SEGMENT]: () => `${request('/')}|`,
  [DEEP_SEGMENT]: ({ deep }) => `${request(deep)}/|`,
  [PROPERTY]: ({ object }) => `${request(object)}\nContent-Type: application/json\n\n{\n  |\n}\n`,
};

function request(path: string): string {
  return `PATCH https://graph.microsoft.com/v1.0${path}`;
}

/** The proposals at one place, by the built-in schemas and the metadata behind them, as an editor asks for them. */
export async function contestant(name: string): Promise<Run> {
  const file = MetadataFile.open(readFileSync(compiledFile(DOCUMENTS[0]), 'latin1'));
  const subject = SUBJECTS.find(({ type }) => file?.type(type));
  const marked = subject && REQUESTS[name]?.(subject);
  if (!file || marked === undefined) throw new Error('There is nothing to ask.');
  const catalog = await loadCatalog([], [metadataCatalog({ version: 'v1.0', file })]);
  const offset = marked.indexOf('|');
  const parsed = parseFile(marked.replace('|', ''));
  const [block] = parsed.blocks;
  if (block === undefined) throw new Error('There is no request.');
  const context = { block, file: parsed, scope: createScope(), environment: SANDBOX, catalog };
  return () => {
    const { items } = complete(context, offset);
    if (items.length === 0) throw new Error('Nothing is proposed.');
    return items;
  };
}
