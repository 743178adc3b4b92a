import type { AccessToken, Clock } from '../host.ts';
import { mayReconnect } from './connectFailure.ts';
import { type ConnectionLimits, type ConnectionOptions, Connections } from './connections.ts';
import { environmentOf } from './environments.ts';
import { Exchange, type Exchanged } from './exchange.ts';
import { proxyInvalid, tokenFailed, wrongTarget } from './failures.ts';
import { composeHeaders, groupHeaders } from './headers.ts';
import type { Answer, Outcome, TargetedRequest } from './outcome.ts';
import { failedOutcome, notSent, outcomeOf } from './reading.ts';
import { retryDelay } from './retry.ts';
import { isLoopback, isUrlOf } from './target.ts';
import { type ProxyAddress, readProxy } from './tunnel.ts';

/** Limits of one send: milliseconds and bytes. */
export interface ClientLimits extends ConnectionLimits {
  /** From the start of one attempt to the end of its answer. */
  readonly totalTimeout: number;
  /** Of the body, before and after decompression. */
  readonly maxResponseSize: number;
}

/** The limits of a client that is given none: milliseconds and bytes. */
export const DEFAULT_LIMITS: ClientLimits = {
  connectTimeout: 10_000,
  headersTimeout: 90_000,
  bodyTimeout: 60_000,
  totalTimeout: 120_000,
  maxHeaderSize: 32 * 1024,
  maxResponseSize: 50 * 1024 * 1024,
};

/** What a client is made of. Trust and addresses can be changed here only, never by a request. */
export interface ClientOptions extends ConnectionOptions {
  /** Of this program, for `User-Agent`. */
  readonly version: string;
  readonly clock: Clock;
  readonly limits?: Partial<ClientLimits>;
  /** The proxy for a URL (`http://user:password@proxy:8080`), if there is one. Never asked for the sandbox. */
  readonly proxyFor?: (url: URL) => string | undefined;
  /** From 0 to 1, for the jitter of waits. */
  readonly random?: () => number;
}

/** A throttled request is about to be waited for. */
export interface Wait {
  readonly seconds: number;
  /** Which repetition comes after the wait, from 1. */
  readonly attempt: number;
  /** 429 or 503. */
  readonly status: number;
}

/** What a send may be told besides. */
export interface SendOptions {
  readonly signal?: AbortSignal;
  readonly onWait?: (wait: Wait) => void;
  /** Repetitions at most. */
  readonly maxRetries?: number;
  /** Milliseconds; where the service asks for more, its refusal is the outcome. */
  readonly maxWait?: number;
  /** A GUID, where the caller wants to know it before. */
  readonly clientRequestId?: string;
}

/** Sends requests to the host of their environment, and nowhere else. */
export interface Client {
  /** Of this program, as it is in `User-Agent`. */
  readonly version: string;
  /** Never throws: whatever happens is an outcome. */
  send(request: TargetedRequest, token: AccessToken, options?: SendOptions): Promise<Outcome>;
  /** Ends every connection and every send that is under way. */
  close(): Promise<void>;
}

/** A client with its own connections. Nothing is loaded or opened before the first send. */
export function createClient(options: ClientOptions): Client {
  return new HttpClient(options);
}

const MAX_RETRIES = 3;
const MAX_WAIT = 60_000;

/** One request, ready for its connection. */
interface Attempt {
  readonly request: TargetedRequest;
  readonly headers: Record<string, string | string[]>;
  readonly proxy: ProxyAddress | undefined;
  readonly signal: AbortSignal | undefined;
}

class HttpClient implements Client {
  readonly version: string;
  readonly #options: ClientOptions;
  readonly #limits: ClientLimits;
  readonly #connections: Connections;

  constructor(options: ClientOptions) {
    this.version = options.version;
    this.#options = options;
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.#connections = new Connections(options, this.#limits);
  }

  async send(request: TargetedRequest, token: AccessToken, options: SendOptions = {}): Promise<Outcome> {
    const environment = environmentOf(request.environment);
    if (environment === undefined || !isUrlOf(request.url, environment)) return notSent(wrongTarget());
    if (!/^[\x21-\x7e]+$/.test(token.value)) return notSent(tokenFailed(environment));
    const freshId = options.clientRequestId ?? globalThis.crypto.randomUUID();
    const composed = composeHeaders(request, this.version, freshId);
    if (!composed.ok) return notSent(composed);
    const setting = this.#proxySetting(request.url);
    const proxy = setting === undefined ? undefined : readProxy(setting);
    if (setting !== undefined && proxy === undefined) return notSent(proxyInvalid());

    const lines = [...composed.headers, { name: 'Authorization', value: `Bearer ${token.value}` }];
    const attempt = { request, headers: groupHeaders(lines), proxy, signal: options.signal };
    const reading = {
      url: request.url,
      secret: token.value,
      clientRequestId: composed.clientRequestId,
      limit: this.#limits.maxResponseSize,
      started: performance.now(),
    };
    for (let count = 1; ; count++) {
      const exchanged = await this.#attempt(attempt);
      if (exchanged.kind === 'failed') return failedOutcome(exchanged, request, environment);
      const outcome = await outcomeOf(exchanged, reading);
      if (
        outcome.kind !== 'refused' ||
        !(await this.#waited(outcome.answer, request.method, count, options))
      ) {
        return outcome;
      }
    }
  }

  close(): Promise<void> {
    return this.#connections.close();
  }

  #proxySetting(url: URL): string | undefined {
    if (isLoopback(url.hostname)) return undefined;
    const setting = this.#options.proxyFor?.(url)?.trim();
    return setting === '' ? undefined : setting;
  }

  /** Waits where the service asks for it; whether the request is to be sent again. */
  async #waited(answer: Answer, method: string, count: number, options: SendOptions): Promise<boolean> {
    if (count > (options.maxRetries ?? MAX_RETRIES)) return false;
    const { clock, random } = this.#options;
    const delay = retryDelay({
      method,
      status: answer.status,
      headers: answer.headers,
      attempt: count,
      now: clock.now(),
      random: (random ?? Math.random)(),
    });
    if (delay === undefined || delay > (options.maxWait ?? MAX_WAIT)) return false;
    options.onWait?.({ seconds: Math.ceil(delay / 1_000), attempt: count, status: answer.status });
    try {
      await clock.sleep(delay, options.signal);
    } catch {
      return false;
    }
    return options.signal?.aborted !== true;
  }

  /** One attempt. A connection that could not be made is tried once more: nothing was sent on it. */
  async #attempt(attempt: Attempt): Promise<Exchanged> {
    const deadline = performance.now() + this.#limits.totalTimeout;
    const first = await this.#exchange(attempt, deadline);
    const again = first.kind === 'failed' && !first.sent && mayReconnect(first.reason);
    return again ? this.#exchange(attempt, deadline) : first;
  }

  async #exchange(attempt: Attempt, deadline: number): Promise<Exchanged> {
    const { signal } = attempt;
    const exchange = new Exchange(this.#limits.maxResponseSize);
    const cancel = () => exchange.stop('cancelled');
    if (signal?.aborted === true) cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    const timer = setTimeout(() => exchange.stop('timeout'), Math.max(deadline - performance.now(), 0));
    try {
      await this.#dispatch(attempt, exchange);
      return await exchange.result;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
    }
  }

  async #dispatch({ request, headers, proxy }: Attempt, exchange: Exchange): Promise<void> {
    const { url, method, body } = request;
    try {
      const pool = await this.#connections.pool(url.origin, proxy);
      if (exchange.settled) return;
      const path = url.pathname + url.search;
      pool.dispatch({ path, method, headers, ...(body === undefined ? {} : { body }) }, exchange);
    } catch (error) {
      exchange.onResponseError(null, error instanceof Error ? error : new Error(String(error)));
    }
  }
}
