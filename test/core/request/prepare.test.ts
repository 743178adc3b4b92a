import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFile } from '../../../src/core/request/parse.ts';
import { type PrepareHost, prepareRequest } from '../../../src/core/request/prepare.ts';
import { createScope, type Missing } from '../../../src/core/request/values/scope.ts';

/** A host that answers from a list, and remembers what it was asked. */
function host(
  answers: Readonly<Record<string, string>> | undefined,
  files: Readonly<Record<string, string>> = {},
) {
  const asked: Missing[] = [];
  const made: PrepareHost & { readonly asked: readonly Missing[] } = {
    asked,
    path: '/home/adele/space/a.graph.http',
    roots: ['/home/adele/space'],
    ask: async (missing) => {
      asked.push(...missing);
      return answers && new Map(Object.entries(answers));
    },
    readBody: async (path) => files[path],
  };
  return made;
}

async function prepared(text: string, by: PrepareHost) {
  return prepareRequest(parseFile(text), 0, createScope(), by);
}

test('asks for placeholders and prompts at once, and puts the answers in', async () => {
  const by = host({ userId: 'a b', city: 'Bern' });
  const result = await prepared(
    '# @prompt city Where?\nPATCH /v1.0/users/{userId}\n\n{ "city": "{{city}}" }',
    by,
  );
  assert.deepEqual(
    by.asked.map(({ kind, name }) => [kind, name]),
    [
      ['placeholder', 'userId'],
      ['prompt', 'city'],
    ],
  );
  assert.ok(result.kind === 'ready');
  assert.equal(result.request.url, '/v1.0/users/a%20b');
  assert.equal(result.request.body, '{ "city": "Bern" }');
});

test('does not ask where something cannot be answered', async () => {
  const by = host({ userId: '1' });
  const result = await prepared('PATCH /v1.0/users/{userId}/{{nowhere}}', by);
  assert.equal(result.kind, 'missing');
  assert.equal(by.asked.length, 0);
});

test('ends where the person cancels', async () => {
  assert.equal((await prepared('GET /v1.0/users/{userId}', host(undefined))).kind, 'cancelled');
});

test('ends where every answer is empty', async () => {
  assert.equal((await prepared('GET /v1.0/users/{userId}', host({ userId: '' }))).kind, 'missing');
});

test('reads the file of a body, with its references replaced where that is asked for', async () => {
  const files = { '/home/adele/space/body.json': '{ "city": "{{city}}" }' };
  const plain = await prepared('@city = Bern\nPATCH /v1.0/me\n\n< ./body.json', host({}, files));
  assert.ok(plain.kind === 'ready' && plain.request.body === '{ "city": "{{city}}" }');
  const filled = await prepared('@city = Bern\nPATCH /v1.0/me\n\n<@ ./body.json', host({}, files));
  assert.ok(filled.kind === 'ready' && filled.request.body === '{ "city": "Bern" }');
});

test('says which file cannot be read, and refuses one outside of the workspace', async () => {
  for (const path of ['./none.json', '../outside.json']) {
    const result = await prepared(
      `PATCH /v1.0/me\n\n< ${path}`,
      host({}, { '/home/adele/outside.json': '{}' }),
    );
    assert.ok(result.kind === 'missing' && result.missing[0]?.kind === 'file', path);
  }
});
