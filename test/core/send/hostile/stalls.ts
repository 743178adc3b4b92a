import { createServer } from 'node:net';
import { type Attack, answer, drips, type Group, HURRIED, says } from './attack.ts';

/** A server that is there and takes its time, in each phase of an answer. */
const STALLS: readonly Pick<Attack, 'name' | 'serve'>[] = [
  { name: 'before the first byte', serve: () => {} },
  { name: 'in the status line', serve: (socket) => void socket.write('HTTP/1.1 2') },
  { name: 'in the headers', serve: (socket) => void socket.write('HTTP/1.1 200 OK\r\nx: y\r\n') },
  {
    name: 'before the body',
    serve: (socket) => void socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n'),
  },
  {
    name: 'in the body',
    serve: (socket) => void socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{}'),
  },
  {
    name: 'between chunks',
    serve: (socket) => void socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n'),
  },
  {
    name: 'in the size of a chunk',
    serve: (socket) => void socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2'),
  },
  {
    name: 'before the last chunk',
    serve: (socket) =>
      void socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n'),
  },
  {
    name: 'in a refusal',
    serve: (socket) => void socket.write('HTTP/1.1 400 X\r\ncontent-length: 10\r\n\r\n{}'),
  },
  {
    name: 'in a redirect',
    serve: (socket) =>
      void socket.write('HTTP/1.1 302 X\r\nlocation: https://evil.example/\r\ncontent-length: 10\r\n\r\n'),
  },
  { name: 'with headers, one at a time', serve: drips('HTTP/1.1 200 OK\r\n', 'x: y\r\n') },
  { name: 'with a header, letter by letter', serve: drips('HTTP/1.1 200 OK\r\nx: ', 'y') },
  {
    name: 'with a body, letter by letter',
    serve: drips('HTTP/1.1 200 OK\r\ncontent-length: 10000\r\n\r\n', 'x'),
  },
  {
    name: 'with chunks, one at a time',
    serve: drips('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n', '1\r\nx\r\n'),
  },
  {
    name: 'with a compressed body, letter by letter',
    serve: drips('HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n\x1f', '\x8b'),
  },
  { name: 'with blank lines', serve: drips('', '\r\n') },
];

const slow = STALLS.map(
  (attack): Attack => ({
    ...attack,
    limits: HURRIED,
    comes: 'unknown answer-timeout',
  }),
);

/** The person cancels, whatever the server is about to do. */
const cancelled: readonly Attack[] = [
  {
    name: 'while the name is looked up',
    at: 'cloud',
    client: (_port, cancel) => ({ connectTo: () => undefined, lookup: cancel }),
    comes: 'not-sent cancelled',
    requests: 0,
  },
  {
    name: 'in the handshake',
    at: 'cloud',
    client: (port, cancel) => ({
      connectTo: () => {
        setImmediate(cancel);
        return { hostname: '127.0.0.1', port };
      },
    }),
    server: () => createServer(() => {}),
    comes: 'not-sent cancelled',
    requests: 0,
  },
  {
    name: 'while a proxy is asked',
    at: 'cloud',
    client: (port, cancel) => ({
      proxyFor: () => {
        setTimeout(cancel, 30);
        return { url: `http://127.0.0.1:${port}` };
      },
    }),
    server: () => createServer(() => {}),
    comes: 'not-sent cancelled',
    requests: 0,
  },
  {
    name: 'while it waits for the answer',
    serve: (_socket, { cancel }) => cancel(),
    comes: 'unknown cancelled-after-sending',
  },
  {
    name: 'in the headers',
    serve: writesAndCancels('HTTP/1.1 200 OK\r\nx: y\r\n'),
    comes: 'unknown cancelled-after-sending',
  },
  {
    name: 'in the body',
    serve: writesAndCancels('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{}'),
    comes: 'unknown cancelled-after-sending',
  },
  {
    name: 'in a body that is too large already',
    serve: writesAndCancels(`HTTP/1.1 200 OK\r\ncontent-length: 300000\r\n\r\n${'x'.repeat(150_000)}`),
    comes: ['changed too-large', 'unknown cancelled-after-sending'],
  },
  {
    name: 'while a throttled request waits',
    serve: (socket, { cancel }) => {
      cancel();
      socket.write(answer(429, ['retry-after: 1']));
    },
    comes: 'unknown cancelled-after-sending',
  },
];

/** Cancels a moment after something was written, so that it has arrived. */
function writesAndCancels(text: string): NonNullable<Attack['serve']> {
  return (socket, { cancel }) => socket.write(text, () => setTimeout(cancel, 30));
}

/** Servers that are done before they have read the request. */
const early: readonly Attack[] = [
  {
    name: 'answers before the body of the request is there',
    request: { body: JSON.stringify({ displayName: 'x'.repeat(2_000_000) }) },
    serve: says(answer(413)),
    comes: 'refused 413',
  },
];

export const slowServers: Group = { name: 'a server stalls', attacks: slow };
export const cancelledSends: Group = { name: 'a send is cancelled', attacks: cancelled };
export const earlyServers: Group = { name: 'a server', attacks: early };
