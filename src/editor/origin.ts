import { createHash } from 'node:crypto';
import type * as vscode from 'vscode';
import type { RequestOrigin } from '../core/journal/entry.ts';
import type { Block, RequestFile } from '../core/request/tree.ts';
import { redactText } from '../core/send/mask/redact.ts';
import type { ReadyRequest } from './requests.ts';

/** Where a request comes from, for the history. */
export function originOf({ document, mark, title, name }: ReadyRequest, file: RequestFile): RequestOrigin {
  const at = file.blocks.indexOf(mark.block);
  const start = (file.starts[at] ?? 0) + mark.block.requestLine.start;
  return {
    uri: document.uri.toString(),
    title,
    ...(name === undefined ? {} : { name }),
    line: document.positionAt(start).line,
    fingerprint: fingerprint(mark.block),
  };
}

/** The index of the block that an origin names, as it was sent; undefined where it was edited or removed. */
export function indexOfOrigin(
  { fingerprint: wanted, line }: RequestOrigin,
  file: RequestFile,
  document: vscode.TextDocument,
): number | undefined {
  const same = file.blocks.flatMap((block, index) => {
    if (block.kind !== 'request' || fingerprint(block) !== wanted) return [];
    const start = (file.starts[index] ?? 0) + block.requestLine.start;
    return [{ index, away: Math.abs(document.positionAt(start).line - line) }];
  });
  return same.sort((a, b) => a.away - b.away)[0]?.index;
}

/** Tells a request from an edited one. Secrets are masked first: nothing can be tried out against it. */
function fingerprint(block: Block): string {
  const text = redactText(block.text.trim().replace(/\r\n?/g, '\n'));
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
