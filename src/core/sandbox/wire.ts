import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { SandboxAnswer } from './answer.ts';
import type { Faults } from './behaviour/faults.ts';

/** Pieces of a slow body, and milliseconds between them. */
const SLOW_PIECES = 10;
const SLOW_PAUSE = 100;
/** Characters of padding that are sent at a time. */
const PADDING_PIECE = 64 * 1024;

/** The connection of a request: where its answer goes. */
export interface Connection {
  readonly socket: Socket | undefined;
  readonly response: ServerResponse | undefined;
}

/**
 * The answer as a web response, with the faults that are ordered for the way it takes. An answer without a body
 * has nothing to be slow, broken, cut or huge.
 *
 * @param sleep waits so many milliseconds
 */
export function toResponse(
  answer: SandboxAnswer,
  faults: Faults,
  { socket, response }: Connection,
  sleep: (ms: number) => Promise<void>,
): Response {
  if (faults.reset !== undefined) {
    socket?.resetAndDestroy();
    return RESPONSE_ALREADY_SENT;
  }
  const { status, headers, body } = answer;
  const init = { status, headers };
  if (body === undefined) return new Response(null, init);
  if (faults.truncatedBody && response !== undefined) return truncated(answer, body, response);
  if (faults.hugeBody !== undefined && body.endsWith('}')) return padded(answer, body, faults.hugeBody);
  const text = faults.brokenJson ? body.slice(0, Math.floor(body.length / 2)) : body;
  return new Response(faults.slowBody ? slowly(text, sleep) : text, init);
}

/** Promises the whole body, sends half of it, and goes. */
function truncated({ status, headers }: SandboxAnswer, body: string, response: ServerResponse): Response {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, 'content-length': bytes.length });
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
  return RESPONSE_ALREADY_SENT;
}

/** A JSON object with one more member of so many characters, made while it is sent. */
function padded({ status, headers }: SandboxAnswer, body: string, size: number): Response {
  const encoder = new TextEncoder();
  const start = encoder.encode(`${body.slice(0, body.lastIndexOf('}'))},"@sandbox.padding":"`);
  const end = encoder.encode('"}');
  let left = size;
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(start),
    pull(controller) {
      const count = Math.min(left, PADDING_PIECE);
      left -= count;
      if (count > 0) controller.enqueue(encoder.encode('x'.repeat(count)));
      if (left > 0) return;
      controller.enqueue(end);
      controller.close();
    },
  });
  const length = String(start.length + size + end.length);
  return new Response(stream, { status, headers: { ...headers, 'content-length': length } });
}

function slowly(text: string, sleep: (ms: number) => Promise<void>): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  const size = Math.max(1, Math.ceil(bytes.length / SLOW_PIECES));
  let at = 0;
  return new ReadableStream({
    async pull(controller) {
      // The rest goes out at once where waiting ends early.
      if (at > 0) await sleep(SLOW_PAUSE).catch(() => undefined);
      controller.enqueue(bytes.subarray(at, at + size));
      at += size;
      if (at >= bytes.length) controller.close();
    },
  });
}

/** Writes an answer to a connection that has no response of its own, and closes it. */
export function writeRaw(socket: Duplex, { status, headers, body = '' }: SandboxAnswer): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const lines = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Error'}`];
  const all = { ...headers, 'content-length': String(Buffer.byteLength(body)), connection: 'close' };
  for (const [name, value] of Object.entries(all)) lines.push(`${name}: ${value}`);
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

/** Writes an answer to a response that nothing has been written to. */
export function writeAnswer(response: ServerResponse, { status, headers, body = '' }: SandboxAnswer): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' });
  response.end(body);
}
