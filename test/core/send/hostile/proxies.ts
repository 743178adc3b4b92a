import { createServer as createHttpsServer } from 'node:https';
import { createServer as createNetServer, type Server, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { authority } from '../world.ts';
import type { Attack, Group } from './attack.ts';

/** A proxy that does something else than to open a tunnel. What it gets is never more than CONNECT. */
function proxy(speak: (socket: Socket) => void): () => Server {
  return () =>
    createNetServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => speak(socket));
    });
}

const attacks: readonly Attack[] = [
  { name: 'closes', server: proxy((socket) => socket.end()), comes: 'not-sent proxy-unreachable' },
  {
    name: 'resets',
    server: proxy((socket) => socket.resetAndDestroy()),
    comes: 'not-sent proxy-unreachable',
  },
  {
    name: 'answers with garbage',
    server: proxy((socket) => socket.end('nonsense\r\n\r\n')),
    comes: 'not-sent proxy-unreachable',
  },
  {
    name: 'never answers',
    server: proxy(() => {}),
    limits: { connectTimeout: 400 },
    comes: ['not-sent proxy-unreachable', 'not-sent connect-timeout'],
  },
  {
    name: 'wants a password',
    server: proxy((socket) =>
      socket.end('HTTP/1.1 407 X\r\nproxy-authenticate: Basic realm="<script>"\r\ncontent-length: 0\r\n\r\n'),
    ),
    comes: 'not-sent proxy-authentication',
  },
  {
    name: 'redirects',
    server: proxy((socket) =>
      socket.end('HTTP/1.1 302 X\r\nlocation: http://evil.example/\r\ncontent-length: 0\r\n\r\n'),
    ),
    comes: 'not-sent proxy-refused',
  },
  {
    name: 'refuses with a page',
    server: proxy((socket) =>
      socket.end('HTTP/1.1 403 X\r\ncontent-length: 25\r\n\r\n<script>alert(1)</script>'),
    ),
    comes: 'not-sent proxy-refused',
  },
  {
    name: 'sends headers without an end',
    server: proxy((socket) => socket.end(`HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(20_000)}`)),
    comes: 'not-sent proxy-unreachable',
  },
  {
    name: 'hints for ever',
    server: proxy(hints),
    limits: { connectTimeout: 400, totalTimeout: 1_500 },
    comes: ['not-sent proxy-refused', 'not-sent proxy-unreachable', 'not-sent connect-timeout'],
  },
  {
    name: 'speaks without encryption in the tunnel',
    server: proxy((socket) =>
      socket.end('HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}'),
    ),
    comes: ['not-sent tls', 'not-sent connection-reset'],
  },
  {
    name: 'closes the tunnel',
    server: proxy((socket) =>
      socket.write('HTTP/1.1 200 OK\r\n\r\n', () => setTimeout(() => socket.end(), 20)),
    ),
    comes: 'not-sent connection-reset',
  },
  { name: 'answers in the place of the host', server: proxy(impersonate), comes: 'not-sent certificate' },
].map((attack) => ({
  at: 'cloud' as const,
  requests: 0,
  client: (port: number) => ({ proxyFor: () => ({ url: `http://me:hunter2@127.0.0.1:${port}` }) }),
  ...attack,
}));

/** Opens the tunnel, and speaks TLS in it with a certificate of its own. */
function impersonate(socket: Socket): void {
  socket.write('HTTP/1.1 200 OK\r\n\r\n');
  const own = new TLSSocket(socket, { isServer: true, ...authority.issue(['evil.example']) });
  own.on('error', () => {});
}

function hints(socket: Socket): void {
  const timer = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'), 20);
  socket.on('close', () => clearInterval(timer));
}

/** A proxy over TLS whose own certificate is false. */
const untrusted: Attack = {
  name: 'has a false certificate',
  at: 'cloud',
  requests: 0,
  server: () => createHttpsServer(authority.issue(['evil.example'])),
  client: (port) => ({ proxyFor: () => ({ url: `https://localhost:${port}` }) }),
  comes: 'not-sent certificate',
  says: /certificate of the proxy/,
};

export const hostileProxies: Group = { name: 'a proxy', attacks: [...attacks, untrusted] };
