import type { IncomingMessage } from 'node:http';
import { isObject } from '../../change/json.ts';
import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from '../../text/codeUnits.ts';
import type { JsonObject } from '../../text/jsonValues.ts';
import { Refusal } from '../answer.ts';
import { badRequest } from './resourceRefusals.ts';

/** Levels of nesting that OData's own readers take by default. */
const DEPTH_LIMIT = 100;

/**
 * Reads a request's body, and stops as soon as it is longer than `limit` bytes.
 *
 * @throws Refusal 413 where it is longer; Error where the client goes away.
 */
export function readBody(incoming: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(incoming.headers['content-length'] ?? 0) > limit) return Promise.reject(tooLarge(limit));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (): void => {
      incoming.off('data', onData).off('end', onEnd).off('error', onError).off('close', onClose);
    };
    const onData = (chunk: Buffer): void => {
      size += chunk.length;
      chunks.push(chunk);
      if (size <= limit) return;
      settle();
      incoming.pause();
      reject(tooLarge(limit));
    };
    const onEnd = (): void => {
      settle();
      resolve(Buffer.concat(chunks));
    };
    const onError = (error: Error): void => {
      settle();
      reject(error);
    };
    const onClose = (): void => onError(new Error('The client went away before it had sent its body.'));
    incoming.on('data', onData).on('end', onEnd).on('error', onError).on('close', onClose);
  });
}

/** Headers that say what a body is. */
export interface BodyHeaders {
  readonly contentType: string | undefined;
  readonly contentEncoding: string | undefined;
}

/**
 * The JSON object that a request sends.
 *
 * @throws Refusal 415 where it is not sent as UTF-8 JSON, 400 where it is missing, no JSON, no object, or
 *   nested too deeply.
 */
export function parseBody(bytes: Buffer, headers: BodyHeaders): JsonObject {
  if (bytes.length === 0) throw badRequest('The request has no body. Send the properties as JSON.');
  checkMediaType(headers);
  const value = parseJson(bytes);
  if (!isObject(value)) throw badRequest('The body must be a JSON object: { "property": value }.');
  return value;
}

/** Parses UTF-8 JSON; a byte order mark is passed over. */
export function parseJson(bytes: Buffer): unknown {
  if (nestedDeeperThan(bytes, DEPTH_LIMIT)) {
    throw badRequest(`The body is nested more than ${DEPTH_LIMIT} levels deep, which no resource is.`);
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError)
      throw badRequest('Unable to read JSON request payload. The body is not valid JSON.');
    throw badRequest('Unable to read JSON request payload. The body is not valid UTF-8.');
  }
}

/** Counts brackets outside strings, so that a hostile body is refused before it is parsed. */
function nestedDeeperThan(bytes: Buffer, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (inString) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) {
      inString = true;
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      if (++depth > limit) return true;
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      depth--;
    }
  }
  return false;
}

function checkMediaType({ contentType, contentEncoding }: BodyHeaders): void {
  if (contentEncoding !== undefined && !/^\s*identity\s*$/i.test(contentEncoding)) {
    throw unsupported('The sandbox takes no compressed bodies. Leave the Content-Encoding header out.');
  }
  if (contentType === undefined) {
    throw unsupported('The body has no Content-Type header. Add: Content-Type: application/json');
  }
  const [type = '', ...parameters] = contentType.split(';');
  if (type.trim().toLowerCase() !== 'application/json') {
    throw unsupported('The Content-Type of the body must be application/json.');
  }
  const charset = parameters
    .map((each) => /^\s*charset\s*=\s*"?([\w-]*)"?\s*$/i.exec(each)?.[1])
    .find(Boolean);
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) {
    throw unsupported('JSON is sent as UTF-8. Leave the charset out of the Content-Type header.');
  }
}

function unsupported(message: string): Refusal {
  return new Refusal(415, 'UnsupportedMediaType', message);
}

function tooLarge(limit: number): Refusal {
  return new Refusal(
    413,
    'RequestEntityTooLarge',
    `The body is larger than ${limit.toLocaleString('en-US')} bytes. Send a smaller one.`,
    { headers: { connection: 'close' } },
  );
}
