import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accepts, reports } from './vocabulary.ts';

const JSON_TYPE = 'Content-Type: application/json';
const put = (headers: string, path = '/v1.0/gadgets/1') => `PATCH ${path}\n${headers}\n\n{ "live": true }\n`;
const withJson = (line: string) => put(`${JSON_TYPE}\n${line}`);

describe('names of headers', () => {
  it('are asked about where they are near to a known one', async () => {
    for (const [wrong, right] of [
      ['IfMatch', 'If-Match'],
      ['if_match', 'If-Match'],
      ['If-Mach', 'If-Match'],
    ] as const) {
      const found = await reports(withJson(`«${wrong}»: *`), 'header-misspelt');
      assert.equal(found.fixed(), withJson(`${right}: *`));
    }
    const type = await reports(put('«Contenttype»: application/json'), 'header-misspelt');
    assert.equal(type.fixed(), put(JSON_TYPE));
    await reports(withJson('«Prefered»: return=minimal'), 'header-misspelt');
    await reports('GET /v1.0/users\n«Consistency-Level»: eventual\n', 'header-misspelt');
  });

  it('may be any others', async () => {
    for (const line of [
      'X-Note: a',
      'ETag: "a"',
      'Content-Encoding: gzip',
      'Referer: https://x.y',
      'My-Header: a',
      'x-{{$guid}}: a',
    ]) {
      await accepts(withJson(line));
    }
  });
});

describe('headers that are not sent, or do nothing', () => {
  it('are named, each with its fix', async () => {
    for (const name of [
      'Connection',
      'Transfer-Encoding',
      'Host',
      'Keep-Alive',
      'TE',
      'Upgrade',
      'Proxy-Authorization',
      'Expect',
    ]) {
      const found = await reports(withJson(`«${name}»: x`), 'header-forbidden');
      assert.equal(found.fixed(), put(JSON_TYPE), name);
    }
    const cookie = await reports(withJson('Cookie: «session=0123456789abcdef0123»'), 'token-literal');
    assert.equal(cookie.fixed(), put(JSON_TYPE));
    await reports(withJson('«Cookie: {{cookie}}»'), 'token-not-needed', {
      scope: { environment: new Map([['cookie', 'a=b']]) },
    });
  });

  it('show where a name stands first', async () => {
    const found = await reports(withJson('X-A: 1\n«x-a»: 2'), 'header-duplicate');
    assert.deepEqual(
      found.problems[0]?.related?.map(({ span }) => found.text.slice(span.start, span.end)),
      ['X-A: 1'],
    );
  });
});

describe('Prefer', () => {
  it('takes what Microsoft Graph knows', async () => {
    for (const value of [
      'return=representation',
      'Return = "minimal"',
      'respond-async, wait=5; q=1',
      'odata.maxpagesize=5,include-unknown-enum-members',
      'outlook.timezone="Pacific Standard Time", outlook.body-content-type="text"',
      'IdType="ImmutableId"',
      'odata.include-annotations="*,-a.b"',
      '{{own}}',
      'return={{kind}}',
      '',
      ',,',
    ]) {
      const environment = new Map([
        ['own', 'x'],
        ['kind', 'y'],
      ]);
      await accepts(withJson(`Prefer: ${value}`), { scope: { environment } });
    }
  });

  it('is asked about where it is misspelt', async () => {
    const value = await reports(withJson('Prefer: return=«representaton»'), 'prefer-unknown');
    assert.equal(value.fixed(), withJson('Prefer: return=representation'));
    assert.equal(value.problems[0]?.severity, 'warning');
    const quoted = await reports(withJson('Prefer: wait=1, return="«representaton»"'), 'prefer-unknown');
    assert.equal(quoted.fixed(), withJson('Prefer: wait=1, return="representation"'));
    const name = await reports(withJson('Prefer: «include-unknown-enum-member»'), 'prefer-unknown');
    assert.equal(name.fixed(), withJson('Prefer: include-unknown-enum-members'));
    await reports(withJson('Prefer: return=«everything»'), 'prefer-unknown');
  });

  it('may have preferences of others', async () => {
    const found = await reports(withJson('Prefer: «contoso.colour»=blue'), 'prefer-unknown');
    assert.equal(found.problems[0]?.severity, 'hint');
    assert.deepEqual(found.fixes(), []);
  });
});

describe('conditions', () => {
  it('are wanted where the resource needs them', async () => {
    const path = '/v1.0/widgets/1';
    const found = await reports(put(JSON_TYPE, path).replace('PATCH', '«PATCH»'), 'etag-missing');
    assert.equal(found.problems[0]?.severity, 'warning');
    assert.equal(
      found.fixed('Add If-Match with a variable for the ETag'),
      put(`${JSON_TYPE}\nIf-Match: {{etag}}`, path),
    );
    const any = found.fixed('Add If-Match: * (whatever state the object is in)');
    assert.equal(any, put(`${JSON_TYPE}\nIf-Match: *`, path));
    await accepts(any);
    await reports('«DELETE» /v1.0/widgets/1', 'etag-missing');
    await accepts('GET /v1.0/widgets/1\n');
  });

  it('are advised where they are safer', async () => {
    const found = await reports(
      put(JSON_TYPE, '/v1.0/softWidgets/1').replace('PATCH', '«PATCH»'),
      'etag-missing',
    );
    assert.equal(found.problems[0]?.severity, 'information');
    const crlf = await reports('«DELETE» /v1.0/softWidgets/1\r\n', 'etag-missing');
    assert.equal(
      crlf.fixed('Add If-Match: * (whatever state the object is in)'),
      'DELETE /v1.0/softWidgets/1\r\nIf-Match: *\r\n',
    );
    await reports(put(`${JSON_TYPE}\n«IfMatch»: *`, '/v1.0/widgets/1'), 'header-misspelt');
  });

  it('are mostly meant as If-Match on a change', async () => {
    const found = await reports(withJson('«If-None-Match»: "a"'), 'if-none-match');
    assert.equal(found.fixed(), withJson('If-Match: "a"'));
    const any = await reports(withJson('«If-None-Match»: *'), 'if-none-match');
    assert.equal(any.fixed('Remove the header'), put(JSON_TYPE));
    await accepts('GET /v1.0/gadgets/1\nIf-None-Match: "a"\n');
  });
});

describe('values of headers', () => {
  it('are those that the header takes', async () => {
    const level = await reports('GET /v1.0/users\nConsistencyLevel: «eventually»\n', 'header-value');
    assert.equal(level.problems[0]?.severity, 'warning');
    assert.equal(level.fixed(), 'GET /v1.0/users\nConsistencyLevel: eventual\n');
    await accepts('GET /v1.0/users\nconsistencylevel: Eventual\n');
    const charset = await reports(
      put('Content-Type: «application/json; charset=latin1»'),
      'content-type-wrong',
    );
    assert.equal(charset.fixed(), put(JSON_TYPE));
    await accepts(put('Content-Type: application/json;charset=UTF-8'));
  });
});
