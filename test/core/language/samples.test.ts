import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { builtinSchemas } from '../../../src/core/catalog/builtin.ts';
import { createCatalog } from '../../../src/core/catalog/catalog.ts';
import { checkBlock } from '../../../src/core/check/check.ts';
import type { Problem } from '../../../src/core/check/problem.ts';
import { SANDBOX } from '../../../src/core/environments.ts';
import { parseFile } from '../../../src/core/request/parse.ts';
import type { RequestBlock, RequestFile } from '../../../src/core/request/tree.ts';
import { readEnvironmentFiles } from '../../../src/core/request/values/environmentFiles.ts';
import { resolveRequest } from '../../../src/core/request/values/resolve.ts';
import { createScope, type EarlierResponse, type Scope } from '../../../src/core/request/values/scope.ts';
import { connectSandbox } from '../../../src/core/sandbox/connect.ts';
import { type Sandbox, startSandbox } from '../../../src/core/sandbox/sandbox.ts';
import { isWithin, tokenize } from './tokens.ts';

const FOLDER = new URL('../../../media/samples/', import.meta.url);
const SAMPLES = readdirSync(FOLDER).filter((name) => name.endsWith('.graph.http'));
const folder = fileURLToPath(FOLDER).replaceAll('\\', '/').replace(/\/$/, '');

interface Request {
  readonly block: RequestBlock;
  readonly index: number;
  readonly title: string;
  /** Whether it has mistakes on purpose. */
  readonly toFix: boolean;
}

function requestsOf(file: RequestFile): readonly Request[] {
  return file.blocks.flatMap((block, index) => {
    if (block.kind !== 'request') return [];
    const title = block.separator?.title?.text ?? '';
    return [{ block, index, title, toFix: title.startsWith('To fix') }];
  });
}

async function open(
  name: string,
): Promise<{ readonly file: RequestFile; readonly environment: Scope['environment'] }> {
  const file = parseFile(await readFile(new URL(name, FOLDER), 'utf8'));
  const files = { read: (path: string) => readFile(path, 'utf8').catch(() => undefined) };
  const variables = await readEnvironmentFiles(files, `${folder}/${name}`, [folder]);
  assert.deepEqual(variables.problems, []);
  return { file, environment: variables.variables('sandbox') };
}

/** What each method is answered where nothing is wrong. */
const DONE: Readonly<Record<string, number>> = { GET: 200, PATCH: 200, POST: 201, DELETE: 204 };

const prompts = new Map([['password', 'a password']]);

test('there is a sample for each of the five pages', () => {
  assert.equal(SAMPLES.length, 5);
});

describe('a sample', () => {
  for (const name of SAMPLES) {
    test(`${name} is coloured whole, but for what is not JSON`, async () => {
      const { file } = await open(name);
      for (const { block, toFix } of requestsOf(file)) {
        if (toFix) continue;
        const runs = await tokenize(block.text);
        const invalid = runs.filter((run) => run.scopes.some((scope) => isWithin(scope, 'invalid')));
        assert.deepEqual(invalid, []);
      }
    });

    test(`${name} has problems where it says so, and nowhere else`, async () => {
      const { file, environment } = await open(name);
      const catalog = createCatalog(await builtinSchemas());
      const scope = createScope({ environment, prompts });
      const serious = ({ severity }: Problem) => severity === 'error' || severity === 'warning';
      for (const { block, title, toFix } of requestsOf(file)) {
        const input = { block, file, catalog, scope, environment: SANDBOX, portability: true };
        const found = (await checkBlock(input)).filter(serious);
        if (toFix) assert(found.length >= 2, `${title}: ${found.length}`);
        else
          assert.deepEqual(
            found.map(({ code, message }) => `${title}: ${code}: ${message}`),
            [],
          );
      }
    });
  }
});

describe('the sandbox', () => {
  let sandbox: Sandbox;
  let token = '';
  before(async () => {
    const catalog = createCatalog(await builtinSchemas());
    sandbox = await startSandbox({ catalog: () => catalog });
    token = (await connectSandbox(sandbox.url).token(['.default'])).value;
  });
  after(() => sandbox.close());

  for (const name of SAMPLES) {
    test(`takes every request of ${name}, one after the other`, async () => {
      const { file, environment } = await open(name);
      const responses = new Map<string, EarlierResponse>();
      for (const request of requestsOf(file)) {
        if (request.toFix) continue;
        const answer = await send(file, request, createScope({ environment, prompts, responses }));
        const done = DONE[request.block.requestLine.method?.text ?? ''];
        assert.equal(answer.status, done, `${request.title}: ${answer.body}`);
        const called = request.block.metadata.find((each) => each.name.text === 'name')?.value?.text;
        if (called !== undefined) responses.set(called, answer);
      }
    });
  }

  async function send(file: RequestFile, { index, title }: Request, scope: Scope) {
    const resolved = resolveRequest(file, index, scope);
    assert(resolved.ok, `${title}: ${JSON.stringify(resolved)}`);
    const { request, bodyFile } = resolved;
    const url = new URL(request.url, sandbox.url);
    const body = bodyFile ? await readFile(new URL(bodyFile.path, FOLDER), 'utf8') : request.body;
    const answer = await fetch(new URL(url.pathname + url.search, sandbox.url), {
      method: request.method,
      headers: [
        ...request.headers.map((each): [string, string] => [each.name, each.value]),
        ['Authorization', `Bearer ${token}`],
      ],
      ...(body === undefined ? {} : { body }),
    });
    const headers = [...answer.headers].map(([header, value]) => ({ name: header, value }));
    return { status: answer.status, headers, body: await answer.text() };
  }
});
