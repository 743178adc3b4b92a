import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import type { ResourceSchema } from '../../../../src/core/catalog/schema.ts';
import { redactHeader, redactRequest, redactText, redactUrl } from '../../../../src/core/send/mask/redact.ts';
import { redactBody } from '../../../../src/core/send/mask/redactBody.ts';
import { cpuTime } from '../../../support/cpuTime.ts';

const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl';

const SCHEMA: ResourceSchema = {
  $id: 'https://graph-http.dev/schemas/test.json',
  title: 'test',
  properties: {
    displayName: { type: 'string' },
    recoveryPhrase: { type: 'string', writeOnly: true },
    settings: { $ref: '#/definitions/settings' },
  },
  definitions: {
    keyValue: { properties: { key: { type: 'string' }, value: { type: 'string' } } },
    settings: { properties: { seed: { type: 'string', 'x-graph': { type: 'Edm.String', secret: true } } } },
  },
  'x-graph': { type: 'microsoft.graph.test', endpoints: [] },
};

suite('a body', () => {
  test('keeps its layout, and loses its secrets', () => {
    const body = `{\r\n\t"displayName" : "Adele",\n  "authenticationConfiguration": {"username":"a", "password":  "p\\"w" , "pkcs12Value":"QUJD"},\n "passwordCredentials": [ {"displayName": "one", "secretText": "s", "hint": "abc"} ] }`;
    assert.equal(
      redactBody(body),
      `{\r\n\t"displayName" : "Adele",\n  "authenticationConfiguration": {"username":"a", "password":  "•••" , "pkcs12Value":"•••"},\n "passwordCredentials": [ {"displayName": "one", "secretText": "•••", "hint": "abc"} ] }`,
    );
  });

  test('without secrets is as it was', () => {
    for (const body of [
      '{"a":[1,2,{"b":null}],"tokenEncryptionKeyId":"6b0e3ad6-0000-4000-8000-000000000001","value":"x"}',
      '[]',
      '"text"',
      ' 1 ',
      'null',
    ]) {
      assert.equal(redactBody(body), body);
    }
  });

  test('keeps null and booleans under a secret name: they say what is done with it', () => {
    assert.equal(
      redactBody('{"password":null,"secret":true,"pin":1234}'),
      '{"password":null,"secret":true,"pin":"•••"}',
    );
  });

  test('loses everything below a secret name', () => {
    assert.equal(
      redactBody('{"clientSecret":{"a":["x",{"b":1}],"c":"y"},"d":"z"}'),
      '{"clientSecret":{"a":["•••",{"b":"•••"}],"c":"•••"},"d":"z"}',
    );
  });

  test('loses what looks like a secret, also behind escapes and in names', () => {
    assert.equal(redactBody(`{"notes":"use ${JWT} here"}`), '{"notes":"use ••• here"}');
    assert.equal(redactBody(`{"notes":"\\u0065${JWT.slice(1)}"}`), '{"notes":"•••"}');
    assert.equal(redactBody(`{"${JWT}":1}`), '{"•••":1}');
    assert.equal(redactBody('{"p\\u0061ssword":"x"}'), '{"p\\u0061ssword":"•••"}');
    assert.equal(redactBody('{"header":"Bearer abcdefgh"}'), '{"header":"Bearer •••"}');
    assert.equal(
      redactBody('{"c":"Endpoint=x;AccountKey=abc=;b=1"}'),
      '{"c":"Endpoint=x;AccountKey=•••;b=1"}',
    );
    assert.equal(
      redactBody('{"k":"-----BEGIN PRIVATE KEY-----\\nMIIE\\n-----END PRIVATE KEY-----"}'),
      '{"k":"•••"}',
    );
    assert.equal(redactBody('{"s":"Aa08Q~abcdefghijklmnopqrstuvwxyz_-.~12345"}'), '{"s":"•••"}');
  });

  test('is masked as its schema says', () => {
    const body = '{"recoveryPhrase":"a b c","settings":{"SEED":"x"},"list":[{"key":"env","value":"test"}]}';
    assert.equal(
      redactBody(body, SCHEMA),
      '{"recoveryPhrase":"•••","settings":{"SEED":"•••"},"list":[{"key":"env","value":"test"}]}',
    );
    assert.equal(
      redactBody(body),
      '{"recoveryPhrase":"a b c","settings":{"SEED":"x"},"list":[{"key":"•••","value":"test"}]}',
    );
  });

  test('that is no JSON loses every value when anything in it is secret', () => {
    const masked = redactBody('{"displayName": "Adele", "password": ["hunter2", } // hunter2\n hunter2');
    assert.doesNotMatch(masked, /hunter2|Adele/);
    assert.match(masked, /"displayName": "•••", "password": \[/);
    assert.equal(redactBody('{"displayName": "Adele",}'), '{"displayName": "Adele",}');
    assert.equal(redactBody(`{"a": "${JWT}",}`), '{"a": "•••",}');
    assert.doesNotMatch(redactBody('password=hunter2&x=1'), /hunter2/);
    assert.doesNotMatch(redactBody('<password>hunter2</password>'), /hunter2/);
    assert.doesNotMatch(redactBody('{"client_secret": "hunter2'), /hunter2/);
  });

  test('may be nested deeper than the stack', () => {
    const deep = `${'{"a":['.repeat(50_000)}${']}'.repeat(50_000)}`;
    assert.equal(redactBody(deep), deep);
    assert.equal(redactBody('['.repeat(100_000)), '['.repeat(100_000));
  });

  test('of 4 MB does not take for ever', () => {
    for (const text of [
      '-eyJx',
      'Bearer ',
      'sandbox.',
      'a.b-c',
      '-----BEGIN PRIVATE KEY-----',
      '8Q~',
      '\\u0065',
      'password=',
    ]) {
      const started = cpuTime();
      redactBody(JSON.stringify({ a: text.repeat(1_000_000 / text.length) }));
      redactText(text.repeat(200_000 / text.length));
      assert.ok(cpuTime() - started < 3_000, text);
    }
  });
});

suite('a secret', () => {
  const secret = fc.stringMatching(/^s3cr3t[A-Za-z0-9]{12,20}$/);
  const jwt = fc
    .tuple(fc.base64String({ minLength: 8 }), fc.base64String({ minLength: 8 }))
    .map(([a, b]) => `eyJ${a}x9.eyJ${b}y.sig`.replace(/[+/=]/g, '_'));
  const name = fc.constantFrom(
    'password',
    'Password',
    'secretText',
    'clientSecret',
    'privateKey',
    'pkcs12Value',
    'access_token',
    'apiKey',
    'userPassword',
    'connectionString',
    'key',
  );
  const noise = fc.jsonValue({ maxDepth: 3 });

  test('under a secret name never survives, wherever it stands', () => {
    fc.assert(
      fc.property(
        secret,
        name,
        noise,
        fc.array(fc.string(), { maxLength: 5 }),
        fc.nat(3),
        (value, key, other, path, form) => {
          let body: unknown = {
            before: other,
            [key]:
              form === 0
                ? value
                : form === 1
                  ? [value]
                  : form === 2
                    ? { inner: { more: [value] } }
                    : `${value}\n"}`,
            after: other,
          };
          for (const step of path) body = step === '' ? [other, body] : { [step]: body };
          const masked = redactBody(JSON.stringify(body, null, form));
          JSON.parse(masked);
          return !masked.includes(value);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('under a secret name never survives in broken JSON either', () => {
    fc.assert(
      fc.property(
        secret,
        name,
        noise,
        fc.nat(),
        fc.constantFrom('', ',', '}', '"', '{', "'", '/*', '\\'),
        (value, key, other, at, junk) => {
          const body = JSON.stringify({ other, [key]: { deep: [value] }, rest: value });
          // Broken in front of or behind the secret, never inside the name that betrays it.
          const places = [0, 1, body.lastIndexOf(value) + value.length, body.length];
          const cut = places[at % places.length] ?? 0;
          const broken = `${body.slice(0, cut)}${junk}${body.slice(cut)},`;
          return !redactBody(broken).includes(value);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('that looks like a token never survives, in any text', () => {
    fc.assert(
      fc.property(jwt, fc.string(), fc.string(), fc.boolean(), (token, before, after, valid) => {
        const text = `${before} ${token} ${after}`;
        const body = valid ? JSON.stringify({ [before]: [text], b: { [text]: token } }) : text;
        return ![
          redactBody(body),
          redactText(text),
          redactUrl(`https://graph.microsoft.com/v1.0/${token}?a=${token}`),
        ].some((masked) => masked.includes(token));
      }),
      { numRuns: 300 },
    );
  });

  test('in a line of the log never survives', () => {
    fc.assert(
      fc.property(
        secret,
        fc.constantFrom(
          'password: %',
          'Authorization: %',
          'authorization: Bearer %',
          'cookie=a=b; c=%',
          '"secret":"%"',
          "client_secret='%'",
          'GET /x?access_token=%&b=c',
          'x-api-key: %',
        ),
        fc.constantFrom('', 'sent ', '2026-01-01 info: '),
        (value, form, before) => {
          return !redactText(before + form.replace('%', () => value)).includes(value);
        },
      ),
      { numRuns: 200 },
    );
  });
});

suite('a request', () => {
  test('loses the secrets of its headers, by name', () => {
    for (const name of [
      'Authorization',
      'proxy-authorization',
      'Cookie',
      'Set-Cookie',
      'X-API-Key',
      'api-key',
      'Ocp-Apim-Subscription-Key',
      'x-ms-token',
      'X-Functions-Key',
    ]) {
      assert.doesNotMatch(redactHeader({ name, value: 'hunter2' }).value, /hunter2/, name);
    }
    assert.deepEqual(redactHeader({ name: 'Authorization', value: 'Bearer hunter2' }), {
      name: 'Authorization',
      value: 'Bearer •••',
    });
    assert.deepEqual(redactHeader({ name: 'If-Match', value: 'W/"JzEt"' }), {
      name: 'If-Match',
      value: 'W/"JzEt"',
    });
    assert.deepEqual(redactHeader({ name: 'X-Note', value: `a ${JWT}` }), { name: 'X-Note', value: 'a •••' });
  });

  test('loses the secrets of its URL', () => {
    assert.equal(
      redactUrl('https://me:pw@graph.microsoft.com/v1.0/me'),
      'https://•••@graph.microsoft.com/v1.0/me',
    );
    assert.equal(
      redactUrl('/v1.0/x?access_token=abc&$select=id&sig=def&client%5Fsecret=g#top'),
      '/v1.0/x?access_token=•••&$select=id&sig=•••&client%5Fsecret=•••#top',
    );
    assert.equal(redactUrl('/v1.0/users?$skiptoken=abc&$select=id'), '/v1.0/users?$skiptoken=abc&$select=id');
  });

  test('is redacted as a whole', () => {
    const sent = redactRequest({
      method: 'PATCH',
      url: new URL('https://graph.microsoft.com/v1.0/me'),
      headers: [{ name: 'Authorization', value: `Bearer ${JWT}` }],
      body: '{"password":"x"}',
    });
    assert.deepEqual(sent, {
      method: 'PATCH',
      url: 'https://graph.microsoft.com/v1.0/me',
      headers: [{ name: 'Authorization', value: 'Bearer •••' }],
      body: '{"password":"•••"}',
    });
    assert.deepEqual(Object.keys(redactRequest({ method: 'GET', url: '/v1.0/me', headers: [] })), [
      'method',
      'url',
      'headers',
    ]);
  });
});
