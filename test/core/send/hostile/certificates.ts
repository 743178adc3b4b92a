import { createServer as createHttpsServer } from 'node:https';
import { createServer as createNetServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { ClientOptions } from '../../../../src/core/send/client/client.ts';
import {
  type Certificate,
  createAuthority,
  createSelfSigned,
  issueWith,
} from '../../../support/certificates.ts';
import { authority, graphCertificate } from '../world.ts';
import { type Attack, type Group, HURRIED } from './attack.ts';

/** Certificates that are not the host's own, or not any more. Made when they are used. */
const FALSE: readonly (readonly [what: string, make: () => Certificate, says: RegExp])[] = [
  ['of another host', () => authority.issue(['evil.example']), /belongs to another host/],
  ['of another Graph host', () => authority.issue(['graph.microsoft.us']), /belongs to another host/],
  ['of the domain above', () => authority.issue(['microsoft.com', '*.com']), /belongs to another host/],
  ['of every host below ours', () => authority.issue(['*.graph.microsoft.com']), /belongs to another host/],
  [
    'with a star inside a name',
    () => authority.issue(['gr*ph.microsoft.example']),
    /belongs to another host/,
  ],
  [
    'of a host that begins like ours',
    () => authority.issue(['graph.microsoft.com.evil.example']),
    /another host/,
  ],
  [
    'with a NUL behind our name',
    () => authority.issue(['graph.microsoft.com\0.evil.example']),
    /another host/,
  ],
  ['of a look-alike', () => authority.issue(['graph.rnicrosoft.com']), /belongs to another host/],
  [
    'with our name as its subject alone',
    () => authority.issue(['evil.example'], { subject: 'graph.microsoft.com' }),
    /another host/,
  ],
  ['that has expired', () => authority.issue(['graph.microsoft.com'], { days: -1 }), /expired/],
  [
    'that is not valid yet',
    () => authority.issue(['graph.microsoft.com'], { startsIn: 2, days: 5 }),
    /not valid yet/,
  ],
  ['that is signed by itself', () => createSelfSigned('graph.microsoft.com'), /signed by itself/],
  [
    'of an unknown authority',
    () => createAuthority('Nobody').issue(['graph.microsoft.com']),
    /issuer is not known/,
  ],
  [
    'of an authority that only has the name of a known one',
    () => createAuthority('Graph HTTP tests').issue(['graph.microsoft.com']),
    /not trusted/,
  ],
  [
    'that a certificate of a mere host has signed',
    () => issueWith(authority.issue(['evil.example']), 'evil.example', ['graph.microsoft.com']),
    /not trusted/,
  ],
];

const certificates: readonly Attack[] = FALSE.map(([what, make, says]) => ({
  name: what,
  at: 'cloud',
  server: () => createHttpsServer(make(), (_request, response) => void response.end('{}')),
  comes: 'not-sent certificate',
  requests: 0,
  says,
}));

/** A server that does not get as far as a certificate. */
function raw(speak: (socket: Socket) => void): () => Server {
  return () =>
    createNetServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => speak(socket));
    });
}

const handshakes: readonly Attack[] = [
  {
    name: 'that agrees to TLS 1.1 only',
    server: () =>
      createTlsServer({
        ...graphCertificate,
        minVersion: 'TLSv1',
        maxVersion: 'TLSv1.1',
        ciphers: 'ALL@SECLEVEL=0',
      }),
    comes: 'not-sent tls',
  },
  {
    name: 'that agrees to a cipher without a key only',
    server: () =>
      createTlsServer({ ...graphCertificate, maxVersion: 'TLSv1.2', ciphers: 'eNULL@SECLEVEL=0' }),
    comes: 'not-sent tls',
  },
  {
    name: 'that answers without encryption',
    server: raw((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}')),
    comes: 'not-sent tls',
  },
  {
    name: 'that redirects to http before the handshake',
    server: raw((socket) =>
      socket.end('HTTP/1.1 301 Moved\r\nlocation: http://graph.microsoft.com/\r\n\r\n'),
    ),
    comes: 'not-sent tls',
  },
  {
    name: 'that answers with garbage',
    server: raw((socket) => socket.end(Buffer.alloc(2_000, 0xaa))),
    comes: 'not-sent tls',
  },
  {
    name: 'that answers with an alert',
    server: raw((socket) => socket.end(Buffer.from([21, 3, 3, 0, 2, 2, 40]))),
    comes: 'not-sent tls',
  },
  { name: 'that closes', server: raw((socket) => socket.end()), comes: 'not-sent connection-reset' },
  {
    name: 'that resets',
    server: raw((socket) => socket.resetAndDestroy()),
    comes: 'not-sent connection-reset',
  },
  {
    name: 'that never answers',
    server: raw(() => {}),
    limits: { connectTimeout: 300 },
    comes: 'not-sent connect-timeout',
  },
  {
    name: 'that drips',
    server: raw((socket) => {
      socket.write(Buffer.from([22, 3, 3, 0x3f, 0xff, 2]));
      const timer = setInterval(() => socket.write(Buffer.from([0])), 20);
      socket.on('close', () => clearInterval(timer));
    }),
    limits: { ...HURRIED, connectTimeout: 300 },
    comes: 'not-sent connect-timeout',
  },
].map((attack) => ({ at: 'cloud' as const, requests: 0, ...attack }));

/** Answers a look-up with an address, as `lookup` of `node:net` is called back. */
function found(address: string): NonNullable<ClientOptions['lookup']> {
  return (_host, options, callback) =>
    options.all === true ? callback(null, [{ address, family: 4 }]) : callback(null, address, 4);
}

/** Name servers that lie, or do not answer: the certificate alone says who a host is. */
const nameServers: readonly Attack[] = [
  {
    name: 'that leads to somebody else',
    at: 'cloud',
    client: (port) => ({ lookup: found('127.0.0.1'), connectTo: (hostname) => ({ hostname, port }) }),
    server: () =>
      createHttpsServer(authority.issue(['evil.example']), (_request, response) => void response.end('{}')),
    comes: 'not-sent certificate',
    requests: 0,
  },
  {
    name: 'that never answers',
    at: 'cloud',
    client: () => ({ lookup: () => {}, connectTo: () => undefined }),
    limits: { connectTimeout: 300 },
    comes: 'not-sent connect-timeout',
    requests: 0,
  },
];

export const lyingNameServers: Group = { name: 'a name server', attacks: nameServers };
export const falseCertificates: Group = { name: 'a certificate', attacks: certificates };
export const brokenHandshakes: Group = { name: 'a handshake', attacks: handshakes };
