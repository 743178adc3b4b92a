import assert from 'node:assert/strict';
import type { AssistContext } from '../../../src/core/assist/context.ts';
import { builtinSchemas } from '../../../src/core/catalog/builtin.ts';
import { createCatalog } from '../../../src/core/catalog/catalog.ts';
import { blockIndexAt } from '../../../src/core/request/blocks.ts';
import { parseFile } from '../../../src/core/request/parse.ts';
import { createScope } from '../../../src/core/request/values/scope.ts';
import { gadget } from '../check/gadget.ts';

/** The built-in resources, and the test's own. */
export const catalog = createCatalog([...(await builtinSchemas()), gadget]);

/** A file whose `|` is the cursor. */
export interface AuthoringPlace {
  readonly text: string;
  readonly context: AssistContext;
  /** Where the cursor's block starts in the file. */
  readonly start: number;
  /** The cursor in the file. */
  readonly offset: number;
}

/** Reads a file whose `|` is the cursor; the last `|`, so that a body may hold others. */
export function placed(marked: string): AuthoringPlace {
  const offset = marked.lastIndexOf('|');
  assert.ok(offset >= 0, 'the text has a cursor: |');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const file = parseFile(text);
  const index = blockIndexAt(file, offset);
  const block = file.blocks[index];
  assert.ok(block);
  return {
    text,
    offset,
    start: file.starts[index] ?? 0,
    context: { file, block, catalog, scope: createScope({ now: () => Date.UTC(2026, 1, 3, 4, 5, 6) }) },
  };
}
