import { builtinSchemas } from '../../../src/core/catalog/builtin.ts';
import { createCatalog } from '../../../src/core/catalog/catalog.ts';
import { checkBlock } from '../../../src/core/check/check.ts';
import type { Problem } from '../../../src/core/check/problem.ts';
import { SANDBOX } from '../../../src/core/environments.ts';
import { type BlockValues, valuesAgain } from '../../../src/core/request/blockValues.ts';
import { parseFile } from '../../../src/core/request/parse.ts';
import { reparse } from '../../../src/core/request/reparse.ts';
import { usageKey } from '../../../src/core/request/usage.ts';
import { fileVariables } from '../../../src/core/request/values/fileVariables.ts';
import { createScope } from '../../../src/core/request/values/scope.ts';
import type { Run } from '../child.ts';
import { editPlace, textOf } from './files.ts';

/**
 * Types one letter and takes it back in turn, and brings the problems of the whole file up to date as the editor
 * does: those of every block are there afterwards, and a block is checked where it, the variables of the file or the
 * use of its names are not as before.
 */
export async function contestant(name: string): Promise<Run> {
  const text = textOf(name);
  const start = editPlace(text);
  const setting = {
    ...{ scope: createScope(), environment: SANDBOX, portability: true },
    catalog: createCatalog(await builtinSchemas()),
  };
  let file = parseFile(text);
  let variables = fileVariables(file);
  let generation = 0;
  let checked: BlockValues<readonly Problem[]> | undefined;
  const problems = async (): Promise<BlockValues<readonly Problem[]>> => {
    const now = fileVariables(file);
    if (now !== variables) generation++;
    variables = now;
    const key = `${generation} ${usageKey(file)}`;
    checked = await valuesAgain(checked, file, key, (block) => checkBlock({ ...setting, block, file }));
    if (checked === undefined) throw new Error('The check was given up.');
    return checked;
  };
  await problems();
  let typed = false;
  return () => {
    file = reparse(file, [{ span: { start, end: typed ? start + 1 : start }, newText: typed ? '' : 'x' }]);
    typed = !typed;
    return problems();
  };
}
