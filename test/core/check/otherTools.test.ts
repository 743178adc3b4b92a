import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseFile } from '../../../src/core/request/parse.ts';
import { resolveRequest } from '../../../src/core/request/values/resolve.ts';
import { createScope } from '../../../src/core/request/values/scope.ts';
import { cpuTime } from '../../support/cpuTime.ts';
import { accepts, connector, reports } from './vocabulary.ts';

const BODY = '{ "displayName": "a" }';

/** The body of the first request as it would be sent. */
function sent(text: string): string | undefined {
  const file = parseFile(text);
  const index = file.blocks.findIndex(({ kind }) => kind === 'request');
  const resolved = resolveRequest(file, index, createScope());
  assert.ok(resolved.ok, JSON.stringify(resolved));
  return resolved.request.body;
}

const SCRIPTS = [
  '> {% client.test("ok", () => true); %}',
  '> {%\n  client.test("ok");\n\n  // why\n%}',
  '> {% never closed\nand more',
  '?? status == 200\n?? header content-type includes json',
  '{{\n  const { a } = require("b");\n  exports.a = "{{";\n}}',
  '{{+response\n  test();\n}}',
  '> ./handler.js',
  '>> answer.json',
  '>>! answer.json',
  '<> 2026-01-31T083000.200.json',
];

describe('scripts of other tools', () => {
  for (const script of SCRIPTS) {
    it(`are left out and said once: ${JSON.stringify(script)}`, async () => {
      const found = await reports(`${connector(BODY)}\n«${script}»\n`, 'script-not-run');
      assert.equal(sent(found.text), BODY);
      assert.ok(!found.fixed('Remove these lines').includes(script));
      await accepts(found.fixed('Remove these lines'));
    });
  }

  it('stand above the request line and among the headers', async () => {
    for (const script of [
      '< {%\n  a();\n%}',
      '{{\n a();\n}}',
      '< {% a(); %}',
      '?? status == 200',
      '< ./before.js',
      'import common.http\nrun #Read it',
    ]) {
      await reports(`«${script}»\n${connector(BODY)}`, 'script-not-run');
    }
    const text = 'GET /v1.0/me\n«?? status == 200»\nAccept: application/json\n';
    await reports(text, 'script-not-run');
  });

  it('are no comments of the body where they stand inside it', async () => {
    const found = await reports(connector('{\n«> {% a(); %}»\n"displayName": "a" }'), 'script-not-run');
    assert.equal(sent(found.text), '{\n"displayName": "a" }');
  });

  it('are not taken from a body that is text', () => {
    const text = '> quoted\n?? really\n<!-- kept -->';
    assert.equal(sent(`PUT /v1.0/me/photo/$value\nContent-Type: text/markdown\n\n${text}\n`), text);
  });

  it('need their end, where only double braces start them', async () => {
    const file = parseFile(connector(`${BODY}\n\n{{`));
    assert.ok(file.blocks[0]?.problems.some(({ code }) => code === 'reference-unclosed'));
  });
});

describe('very many scripts', () => {
  for (const line of ['{{\n', '> {%\n', '> {% %}\n', '<!--\n', '?? a\n']) {
    it(`are read in linear time: ${JSON.stringify(line)}`, () => {
      const start = cpuTime();
      parseFile(`GET /v1.0/me\n\n${line.repeat(60_000)}`);
      assert.ok(cpuTime() - start < 3000);
    });
  }
});

describe('metadata of other tools', () => {
  it('says what sends a disabled request here', async () => {
    const found = await reports(`# «@disabled»\n${connector(BODY)}`, 'request-disabled');
    assert.equal(found.problems[0]?.severity, 'information');
    assert.match(found.message(), /Here Send All leaves it out, and Send sends it/);
    assert.equal(found.fixed('Remove the line'), connector(BODY));
  });

  it('says what is not followed', async () => {
    for (const name of ['loop', 'ref', 'import', 'forceRef']) {
      await reports(`# «@${name}» a\n${connector(BODY)}`, 'metadata-not-followed');
    }
  });
});

describe('comments of pages', () => {
  it('are not sent, and can go', async () => {
    const page = '«<!-- {\n  "blockType": "request"\n}\n-->»\n';
    const found = await reports(`${page}${connector(BODY)}`, 'markdown-fence');
    assert.equal(found.fixed(), connector(BODY));
    const below = await reports(
      `${connector(BODY)}\n«<!-- { "blockType": "response" } -->»\n`,
      'markdown-fence',
    );
    assert.equal(sent(below.text), BODY);
  });
});

describe('what other tools send', () => {
  it('is no request of ours where the first word is another protocol', async () => {
    await reports('«GRAPHQL» https://a.example/graphql\n\nquery { me }\n', 'method-unknown');
    await reports('«WEBSOCKET» ws://localhost:8080\n\n===\n{ "a": 1 }\n', 'method-unknown');
    const misspelt = await reports('«PTACH» https://«a.example»/v1.0/me\n', [
      'method-unknown',
      'host-unknown',
    ]);
    assert.match(misspelt.message(), /Did you mean PATCH/);
  });

  it('needs no token here, and what asks for one is only said to be so', async () => {
    const token = (host: string, path = '/common/oauth2/v2.0/token') =>
      `### Token\n# @name login\n«POST https://${host}${path}»\nHost: ${host}\nContent-Type: application/x-www-form-urlencoded\n\nclient_id={{id}}&client_secret={{secret}}\n`;
    const found = await reports(token('login.microsoftonline.com'), 'token-not-needed');
    assert.equal(found.problems[0]?.severity, 'hint');
    assert.equal(found.fixed('Remove the request').trim(), '### Token\n# @name login');
    await reports(token('login.microsoftonline.us', '/x/oauth2/devicecode'), 'token-not-needed');
    const other = await reports(
      'POST https://«login.contoso.com»/token\nContent-Type: text/plain\n\na\n',
      'host-unknown',
    );
    assert.match(other.message(), /login\.contoso\.com/);
  });

  it('has a URL over several lines', async () => {
    const text =
      'GET https://graph.microsoft.com\n  «/v1.0»\n  # one\n  «/identity/apiConnectors/1»\n  ?$select=id\nAccept: application/json\n';
    const found = await reports(text, ['url-continued', 'url-continued']);
    const resolved = resolveRequest(parseFile(found.text), 0, createScope());
    assert.ok(resolved.ok);
    assert.equal(
      resolved.request.url,
      'https://graph.microsoft.com/v1.0/identity/apiConnectors/1?$select=id',
    );
    assert.match(found.fixed('Join the lines', 0), /^GET https:\/\/graph\.microsoft\.com\/v1\.0\n/);
    await reports(
      'GET https://graph.microsoft.com/v1.0/identity/apiConnectors/1\n«/x»\n',
      'header-malformed',
    );
  });

  it('has variables that are called otherwise here', async () => {
    for (const [theirs, ours] of [
      ['$uuid', '$guid'],
      ['$isoTimestamp', '$datetime iso8601'],
      ['$random.integer(1, 5)', '$randomInt 1 5'],
      ['$env.CITY', '$processEnv CITY'],
    ]) {
      const found = await reports(connector(`{ "displayName": "«{{${theirs}}}»" }`), 'reference-unresolved');
      assert.equal(found.fixed(), connector(`{ "displayName": "{{${ours}}}" }`));
    }
    const none = await reports(
      connector('{ "displayName": "«{{$random.alphabetic(10)}}»" }'),
      'reference-unresolved',
    );
    assert.match(none.message(), /no system variable \$random\.alphabetic\. /);
  });
});
