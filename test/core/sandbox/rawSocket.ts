import assert from 'node:assert/strict';
import { connect } from 'node:net';
import type { JsonObject } from '../../../src/core/text/jsonValues.ts';

/** An answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/**
 * Writes bytes to a connection of its own, half-closes it where `end` is set, and reads until the other side
 * closes. Fails where that takes longer than `patience` milliseconds.
 */
export function exchangeRaw(
  url: string,
  bytes: Buffer | string,
  end: boolean,
  patience = 20_000,
): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    const chunks: Buffer[] = [];
    const timer = setTimeout(() => {
      socket.destroy();
      reject(
        new Error(`No end of the answer after ${patience} ms: ${Buffer.concat(chunks).toString('latin1')}`),
      );
    }, patience);
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(Buffer.concat(chunks).toString('utf8'));
    });
    if (end) socket.end(bytes);
    else socket.write(bytes);
  });
}

/** Reads an answer, and fails where it is not well-formed HTTP with a length that fits. */
export function parseAnswer(text: string, method: string): RawAnswer {
  const split = text.indexOf('\r\n\r\n');
  assert.ok(split > 0, `no answer: ${JSON.stringify(text.slice(0, 300))}`);
  const [line = '', ...lines] = text.slice(0, split).split('\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3}) [\w' -]+$/.exec(line)?.[1]);
  assert.ok(status >= 200 && status <= 599, line);
  const headers = new Map<string, string>();
  for (const each of lines) {
    const parts = /^([\w-]+): ?(.*)$/.exec(each);
    assert.ok(parts?.[1] !== undefined && parts[2] !== undefined, each);
    headers.set(parts[1].toLowerCase(), parts[2]);
  }
  const body = text.slice(split + 4);
  // What is no request has no method either, so that its answer may have a body.
  const bodiless = (method === 'HEAD' && body === '') || status === 204 || status === 304;
  assert.equal(
    Buffer.byteLength(body),
    bodiless ? 0 : Number(headers.get('content-length')),
    text.slice(0, 500),
  );
  return { status, headers, body };
}

/** Fails where an answer from 400 on has not the error body of Graph. Never 500: that would be a mistake of ours. */
export function assertGraphAnswer({ status, headers, body }: RawAnswer, method: string): void {
  assert.notEqual(status, 500, body);
  assert.match(headers.get('request-id') ?? '', /^[\da-f-]{36}$/);
  if (method === 'HEAD' || body === '' || headers.get('content-type')?.startsWith('text/plain')) {
    assert.ok(status < 400 || method === 'HEAD', `${status} without a body`);
    return;
  }
  const value = JSON.parse(body) as JsonObject;
  if (status < 400) return;
  const error = value.error as JsonObject;
  assert.ok(
    typeof error.code === 'string' && typeof error.message === 'string' && error.message.length < 1_000,
    body,
  );
  const inner = error.innerError as JsonObject;
  assert.ok(inner.date && inner['request-id'] && inner['client-request-id'], body);
}
