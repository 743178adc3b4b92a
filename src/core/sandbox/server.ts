import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Clock } from '../host.ts';
import { Refusal, refusalAnswer, requestIds } from './answer.ts';
import { writeAnswer, writeRaw } from './wire.ts';

/** How long a client may take. Milliseconds. */
export interface Patience {
  /** For the headers of a request. */
  readonly headers: number;
  /** For all of a request. */
  readonly request: number;
  /** Between two requests on one connection. */
  readonly idle: number;
  /** How often this is looked at. */
  readonly check: number;
}

const PATIENCE: Patience = { headers: 10_000, request: 30_000, idle: 30_000, check: 2_000 };
/** Connections beyond this are dropped. */
const MOST_CONNECTIONS = 256;

/**
 * An HTTP server that answers whatever comes: what node's parser refuses, too slow requests, tunnels and
 * strange expectations get an error body of Graph like everything else. It does not listen yet.
 */
export function createSandboxServer(listener: RequestListener, clock: Clock, patience = PATIENCE): Server {
  const responses = new WeakMap<Duplex, ServerResponse>();
  const server = createServer({
    headersTimeout: patience.headers,
    requestTimeout: patience.request,
    keepAliveTimeout: patience.idle,
    connectionsCheckingInterval: patience.check,
    requireHostHeader: false,
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.on('request', (incoming, outgoing) => {
    responses.set(incoming.socket, outgoing);
    listener(incoming, outgoing);
  });
  server.on('checkExpectation', (_, outgoing) => {
    const refusal = new Refusal(417, 'ExpectationFailed', 'The Expect header asks for something unknown.');
    writeAnswer(outgoing, refusalAnswer(refusal, requestIds(undefined), clock));
  });
  server.on('connect', (_, socket) => {
    const refusal = new Refusal(501, 'notSupported', 'The sandbox is no proxy.');
    writeRaw(socket, refusalAnswer(refusal, requestIds(undefined), clock));
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const begun =
      responses.get(socket)?.headersSent === true && responses.get(socket)?.writableFinished !== true;
    if (begun || error.code === 'ECONNRESET') socket.destroy();
    else writeRaw(socket, refusalAnswer(clientRefusal(error.code), requestIds(undefined), clock));
  });
  return server;
}

/** What a request that is no good HTTP is told. Codes are those of node's parser. */
function clientRefusal(code: string | undefined): Refusal {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return new Refusal(431, 'RequestHeaderFieldsTooLarge', 'The headers of the request are too long.');
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return new Refusal(413, 'RequestEntityTooLarge', 'The chunk extensions of the request are too long.');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new Refusal(408, 'RequestTimeout', 'The request took too long to arrive.');
    default:
      return new Refusal(400, 'BadRequest', 'The request is not valid HTTP.');
  }
}
