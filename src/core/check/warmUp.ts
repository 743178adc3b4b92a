import type { Catalog } from '../catalog/resource.ts';
import { SANDBOX } from '../environments.ts';
import { parseFile } from '../request/parse.ts';
import { createScope } from '../request/values/scope.ts';
import { checkBlock } from './check.ts';

/** They lead through most of what a check does: a read, then a change that is in order, then one with mistakes. */
const REQUESTS: readonly string[] = [
  '### Read\n@id = 1\nGET /v1.0/identity/apiConnectors/{{id}}?$select=id\nAccept: application/json\n',
  'PATCH /v1.0/identity/apiConnectors/1\nContent-Type: application/json\n\n{\n  "displayName": "Check"\n}\n',
  'PATCH https://graph.microsoft.com/v1.0/identity/apiConnectors/{id}\nContent-Type: application/json\n\n' +
    '{\n  "@odata.type": "#microsoft.graph.none",\n  "displayNam": "Check",\n  "targetUrl": 5,\n  "id": "1"\n}\n',
];

/**
 * Checks requests of its own, so that the engine has read the code, and the catalog its schemas, before a person's
 * first request is checked: that takes a tenth of the time then.
 *
 * @param pause called after each of them: nobody else is to be held up
 */
export async function warmUp(catalog: Catalog, pause: () => Promise<void>): Promise<void> {
  const scope = createScope();
  for (const text of REQUESTS) {
    await pause();
    const file = parseFile(text);
    for (const block of file.blocks) {
      await checkBlock({ block, file, catalog, scope, environment: SANDBOX, portability: true });
    }
  }
}
