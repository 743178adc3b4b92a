import { UserError } from '../../errors.ts';
import type { Failure } from '../failures.ts';
import type { Client } from './client.ts';
import { decodeBody } from './decode.ts';
import { downloadBroken, downloadTooLarge } from './downloadFailures.ts';

/** How a text is read. */
export interface TextDownload {
  readonly url: URL;
  /** Bytes at most, compressed and not. */
  readonly limit: number;
  readonly signal?: AbortSignal;
}

/**
 * Reads a public text (UTF-8) over https, without a token; see `download`.
 *
 * @throws UserError where it cannot be read, is larger than the limit, or was cancelled
 */
export async function downloadText(client: Client, { url, limit, signal }: TextDownload): Promise<string> {
  const chunks: Uint8Array[] = [];
  let encoding = '';
  const downloaded = await client.download({
    ...{ url, limit },
    ...(signal ? { signal } : {}),
    onStart: (start) => {
      encoding = start.encoding;
    },
    onData: (bytes) => {
      chunks.push(Uint8Array.from(bytes));
    },
  });
  if (downloaded.kind === 'failed') throw errorOf(downloaded.failure);
  const { text, incomplete } = await decodeBody(
    encoding === '' ? [] : [{ name: 'content-encoding', value: encoding }],
    Buffer.concat(chunks),
    limit,
  );
  if (incomplete === 'too-large') throw errorOf(downloadTooLarge(url.host, limit));
  if (incomplete === 'unreadable') throw errorOf(downloadBroken(url.host));
  return text;
}

function errorOf({ code, message }: Failure): UserError {
  return new UserError(code, message);
}
