import { builtinSchemas } from '../../../src/core/catalog/builtin.ts';
import { createCatalog } from '../../../src/core/catalog/catalog.ts';
import { checkBlock } from '../../../src/core/check/check.ts';
import type { Problem } from '../../../src/core/check/problem.ts';
import { SANDBOX } from '../../../src/core/environments.ts';
import { parseFile } from '../../../src/core/request/parse.ts';
import { reparse } from '../../../src/core/request/reparse.ts';
import type { Block } from '../../../src/core/request/tree.ts';
import { fileVariables } from '../../../src/core/request/values/fileVariables.ts';
import { createScope } from '../../../src/core/request/values/scope.ts';
import type { Run } from '../child.ts';
import { editPlace, textOf } from './files.ts';

/**
 * Types one letter and takes it back in turn, and brings the problems of the whole file up to date as the editor
 * does: every block is looked up, and checked where it or the variables of the file are not as before.
 */
export async function contestant(name: string): Promise<Run> {
  const text = textOf(name);
  const start = editPlace(text);
  const setting = {
    ...{ scope: createScope(), environment: SANDBOX, portability: true },
    catalog: createCatalog(await builtinSchemas()),
  };
  const known = new WeakMap<Block, { readonly variables: unknown; readonly problems: readonly Problem[] }>();
  let file = parseFile(text);
  const problems = async (): Promise<number> => {
    const variables = fileVariables(file);
    let found = 0;
    for (const block of file.blocks) {
      let checked = known.get(block);
      if (checked?.variables !== variables) {
        checked = { variables, problems: await checkBlock({ ...setting, block, file }) };
        known.set(block, checked);
      }
      found += checked.problems.length;
    }
    return found;
  };
  await problems();
  let typed = false;
  return () => {
    file = reparse(file, [{ span: { start, end: typed ? start + 1 : start }, newText: typed ? '' : 'x' }]);
    typed = !typed;
    return problems();
  };
}
