import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect, type Socket } from 'node:net';
import type { TestContext } from 'node:test';
import type { Certificate } from '../../support/certificates.ts';
import { authority, listen } from './world.ts';

/** What a proxy saw of a CONNECT. */
export interface Connect {
  readonly target: string;
  readonly headers: Record<string, unknown>;
}

/** A proxy that leads every tunnel to one port of this computer. */
export async function proxyServer(
  t: TestContext,
  to: number,
  options: { readonly status?: number; readonly tls?: boolean; readonly certificate?: Certificate } = {},
) {
  const seen: Connect[] = [];
  let bytes = '';
  const make = () =>
    options.tls === true
      ? createHttpsServer(options.certificate ?? authority.issue(['localhost']))
      : createHttpServer();
  const server = make();
  server.on('connect', (request, socket: Socket) => {
    seen.push({ target: request.url ?? '', headers: { ...request.headers } });
    socket.on('error', () => {});
    if (options.status !== undefined) {
      socket.end(`HTTP/1.1 ${options.status} No\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    const upstream = connect(to, '127.0.0.1', () =>
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n'),
    );
    upstream.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      bytes += chunk.toString('latin1');
    });
    socket.pipe(upstream).pipe(socket);
    socket.on('close', () => upstream.destroy());
  });
  return { ...(await listen(t, server)), seen, bytes: () => bytes };
}
