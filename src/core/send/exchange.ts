import type { HeaderLine } from './outcome.ts';
import type { DispatchController, DispatchHandler } from './undiciTypes.ts';

/** What came of one request on one connection. */
export type Exchanged =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: readonly HeaderLine[];
      /** The body as it came, still encoded. */
      readonly body: Buffer;
      /** Whether the body was longer than the limit and reading was stopped there. */
      readonly tooLarge: boolean;
    }
  | {
      readonly kind: 'failed';
      /** Whether the request had been handed to its socket. */
      readonly sent: boolean;
      /** The status, where the answer had begun. */
      readonly status?: number;
      readonly reason: Error;
    };

/** Stops an exchange for a reason of ours. */
export class Stop extends Error {
  readonly why: 'cancelled' | 'timeout';

  constructor(why: 'cancelled' | 'timeout') {
    super(why);
    this.why = why;
  }
}

/**
 * Follows one request through undici. Its result settles exactly once, at the latest when `stop` is called,
 * also while the request still waits for a connection; a request that was stopped is never written after.
 */
export class Exchange implements DispatchHandler {
  readonly result: Promise<Exchanged>;
  readonly #settle: (result: Exchanged) => void;
  readonly #limit: number;
  readonly #chunks: Buffer[] = [];
  #size = 0;
  #sent = false;
  #done = false;
  #status: number | undefined;
  #headers: readonly HeaderLine[] = [];
  #controller: DispatchController | undefined;

  /** @param limit bytes of the body that are read at most, before decompression */
  constructor(limit: number) {
    let settle: (result: Exchanged) => void = () => {};
    this.result = new Promise((resolve) => {
      settle = resolve;
    });
    this.#settle = settle;
    this.#limit = limit;
  }

  /** Whether `result` has its value. */
  get settled(): boolean {
    return this.#done;
  }

  /** Ends the exchange now, wherever it is. */
  stop(why: 'cancelled' | 'timeout'): void {
    const reason = new Stop(why);
    this.#fail(reason);
    this.#controller?.abort(reason);
  }

  onRequestStart(controller: DispatchController): void {
    // A second start would be undici writing the same request again, to another connection.
    if (this.#done || this.#sent) {
      controller.abort(new Stop('cancelled'));
      return;
    }
    this.#sent = true;
    this.#controller = controller;
  }

  onRequestUpgrade(
    _controller: DispatchController,
    _status: number,
    _headers: unknown,
    socket: { destroy(): void },
  ): void {
    socket.destroy();
    this.#fail(new Error('The answer changed the protocol.'));
  }

  onResponseStart(controller: DispatchController, status: number): void {
    if (status < 200) return;
    this.#status = status;
    this.#headers = headerLines(controller.rawHeaders);
  }

  onResponseData(controller: DispatchController, chunk: Buffer): void {
    const room = this.#limit - this.#size;
    this.#size += chunk.length;
    this.#chunks.push(chunk.length > room ? chunk.subarray(0, Math.max(room, 0)) : chunk);
    if (chunk.length <= room) return;
    this.#answered(true);
    controller.abort(new Error('The answer is larger than the limit.'));
  }

  onResponseEnd(): void {
    this.#answered(false);
  }

  onResponseError(_controller: DispatchController | null, error: Error): void {
    this.#fail(error);
  }

  #answered(tooLarge: boolean): void {
    if (this.#done || this.#status === undefined) return;
    this.#done = true;
    const body = this.#chunks.length === 1 ? this.#chunks[0] : undefined;
    const result = {
      kind: 'answered',
      status: this.#status,
      headers: this.#headers,
      body: body ?? Buffer.concat(this.#chunks),
      tooLarge,
    } as const;
    // undici frees the connection in an immediate that it sets after this call. A send that follows at once
    // would otherwise find it busy and open another one.
    queueMicrotask(() => setImmediate(() => this.#settle(result)));
  }

  #fail(reason: Error): void {
    if (this.#done) return;
    this.#done = true;
    this.#settle({
      kind: 'failed',
      sent: this.#sent,
      reason,
      ...(this.#status === undefined ? {} : { status: this.#status }),
    });
  }
}

/** Names and values in turn, as undici keeps them, as lines. HTTP's header text is Latin-1. */
function headerLines(raw: unknown): readonly HeaderLine[] {
  if (!Array.isArray(raw)) return [];
  const lines: HeaderLine[] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) lines.push({ name: latin1(raw[i]), value: latin1(raw[i + 1]) });
  return lines;
}

function latin1(text: unknown): string {
  return Buffer.isBuffer(text) ? text.toString('latin1') : String(text);
}
