import type { MetadataSource } from '../csdl/file.ts';
import type { Clock, Log } from '../host.ts';
import type { Downloaded, DownloadRequest } from '../send/client/download.ts';
import type { Failure } from '../send/failures.ts';
import type { CompiledFolder } from './folder.ts';
import type { Progress } from './intake.ts';
import type { CompileJob } from './messages.ts';

/** What every shelf works with. */
export interface ShelfParts {
  readonly folder: CompiledFolder;
  readonly clock: Clock;
  readonly log: Log;
  /** Reads a public document as requests are sent: with the same proxy, certificates and time limits. */
  readonly download: (request: DownloadRequest) => Promise<Downloaded>;
  /** Days after which a document is asked for again; 0: never. */
  readonly refreshDays: () => number;
}

/** One document, and how it is opened. */
export interface Wanted<T> {
  /** Of its compiled file. */
  readonly file: string;
  readonly job: CompileJob;
  /** Where it comes from: the first that can be read is taken. */
  readonly addresses: () => readonly string[];
  /** Opens a compiled file; undefined where it is broken, or of another form. */
  readonly open: (text: string) => T | undefined;
  readonly sourceOf: (opened: T) => MetadataSource;
  /** Called when there is another one than before. */
  readonly changed: () => void;
}

/** How a document is brought up to date. */
export interface UpdateOptions {
  readonly signal?: AbortSignal;
  readonly progress?: (progress: Progress) => void;
}

/** What is known of a document. */
export interface DocumentState {
  /** `stale`: older than the setting allows; it is used all the same. */
  readonly kind: 'absent' | 'fresh' | 'stale';
  /** What it was made of; `checked` is when that was last known to be current. */
  readonly source?: MetadataSource;
  /** It is being read or compiled now. */
  readonly updating: boolean;
  /** Why the last attempt of this process brought nothing. */
  readonly failure?: Failure;
}
