import type { ApiVersion } from '../catalog/schema.ts';
import type { Environment } from '../environments.ts';
import type { HeaderLine } from '../request/message.ts';
import type { JsonObject } from '../text/jsonValues.ts';

/** A request that knows where it goes. */
export interface TargetedRequest {
  readonly method: string;
  readonly url: URL;
  readonly version: ApiVersion | undefined;
  readonly headers: readonly HeaderLine[];
  readonly body?: string;
  /** Where it goes. */
  readonly environment: Environment;
  /** Scopes to ask the token for; empty: `.default`-like fallback of the environment. */
  readonly scopes: readonly string[];
}

/** An answer of the service. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly HeaderLine[];
  /** The body as text (UTF-8), decompressed; empty where there is none. */
  readonly body: string;
  /** Bytes of the body after decompression. */
  readonly size: number;
  /**
   * Why `body` is not the whole body, where it is not: it was longer than the limit and is cut off there, or
   * its compression is broken or unknown. The status is known all the same.
   */
  readonly incomplete?: 'too-large' | 'unreadable';
  /** Milliseconds from the start of the send to the end of the body, waits between repetitions included. */
  readonly duration: number;
  /** Where the time of the last attempt went; absent where it was not measured. */
  readonly phases?: Phases;
  /** The attempts before this answer that the service turned away for the moment, in order. */
  readonly retries?: readonly Retry[];
  /**
   * Absolute path of a private file with the whole decompressed body, where `body` was cut off at its limit
   * and the host keeps such files. It is gone when the client is closed.
   */
  readonly file?: string;
  /** The service's `request-id` header. */
  readonly requestId?: string;
  /** The `client-request-id` that we sent. */
  readonly clientRequestId: string;
}

/** Where the time of one attempt went, in milliseconds. A phase that did not take place is absent. */
export interface Phases {
  /** Whether the request went over a connection that an earlier one had opened. */
  readonly reused: boolean;
  /** Finding the host's address. */
  readonly lookup?: number;
  /** Opening the connection. */
  readonly connect?: number;
  /** Reaching the proxy and being let through, in the place of `lookup` and `connect`. */
  readonly tunnel?: number;
  /** Agreeing on encryption and checking the certificate. */
  readonly tls?: number;
  /** From the request on its way to the first line of the answer. */
  readonly waiting: number;
  /** From the answer's first line to the end of its body. */
  readonly body: number;
}

/** An attempt that the service turned away for the moment, and what was waited then. */
export interface Retry {
  /** 429 or 503. */
  readonly status: number;
  /** Milliseconds. */
  readonly waited: number;
}

/** What came of a send. */
export type Outcome =
  /** 2xx with a JSON object, whose numbers are known as they were written (see `readObject`). */
  | { readonly kind: 'object'; readonly answer: Answer; readonly object: JsonObject }
  /** 2xx without a body (204), or with one that is no JSON object. */
  | { readonly kind: 'changed'; readonly answer: Answer }
  /** An answer outside 2xx. */
  | { readonly kind: 'refused'; readonly answer: Answer; readonly error: GraphError }
  /** Nothing was changed: the request was never sent. */
  | { readonly kind: 'not-sent'; readonly code: string; readonly message: string }
  /** It was sent and no whole answer came: it may have changed the object. */
  | { readonly kind: 'unknown'; readonly code: string; readonly message: string };

/** A Graph error body, read leniently; fields that were absent are empty strings. */
export interface GraphError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly target?: string;
  readonly details: readonly { readonly code: string; readonly message: string; readonly target?: string }[];
  /** A `WWW-Authenticate` header with a claims challenge, where there was one. */
  readonly challenge?: string;
  /** Seconds that the service asks to wait (`Retry-After`), where it names them. */
  readonly retryAfter?: number;
  /** Whether the body was a web page: a gateway or a proxy has answered in the place of the service. */
  readonly page?: true;
}
