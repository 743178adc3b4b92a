/**
 * Answers of the sandbox, and its one form of error: the error body of Microsoft Graph
 * (https://learn.microsoft.com/graph/errors).
 */
import { isGuid } from '../check/formats.ts';
import type { Clock } from '../host.ts';

/** An answer before it is put on the wire. */
export interface SandboxAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** UTF-8 text; absent where the answer has no body. */
  readonly body?: string;
}

/** One entry of `error.details`. */
export interface RefusalDetail {
  readonly code: string;
  readonly message: string;
  /** The property that it is about, as a path: `state/deviceErrorCode`. */
  readonly target?: string;
}

/** A request that the sandbox refuses: thrown anywhere, answered in one place. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: readonly RefusalDetail[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    message: string,
    more: { readonly details?: readonly RefusalDetail[]; readonly headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
    this.details = more.details ?? [];
    this.headers = more.headers ?? {};
  }
}

/** What tells one request from another in logs of both sides. */
export interface RequestIds {
  /** Made by the sandbox: a GUID. */
  readonly requestId: string;
  /** What the client sent, where it is a well-formed GUID. */
  readonly clientRequestId?: string;
}

/**
 * The ids of a request.
 *
 * @param sent value of its `client-request-id` header; ignored where it is no GUID
 */
export function requestIds(sent: string | undefined): RequestIds {
  const requestId = globalThis.crypto.randomUUID();
  return sent !== undefined && isGuid(sent) ? { requestId, clientRequestId: sent } : { requestId };
}

/** Headers that every answer has. */
export function commonHeaders(ids: RequestIds, clock: Clock): Record<string, string> {
  const headers: Record<string, string> = {
    'cache-control': 'no-store',
    date: new Date(clock.now()).toUTCString(),
    'request-id': ids.requestId,
    'x-content-type-options': 'nosniff',
  };
  if (ids.clientRequestId !== undefined) headers['client-request-id'] = ids.clientRequestId;
  return headers;
}

/** The answer to a refused request. */
export function refusalAnswer(refusal: Refusal, ids: RequestIds, clock: Clock): SandboxAnswer {
  const error = {
    code: refusal.code,
    message: refusal.message,
    ...(refusal.details.length > 0 ? { details: refusal.details } : {}),
    innerError: {
      date: new Date(clock.now()).toISOString().slice(0, 19),
      'request-id': ids.requestId,
      'client-request-id': ids.clientRequestId ?? ids.requestId,
    },
  };
  return {
    status: refusal.status,
    headers: { ...commonHeaders(ids, clock), 'content-type': 'application/json', ...refusal.headers },
    body: JSON.stringify({ error }),
  };
}
