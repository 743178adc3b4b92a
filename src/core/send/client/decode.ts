import type { Transform } from 'node:stream';
import type { HeaderLine } from '../../request/message.ts';
import { headerOf } from '../headers.ts';

/** A body as text. */
export interface Decoded {
  readonly text: string;
  /** Bytes after decompression, as far as they were read. */
  readonly size: number;
  /** Why `text` is not the whole body: it is longer than the limit, or its compression is broken or unknown. */
  readonly incomplete?: 'too-large' | 'unreadable';
}

/**
 * Undoes the `Content-Encoding` of a body and reads it as UTF-8. Never more than `limit` bytes come out, so
 * that a small body cannot fill the memory.
 */
export async function decodeBody(
  headers: readonly HeaderLine[],
  body: Buffer,
  limit: number,
): Promise<Decoded> {
  const encoding = encodingOf(headers);
  if (body.length === 0 || encoding === '') return textOf(body, limit);
  const decoder = await decoderFor(encoding);
  if (decoder === undefined) return { text: '', size: 0, incomplete: 'unreadable' };
  const chunks: Buffer[] = [];
  let size = 0;
  decoder.end(body);
  try {
    for await (const chunk of decoder as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > limit) break;
    }
  } catch {
    return { ...textOf(Buffer.concat(chunks), limit), incomplete: 'unreadable' };
  }
  return textOf(Buffer.concat(chunks), limit);
}

/** How a body is compressed, in lower case; empty where it is not. */
export function encodingOf(headers: readonly HeaderLine[]): string {
  const encoding = (headerOf(headers, 'content-encoding') ?? '').trim().toLowerCase();
  return encoding === 'identity' ? '' : encoding;
}

/** What undoes an encoding, or undefined where it is not known. */
export async function decoderFor(encoding: string): Promise<Transform | undefined> {
  const zlib = await import('node:zlib');
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return zlib.createGunzip();
    case 'deflate':
      return zlib.createInflate();
    case 'br':
      return zlib.createBrotliDecompress();
    default:
      return undefined;
  }
}

function textOf(bytes: Buffer, limit: number): Decoded {
  const kept = bytes.length > limit ? bytes.subarray(0, limit) : bytes;
  const text = kept.toString('utf8');
  return {
    text: text.charCodeAt(0) === 0xfeff ? text.slice(1) : text,
    size: kept.length,
    ...(bytes.length > limit ? { incomplete: 'too-large' as const } : {}),
  };
}
