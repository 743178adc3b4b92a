import assert from 'node:assert/strict';
import { METHODS } from 'node:http';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { builtinSchemas } from '../../../src/core/catalog/builtin.ts';
import {
  AGENT,
  AUTOPILOT,
  CONNECTOR,
  compiled,
  DEVICE,
  MEMBER,
  startTestSandbox,
  type TestSandbox,
  WORKING_AGENT,
  WORKING_DEVICE,
} from './client.ts';
import { assertGraphAnswer, exchangeRaw, parseAnswer } from './rawSocket.ts';

const URLS = [MEMBER, CONNECTOR, AUTOPILOT, DEVICE, AGENT, WORKING_AGENT, WORKING_DEVICE];

const schemas = await builtinSchemas();
const validators = compiled(schemas);
const names = schemas.flatMap(({ properties, definitions }) => [
  ...Object.keys(properties),
  ...Object.values(definitions).flatMap((definition) => Object.keys(definition.properties ?? {})),
]);

let test: TestSandbox;
let token: string;
before(async () => {
  test = await startTestSandbox();
  token = await test.token(['.default']);
});
after(() => test.sandbox.close());

const methods = fc.oneof(
  { weight: 6, arbitrary: fc.constant('PATCH') },
  { weight: 2, arbitrary: fc.constant('GET') },
  { weight: 2, arbitrary: fc.constantFrom(...METHODS) },
  { weight: 1, arbitrary: fc.stringMatching(/^[A-Z]{1,9}$/) },
);

const visible = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
});

/** Collections, with and without questions. */
const collections = fc
  .tuple(
    fc.constantFrom('', '/v1.0/identity/apiConnectors', '/v1.0/connections/a/groups/b/members'),
    fc.constantFrom('', '?$top=1', '?$filter=id%20eq%20', '?$skip=1&$count=true', '?$select='),
    fc.oneof(fc.constant(''), visible),
  )
  .map((parts) => parts.join(''));

const batches = fc
  .array(
    fc.record(
      {
        id: fc.constantFrom('1', '2', '3', '__proto__'),
        method: fc.constantFrom('GET', 'PATCH', 'POST', 'DELETE', 'NONE', ''),
        url: fc.oneof(
          fc.constantFrom('/', '', '/identity/apiConnectors', 'http://x', '/$batch', '/%', '\\\\x'),
          visible,
        ),
        headers: fc.constantFrom({}, { 'content-type': 'application/json' }, { 'x-sandbox-fault': 'x' }, []),
        body: fc.jsonValue({ maxDepth: 2 }),
        dependsOn: fc.constantFrom([], ['1'], ['2'], ['__proto__'], '1'),
      },
      { requiredKeys: ['id', 'method', 'url'] },
    ),
    { maxLength: 4 },
  )
  .map((requests) => JSON.stringify({ requests }));

const targets = fc.oneof(
  { weight: 2, arbitrary: collections },
  { weight: 2, arbitrary: fc.constant('/v1.0/$batch') },
  { weight: 6, arbitrary: fc.constantFrom(...URLS) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(...URLS), visible).map(([url, query]) => `${url}?${query}`),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(...URLS), visible).map(([url, more]) => url.slice(0, -5) + more),
  },
  { weight: 1, arbitrary: visible.map((path) => `/${path}`) },
  { weight: 1, arbitrary: visible },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '*',
      '//',
      '/..',
      '/v1.0',
      '/v1.0/%',
      '/beta/%00',
      'http://x/v1.0/me',
      '/oauth2/v2.0/token',
      '/_sandbox/reset',
      '/_sandbox/behaviour',
      '/v1.0/$batch',
    ),
  },
);

const headers = fc.array(
  fc.oneof(
    fc.tuple(
      fc.constantFrom(
        'If-Match',
        'If-None-Match',
        'Prefer',
        'Origin',
        'Host',
        'Content-Encoding',
        'client-request-id',
        'Accept',
      ),
      fc.oneof(visible, fc.constantFrom('*', '"a"', 'return=minimal', 'http://localhost')),
    ),
    fc.tuple(fc.constant('Content-Type'), fc.oneof(visible, fc.constant('application/json'))),
    fc.tuple(
      fc.constant('Expect'),
      fc.constantFrom('100-continue', '100-continue', '100-continue', 'nonsense'),
    ),
    fc.tuple(
      fc.constant('x-sandbox-fault'),
      fc.constantFrom('status=429', 'delay=1', 'slow', ';;', 'status=x', 'huge-body=10'),
    ),
    fc.tuple(
      fc.constant('x-sandbox-behaviour'),
      fc.oneof(visible, fc.constantFrom('answer=204', 'etag=required', 'read-only=ignore')),
    ),
    fc.tuple(fc.stringMatching(/^[\w-]{1,12}$/), visible),
  ),
  { maxLength: 4 },
);

const values = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.constantFrom('String', '2025-01-01T00:00:00Z', null, 'unknownFutureValue', true, 0, {}, []),
);

const bodies = fc.oneof(
  { weight: 2, arbitrary: batches },
  {
    weight: 6,
    arbitrary: fc
      .array(fc.tuple(fc.oneof(fc.constantFrom(...names, '__proto__', '@odata.type'), fc.string()), values), {
        maxLength: 4,
      })
      .map(
        (entries) =>
          `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}`,
      ),
  },
  { weight: 1, arbitrary: fc.string() },
  { weight: 1, arbitrary: fc.constantFrom('', '[]', '{"a":', '['.repeat(5_000)) },
);

describe('any request', () => {
  after(() => test.accepts('POST /_sandbox/reset', { as: 'none' }));

  it('has a well-formed answer, and leaves the objects as their types allow', async () => {
    await fc.assert(
      fc.asyncProperty(methods, targets, headers, bodies, async (method, target, more, body) => {
        const own = new Map(more.map(([name, value]) => [name.toLowerCase(), `${name}: ${value}`]));
        const lines = [
          `${method} ${target} HTTP/1.1`,
          ...(own.has('host') ? [] : ['Host: 127.0.0.1']),
          ...(own.has('content-type') ? [] : ['Content-Type: application/json']),
          `Authorization: Bearer ${token}`,
          ...own.values(),
          `Content-Length: ${Buffer.byteLength(body)}`,
          'Connection: close',
        ];
        const text = await exchangeRaw(test.sandbox.url, `${lines.join('\r\n')}\r\n\r\n${body}`, false);
        const final = text.replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '');
        assertGraphAnswer(parseAnswer(final, method), method);
      }),
      { numRuns: 600 },
    );
    for (const [index, url] of [MEMBER, CONNECTOR, AUTOPILOT, WORKING_DEVICE, AGENT].entries()) {
      const { json, status } = await test.send(`GET ${url}`);
      // One of the requests may have deleted it.
      if (status === 404) continue;
      const validate = validators[schemas[index]?.$id ?? ''];
      assert.ok(validate?.(json), `${url}: ${JSON.stringify(validate?.errors)}`);
    }
  });
});

describe('bytes that are no request', () => {
  const garbage = fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    fc
      .tuple(
        fc.constantFrom(
          `PATCH ${AGENT} HTTP/1.1\r\nHost: localhost\r\n`,
          'GET / HTTP/1.1\r\n',
          'GET / HTTP/1.0\r\n',
          'GET / HTTP/9.9\r\nHost: localhost\r\n',
          'POST /oauth2/v2.0/token HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n',
        ),
        fc.string({
          unit: fc.constantFrom(
            'a',
            ':',
            ' ',
            '\r\n',
            '\n',
            '\0',
            'Content-Length: 5\r\n',
            'Transfer-Encoding: chunked\r\n',
            'é',
            'ffffffffffff\r\n',
          ),
        }),
      )
      .map(([start, rest]) => Buffer.from(start + rest, 'latin1')),
  );

  it('are answered in good form or not at all', async () => {
    await fc.assert(
      fc.asyncProperty(garbage, async (bytes) => {
        const text = await exchangeRaw(test.sandbox.url, bytes, true);
        if (text === '') return;
        const first = text.split(/(?=HTTP\/1\.1 \d{3} )/)[0] ?? '';
        assertGraphAnswer(parseAnswer(first, 'GET'), 'GET');
      }),
      { numRuns: 300 },
    );
    await test.accepts(`GET ${AGENT}`);
  });

  it('get the status that says what is wrong', async () => {
    const token1 = `Authorization: Bearer ${token}\r\n`;
    const host = 'Host: localhost\r\n';
    const cases: [string, number][] = [
      ['nonsense\r\n\r\n', 400],
      ['FOO / HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
      ['GET / HTTP/1.1\r\n\r\n', 400],
      ['GET / HTTP/1.0\r\n\r\n', 400],
      [`GET / HTTP/1.1\r\n${host}${host.replace('localhost', 'evil.example')}\r\n`, 403],
      [`GET / HTTP/1.1\r\n${host}X: ${'y'.repeat(20_000)}\r\n\r\n`, 431],
      [`GET / HTTP/1.1\r\n${host}Expect: nonsense\r\n\r\n`, 417],
      [`CONNECT localhost:443 HTTP/1.1\r\n${host}\r\n`, 501],
      [`OPTIONS * HTTP/1.1\r\n${host}\r\n`, 400],
      [`GET / HTTP/1.1\r\n${host}Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n`, 200],
      [
        `PATCH ${AGENT} HTTP/1.1\r\n${host}${token1}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n`,
        400,
      ],
      [`PATCH ${AGENT} HTTP/1.1\r\n${host}${token1}Content-Length: -5\r\n\r\n`, 400],
      [`PATCH ${AGENT} HTTP/1.1\r\n${host}${token1}Content-Length: 9999999999\r\n\r\n`, 413],
      [`PATCH ${AGENT} HTTP/1.1\r\n${host}${token1}Transfer-Encoding: chunked\r\n\r\nzz\r\n`, 400],
    ];
    for (const [text, status] of cases) {
      const answer = parseAnswer(await exchangeRaw(test.sandbox.url, text, true), 'GET');
      assert.equal(answer.status, status, text.slice(0, 100));
      assertGraphAnswer(answer, 'GET');
    }
  });
});
