import { DOWNLOADING, type Failure } from '../failures.ts';
import { headerOf } from '../headers.ts';
import { codeOf, connectFailure, mayReconnect } from './connectFailure.ts';
import { encodingOf } from './decode.ts';
import {
  downloadBroken,
  downloadCancelled,
  downloadMoved,
  downloadNotFound,
  downloadRefused,
  downloadTooLarge,
} from './downloadFailures.ts';
import { headerLines, Stop } from './exchange.ts';
import type { DispatchController, DispatchHandler } from './undiciTypes.ts';

/** A public document to read: over https, without a token and without anything else that says who asks. */
export interface DownloadRequest {
  readonly url: URL;
  /** Validators of the copy that is there already: where they still hold, nothing is read. */
  readonly etag?: string;
  readonly modified?: string;
  /** Bytes at most, as they come. */
  readonly limit: number;
  readonly signal?: AbortSignal;
  /** Called once, before the first bytes. */
  readonly onStart: (start: DownloadStart) => void;
  /** Called with the bytes as they come, still compressed. */
  readonly onData: (bytes: Uint8Array) => void;
}

/** What is known of a document before its bytes. */
export interface DownloadStart {
  /** Where it is: behind redirects, where there were any. */
  readonly url: URL;
  /** How its bytes are compressed, in lower case; empty where they are not. */
  readonly encoding: string;
  /** Bytes that will come, where that is said. */
  readonly total?: number;
  readonly etag?: string;
  readonly modified?: string;
}

/** What came of a download. */
export type Downloaded =
  | { readonly kind: 'whole' }
  /** The copy that is there already is still current. */
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Opens the connection for a URL and hands the request over; the client does it. Gives why it cannot. */
export type Dispatch = (
  url: URL,
  headers: Readonly<Record<string, string>>,
  handler: DispatchHandler,
) => Promise<Failure | undefined>;

const MOST_REDIRECTS = 3;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Reads a document. Redirects are followed to https addresses only, three at most. Time limits are those of the
 * connections; how long the whole takes is the caller's to decide, by its signal.
 *
 * @param version of this program, for `User-Agent`
 */
export async function download(
  request: DownloadRequest,
  version: string,
  dispatch: Dispatch,
): Promise<Downloaded> {
  let url = request.url;
  for (let redirects = 0; ; redirects++) {
    if (url.protocol !== 'https:' || url.username !== '' || url.password !== '')
      return failed(downloadMoved(url.host, 'insecure'));
    const step = await stepWithRetry({ ...request, url }, version, dispatch);
    if (step.kind !== 'moved') return step;
    if (redirects === MOST_REDIRECTS) return failed(downloadMoved(url.host, 'often'));
    url = step.to;
  }
}

type Step = Downloaded | { readonly kind: 'moved'; readonly to: URL } | Lost;

/** No connection could be made: nothing was asked yet. */
type Lost = { readonly kind: 'lost'; readonly reason: Error };

async function stepWithRetry(
  request: DownloadRequest,
  version: string,
  dispatch: Dispatch,
): Promise<Exclude<Step, Lost>> {
  const first = await stepOf(request, version, dispatch);
  const step =
    first.kind === 'lost' && mayReconnect(first.reason) ? await stepOf(request, version, dispatch) : first;
  if (step.kind !== 'lost') return step;
  return failed(lostFailure(step.reason, request.url.host));
}

async function stepOf(request: DownloadRequest, version: string, dispatch: Dispatch): Promise<Step> {
  const { url, etag, modified, signal } = request;
  const reader = new Reader(request);
  const cancel = () => reader.stop(new Stop('cancelled'));
  if (signal?.aborted === true) cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    const headers = {
      accept: 'application/xml, application/json;q=0.9, */*;q=0.1',
      'accept-encoding': 'gzip, br',
      'user-agent': `graph-http/${version}`,
      ...(etag === undefined ? {} : { 'if-none-match': etag }),
      ...(modified === undefined || etag !== undefined ? {} : { 'if-modified-since': modified }),
    };
    const failure = reader.settled ? undefined : await dispatch(url, headers, reader);
    return failure ? failed(failure) : await reader.result;
  } catch (error) {
    return { kind: 'lost', reason: error instanceof Error ? error : new Error(String(error)) };
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}

/** Follows one request through undici; its result settles once. */
class Reader implements DispatchHandler {
  readonly result: Promise<Step>;
  readonly #settle: (step: Step) => void;
  readonly #request: DownloadRequest;
  #controller: DispatchController | undefined;
  #size = 0;
  /** The document itself is coming. */
  #reading = false;
  settled = false;

  constructor(request: DownloadRequest) {
    let settle: (step: Step) => void = () => {};
    this.result = new Promise((resolve) => {
      settle = resolve;
    });
    this.#settle = settle;
    this.#request = request;
  }

  stop(reason: Stop): void {
    this.#end(failed(downloadCancelled()));
    this.#controller?.abort(reason);
  }

  onRequestStart(controller: DispatchController): void {
    this.#controller = controller;
    if (this.settled) controller.abort(new Stop('cancelled'));
  }

  onRequestUpgrade(
    _controller: DispatchController,
    _status: number,
    _headers: unknown,
    socket: { destroy(): void },
  ): void {
    socket.destroy();
    this.#end(failed(downloadBroken(this.#request.url.host)));
  }

  onResponseStart(controller: DispatchController, status: number): void {
    if (status < 200 || this.settled) return;
    const headers = headerLines(controller.rawHeaders);
    const { url, limit } = this.#request;
    if (status === 200) {
      const length = Number(headerOf(headers, 'content-length') ?? Number.NaN);
      const etag = headerOf(headers, 'etag');
      const modified = headerOf(headers, 'last-modified');
      if (length > limit) {
        this.#refuse(controller, downloadTooLarge(url.host, limit));
        return;
      }
      this.#reading = true;
      this.#request.onStart({
        url,
        encoding: encodingOf(headers),
        ...(Number.isFinite(length) ? { total: length } : {}),
        ...(etag === undefined ? {} : { etag }),
        ...(modified === undefined ? {} : { modified }),
      });
      return;
    }
    if (status === 304) this.#end({ kind: 'unchanged' });
    else if (REDIRECTS.has(status)) this.#move(controller, headerOf(headers, 'location'));
    else this.#refuse(controller, refusal(status, url.host));
  }

  onResponseData(controller: DispatchController, chunk: Buffer): void {
    if (!this.#reading || this.settled) return;
    this.#size += chunk.length;
    const { url, limit, onData } = this.#request;
    if (this.#size > limit) this.#refuse(controller, downloadTooLarge(url.host, limit));
    else onData(chunk);
  }

  onResponseEnd(): void {
    this.#end({ kind: 'whole' });
  }

  onResponseError(_controller: DispatchController | null, error: Error): void {
    const { host } = this.#request.url;
    if (this.#controller === undefined) this.#end({ kind: 'lost', reason: error });
    else this.#end(failed(isClosed(error) ? downloadCancelled() : downloadBroken(host)));
  }

  #move(controller: DispatchController, location: string | undefined): void {
    const { url } = this.#request;
    if (location === undefined || !URL.canParse(location, url.href)) {
      this.#refuse(controller, downloadMoved(url.host, 'nowhere'));
      return;
    }
    this.#end({ kind: 'moved', to: new URL(location, url.href) });
    controller.abort(new Stop('cancelled'));
  }

  #refuse(controller: DispatchController, failure: Failure): void {
    this.#end(failed(failure));
    controller.abort(new Stop('cancelled'));
  }

  #end(step: Step): void {
    if (this.settled) return;
    this.settled = true;
    this.#settle(step);
  }
}

function refusal(status: number, host: string): Failure {
  return status === 404 || status === 410 ? downloadNotFound(host) : downloadRefused(host, status);
}

function lostFailure(reason: Error, host: string): Failure {
  return isClosed(reason) ? downloadCancelled() : connectFailure(reason, host, true, DOWNLOADING);
}

/** Whether the client was closed meanwhile. */
function isClosed(reason: Error): boolean {
  return ['UND_ERR_DESTROYED', 'UND_ERR_CLOSED'].includes(codeOf(reason));
}

function failed(failure: Failure): Extract<Downloaded, { kind: 'failed' }> {
  return { kind: 'failed', failure };
}
