import type { HeaderLine } from '../../request/message.ts';
import type { Phases } from '../outcome.ts';
import { type ConnectionTimes, type Moments, type Opening, phasesOf } from './connectionTimes.ts';
import type { Spool, Spooled } from './spool.ts';
import type { DispatchController, DispatchHandler } from './undiciTypes.ts';

/** What came of one request on one connection. */
export type Exchanged =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: readonly HeaderLine[];
      /** The body as it came, still encoded. */
      readonly body: Buffer;
      /** Whether the body was longer than the limit: `body` is cut off there. */
      readonly tooLarge: boolean;
      /** The whole of a body that was longer, where it could be kept. */
      readonly file?: Spooled;
      readonly phases: Phases;
    }
  | {
      readonly kind: 'failed';
      /** Whether the request had been handed to its socket. */
      readonly sent: boolean;
      /** The status, where the answer had begun. */
      readonly status?: number;
      readonly reason: Error;
    };

/** Opens the file that a body goes into, once it is longer than what is kept in memory. */
export type SpoolFor = (headers: readonly HeaderLine[]) => Spool | undefined;

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
  readonly #spoolFor: SpoolFor | undefined;
  readonly #chunks: Buffer[] = [];
  readonly #begun = performance.now();
  #size = 0;
  #sentAt: number | undefined;
  #answeredAt = 0;
  #endedAt = 0;
  #done = false;
  #spool: Spool | undefined;
  #times: ConnectionTimes | undefined;
  #opening: Opening | undefined;
  #status: number | undefined;
  #headers: readonly HeaderLine[] = [];
  #controller: DispatchController | undefined;

  /**
   * @param limit bytes of the body that are kept in memory at most, before decompression
   * @param spoolFor where a longer body goes; absent: the rest of it is not read
   */
  constructor(limit: number, spoolFor?: SpoolFor) {
    let settle: (result: Exchanged) => void = () => {};
    this.result = new Promise((resolve) => {
      settle = resolve;
    });
    this.#settle = settle;
    this.#limit = limit;
    this.#spoolFor = spoolFor;
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

  onConnection(times: ConnectionTimes): void {
    this.#times = times;
  }

  onRequestStart(controller: DispatchController): void {
    // A second start would be undici writing the same request again, to another connection.
    if (this.#done || this.#sentAt !== undefined) {
      controller.abort(new Stop('cancelled'));
      return;
    }
    this.#sentAt = performance.now();
    this.#opening = this.#times?.last;
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
    this.#answeredAt = performance.now();
    this.#headers = headerLines(controller.rawHeaders);
  }

  onResponseData(controller: DispatchController, chunk: Buffer): void {
    if (this.#spool !== undefined) {
      this.#pass(this.#spool, controller, chunk);
      return;
    }
    const room = this.#limit - this.#size;
    this.#size += chunk.length;
    const before = [...(chunk.length > room ? this.#chunks : [])];
    this.#chunks.push(chunk.length > room ? chunk.subarray(0, Math.max(room, 0)) : chunk);
    if (chunk.length <= room) return;
    const spool = this.#spoolFor?.(this.#headers);
    if (spool === undefined) {
      this.#answered(true);
      controller.abort(new Error('The answer is larger than the limit.'));
      return;
    }
    this.#spool = spool;
    for (const each of before) spool.write(each);
    this.#pass(spool, controller, chunk);
    void spool.done.then((file) => {
      this.#answered(true, file);
      if (file === undefined) controller.abort(new Error('The answer cannot be kept.'));
    });
  }

  onResponseEnd(): void {
    this.#endedAt = performance.now();
    if (this.#spool === undefined) this.#answered(false);
    else this.#spool.end();
  }

  onResponseError(_controller: DispatchController | null, error: Error): void {
    this.#fail(error);
  }

  /** Gives a body to its file, no faster than the disk takes it. */
  #pass(spool: Spool, controller: DispatchController, chunk: Buffer): void {
    if (spool.write(chunk) || this.#done) return;
    controller.pause();
    spool.drained(() => controller.resume());
  }

  #answered(tooLarge: boolean, file?: Spooled): void {
    if (this.#done || this.#status === undefined) return;
    this.#done = true;
    const body = this.#chunks.length === 1 ? this.#chunks[0] : undefined;
    const result = {
      kind: 'answered',
      status: this.#status,
      headers: this.#headers,
      body: body ?? Buffer.concat(this.#chunks),
      tooLarge,
      ...(file === undefined ? {} : { file }),
      phases: phasesOf(this.#moments(), this.#opening),
    } as const;
    // undici frees the connection in an immediate that it sets after this call. A send that follows at once
    // would otherwise find it busy and open another one.
    queueMicrotask(() => setImmediate(() => this.#settle(result)));
  }

  #moments(): Moments {
    const sent = this.#sentAt ?? this.#begun;
    const ended = this.#endedAt === 0 ? performance.now() : this.#endedAt;
    return { begun: this.#begun, sent, answered: this.#answeredAt, ended };
  }

  #fail(reason: Error): void {
    if (this.#done) return;
    if (this.#spool !== undefined) {
      // More than is shown was there already, and the status is known: only the file is lost.
      this.#answered(true);
      this.#spool.abandon();
      return;
    }
    this.#done = true;
    this.#settle({
      kind: 'failed',
      sent: this.#sentAt !== undefined,
      reason,
      ...(this.#status === undefined ? {} : { status: this.#status }),
    });
  }
}

/** Names and values in turn, as undici keeps them, as lines. HTTP's header text is Latin-1. */
export function headerLines(raw: unknown): readonly HeaderLine[] {
  if (!Array.isArray(raw)) return [];
  const lines: HeaderLine[] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) lines.push({ name: latin1(raw[i]), value: latin1(raw[i + 1]) });
  return lines;
}

function latin1(text: unknown): string {
  return Buffer.isBuffer(text) ? text.toString('latin1') : String(text);
}
