import { type Attack, answer, drips, ends, floods, type Group, HURRIED, says } from './attack.ts';

const OK = 'HTTP/1.1 200 OK\r\n';

/** Text that is no HTTP. */
const garbage: readonly Attack[] = [
  ['a greeting of another protocol', '220 smtp.contoso.com ESMTP\r\n'],
  ['HTTP/0.9', '{"displayName":"Adele"}'],
  ['HTTP/2 without asking', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['a frame of HTTP/2', Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0])],
  ['a version that is none', 'HTTP/9.9 200 OK\r\n\r\n'],
  ['a status of letters', 'HTTP/1.1 OK OK\r\n\r\n'],
  ['a status of four digits', 'HTTP/1.1 2000 OK\r\n\r\n'],
  ['a negative status', 'HTTP/1.1 -200 OK\r\n\r\n'],
  ['random bytes', Buffer.from(Array.from({ length: 4_000 }, (_, index) => (index * 7919) % 256))],
  ['a request', 'GET / HTTP/1.1\r\nhost: x\r\n\r\n'],
  ['a TLS alert', Buffer.from([21, 3, 3, 0, 2, 2, 40])],
].map(
  ([what, text]): Attack => ({
    name: String(what),
    serve: ends(text ?? ''),
    comes: 'unknown answer-invalid',
  }),
);

const heads: readonly Attack[] = [
  { name: 'no answer, closed', serve: ends(''), comes: 'unknown answer-lost' },
  { name: 'no answer, reset', serve: (socket) => socket.resetAndDestroy(), comes: 'unknown answer-lost' },
  { name: 'an end in the status line', serve: ends('HTTP/1.1 20'), comes: 'unknown answer-lost' },
  { name: 'an end in the headers', serve: ends(`${OK}x: y`), comes: 'unknown answer-lost' },
  {
    name: 'headers without an end',
    serve: floods(OK, 'x: y\r\n'.repeat(1_000)),
    comes: 'unknown answer-headers-too-large',
  },
  {
    name: 'one header without an end',
    serve: floods(`${OK}x: `, 'y'.repeat(10_000)),
    comes: 'unknown answer-headers-too-large',
  },
  {
    name: 'one header name without an end',
    serve: floods(OK, 'y'.repeat(10_000)),
    comes: 'unknown answer-headers-too-large',
  },
  {
    name: 'a large header',
    serve: says(answer(200, [`x: ${'y'.repeat(100_000)}`])),
    comes: 'unknown answer-headers-too-large',
  },
  {
    name: 'many headers',
    serve: says(
      answer(
        200,
        Array.from({ length: 9_000 }, (_, i) => `x-${i}: y`),
      ),
    ),
    comes: 'unknown answer-headers-too-large',
  },
  {
    name: 'a reason without an end',
    serve: floods('HTTP/1.1 200 ', 'y'.repeat(10_000)),
    comes: ['unknown answer-headers-too-large', 'unknown answer-lost', 'unknown answer-timeout'],
    limits: HURRIED,
  },
  { name: 'a header without a colon', serve: ends(`${OK}nonsense\r\n\r\n`), comes: 'unknown answer-invalid' },
  {
    name: 'a header with a space in its name',
    serve: ends(`${OK}x y: z\r\ncontent-length: 0\r\n\r\n`),
    comes: 'unknown answer-invalid',
  },
  {
    name: 'a header folded over lines',
    serve: ends(`${OK}x: a\r\n b\r\ncontent-length: 0\r\n\r\n`),
    comes: 'unknown answer-invalid',
  },
  {
    name: 'a NUL in a header',
    serve: ends(`${OK}x: a\0b\r\ncontent-length: 0\r\n\r\n`),
    comes: 'unknown answer-invalid',
  },
  {
    name: 'lines that end with LF alone',
    serve: ends('HTTP/1.1 200 OK\nx: y\ncontent-length: 2\n\n{}'),
    comes: ['unknown answer-invalid', 'object'],
  },
  {
    name: 'a CR inside a header',
    serve: ends(`${OK}x: a\rx-evil: b\r\ncontent-length: 0\r\n\r\n`),
    comes: 'unknown answer-invalid',
  },
];

/** Informational answers (1xx) and changes of the protocol. */
const informational: readonly Attack[] = [
  { name: 'an unasked 100', serve: says('HTTP/1.1 100 Continue\r\n\r\n'), comes: 'unknown answer-lost' },
  {
    name: '101 to another protocol',
    serve: says('HTTP/1.1 101 Switching\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n'),
    comes: 'unknown answer-lost',
  },
  {
    name: '200 with an upgrade',
    serve: ends(`${OK}upgrade: h2c\r\nconnection: upgrade\r\ncontent-length: 2\r\n\r\n{}`),
    comes: ['object', 'unknown answer-lost'],
  },
  {
    name: 'hints that never end',
    serve: drips('', 'HTTP/1.1 103 Early Hints\r\nlink: <x>\r\n\r\n'),
    limits: HURRIED,
    comes: 'unknown answer-timeout',
  },
  {
    name: 'a flood of hints',
    serve: floods('', 'HTTP/1.1 103 Early Hints\r\nlink: <x>\r\n\r\n'.repeat(100)),
    limits: HURRIED,
    comes: 'unknown answer-timeout',
  },
  {
    name: 'a flood of 102',
    serve: floods('', 'HTTP/1.1 102 Processing\r\n\r\n'.repeat(100)),
    limits: HURRIED,
    comes: 'unknown answer-timeout',
  },
  {
    name: 'hints, then the answer',
    serve: says(`HTTP/1.1 103 Early Hints\r\nlink: <x>\r\n\r\n${answer(200, [], '{}')}`),
    comes: 'object',
  },
  {
    name: 'a hint that carries the headers of a success',
    serve: ends('HTTP/1.1 103 Early Hints\r\ncontent-length: 2\r\n\r\n{}'),
    comes: ['unknown answer-invalid', 'unknown answer-lost'],
  },
];

export const brokenHttp: Group = { name: 'an answer that is no HTTP:', attacks: garbage };
export const brokenHeads: Group = { name: 'a head:', attacks: heads };
export const informationalAnswers: Group = { name: 'an answer before the answer:', attacks: informational };
