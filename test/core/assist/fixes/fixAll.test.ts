import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FixFilter, fixAll } from '../../../../src/core/assist/fixes/fixAll.ts';
import { builtinSchemas } from '../../../../src/core/catalog/builtin.ts';
import { createCatalog } from '../../../../src/core/catalog/catalog.ts';
import { checkFile } from '../../../../src/core/check/check.ts';
import { fix, problem } from '../../../../src/core/check/report.ts';
import { SANDBOX } from '../../../../src/core/environments.ts';
import { parseFile } from '../../../../src/core/request/parse.ts';
import type { RequestFile } from '../../../../src/core/request/tree.ts';
import { createScope } from '../../../../src/core/request/values/scope.ts';
import { applyEdits } from '../../../../src/core/text/span.ts';
import { gadget } from '../../check/gadget.ts';

const catalog = createCatalog([...(await builtinSchemas()), gadget]);

const check = (file: RequestFile) =>
  checkFile({ file, catalog, scope: createScope(), environment: SANDBOX, portability: true });

async function fixed(text: string, wanted?: FixFilter): Promise<string> {
  return applyEdits(text, await fixAll(parseFile(text), check, wanted));
}

/** The whole file after every safe fix. */
async function becomes(text: string, expected: string): Promise<void> {
  assert.equal(await fixed(text), expected);
}

const HEAD = 'PATCH /v1.0/gadgets/1\nContent-Type: application/json\n\n';

test('names, members and commas are corrected in every request of the file', () =>
  becomes(
    `${HEAD}{\n  "nmae": "a",\n  "kind": "Large",\n}\n\n### Two\n${HEAD}{\n  "liev": 'true'\n}\n`,
    `${HEAD}{\n  "name": "a",\n  "kind": "large"\n}\n\n### Two\n${HEAD}{\n  "live": true\n}\n`,
  ));

test('what a fix brings to light is fixed too', () =>
  becomes(`${HEAD}{\n  nmae: "a"\n}\n`, `${HEAD}{\n  "name": "a"\n}\n`));

test('a forgotten blank line and a missing type are put in', () =>
  becomes(
    'PATCH /v1.0/gadgets/1\n{\n  "name": "a"\n}\n',
    'PATCH /v1.0/gadgets/1\nContent-Type: application/json\n\n{\n  "name": "a"\n}\n',
  ));

test('lines that have no effect here stay: other tools read the same file', async () => {
  for (const line of [
    'Content-length: 283',
    'Authorization: Bearer {{token}}',
    'Host: graph.microsoft.com',
  ]) {
    const text = `PATCH /v1.0/gadgets/1\nContent-Type: application/json\n${line}\n\n{\n  "name": "a"\n}\n`;
    await becomes(text, text);
  }
  const fenced = `\`\`\`http\n${HEAD}{\n  "name": "a"\n}\n\`\`\`\n`;
  await becomes(fenced, fenced);
});

test('what is hardly a request is left alone', async () => {
  for (const text of [
    `curl -X PATCH "https://graph.microsoft.com/v1.0/me" -H "Authorization: Bearer x" -d '{"city":"x"}'\n`,
    'Invoke-MgGraphRequest -Method PATCH -Uri "https://graph.microsoft.com/v1.0/me" -Body "{}"\n',
    'Update-MgServicePrincipal -ServicePrincipalId $id -BodyParameter $params\n',
    '<!-- {\n  "blockType": "request"\n}-->\n',
    '>**Note:** The response is shortened.\n',
  ]) {
    await becomes(text, text);
  }
});

test('a version, a media type and an entity tag are not guessed', async () => {
  for (const text of [
    'GET https://graph.microsoft.com/identity/apiConnectors/1\n',
    `PATCH /v1.0/gadgets/1\nContent-Type: application/merge-patch+json\n\n{\n  "name": "a"\n}\n`,
    `PATCH /v1.0/gadgets/1\nContent-Type: application/json\nIf-Match: abc\n\n{\n  "name": "a"\n}\n`,
  ]) {
    await becomes(text, text);
  }
});

test('nothing that would lose text or decide for the person is applied', async () => {
  for (const body of ['{ "id": "1", "name": "a" }', '{ "name": "String" }', '{ "seen": "2026-01-01" }']) {
    await becomes(`${HEAD}${body}\n`, `${HEAD}${body}\n`);
  }
  const elsewhere = 'PATCH https://graph.microsoft.us/v1.0/gadgets/1\n';
  await becomes(elsewhere, elsewhere);
  const bearer = `GET /v1.0/gadgets/1\nAuthorization: Bearer eyJ0eXAiOiJKV1QifQ.eyJhIjoxfQ.c2ln\n`;
  await becomes(bearer, bearer);
});

test('a file without problems stays as it is', () =>
  becomes(`${HEAD}{\n  "name": "a"\n}\n`, `${HEAD}{\n  "name": "a"\n}\n`));

test('one code alone is fixed where only that is asked for, lines that go included', async () => {
  const only: FixFilter = (_, { code }, { preferred }) => preferred === true && code === 'property-key';
  const text = `${HEAD}{\n  "id": "1",\n  "nmae": "a"\n}\n\n###\n${HEAD}{\n  "id": "2",\n  "name": "b"\n}\n`;
  assert.equal(await fixed(text, only), `${HEAD}{\n  "nmae": "a"\n}\n\n###\n${HEAD}{\n  "name": "b"\n}\n`);
});

test('fixes that undo each other come to an end', async () => {
  const file = parseFile('GET /me\n');
  let rounds = 0;
  const edits = await fixAll(file, async ({ blocks: [block] }) => {
    rounds++;
    const there = block?.text.startsWith('GET') ? 'PUT' : 'GET';
    const span = { start: 0, end: 3 };
    return [{ block: 0, problems: [problem('value-enum', span, '', { fixes: fix('', span, there) })] }];
  });
  assert.equal(applyEdits(file.text, edits), 'PUT /me\n');
  assert.equal(rounds, 2);
});

test('fixes that never end come to an end', async () => {
  const file = parseFile('GET /me\n');
  let rounds = 0;
  const span = { start: 0, end: 0 };
  await fixAll(file, async () => {
    rounds++;
    return [{ block: 0, problems: [problem('value-enum', span, '', { fixes: fix('', span, 'A') })] }];
  });
  assert.equal(rounds, 10);
});

test('of fixes that touch each other the first is applied in a round', async () => {
  const file = parseFile('GET /abc\n');
  let rounds = 0;
  const at = (start: number, end: number, text: string) => {
    const span = { start, end };
    return problem('value-enum', span, '', { fixes: fix('', span, text) });
  };
  const edits = await fixAll(
    file,
    async () =>
      ({
        0: [{ block: 0, problems: [at(5, 7, 'x'), at(6, 8, 'y'), at(7, 7, 'z'), at(8, 8, '!')] }],
      })[rounds++] ?? [],
  );
  assert.equal(applyEdits(file.text, edits), 'GET /xc!\n');
});
