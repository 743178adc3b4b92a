import type { MetadataSource } from '../csdl/file.ts';

/** What is made of a document. */
export type CompileJob = 'metadata' | 'permissions';

/** What the worker is told, in this order: one `start`, any number of `bytes`, one `end`. */
export type ToWorker =
  | {
      readonly kind: 'start';
      readonly job: CompileJob;
      readonly source: MetadataSource;
      /** `Content-Encoding` of what comes: `gzip`, `br`, `deflate`; absent: as it is. */
      readonly encoding?: string;
      /** Bytes at most, decompressed. */
      readonly limit: number;
    }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' };

/** What the worker answers, once. */
export type FromWorker =
  /** The compiled file, in ASCII. */
  | { readonly kind: 'compiled'; readonly bytes: Uint8Array<ArrayBuffer> }
  | ({ readonly kind: 'refused' } & Refusal);

/** Why a document could not be compiled. */
export interface Refusal {
  /** One plain sentence, or several. */
  readonly message: string;
  /** From 1, where it is a place in the document. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
}
