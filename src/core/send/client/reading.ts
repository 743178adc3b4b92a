import { readObjectInSteps } from '../../change/readInSteps.ts';
import type { Environment } from '../../environments.ts';
import type { HeaderLine } from '../../request/message.ts';
import type { JsonObject } from '../../text/jsonValues.ts';
import { isSecretHeader, MASK, maskCutToken, maskToken } from '../../text/secrets.ts';
import { parseGraphError, redirectPlace } from '../error.ts';
import {
  answerHeadersTooLarge,
  answerInvalid,
  answerLost,
  answerTimeout,
  cancelled,
  cancelledAfterSending,
  type Failure,
  type PartialAnswer,
} from '../failures.ts';
import { headerOf } from '../headers.ts';
import { inSlices } from '../inSlices.ts';
import type { Answer, GraphError, Outcome, Retry, TargetedRequest } from '../outcome.ts';
import { codeOf, connectFailure } from './connectFailure.ts';
import { decodeBody } from './decode.ts';
import { type Exchanged, type SpoolFor, Stop } from './exchange.ts';
import type { Spooled } from './spool.ts';

/** What is needed to read an answer. */
export interface Reading {
  /** Where the request went. */
  readonly url: URL;
  /** The token: a service that echoes it must not bring it into the outcome. */
  readonly secret: string;
  readonly clientRequestId: string;
  /** Bytes of a body at most. */
  readonly limit: number;
  /** When the send began, by `performance.now()`. */
  readonly started: number;
  /** Where a body goes that is longer than the limit once it is decompressed. */
  readonly spoolFor?: SpoolFor | undefined;
  /** The attempts that were turned away before. */
  readonly retries?: readonly Retry[];
}

/** What an answer means: its kind follows from the status alone, its body only says more. */
export async function outcomeOf(
  exchanged: Extract<Exchanged, { kind: 'answered' }>,
  reading: Reading,
): Promise<Outcome> {
  const headers = exchanged.headers.map((line) => cleanHeader(line, reading.secret));
  const decoded = await decodeBody(exchanged.headers, exchanged.body, reading.limit);
  const incomplete = exchanged.tooLarge ? 'too-large' : decoded.incomplete;
  const file =
    exchanged.tooLarge || incomplete !== 'too-large' ? exchanged.file : await keptWhole(exchanged, reading);
  const requestId = headerOf(headers, 'request-id');
  const answer: Answer = {
    status: exchanged.status,
    headers,
    body: (incomplete === undefined ? maskToken : maskCutToken)(decoded.text, reading.secret),
    size: file?.size ?? decoded.size,
    ...(incomplete === undefined ? {} : { incomplete }),
    ...(file === undefined ? {} : { file: file.path }),
    phases: exchanged.phases,
    duration: performance.now() - reading.started,
    ...(reading.retries?.length ? { retries: [...reading.retries] } : {}),
    ...(requestId === undefined ? {} : { requestId }),
    clientRequestId: reading.clientRequestId,
  };
  const object = incomplete === undefined ? await objectIn(answer.body) : undefined;
  if (answer.status < 200 || answer.status > 299) {
    return { kind: 'refused', answer, error: refusalOf(answer, object, reading.url) };
  }
  return object === undefined ? { kind: 'changed', answer } : { kind: 'object', answer, object };
}

/** What a request without a whole answer means: whether it had been handed to its socket decides. */
export function failedOutcome(
  { sent, status, reason }: Extract<Exchanged, { kind: 'failed' }>,
  { url, method }: Pick<TargetedRequest, 'url' | 'method'>,
  environment: Environment,
): Outcome {
  if (sent) {
    const seen = status === undefined ? { method } : { method, status };
    return { kind: 'unknown', ...lostAnswer(reason, seen) };
  }
  if (reason instanceof Stop && reason.why === 'cancelled') return notSent(cancelled());
  const code = codeOf(reason);
  if (code === 'UND_ERR_DESTROYED' || code === 'UND_ERR_CLOSED') return notSent(cancelled());
  return notSent(connectFailure(reason, url.host, environment.real));
}

/** The outcome of a request that never left. */
export function notSent({ code, message }: Failure): Outcome {
  return { kind: 'not-sent', code, message };
}

function lostAnswer(reason: Error, seen: PartialAnswer): Failure {
  if (reason instanceof Stop)
    return reason.why === 'timeout' ? answerTimeout(seen) : cancelledAfterSending(seen);
  const code = codeOf(reason);
  switch (code) {
    case 'UND_ERR_HEADERS_TIMEOUT':
    case 'UND_ERR_BODY_TIMEOUT':
      return answerTimeout(seen);
    case 'UND_ERR_HEADERS_OVERFLOW':
      return answerHeadersTooLarge(seen);
    case 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH':
      return answerInvalid(seen);
    default:
      return reason.name === 'HTTPParserError' ? answerInvalid(seen) : answerLost(seen);
  }
}

function refusalOf(answer: Answer, object: JsonObject | undefined, url: URL): GraphError {
  const error = parseGraphError(answer.status, answer.headers, object ?? answer.body);
  if (answer.status > 399) return error;
  const place = redirectPlace(answer.headers, url);
  if (place === undefined) return error;
  return {
    ...error,
    code: 'redirect',
    message: `The service answered with a redirect to ${place}. It was not followed: the token goes to ${url.host} only.`,
  };
}

/** Writes a body that grew beyond the limit in decompression into a file. */
async function keptWhole(
  { headers, body }: Extract<Exchanged, { kind: 'answered' }>,
  { spoolFor }: Reading,
): Promise<Spooled | undefined> {
  const spool = spoolFor?.(headers);
  spool?.write(body);
  spool?.end();
  return spool?.done;
}

function cleanHeader({ name, value }: HeaderLine, secret: string): HeaderLine {
  return { name: maskToken(name, secret), value: isSecretHeader(name) ? MASK : maskToken(value, secret) };
}

async function objectIn(body: string): Promise<JsonObject | undefined> {
  return /^\s*\{/.test(body) ? inSlices(readObjectInSteps(body)) : undefined;
}
