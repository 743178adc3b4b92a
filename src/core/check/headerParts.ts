import type { Header, RequestBlock } from '../request/tree.ts';
import { lineBreakOf, removeLines } from './lines.ts';
import type { Fix } from './problem.ts';
import { at, fix, fixAll } from './report.ts';

/** The value of a header with its references replaced, or undefined where one is not known yet. */
export type HeaderValue = (header: Header) => string | undefined;

/** What the rules of the headers need to know about the body. */
export interface SentBody {
  /** Whether the body is JSON, or was meant to be. */
  readonly json: boolean;
  /** Lengths in bytes that the body may have, by the line breaks it is sent with; undefined: not known yet. */
  readonly lengths: readonly number[] | undefined;
}

/** The line behind the last header, or the request line where there is none. */
function headersEnd(block: RequestBlock): number {
  return block.headers.at(-1)?.end ?? block.requestLine.end;
}

/** A fix that adds a header below the others. */
export function addHeader(
  block: RequestBlock,
  title: string,
  line: string,
  preferred: boolean,
): readonly Fix[] {
  return fix(title, at(headersEnd(block)), `${lineBreakOf(block.text)}${line}`, preferred);
}

/** The fix that takes a header out. */
export function removeHeader(block: RequestBlock, header: Header, preferred = true): readonly Fix[] {
  return fixAll('Remove the header', [removeLines(block.text, header)], preferred);
}
