import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { toCurl } from '../../../src/core/assist/curl.ts';
import { foldsOf } from '../../../src/core/assist/folding.ts';
import { lensesOf } from '../../../src/core/assist/lens.ts';
import { parseFile } from '../../../src/core/request/parse.ts';
import { type Environment, GLOBAL, SANDBOX } from '../../../src/core/send/environments.ts';

function titles(text: string, environment: Environment): readonly string[] {
  return parseFile(text).blocks.flatMap((block) => lensesOf(block, environment).map(({ title }) => title));
}

suite('lenses', () => {
  test('a request says with which method it goes where', () => {
    assert.deepEqual(titles('PATCH /v1.0/me\n', SANDBOX), ['$(play) Send PATCH → Sandbox', 'Copy as cURL']);
    assert.deepEqual(titles('get https://graph.microsoft.com/v1.0/me\n', GLOBAL), [
      '$(play) Send GET → Microsoft Graph (global)',
      'Copy as cURL',
    ]);
  });

  test('a URL of another host says that it is not sent', () => {
    assert.deepEqual(
      titles('PATCH https://graph.microsoft.us/v1.0/me\n', GLOBAL)[0],
      '$(circle-slash) Not sent to Microsoft Graph (global)',
    );
  });

  test('a pasted response and variables have none', () => {
    assert.deepEqual(titles('@a = 1\n\n###\nHTTP/1.1 200 OK\n', SANDBOX), []);
  });
});

suite('folding', () => {
  const folded = (text: string) =>
    parseFile(text).blocks.flatMap((block) =>
      foldsOf(block).map(({ span }) => block.text.slice(span.start, span.end)),
    );

  test('a request folds from its separator to its last line, values inside their brackets', () => {
    const request = '### A\nPATCH /me\n\n{\n  "a": [\n    1\n  ],\n  "b": {}\n}';
    assert.deepEqual(folded(`${request}\n\n\n### B\n`), [
      request,
      '[\n    1',
      '{\n  "a": [\n    1\n  ],\n  "b": {}',
    ]);
  });

  test('brackets inside strings and brackets without a partner do not count', () => {
    assert.deepEqual(folded('PATCH /me\n\n{\n  "a": "{["\n').slice(1), []);
  });
});

suite('cURL', () => {
  test('quotes what a shell would read, and takes the token from a variable', () => {
    const request = {
      method: 'PATCH',
      url: '/v1.0/me',
      headers: [{ name: 'Prefer', value: "it's" }],
      body: '{"a":"$(rm -rf ~)"}',
    };
    assert.equal(
      toCurl(request, new URL("https://graph.microsoft.com/v1.0/users('a')?x={a,b}")),
      [
        `curl --globoff --request PATCH --url 'https://graph.microsoft.com/v1.0/users('\\''a'\\'')?x={a,b}'`,
        `--header "Authorization: Bearer $GRAPH_TOKEN"`,
        `--header 'Content-Type: application/json'`,
        `--header 'Prefer: it'\\''s'`,
        `--data-raw '{"a":"$(rm -rf ~)"}'`,
      ].join(' \\\n  '),
    );
  });
});
