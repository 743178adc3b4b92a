/** Servers, clients and clocks for the tests of sending. Everything is on 127.0.0.1 and ends with its test. */
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer as createNetServer, type Server, type Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { createServer as createTlsServer } from 'node:tls';
import { type Environment, GLOBAL, SANDBOX } from '../../../src/core/environments.ts';
import type { AccessToken, Clock } from '../../../src/core/host.ts';
import type { HeaderLine } from '../../../src/core/request/message.ts';
import { type Client, type ClientOptions, createClient } from '../../../src/core/send/client/client.ts';
import type { TargetedRequest } from '../../../src/core/send/outcome.ts';
import { type Authority, type Certificate, createAuthority } from '../../support/certificates.ts';

/** The token of all tests: what must be seen by the right server only. */
export const TOKEN = 'eyJ0eXAiOiJKV1QifQ.dGhlLXRva2VuLW9mLXRoZS10ZXN0cw.c2lnbmF0dXJl';
export const ACCESS: AccessToken = { value: TOKEN, account: 'adele@contoso.com' };

export const authority: Authority = createAuthority('Graph HTTP tests');
export const graphCertificate: Certificate = authority.issue(['graph.microsoft.com']);

/** A server that listens. */
export interface Listening {
  readonly port: number;
  /** Connections so far. */
  readonly connections: () => number;
}

/** Lets a server listen until the test ends. */
export async function listen(t: TestContext, server: Server): Promise<Listening> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections++;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return { port: (server.address() as AddressInfo).port, connections: () => connections };
}

/** A request as a server got it. */
export interface Got {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

/** A server that keeps what it gets. */
export interface Recording extends Listening {
  readonly got: Got[];
}

export type Answerer = (got: Got, response: ServerResponse, count: number) => void;

function recorder(got: Got[], answer: Answerer): RequestListener {
  return (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers, rawHeaders } = request;
      const one = { method, url, headers, rawHeaders, body: Buffer.concat(chunks).toString() };
      got.push(one);
      answer(one, response, got.length);
    });
  };
}

/** An http server: the sandbox. */
export async function sandboxServer(t: TestContext, answer: Answerer): Promise<Recording> {
  const got: Got[] = [];
  return { ...(await listen(t, createHttpServer(recorder(got, answer)))), got };
}

/** An https server: a cloud, with the certificate of graph.microsoft.com where none other is given. */
export async function cloudServer(
  t: TestContext,
  answer: Answerer,
  certificate = graphCertificate,
): Promise<Recording> {
  const got: Got[] = [];
  return { ...(await listen(t, createHttpsServer(certificate, recorder(got, answer)))), got };
}

/** A server that speaks whatever the test writes, once the head and the body of a request are there. */
export function rawSandbox(
  t: TestContext,
  speak: (socket: Socket, request: string) => void,
): Promise<Listening> {
  return listen(
    t,
    createNetServer((socket) => afterRequest(socket, speak)),
  );
}

/** The same over TLS. */
export function rawCloud(
  t: TestContext,
  speak: (socket: Socket, request: string) => void,
): Promise<Listening> {
  return listen(
    t,
    createTlsServer(graphCertificate, (socket) => {
      socket.on('error', () => {});
      afterRequest(socket, speak);
    }),
  );
}

/** Calls back with the text of each request (Latin-1), once its head and its body are there. */
export function afterRequest(socket: Socket, speak: (socket: Socket, request: string) => void): void {
  let text = '';
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
    const end = text.indexOf('\r\n\r\n');
    const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
    if (end < 0 || text.length < end + 4 + length) return;
    const request = text;
    text = '';
    speak(socket, request);
  });
}

/** A clock that never waits, and says what it was asked for. */
export interface TestClock extends Clock {
  readonly slept: number[];
}

export function testClock(now = 1_700_000_000_000): TestClock {
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    sleep: async (ms, signal) => {
      slept.push(ms);
      signal?.throwIfAborted();
    },
  };
}

/** A client that ends with its test. */
export function client(t: TestContext, options: Partial<ClientOptions> = {}): Client {
  const made = createClient({ version: '1.2.3', clock: testClock(), random: () => 0.5, ...options });
  t.after(() => made.close());
  return made;
}

/** A client that trusts the tests' authority and finds every host at `port` of this computer. */
export function cloudClient(t: TestContext, port: number, options: Partial<ClientOptions> = {}): Client {
  return client(t, { ca: [authority.cert], connectTo: () => ({ hostname: '127.0.0.1', port }), ...options });
}

/** A request for the environment, as `targetRequest` makes it. */
export function requestTo(
  environment: Environment,
  port: number,
  more: {
    readonly method?: string;
    readonly path?: string;
    readonly headers?: readonly HeaderLine[];
    readonly body?: string;
  } = {},
): TargetedRequest {
  const base = environment === SANDBOX ? `http://127.0.0.1:${port}` : 'https://graph.microsoft.com';
  const { method = 'PATCH', path = '/v1.0/me', headers = [], body = '{"displayName":"Adele"}' } = more;
  return {
    method,
    url: new URL(path, base),
    version: 'v1.0',
    headers,
    ...(method === 'GET' ? {} : { body }),
    environment,
    scopes: [],
  };
}

export const toSandbox = (port: number, more?: Parameters<typeof requestTo>[2]) =>
  requestTo(SANDBOX, port, more);
export const toCloud = (more?: Parameters<typeof requestTo>[2]) => requestTo(GLOBAL, 443, more);

/** Answers with JSON. */
export function json(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(value));
}

/** Resolves after `ms` milliseconds. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
