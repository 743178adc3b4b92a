import type { MetadataSource } from '../csdl/file.ts';
import { downloadCancelled } from '../send/client/downloadFailures.ts';
import type { Failure } from '../send/failures.ts';
import type { ShelfParts } from './document.ts';
import { notCompiled } from './failures.ts';
import type { CompileJob, FromWorker } from './messages.ts';
import { CompileThread } from './thread.ts';

/** A document is never larger than this, compressed or not: 100 MB. */
const DOCUMENT_LIMIT = 100 * 1024 * 1024;

/** How far a document is. */
export interface Progress {
  /** The host that it comes from, or the file's name. */
  readonly place: string;
  /** Bytes so far, as they come. */
  readonly bytes: number;
  /** Bytes that come in all, where that is known. */
  readonly total?: number;
}

/** How a document is taken in. */
export interface IntakeOptions {
  readonly job: CompileJob;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly signal?: AbortSignal;
  readonly progress?: (progress: Progress) => void;
}

/** What came of taking in a document. */
export type Taken =
  /** The compiled file. */
  | { readonly kind: 'compiled'; readonly bytes: Uint8Array }
  /** The one that is there already is current. */
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** A document that somebody gives. */
export interface GivenDocument {
  /** Its path, or its address. */
  readonly address: string;
  /** What to call it: the file's name. */
  readonly name: string;
  /** Given away: who gave them may have none of them afterwards. */
  readonly bytes: Uint8Array;
  /** When it was last changed, as a text to compare. */
  readonly modified?: string;
}

/**
 * Downloads a document and compiles it, both at once.
 *
 * @param known what the copy that is there already was made of; its validators count where it is from this address
 */
export async function takeFrom(
  address: string,
  known: MetadataSource | undefined,
  download: ShelfParts['download'],
  { job, now, signal, progress }: IntakeOptions,
): Promise<Taken> {
  let thread: CompileThread | undefined;
  let place = new URL(address).host;
  let bytes = 0;
  let total: number | undefined;
  const validators = known?.address === address ? known : undefined;
  const downloaded = await download({
    url: new URL(address),
    limit: DOCUMENT_LIMIT,
    ...(signal ? { signal } : {}),
    ...(validators?.etag === undefined ? {} : { etag: validators.etag }),
    ...(validators?.modified === undefined ? {} : { modified: validators.modified }),
    onStart: ({ url, encoding, etag, modified, ...start }) => {
      place = url.host;
      total = start.total;
      const source = {
        address,
        ...(etag === undefined ? {} : { etag }),
        ...(modified === undefined ? {} : { modified }),
        checked: now,
      };
      thread = new CompileThread({
        job,
        source,
        limit: DOCUMENT_LIMIT,
        ...(encoding === '' ? {} : { encoding }),
      });
    },
    onData: (chunk) => {
      bytes += chunk.length;
      thread?.write(chunk);
      progress?.({ place, bytes, ...(total === undefined ? {} : { total }) });
    },
  });
  if (downloaded.kind === 'whole' && thread) return compiledBy(thread, place, signal);
  thread?.stop();
  return downloaded.kind === 'whole' ? { kind: 'unchanged' } : downloaded;
}

/** Compiles a document that is there. */
export async function takeGiven(
  { address, name, bytes, modified }: GivenDocument,
  { job, now, signal, progress }: IntakeOptions,
): Promise<Taken> {
  const source = { address, ...(modified === undefined ? {} : { modified }), checked: now };
  const thread = new CompileThread({ job, source, limit: DOCUMENT_LIMIT });
  progress?.({ place: name, bytes: bytes.length, total: bytes.length });
  thread.give(bytes);
  return compiledBy(thread, name, signal);
}

async function compiledBy(
  thread: CompileThread,
  place: string,
  signal: AbortSignal | undefined,
): Promise<Taken> {
  thread.end();
  const stop = () => thread.stop();
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop, { once: true });
  const answer: FromWorker = await thread.result;
  signal?.removeEventListener('abort', stop);
  if (answer.kind === 'compiled') return answer;
  return { kind: 'failed', failure: signal?.aborted ? downloadCancelled() : notCompiled(place, answer) };
}
