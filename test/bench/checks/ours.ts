import { builtinSchemas } from '../../../src/core/catalog/builtin.ts';
import { createCatalog } from '../../../src/core/catalog/catalog.ts';
import { checkBlock } from '../../../src/core/check/check.ts';
import { SANDBOX } from '../../../src/core/environments.ts';
import { parseFile } from '../../../src/core/request/parse.ts';
import { createScope } from '../../../src/core/request/values/scope.ts';
import type { Run } from '../child.ts';
import { readInput } from './read.ts';

/** Everything that a person sees about a request. */
export async function contestant(): Promise<Run> {
  const catalog = createCatalog(await builtinSchemas());
  const scope = createScope();
  const { request: text } = readInput();
  return async () => {
    const file = parseFile(text);
    const [block] = file.blocks;
    if (block === undefined) throw new Error('There is no request.');
    const problems = await checkBlock({
      block,
      file,
      catalog,
      scope,
      environment: SANDBOX,
      portability: true,
    });
    if (!problems.some(({ code }) => code === 'odata-type-wrong'))
      throw new Error('The mistake was not found.');
    return problems;
  };
}
