import type { AccessToken, Clock } from '../../host.ts';
import { DOWNLOADING, proxyInvalid, tokenFailed, wrongTarget } from '../failures.ts';
import { composeHeaders, groupHeaders } from '../headers.ts';
import type { Answer, Outcome, Retry, TargetedRequest } from '../outcome.ts';
import { isLoopback, isUrlOf } from '../target.ts';
import { AnswerFiles } from './answerFiles.ts';
import { mayReconnect } from './connectFailure.ts';
import { type ConnectionLimits, type ConnectionOptions, Connections } from './connections.ts';
import { type Downloaded, type DownloadRequest, download } from './download.ts';
import { Exchange, type Exchanged, type SpoolFor } from './exchange.ts';
import type { ProxySetting } from './proxy.ts';
import { failedOutcome, notSent, outcomeOf } from './reading.ts';
import { retryDelay } from './retry.ts';
import { openSpool } from './spool.ts';
import { type ProxyAddress, readProxy } from './tunnel.ts';

/** Limits of one send: milliseconds, bytes and counts. */
export interface ClientLimits extends ConnectionLimits {
  /** From the start of one attempt to the end of its answer. */
  readonly totalTimeout: number;
  /** Of the body in memory, before and after decompression. */
  readonly maxResponseSize: number;
  /** Of the file that a longer body is kept in. */
  readonly maxFileSize: number;
  /** Repetitions of a throttled request at most. */
  readonly maxRetries: number;
  /** The longest wait before a repetition; where the service asks for more, its refusal is the outcome. */
  readonly maxWait: number;
}

/** The limits of a client that is given none. */
export const DEFAULT_LIMITS: ClientLimits = {
  connectTimeout: 10_000,
  headersTimeout: 90_000,
  bodyTimeout: 60_000,
  totalTimeout: 120_000,
  maxHeaderSize: 32 * 1024,
  maxResponseSize: 50 * 1024 * 1024,
  maxFileSize: 1024 * 1024 * 1024,
  maxRetries: 3,
  maxWait: 60_000,
};

/** What a client is made of. Trust and addresses can be changed here only, never by a request. */
export interface ClientOptions extends ConnectionOptions {
  /** Of this program, for `User-Agent`. */
  readonly version: string;
  readonly clock: Clock;
  readonly limits?: Partial<ClientLimits>;
  /** The proxy for a URL, if there is one. Never asked for the sandbox. */
  readonly proxyFor?: (url: URL) => ProxySetting | undefined;
  /** From 0 to 1, for the jitter of waits. */
  readonly random?: () => number;
  /** A private folder for bodies that are longer than `maxResponseSize`; absent: the rest of them is not read. */
  readonly answerFolder?: string;
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
  /** In the place of the client's own limit. */
  readonly maxRetries?: number;
  /** In the place of the client's own limit, in milliseconds. */
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
  /** Reads a public document over the same connections, proxies and certificates, without any token. Never throws. */
  download(request: DownloadRequest): Promise<Downloaded>;
  /** Ends every connection and every send that is under way. */
  close(): Promise<void>;
}

/** A client with its own connections. Nothing is loaded or opened before the first send. */
export function createClient(options: ClientOptions): Client {
  return new HttpClient(options);
}

/** One request, ready for its connection. */
interface Attempt {
  readonly request: TargetedRequest;
  readonly headers: Record<string, string | string[]>;
  readonly proxy: ProxyAddress | undefined;
  readonly signal: AbortSignal | undefined;
  readonly spoolFor: SpoolFor | undefined;
}

class HttpClient implements Client {
  readonly version: string;
  readonly #options: ClientOptions;
  readonly #limits: ClientLimits;
  readonly #connections: Connections;
  readonly #files: AnswerFiles | undefined;

  constructor(options: ClientOptions) {
    this.version = options.version;
    this.#options = options;
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.#connections = new Connections(options, this.#limits);
    this.#files = options.answerFolder === undefined ? undefined : new AnswerFiles(options.answerFolder);
  }

  async send(request: TargetedRequest, token: AccessToken, options: SendOptions = {}): Promise<Outcome> {
    const { environment } = request;
    if (!isUrlOf(request.url, environment)) return notSent(wrongTarget());
    if (!/^[\x21-\x7e]+$/.test(token.value)) return notSent(tokenFailed(environment));
    const freshId = options.clientRequestId ?? globalThis.crypto.randomUUID();
    const composed = composeHeaders(request, this.version, freshId);
    if (!composed.ok) return notSent(composed);
    const setting = this.#proxySetting(request.url);
    const proxy = setting === undefined ? undefined : readProxy(setting);
    if (setting !== undefined && proxy === undefined) return notSent(proxyInvalid());

    const lines = [...composed.headers, { name: 'Authorization', value: `Bearer ${token.value}` }];
    const spoolFor = this.#spoolFor(token.value, options.signal);
    const attempt = { request, headers: groupHeaders(lines), proxy, signal: options.signal, spoolFor };
    const reading = {
      url: request.url,
      secret: token.value,
      clientRequestId: composed.clientRequestId,
      limit: this.#limits.maxResponseSize,
      spoolFor,
      started: performance.now(),
    };
    const retries: Retry[] = [];
    for (;;) {
      const exchanged = await this.#attempt(attempt);
      if (exchanged.kind === 'failed') return failedOutcome(exchanged, request, environment);
      const outcome = await outcomeOf(exchanged, { ...reading, retries });
      if (outcome.kind !== 'refused') return outcome;
      const waited = await this.#wait(outcome.answer, request.method, retries.length + 1, options);
      if (waited === undefined) return outcome;
      retries.push({ status: outcome.answer.status, waited });
    }
  }

  download(request: DownloadRequest): Promise<Downloaded> {
    return download(request, this.version, async (url, headers, handler) => {
      const setting = this.#proxySetting(url);
      const proxy = setting === undefined ? undefined : readProxy(setting);
      if (setting !== undefined && proxy === undefined) return proxyInvalid(DOWNLOADING);
      const pool = await this.#connections.pool(url.origin, proxy);
      pool.dispatch({ path: url.pathname + url.search, method: 'GET', headers: { ...headers } }, handler);
      return undefined;
    });
  }

  async close(): Promise<void> {
    await this.#connections.close();
    await this.#files?.close();
  }

  #spoolFor(secret: string, signal: AbortSignal | undefined): SpoolFor | undefined {
    const files = this.#files;
    if (files === undefined) return undefined;
    const options = { files, secret, limit: this.#limits.maxFileSize, ...(signal ? { signal } : {}) };
    return (headers) => openSpool(headers, options);
  }

  #proxySetting(url: URL): ProxySetting | undefined {
    if (isLoopback(url.hostname)) return undefined;
    const setting = this.#options.proxyFor?.(url);
    return setting?.url.trim() === '' ? undefined : setting;
  }

  /**
   * Waits where the service asks for it.
   *
   * @returns the milliseconds waited; undefined where the request is not to be sent again
   */
  async #wait(
    answer: Answer,
    method: string,
    count: number,
    options: SendOptions,
  ): Promise<number | undefined> {
    if (count > (options.maxRetries ?? this.#limits.maxRetries)) return undefined;
    const { clock, random } = this.#options;
    const delay = retryDelay({
      method,
      status: answer.status,
      headers: answer.headers,
      attempt: count,
      now: clock.now(),
      random: (random ?? Math.random)(),
    });
    if (delay === undefined || delay > (options.maxWait ?? this.#limits.maxWait)) return undefined;
    options.onWait?.({ seconds: Math.ceil(delay / 1_000), attempt: count, status: answer.status });
    try {
      await clock.sleep(delay, options.signal);
    } catch {
      return undefined;
    }
    return options.signal?.aborted === true ? undefined : delay;
  }

  /** One attempt. A connection that could not be made is tried once more: nothing was sent on it. */
  async #attempt(attempt: Attempt): Promise<Exchanged> {
    const deadline = performance.now() + this.#limits.totalTimeout;
    const first = await this.#exchange(attempt, deadline);
    const again = first.kind === 'failed' && !first.sent && mayReconnect(first.reason);
    return again ? this.#exchange(attempt, deadline) : first;
  }

  async #exchange(attempt: Attempt, deadline: number): Promise<Exchanged> {
    const { signal, spoolFor } = attempt;
    const exchange = new Exchange(this.#limits.maxResponseSize, spoolFor);
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
