import assert from 'node:assert/strict';
import { type Attack, type Group, says } from './attack.ts';

/** Characters that some reader of HTTP takes for the end of a line, or of a text. */
const BREAKS: readonly (readonly [what: string, text: string])[] = [
  ['CR LF', '\r\n'],
  ['CR', '\r'],
  ['LF', '\n'],
  ['NUL', '\0'],
  ['a vertical tab', '\v'],
  ['a form feed', '\f'],
  ['NEL', '\u0085'],
  ['a line separator', '\u2028'],
  ['a paragraph separator', '\u2029'],
  ['letters whose low bytes are CR LF', '\u560d\u560a'],
  ['DEL', '\x7f'],
];

const SMUGGLED = 'x-injected: 1';
const DONE = 'HTTP/1.1 204 No Content\r\n\r\n';

/** Where a value may stand that would begin another line there: in a file by a variable, and behind the file. */
const PLACES: readonly {
  readonly where: string;
  readonly text: string;
  readonly value: (end: string) => string;
  readonly request: (value: string) => NonNullable<Attack['request']>;
  /** What stops a character that the place cannot have. */
  readonly stop: string;
  readonly stops: RegExp;
}[] = [
  {
    where: 'the path',
    text: 'PATCH /v1.0/users/{{v}}\n\n{}',
    value: (end) => `1 HTTP/1.1${end}${SMUGGLED}`,
    request: (value) => ({ url: `/v1.0/users/${value}` }),
    stop: 'not-sent url-characters',
    stops: /[\p{Cc}\u2028\u2029]/u,
  },
  {
    where: 'the query',
    text: 'PATCH /v1.0/users/1?$filter={{v}}\n\n{}',
    value: (end) => `x${end}${SMUGGLED}`,
    request: (value) => ({ url: `/v1.0/users/1?$filter=${value}` }),
    stop: 'not-sent url-characters',
    stops: /[\p{Cc}\u2028\u2029]/u,
  },
  {
    where: 'the whole URL',
    text: 'PATCH {{v}}\n\n{}',
    value: (end) => `/v1.0/me HTTP/1.1${end}${SMUGGLED}`,
    request: (url) => ({ url }),
    stop: 'not-sent url-characters',
    stops: /[\p{Cc}\u2028\u2029]/u,
  },
  {
    where: 'a header',
    text: 'PATCH /v1.0/me\nx-own: {{v}}\n\n{}',
    value: (end) => `a${end}${SMUGGLED}`,
    request: (value) => ({ headers: [{ name: 'x-own', value }] }),
    stop: 'not-sent header-invalid',
    // NEL is a plain octet of a header's text, and no line break to any reader of HTTP.
    stops: /[^\x80-\xff]/,
  },
];

const variables: readonly Attack[] = PLACES.flatMap(({ where, text, value, request, stop, stops }) =>
  BREAKS.flatMap(([what, end]): Attack[] => {
    const stopped = stops.test(end);
    const served = { serve: says(DONE), requests: stopped ? 0 : 1 };
    return [
      {
        name: `${what} by a variable in ${where}`,
        file: { text, variables: { v: value(end) } },
        ...served,
        comes: stopped ? ['not-prepared', stop] : ['changed', 'not-prepared'],
      },
      {
        name: `${what} in ${where}`,
        request: request(value(end)),
        ...served,
        comes: stopped ? stop : 'changed',
      },
    ];
  }),
);

/** At the end of a header's value, where white space does not count, a break is cut off or refused. */
const ends: readonly Attack[] = BREAKS.map(([what, end]) => ({
  name: `${what} by a variable at the end of a header`,
  file: { text: 'PATCH /v1.0/me\nx-own: {{v}}\n\n{}', variables: { v: `a${end}` } },
  serve: says(DONE),
  comes: ['changed', 'not-prepared'],
  check: (_delivery, [request]) => assert.match(request ?? '', /\r\nx-own: a\r\n/),
}));

/** What no file should be able to make a request of. */
const requests: readonly Attack[] = [
  ...[
    'PATCH /evil HTTP/1.1\r\nx:',
    'CONNECT',
    'TRACE',
    'PATCH\r\nx-injected: 1',
    'P\u0000',
    'ＰＡＴＣＨ',
    '',
  ].map(
    (method): Attack => ({
      name: `the method ${JSON.stringify(method)}`,
      request: { method },
      comes: 'not-sent method-unsupported',
      requests: 0,
    }),
  ),
  ...['x-injected: 1\r\ny', 'x y', 'x:', '', 'x\0', 'x\u0130', '(x)', 'x\u2028y'].map(
    (name): Attack => ({
      name: `a header with the name ${JSON.stringify(name)}`,
      request: { headers: [{ name, value: '1' }] },
      comes: 'not-sent header-invalid',
      requests: 0,
    }),
  ),
  ...[
    ['Authorization', 'Bearer of.somebody.else'],
    ['Host', 'evil.example'],
    ['Content-Length', '0'],
    ['Transfer-Encoding', 'chunked'],
    ['Connection', 'upgrade'],
    ['Upgrade', 'h2c'],
    ['Expect', '100-continue'],
    ['Proxy-Authorization', 'Basic eA=='],
    ['TE', 'trailers'],
  ].map(
    ([name = '', value = '']): Attack => ({
      name: `a ${name} of its own`,
      request: { headers: [{ name, value }] },
      serve: says(DONE),
      comes: 'changed',
      check: (_delivery, [request = '']) => {
        if (name !== 'Content-Length')
          assert.ok(!request.toLowerCase().includes(value.toLowerCase()), request);
      },
    }),
  ),
  {
    name: 'a second request in the body',
    request: { body: '{}\r\n\r\nGET /evil HTTP/1.1\r\nx-injected: 1\r\n\r\n' },
    serve: says(DONE),
    comes: 'changed',
  },
];

/** URLs that would lead the request, and the token with it, to another host. */
const urls: readonly Attack[] = [
  'https://evil.example/v1.0/me',
  '//evil.example/v1.0/me',
  '\\\\evil.example\\v1.0\\me',
  'https://graph.microsoft.com@evil.example/v1.0/me',
  'https://graph.microsoft.com:443@evil.example/v1.0/me',
  'https://graph.microsoft.com\\@evil.example/v1.0/me',
  'https://graph.microsoft.com.evil.example/v1.0/me',
  'https://graph.microsoft.com:8443/v1.0/me',
  'http://graph.microsoft.com/v1.0/me',
  'https://GRAPH.MICROSOFT.COM%2eevil.example/v1.0/me',
  'https://graph。microsoft。com.evil.example/v1.0/me',
  'https://[::1]/v1.0/me',
  'https://graph.microsoft.us/v1.0/me',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/plain,x',
  'ftp://graph.microsoft.com/v1.0/me',
  'https:///evil.example/v1.0/me',
  '/v1.0/../../evil',
  '/v1.0/me#@evil.example',
].map(
  (url): Attack => ({
    name: `the URL ${url}`,
    at: 'cloud',
    request: { url },
    comes: [
      'not-sent url-host',
      'not-sent url-characters',
      'not-sent url-userinfo',
      'not-sent url-port',
      'not-sent url-scheme',
      'not-sent url-other-cloud',
      'not-sent url-path',
      'not-sent url-fragment',
    ],
    requests: 0,
    tokens: 0,
  }),
);

export const injections: Group = {
  name: 'an injection:',
  attacks: [...variables, ...ends, ...requests, ...urls],
};
