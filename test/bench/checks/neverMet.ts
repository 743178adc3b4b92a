import { createCatalog } from '../../../src/core/catalog/catalog.ts';
import type { ResourceSchema } from '../../../src/core/catalog/schema.ts';
import { checkBlock } from '../../../src/core/check/check.ts';
import { SANDBOX } from '../../../src/core/environments.ts';
import { parseFile } from '../../../src/core/request/parse.ts';
import { createScope } from '../../../src/core/request/values/scope.ts';
import type { Run } from '../child.ts';
import { readInput, readSchema } from './read.ts';

/** Everything that a person sees about a request to a type that was never met before. */
export function contestant(): Run {
  const input = readInput();
  const catalog = createCatalog([readSchema(input) as ResourceSchema]);
  return async () => {
    const file = parseFile(input.request);
    const [block] = file.blocks;
    if (block === undefined) throw new Error('There is no request.');
    const asked = { block, file, catalog, scope: createScope(), environment: SANDBOX, portability: true };
    const problems = await checkBlock(asked);
    if (!problems.some(({ code }) => code === 'odata-type-wrong'))
      throw new Error('The mistake was not found.');
    return problems;
  };
}
