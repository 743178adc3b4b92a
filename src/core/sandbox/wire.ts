import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { SandboxAnswer } from './answer.ts';
import type { Faults } from './faults.ts';

/** Pieces of a slow body, and milliseconds between them. */
const SLOW_PIECES = 10;
const SLOW_PAUSE = 100;

/**
 * The answer as a web response, with the faults that are ordered for the way it takes.
 *
 * @param socket of the request, cut where a reset is ordered
 * @param sleep waits so many milliseconds
 */
export function toResponse(
  answer: SandboxAnswer,
  faults: Faults,
  socket: Socket | undefined,
  sleep: (ms: number) => Promise<void>,
): Response {
  if (faults.reset !== undefined) {
    socket?.resetAndDestroy();
    return RESPONSE_ALREADY_SENT;
  }
  const { status, headers, body } = answer;
  const init = { status, headers };
  if (body === undefined) return new Response(null, init);
  const text = faults.brokenJson ? body.slice(0, Math.floor(body.length / 2)) : body;
  return new Response(faults.slowBody ? slowly(text, sleep) : text, init);
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
