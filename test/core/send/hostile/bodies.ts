import assert from 'node:assert/strict';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { type Attack, answer, ends, floods, type Group } from './attack.ts';

const JSON_TYPE = 'content-type: application/json';
const PLAIN = Buffer.from('{"displayName":"Adele"}');
/** Far more than a body may have, in a few kilobytes. */
const BOMB = Buffer.alloc(20_000_000, ' ');

function bytes(headers: readonly string[], body: Buffer, status = 200): Buffer {
  const length = headers.some((line) => line.startsWith('content-length'))
    ? []
    : [`content-length: ${body.length}`];
  return Buffer.concat([
    Buffer.from([`HTTP/1.1 ${status} X`, ...headers, ...length, '', ''].join('\r\n')),
    body,
  ]);
}

const compressed: readonly Attack[] = [
  ...(
    [
      ['gzip', gzipSync(BOMB)],
      ['br', brotliCompressSync(BOMB)],
      ['deflate', deflateSync(BOMB)],
    ] as const
  ).flatMap(([encoding, body]): Attack[] => [
    {
      name: `a bomb (${encoding})`,
      serve: ends(bytes([`content-encoding: ${encoding}`], body)),
      comes: 'changed too-large',
      check: ({ outcome }) => assert.ok('answer' in outcome && outcome.answer.body.length <= 100_000),
    },
    {
      name: `a bomb in a refusal (${encoding})`,
      serve: ends(bytes([`content-encoding: ${encoding}`], body, 400)),
      comes: 'refused 400 too-large',
    },
  ]),
  {
    name: 'a bomb in a bomb',
    serve: ends(bytes(['content-encoding: gzip, gzip'], gzipSync(gzipSync(BOMB)))),
    comes: 'changed unreadable',
  },
  {
    name: 'a bomb in a bomb that is named once',
    serve: ends(bytes(['content-encoding: gzip'], gzipSync(gzipSync(BOMB)))),
    comes: 'changed',
  },
  {
    name: 'a bomb in many pieces',
    serve: ends(
      bytes(
        ['content-encoding: gzip'],
        Buffer.concat(Array.from({ length: 40 }, () => gzipSync(BOMB.subarray(0, 500_000)))),
      ),
    ),
    comes: 'changed too-large',
  },
  {
    name: 'one that breaks off',
    serve: ends(bytes(['content-encoding: gzip'], gzipSync(PLAIN).subarray(0, 20))),
    comes: 'changed unreadable',
  },
  {
    name: 'one with a wrong check sum',
    serve: ends(bytes(['content-encoding: gzip'], withBrokenEnd(gzipSync(PLAIN)))),
    comes: 'changed unreadable',
  },
  {
    name: 'one that is none',
    serve: ends(bytes(['content-encoding: gzip'], PLAIN)),
    comes: 'changed unreadable',
  },
  {
    name: 'one that is another than it says',
    serve: ends(bytes(['content-encoding: br'], gzipSync(PLAIN))),
    comes: 'changed unreadable',
  },
  ...['zstd', 'compress', 'x-bomb', 'gzip;q=1', '__proto__', 'constructor'].map(
    (encoding): Attack => ({
      name: `an encoding that nobody asked for (${encoding})`,
      serve: ends(bytes([`content-encoding: ${encoding}`], PLAIN)),
      comes: 'changed unreadable',
    }),
  ),
  { name: 'an encoding of nothing', serve: ends(answer(200, ['content-encoding: gzip'])), comes: 'changed' },
  {
    name: 'an encoding that is named twice',
    serve: ends(bytes(['content-encoding: gzip', 'content-encoding: br'], gzipSync(PLAIN))),
    comes: ['object', 'changed unreadable'],
  },
  {
    name: 'a length of what it was before',
    serve: ends(bytes(['content-encoding: gzip', `content-length: ${PLAIN.length}`], gzipSync(PLAIN))),
    comes: ['changed unreadable', 'unknown answer-lost'],
  },
];

function withBrokenEnd(body: Buffer): Buffer {
  const broken = Buffer.from(body);
  broken.writeUInt32LE((broken.readUInt32LE(broken.length - 8) ^ 0xffffffff) >>> 0, broken.length - 8);
  return broken;
}

const CHUNK = `4000\r\n${'x'.repeat(0x4000)}\r\n`;

const endless: readonly Attack[] = [
  {
    name: 'in chunks',
    serve: floods('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n', CHUNK),
    comes: 'changed too-large',
  },
  {
    name: 'in chunks of a byte',
    serve: floods('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n', '1\r\nx\r\n'.repeat(2_000)),
    comes: 'changed too-large',
  },
  {
    name: 'until the connection closes',
    serve: floods('HTTP/1.1 200 OK\r\n\r\n', 'x'.repeat(10_000)),
    comes: 'changed too-large',
  },
  {
    name: 'of a length beyond everything',
    serve: floods('HTTP/1.1 200 OK\r\ncontent-length: 9007199254740991\r\n\r\n', 'x'.repeat(10_000)),
    comes: 'changed too-large',
  },
  {
    name: 'in a refusal',
    serve: floods('HTTP/1.1 500 X\r\ntransfer-encoding: chunked\r\n\r\n', CHUNK),
    comes: 'refused 500 too-large',
  },
  {
    name: 'in a redirect',
    serve: floods(
      'HTTP/1.1 302 X\r\nlocation: https://evil.example/\r\ntransfer-encoding: chunked\r\n\r\n',
      CHUNK,
    ),
    comes: 'refused 302 redirect too-large',
  },
  {
    name: 'that is compressed',
    serve: floods('HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n', gzipSync(Buffer.alloc(1_000_000))),
    comes: 'changed too-large',
  },
];

/** Bodies that call themselves JSON. */
const json: readonly Attack[] = [
  ['that breaks off', '{"a":', 'changed'],
  [
    'of a hundred thousand levels',
    `${'{"a":'.repeat(100_000 / 6)}1${'}'.repeat(100_000 / 6)}`.slice(0, 99_000),
    'changed',
  ],
  ['of lists without an end', '['.repeat(90_000), 'changed'],
  [
    'with a prototype',
    '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
    'object',
  ],
  ['with a key twice', '{"a":1,"a":2}', 'object'],
  ['with a number beyond every number', `{"a":1${'0'.repeat(5_000)}}`, 'object'],
  ['with half a character', '{"a":"\\ud800"}', 'object'],
  ['with text behind it', '{"a":1}<script>alert(1)</script>', 'changed'],
  ['as a script', 'alert(1)', 'changed'],
  ['as a list', '[{"a":1}]', 'changed'],
  ['as null', 'null', 'changed'],
  ['behind the mark that hides it', ')]}\',\n{"a":1}', 'changed'],
  ['behind a byte order mark', '\ufeff{"a":1}', 'object'],
].map(
  ([name = '', body = '', comes = '']): Attack => ({
    name,
    serve: ends(answer(200, [JSON_TYPE], body)),
    comes,
    check: () => assert.equal(({} as { polluted?: unknown }).polluted, undefined),
  }),
);

const encodings: readonly Attack[] = [
  ['UTF-16', Buffer.from('\ufeff{"a":1}', 'utf16le'), 'changed'],
  ['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0xc0, 0x80, 0x7d]), 'changed'],
  [
    'an overlong end of a string',
    Buffer.from([0x7b, 0x22, 0x61, 0xc0, 0xa2, 0x22, 0x3a, 0x31, 0x7d]),
    'object',
  ],
].map(
  ([name, body, comes]): Attack => ({
    name: String(name),
    serve: ends(bytes([JSON_TYPE], body as Buffer)),
    comes: String(comes),
  }),
);

export const compressedBodies: Group = { name: 'a compressed body:', attacks: compressed };
export const endlessBodies: Group = { name: 'a body without an end', attacks: endless };
export const brokenJson: Group = { name: 'JSON', attacks: [...json, ...encodings] };
