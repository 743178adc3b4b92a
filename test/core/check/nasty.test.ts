import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GLOBAL } from '../../../src/core/environments.ts';
import { accepts, problemsOf, reports } from './vocabulary.ts';

const LINE = 'PATCH /v1.0/identity/apiConnectors/1';
const TYPE = 'Content-Type: application/json';
const BODY = '{ "displayName": "a" }';

describe('files as people have them', () => {
  it('get their blank line in every form', async () => {
    for (const lineBreak of ['\n', '\r\n', '\r']) {
      const text = `${LINE}\n${TYPE}\n«{»\n  "displayName": "a"\n}`.replaceAll('\n', lineBreak);
      const found = await reports(text, 'blank-line-missing');
      await accepts(found.fixed());
    }
    const tabs = await reports(`${LINE}\n\t${TYPE}\n\t«${BODY}»`, 'blank-line-missing');
    assert.equal(tabs.fixed(), `${LINE}\n\t${TYPE}\n\n\t${BODY}`);
    await accepts(`${LINE}\n${TYPE}\n \t \n${BODY}`);
  });

  it('keep their byte order mark at the start', async () => {
    const text = `\ufeff«patch» /v1.0/identity/apiConnectors/1\n${TYPE}\n\n${BODY}`;
    assert.equal((await reports(text, 'method-lower-case')).fixed(), `\ufeff${LINE}\n${TYPE}\n\n${BODY}`);
    const below = await reports(`\ufeffGET /v1.0/me\n«@a = 1»`, 'variable-misplaced');
    assert.ok(below.fixed().startsWith('\ufeff@a = 1\nGET /v1.0/me'));
  });

  it('end without a line break', async () => {
    const get = await reports(`GET /v1.0/me\n\n«${BODY}»`, 'body-on-get');
    assert.equal(get.fixed('Remove the body'), 'GET /v1.0/me\n');
    assert.equal(get.fixed('Change to PATCH'), `PATCH /v1.0/me\n\n${BODY}`);
    const crlf = await reports(`GET /v1.0/me\r\n\r\n«{»\r\n "a": 1\r\n}`, 'body-on-get');
    assert.equal(crlf.fixed('Remove the body'), 'GET /v1.0/me\r\n');
    await reports('«PATCH» /v1.0/identity/apiConnectors/1', 'body-missing');
  });

  it('have several requests, each with its own problems', async () => {
    const text = `${LINE}\n${TYPE}\n\n{ "displayName": "a"«,» }\n\n### Two\n${LINE}\n${TYPE}\n\n{ «'displayName'»: "b" }\n###\nGET /v1.0/me\n\n«{}»`;
    const found = await reports(text.replaceAll('\n', '\r\n'), [
      'json-trailing-comma',
      'json-quotes',
      'body-on-get',
    ]);
    assert.match(found.fixed(undefined, 1), /"displayName": "b" \}\r\n###/);
  });

  it('have separators that are none', async () => {
    for (const line of ['## Next', '  ### Next']) {
      const found = await reports(`GET /v1.0/me\n\n${line}\n«GET /v1.0/users»\n`, 'separator-missing');
      assert.equal(found.fixed(), 'GET /v1.0/me\n\n### Next\nGET /v1.0/users\n');
      await accepts(found.fixed());
    }
    const comment = await reports('GET /v1.0/me\n\n# Next\n«GET /v1.0/users»\n', 'separator-missing');
    assert.equal(comment.fixed(), 'GET /v1.0/me\n\n# Next\n###\nGET /v1.0/users\n');
  });

  it('are a body and nothing else', async () => {
    await reports(`«${BODY}»`, 'request-line-malformed');
  });
});

describe('URLs as people have them', () => {
  it('have blanks in their filter', async () => {
    const found = await reports(`GET /v1.0/users?$filter=displayName« »eq 'a b' HTTP/1.1\n`, 'query-space');
    assert.deepEqual(
      found.fixes().map(({ title }) => title),
      ['Write the blanks as %20'],
    );
    assert.equal(found.fixed(), `GET /v1.0/users?$filter=displayName%20eq%20'a%20b' HTTP/1.1\n`);
    const line = await reports(`GET /v1.0/users\n  ?$top=1\n  &$filter=a« »b\n`, 'query-space');
    await accepts(`GET /v1.0/users?$filter=accountEnabled eq true\n`, { portability: false });
    const split = await reports('GET /v1.0/me« »?$filter=a« »{{ $guid }} b\n', ['url-space', 'query-space']);
    assert.ok(split.fixed(undefined, 1).endsWith('a%20{{ $guid }}%20b\n'));
    assert.equal(line.fixed(), 'GET /v1.0/users\n  ?$top=1\n  &$filter=a%20b\n');
  });

  it('are quoted or in angle brackets', async () => {
    for (const [open, close] of ['""', "''", '<>'] as const) {
      const found = await reports(
        `GET «${open}https://graph.microsoft.com/v1.0/me${close}»\n`,
        'url-scheme-missing',
      );
      assert.equal(found.fixed(), 'GET https://graph.microsoft.com/v1.0/me\n');
    }
  });

  it('have what stands for a value in the notation of another page', async () => {
    const found = await reports(
      'GET /v1.0/users/«<user-id>»/messages/«(message-id)»\n',
      ['placeholder-form', 'placeholder-form'],
      {
        portability: false,
      },
    );
    assert.equal(found.fixed(), 'GET /v1.0/users/{userId}/messages/(message-id)\n');
    const other = await reports('GET /v1.0/users/«:id»/drive/root:/a(b)/c:d\n', 'placeholder-form');
    assert.match(other.message(), /\{id\}/);
    await reports(
      "GET /v1.0/me/drive/items/1/workbook/worksheets/1/range(address='«<address>»')\n",
      'placeholder-form',
    );
  });

  it('end behind the host', async () => {
    const found = await reports('GET «https://graph.microsoft.com»\n', 'version-missing', {
      environment: GLOBAL,
    });
    assert.equal(found.fixed('Insert /v1.0'), 'GET https://graph.microsoft.com/v1.0\n');
    await reports('GET «https://graph.microsoft.com/»\n', 'version-missing');
  });

  it('have a key that is nothing', async () => {
    await reports("GET /v1.0/users(«''»)\n", 'key-empty');
    await reports("GET /v1.0/users(appId=«''»)\n", 'key-empty');
    await accepts("GET /v1.0/me/drive/root/search(q='a')\n");
  });

  it('have a line break of any kind behind them', async () => {
    for (const end of ['', '\r', '\r\n', '\n\n\n', ' \t']) {
      assert.deepEqual(await problemsOf(`GET /v1.0/me${end}`), []);
    }
  });
});
