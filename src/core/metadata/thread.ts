import { Worker } from 'node:worker_threads';
import type { FromWorker, ToWorker } from './messages.ts';

/** The worker's bundle, from that of this module; there is none where the sources run as they are. */
declare const METADATA_WORKER: string | undefined;

/** More than the largest metadata needs; a worker that wants more ends, and nothing else with it. Megabytes. */
const MEMORY = 1024;
/**
 * Megabytes of new objects before the old ones among them are told from garbage. Much less than the usual makes the
 * worker's memory half as large, and costs no time: what it makes is either kept or soon forgotten.
 */
const NEW_OBJECTS = 2;

/** Compiles one document in a thread of its own. */
export class CompileThread {
  /** Never rejects. */
  readonly result: Promise<FromWorker>;
  readonly #worker: Worker;

  constructor(start: Omit<Extract<ToWorker, { kind: 'start' }>, 'kind'>) {
    const module = typeof METADATA_WORKER === 'undefined' ? './worker.ts' : METADATA_WORKER;
    const worker = new Worker(new URL(module, import.meta.url), {
      name: 'graph-http metadata',
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MEMORY, maxYoungGenerationSizeMb: NEW_OBJECTS },
    });
    this.#worker = worker;
    this.result = new Promise((resolve) => {
      worker.once('message', resolve);
      worker.once('error', (error: Error) => resolve(failed(error.message)));
      worker.once('exit', () => resolve(failed('it was stopped')));
    });
    void this.result.then(() => worker.terminate());
    this.#post({ kind: 'start', ...start });
  }

  /** Takes the next bytes of the document. */
  write(bytes: Uint8Array): void {
    // A copy of its own: the view's memory may hold more, and belongs to somebody else.
    const copy = new Uint8Array(bytes);
    this.#post({ kind: 'bytes', bytes: copy }, [copy.buffer]);
  }

  /** Takes bytes that nobody else needs any more: where they are alone in their memory, it goes with them. */
  give(bytes: Uint8Array): void {
    const { buffer } = bytes;
    if (!(buffer instanceof ArrayBuffer) || buffer.byteLength > bytes.byteLength) this.write(bytes);
    else this.#post({ kind: 'bytes', bytes }, [buffer]);
  }

  /** The document is whole: `result` follows. */
  end(): void {
    this.#post({ kind: 'end' });
  }

  /** Stops it wherever it is. */
  stop(): void {
    void this.#worker.terminate();
  }

  #post(message: ToWorker, transfer: ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, transfer);
  }
}

function failed(why: string): FromWorker {
  return { kind: 'refused', message: `The compiler did not get through: ${why}.` };
}
