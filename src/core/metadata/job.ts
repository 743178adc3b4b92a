import type { Transform } from 'node:stream';
import { CsdlDocument } from '../csdl/document.ts';
import { encodeMetadata, type MetadataSource } from '../csdl/file.ts';
import { XmlError } from '../csdl/xml.ts';
import { compilePermissions, PermissionDataError } from '../permissions/compile.ts';
import { decoderFor } from '../send/client/decode.ts';
import type { CompileJob, FromWorker, Refusal, ToWorker } from './messages.ts';

/** What takes a document in pieces and makes a compiled file of it. */
interface Sink {
  write(bytes: Uint8Array): void;
  end(): Uint8Array<ArrayBuffer>;
}

/**
 * The work of the worker, without the thread: compiles one document that comes in messages.
 *
 * @param answer called once, with the compiled file or with why there is none
 */
export class Job {
  readonly #answer: (answer: FromWorker) => void;
  #sink: Sink | undefined;
  #decoder: Transform | undefined;
  #room = 0;
  #over = false;

  constructor(answer: (answer: FromWorker) => void) {
    this.#answer = answer;
  }

  /** Takes the next message; whatever comes after the answer is not looked at. */
  async take(message: ToWorker): Promise<void> {
    if (this.#over) return;
    try {
      if (message.kind === 'start') await this.#start(message);
      else if (message.kind === 'bytes') this.#read(message.bytes);
      else if (this.#decoder) this.#decoder.end();
      else this.#finish();
    } catch (error) {
      this.#refuse(refusalOf(error));
    }
  }

  async #start({ job, source, encoding, limit }: Extract<ToWorker, { kind: 'start' }>): Promise<void> {
    this.#room = limit;
    this.#sink = sinkFor(job, source);
    if (encoding !== undefined) this.#decoder = await decoderFor(encoding);
    if (encoding !== undefined && this.#decoder === undefined) {
      this.#refuse({ message: `The document is compressed in a way that is not known (${encoding}).` });
    }
    this.#decoder?.on('data', (bytes: Uint8Array) => this.#guarded(() => this.#pass(bytes)));
    this.#decoder?.on('end', () => this.#guarded(() => this.#finish()));
    this.#decoder?.on('error', () => this.#refuse({ message: 'The document is not compressed as it says.' }));
  }

  #read(bytes: Uint8Array): void {
    if (this.#decoder) this.#decoder.write(bytes);
    else this.#pass(bytes);
  }

  #pass(bytes: Uint8Array): void {
    if (this.#over) return;
    this.#room -= bytes.length;
    if (this.#room < 0) this.#refuse({ message: 'The document is larger than any that can be read.' });
    else this.#sink?.write(bytes);
  }

  #finish(): void {
    if (this.#over || this.#sink === undefined) return;
    const bytes = this.#sink.end();
    this.#over = true;
    this.#answer({ kind: 'compiled', bytes });
  }

  #guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#refuse(refusalOf(error));
    }
  }

  #refuse(refusal: Refusal): void {
    if (this.#over) return;
    this.#over = true;
    this.#decoder?.destroy();
    this.#answer({ kind: 'refused', ...refusal });
  }
}

function sinkFor(job: CompileJob, source: MetadataSource): Sink {
  if (job === 'metadata') {
    const document = new CsdlDocument();
    return {
      write: (bytes) => document.write(bytes),
      end: () => encodeMetadata(document.end(), source, document.size),
    };
  }
  const decoder = new TextDecoder();
  let text = '';
  return {
    write: (bytes) => {
      text += decoder.decode(bytes, { stream: true });
    },
    end: () => new TextEncoder().encode(compilePermissions(text + decoder.decode(), source)),
  };
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof XmlError) {
    const { message, line, column } = error;
    return { message, line, column };
  }
  if (error instanceof PermissionDataError) return { message: error.message };
  // An error of our own, or of the memory: the document is not compiled, and the person can report it.
  return { message: `The compiler failed: ${error instanceof Error ? error.message : String(error)}` };
}
