import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer as createProxy, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, connect, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuthority } from '../certificates.ts';

/** What reached the stand-in for Microsoft Graph. */
export type SeenRequest = {
  readonly method: string;
  readonly url: string;
  readonly host: string;
  readonly authorization: string;
  readonly body: string;
};

/** An answer of the stand-in: JSON, or a text that comes in pieces, that many milliseconds apart. */
export type StandInAnswer =
  | { readonly status: number; readonly body?: unknown }
  | { readonly status: number; readonly pieces: readonly string[]; readonly apart: number };

/** graph.microsoft.com on this computer: a TLS server with its own authority, reached through a proxy. */
export type GraphStandIn = {
  /** For the editor's `http.proxy` setting. */
  readonly proxy: string;
  /** File with the authority's certificate, for `NODE_EXTRA_CA_CERTS`. */
  readonly authority: string;
  readonly requests: readonly SeenRequest[];
  /** Hosts and ports that the proxy was asked for. */
  readonly tunnels: readonly string[];
  close(): Promise<void>;
};

const HOST = 'graph.microsoft.com';

/**
 * Starts both servers on loopback ports.
 *
 * @param others hosts beside graph.microsoft.com that the stand-in answers for
 */
export async function openGraphStandIn(
  answer: (request: SeenRequest) => StandInAnswer,
  others: readonly string[] = [],
): Promise<GraphStandIn> {
  const hosts = [HOST, ...others];
  const folder = await mkdtemp(join(tmpdir(), 'graph-http-authority-'));
  const authority = createAuthority('Graph HTTP tests');
  const file = join(folder, 'authority.pem');
  await writeFile(file, authority.cert);
  const requests: SeenRequest[] = [];
  const tunnels: string[] = [];
  const sockets = new Set<Socket>();
  const graph = createServer(authority.issue(hosts), async (incoming, response) => {
    const request = await read(incoming);
    requests.push(request);
    const given = answer(request);
    if ('pieces' in given) {
      await writeSlowly(response, given);
      return;
    }
    const { status, body } = given;
    response.writeHead(status, { 'Content-Type': 'application/json', 'request-id': 'stand-in' });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  });
  const graphPort = await listen(graph, sockets);
  const proxy = createProxy((_, response) => response.writeHead(403).end());
  proxy.on('connect', (incoming: IncomingMessage, socket: Socket) => {
    tunnels.push(incoming.url ?? '');
    socket.on('error', () => socket.destroy());
    if (!hosts.some((host) => incoming.url === `${host}:443`)) {
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      return;
    }
    const upstream = connect(graphPort, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
  });
  const proxyPort = await listen(proxy, sockets);
  return {
    proxy: `http://127.0.0.1:${proxyPort}`,
    authority: file,
    requests,
    tunnels,
    async close() {
      for (const socket of sockets) socket.destroy();
      graph.close();
      proxy.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function writeSlowly(
  response: ServerResponse,
  { status, pieces, apart }: Extract<StandInAnswer, { pieces: readonly string[] }>,
): Promise<void> {
  const length = pieces.reduce((sum, piece) => sum + Buffer.byteLength(piece), 0);
  response.writeHead(status, { 'Content-Type': 'application/xml', 'Content-Length': length, ETag: '"1"' });
  for (const piece of pieces) {
    response.write(piece);
    await new Promise((resolve) => setTimeout(resolve, apart));
  }
  response.end();
}

async function listen(server: Server, sockets: Set<Socket>): Promise<number> {
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function read(incoming: IncomingMessage): Promise<SeenRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return {
    method: incoming.method ?? '',
    url: incoming.url ?? '',
    host: incoming.headers.host ?? '',
    authorization: incoming.headers.authorization ?? '',
    body: Buffer.concat(chunks).toString('utf8'),
  };
}
