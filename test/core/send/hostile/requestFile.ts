/** Sends what a text of a request file says, in a place full of secrets that must not be asked for. */
import assert from 'node:assert/strict';
import type { ResolvedRequest } from '../../../../src/core/request/message.ts';
import { requestsOf } from '../../../../src/core/request/names.ts';
import { parseFile } from '../../../../src/core/request/parse.ts';
import { prepareRequest } from '../../../../src/core/request/prepare.ts';
import { createScope } from '../../../../src/core/request/values/scope.ts';

/**
 * The one request of a file, as it would be sent.
 *
 * @param answers what may be asked for
 */
export async function sentFrom(
  text: string,
  answers: ReadonlyMap<string, string> = new Map(),
): Promise<ResolvedRequest> {
  const file = parseFile(text);
  const [only, ...more] = requestsOf(file);
  assert.ok(only !== undefined && more.length === 0, `not one request: ${text}`);
  const steal = (what: string) => assert.fail(`${what} is asked for: ${text}`);
  const scope = createScope({
    processEnv: (name) => steal(name),
    dotenv: (name) => steal(name),
    environment: new Map([['secret', 'STOLEN']]),
  });
  const prepared = await prepareRequest(file, only.index, scope, {
    path: '/folder/a.graph.http',
    roots: ['/folder'],
    ask: async (missing) => {
      const unknown = missing.find(({ name }) => !answers.has(name));
      return unknown ? steal(unknown.name) : answers;
    },
    readBody: async (path) => steal(path),
  });
  assert.ok(prepared.kind === 'ready', `${JSON.stringify(prepared)}: ${text}`);
  const { request } = prepared;
  assert.ok(!JSON.stringify(request).includes('STOLEN'), text);
  assert.ok(!request.headers.some(({ name }) => name.toLowerCase() === 'x-injected'), text);
  return request;
}
