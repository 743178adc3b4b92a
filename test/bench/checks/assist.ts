import { complete } from '../../../src/core/assist/complete/complete.ts';
import { hover } from '../../../src/core/assist/hover.ts';
import { builtinSchemas } from '../../../src/core/catalog/builtin.ts';
import { createCatalog } from '../../../src/core/catalog/catalog.ts';
import { SANDBOX } from '../../../src/core/environments.ts';
import { parseFile } from '../../../src/core/request/parse.ts';
import { createScope } from '../../../src/core/request/values/scope.ts';
import type { Run } from '../child.ts';
import { COMPLETION, placesIn } from './bodies.ts';
import { readInput } from './read.ts';

/** Proposals, or what is said, at one place after the other; the tree is there, as it is in the editor. */
export async function contestant(name: string): Promise<Run> {
  const { body, request } = readInput();
  const file = parseFile(request);
  const [block] = file.blocks;
  if (block === undefined) throw new Error('There is no request.');
  const context = {
    ...{ block, file, scope: createScope(), environment: SANDBOX },
    catalog: createCatalog(await builtinSchemas()),
  };
  const start = request.indexOf(body);
  const places = placesIn(body).map((each) => start + each);
  let next = 0;
  return async () => {
    const place = places[next++ % places.length] ?? 0;
    const found = name === COMPLETION ? await complete(context, place) : hover(context, place);
    if (found === undefined) throw new Error('Nothing is known of a property.');
    return found;
  };
}
