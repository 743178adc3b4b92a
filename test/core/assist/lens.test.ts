import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { codeRequest } from '../../../src/core/assist/copy/codeRequest.ts';
import { toCurl } from '../../../src/core/assist/copy/curl.ts';
import { foldsOf } from '../../../src/core/assist/folding.ts';
import { headLens, type LensContext, type LensState, lensesOf } from '../../../src/core/assist/lens.ts';
import { type Environment, GLOBAL, SANDBOX } from '../../../src/core/environments.ts';
import { parseFile } from '../../../src/core/request/parse.ts';
import type { OutcomeState } from '../../../src/core/send/brief.ts';

function titles(text: string, environment: Environment, more: Partial<LensContext> = {}): readonly string[] {
  const context = { environment, trusted: true, ...more };
  return parseFile(text).blocks.flatMap((block) => lensesOf(block, context).map(({ title }) => title));
}

const CURL = 'Copy as cURL';

suite('lenses', () => {
  test('a request says with which method it goes where', () => {
    assert.deepEqual(titles('PATCH /v1.0/me\n', SANDBOX), ['$(play) Send PATCH → Sandbox', 'Preview', CURL]);
    assert.deepEqual(titles('get https://graph.microsoft.com/v1.0/me\n', GLOBAL), [
      '$(play) Send GET → Microsoft Graph (global)',
      CURL,
    ]);
  });

  test('production is marked', () => {
    const production: Environment = { ...GLOBAL, label: 'Contoso', production: true };
    assert.equal(
      titles('PATCH /v1.0/me\n', production)[0],
      '$(play) Send PATCH → Contoso $(warning) production',
    );
    const head = headLens(parseFile('GET /a\n\n###\nGET /b\n'), { environment: production, trusted: true });
    assert.equal(head?.title, '$(run-all) Send all (2) → Contoso $(warning) production');
  });

  test('a URL of another host says that it is not sent', () => {
    assert.deepEqual(
      titles('PATCH https://graph.microsoft.us/v1.0/me\n', GLOBAL)[0],
      '$(circle-slash) Not sent to Microsoft Graph (global)',
    );
  });

  test('a pasted response, variables, notes and what is being typed have none', () => {
    for (const text of [
      '@a = 1\n\n###\nHTTP/1.1 200 OK\n',
      '<!-- a comment -->\n\nSome notes about it\n',
      'hello world\n',
      '- a list\n- of things\n',
      'PATCH\n',
      '{\n  "a": 1\n}\n',
      '# only a comment\n',
    ]) {
      assert.deepEqual(titles(text, SANDBOX), [], text);
    }
  });

  test('in a workspace that is not trusted, it says that sending is off, and offers to decide', () => {
    const context = { environment: SANDBOX, trusted: false };
    const file = parseFile('PATCH /v1.0/me\n\n###\nGET /v1.0/me\n');
    const [block] = file.blocks;
    assert.ok(block);
    assert.deepEqual(
      lensesOf(block, context).map(({ title, action }) => [title, action]),
      [
        ['$(workspace-untrusted) Sending is off: workspace not trusted', 'trust'],
        [CURL, 'copyAsCurl'],
      ],
    );
    assert.equal(headLens(file, context), undefined);
  });

  test('what came of the last send stands beside it, with whether the request was edited since', () => {
    const answered = (kind: OutcomeState, text: string, edited: boolean) =>
      titles('GET /v1.0/me\n', SANDBOX, {
        state: { kind, text, edited, hasResponse: true, canUndo: false, canCompare: false },
      })[1];
    assert.equal(answered('ok', '200 · 143 ms', false), '$(pass) 200 · 143 ms');
    assert.equal(
      answered('failed', '403 Forbidden · 9 ms', true),
      '$(error) 403 Forbidden · 9 ms · edited since',
    );
    assert.equal(answered('unknown', 'outcome unknown', false), '$(question) outcome unknown');
    assert.deepEqual(titles('PATCH /v1.0/me\n', SANDBOX, { state: { kind: 'sending' } }), [
      '$(loading~spin) Sending… Cancel',
      CURL,
    ]);
  });

  test('a change offers a preview before it, the way back after it, and a look where nobody knows', () => {
    const offered = (method: string, state: Partial<LensState & { canUndo: boolean }>) =>
      titles(`${method} /v1.0/me\n`, SANDBOX, {
        state: {
          kind: 'ok',
          text: '·',
          edited: false,
          hasResponse: true,
          canUndo: false,
          canCompare: false,
          ...state,
        } as LensState,
      }).filter((title) => ['Preview', 'Undo…', 'Compare'].includes(title));
    assert.deepEqual(offered('PATCH', {}), ['Preview']);
    assert.deepEqual(offered('PATCH', { canUndo: true }), ['Undo…', 'Preview']);
    assert.deepEqual(offered('PATCH', { kind: 'unknown', canUndo: true, canCompare: true } as LensState), [
      'Compare',
      'Undo…',
      'Preview',
    ]);
    assert.deepEqual(offered('GET', {}), []);
    assert.deepEqual(titles('PATCH https://graph.microsoft.us/v1.0/me\n', GLOBAL).includes('Preview'), false);
  });

  test('the head of a file sends all its requests, where there are several that are not disabled', () => {
    const head = (text: string) => headLens(parseFile(text), { environment: SANDBOX, trusted: true })?.title;
    const two = 'GET /v1.0/me\n\n###\nPATCH /v1.0/me\n';
    assert.equal(head(two), '$(run-all) Send all (2) → Sandbox');
    assert.equal(
      head(`${two}\n###\n# @disabled\nGET /v1.0/me\n\n###\nGET /v1.0/x\n`),
      '$(run-all) Send all (3) → Sandbox',
    );
    assert.equal(head('GET /v1.0/me\n\n###\n# @disabled\nGET /v1.0/me\n'), undefined);
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
      toCurl(codeRequest(request, new URL("https://graph.microsoft.com/v1.0/users('a')?x={a,b}"))),
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
