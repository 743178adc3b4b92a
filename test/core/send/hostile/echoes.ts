import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { TOKEN } from '../world.ts';
import { type Attack, answer, ends, type Group } from './attack.ts';

const BEARER = `Bearer ${TOKEN}`;
const JSON_TYPE = 'content-type: application/json';
const ERROR = (value: unknown) => JSON.stringify({ error: value });

/** Everywhere in an answer where a server could put the token back. The runner looks for it in all that is kept. */
const ECHOES: readonly (readonly [where: string, text: string | Buffer, comes: string])[] = [
  ['a property', answer(200, [JSON_TYPE], JSON.stringify({ token: TOKEN })), 'object'],
  ['the name of a property', answer(200, [JSON_TYPE], JSON.stringify({ [TOKEN]: 1 })), 'object'],
  [
    'the middle of a property',
    answer(200, [JSON_TYPE], JSON.stringify({ a: `x${TOKEN}y${BEARER}` })),
    'object',
  ],
  ['a text that is no JSON', answer(200, [], `<html>${TOKEN}</html>`), 'changed'],
  ['a header', answer(200, [`x-echo: ${BEARER}`]), 'changed'],
  ['the name of a header', answer(200, [`${TOKEN}: x`]), 'changed'],
  ['an Authorization header', answer(200, [`authorization: ${BEARER}`]), 'changed'],
  ['a cookie', answer(200, [`set-cookie: t=${TOKEN}; Domain=evil.example`]), 'changed'],
  ['the request id', answer(200, [`request-id: ${TOKEN}`]), 'changed'],
  ['the ETag', answer(200, [`etag: "${TOKEN}"`]), 'changed'],
  ['the content type', answer(200, [`content-type: text/${TOKEN}`], '{}'), 'object'],
  ['the content encoding', answer(200, [`content-encoding: ${TOKEN}`], '{}'), 'changed unreadable'],
  ['the reason', answer(`200 ${TOKEN}`), 'changed'],
  [
    'a trailer',
    `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nx: ${TOKEN}\r\n\r\n`,
    'object',
  ],
  [
    'an extension of a chunk',
    `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2;x=${TOKEN}\r\n{}\r\n0\r\n\r\n`,
    'object',
  ],
  [
    'the place of a redirect',
    answer(302, [`location: https://evil.example/?token=${TOKEN}`]),
    'refused 302 redirect',
  ],
  [
    'the host of a redirect',
    answer(302, [`location: https://${TOKEN}.evil.example/`]),
    'refused 302 redirect',
  ],
  ['the code of an error', answer(403, [JSON_TYPE], ERROR({ code: TOKEN, message: 'x' })), 'refused 403'],
  [
    'the message of an error',
    answer(403, [JSON_TYPE], ERROR({ code: 'x', message: `You sent ${BEARER}.` })),
    'refused 403',
  ],
  [
    'the details of an error',
    answer(
      403,
      [JSON_TYPE],
      ERROR({
        code: 'x',
        message: 'x',
        target: TOKEN,
        details: [{ code: TOKEN, message: TOKEN, target: TOKEN }],
      }),
    ),
    'refused 403',
  ],
  [
    'the inner error',
    answer(403, [JSON_TYPE], ERROR({ code: 'x', message: 'x', innerError: { code: TOKEN, message: TOKEN } })),
    'refused 403',
  ],
  ['a page of a gateway', answer(502, ['content-type: text/html'], `<title>${TOKEN}</title>`), 'refused 502'],
  ['a challenge', answer(401, [`www-authenticate: Bearer claims="${TOKEN}"`]), 'refused 401'],
  ['a wish to wait', answer(400, [`retry-after: ${TOKEN}`]), 'refused 400'],
  [
    'a warning',
    answer(200, [`warning: 199 - "${TOKEN}"`, `x-ms-ags-diagnostic: {"t":"${TOKEN}"}`]),
    'changed',
  ],
  ['a compressed body', compressed(JSON.stringify({ a: TOKEN })), 'object'],
  [
    'a body that breaks off in it',
    `HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{"a":"${TOKEN}`,
    'unknown answer-lost',
  ],
  [
    'a body that is too large',
    answer(200, [], `${TOKEN}${'x'.repeat(200_000)}${TOKEN}`),
    'changed too-large',
  ],
  [
    'a body that is cut off in it',
    answer(200, [], `${'x'.repeat(100_000 - 60)}${TOKEN}${'y'.repeat(100)}`),
    'changed too-large',
  ],
  ['a large compressed body', compressed(`${TOKEN}${'x'.repeat(200_000)}${TOKEN}`), 'changed too-large'],
  ['a status line that is none', `HTTP/1.1 ${TOKEN}\r\n\r\n`, 'unknown answer-invalid'],
  ['a protocol that is none', `${TOKEN}\r\n\r\n`, 'unknown answer-invalid'],
  ['a header that is none', `HTTP/1.1 200 OK\r\n${TOKEN}\r\n\r\n`, 'unknown answer-invalid'],
];

function compressed(text: string): Buffer {
  const body = gzipSync(text);
  const head = `HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}

const echoes: readonly Attack[] = ECHOES.map(([name, text, comes]) => ({ name, serve: ends(text), comes }));

/** What a server would like to be told again with the next request. */
const cookies: readonly Attack[] = [
  'a=1',
  '__Host-a=1; Secure; Path=/',
  'a=1; Domain=microsoft.com; Max-Age=99999',
].map((cookie) => ({
  name: `the next request, as a cookie (${cookie})`,
  serve: ends(answer(200, [`set-cookie: ${cookie}`])),
  comes: 'changed',
  check: ({ outcome }) => assert.ok(!JSON.stringify(outcome).includes(cookie)),
}));

export const tokenEchoes: Group = { name: 'the token comes back in', attacks: echoes };
export const rememberedThings: Group = { name: 'a server wants to be remembered in', attacks: cookies };
