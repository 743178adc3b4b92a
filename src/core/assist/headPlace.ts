import type { RequestBlock } from '../request/tree.ts';
import { sourceSpan, splitUrl } from '../request/url.ts';
import type { HeadPart } from '../send/named/head.ts';
import type { Span } from '../text/span.ts';

/** A part of a request's head as it is written in its file. */
export interface HeadPlace {
  /** Offsets of the block. */
  readonly span: Span;
  /** What has to be as it was for a problem of it to stand. */
  readonly written: string;
}

/**
 * Where a part of the head stands: a header by its whole line, a segment of the path, an option of the query.
 *
 * @returns undefined where it is not written there for certain, such as a segment of a variable that has several
 */
export function headPlace(block: RequestBlock, part: HeadPart): HeadPlace | undefined {
  if (part.kind === 'header') {
    const [header, another] = block.headers.filter(({ name }) => name.text.toLowerCase() === part.name);
    if (header === undefined || another !== undefined) return undefined;
    const { name, value } = header;
    return { span: { start: name.start, end: value.end }, written: value.text };
  }
  const { url } = block.requestLine;
  const { segments, options } = splitUrl(url.text);
  if (part.kind === 'option') {
    const [option, another] = options.filter(({ name }) => name.text.toLowerCase() === part.name);
    if (option === undefined || another !== undefined) return undefined;
    const end = option.value?.end ?? option.name.end;
    const { start } = option.name;
    return { span: sourceSpan(url, { start, end }), written: url.text.slice(start, end) };
  }
  const segment = segments[part.index];
  if (segment === undefined || segments.length !== part.count) return undefined;
  // What stands before it decides what it means.
  return { span: sourceSpan(url, segment), written: url.text.slice(0, segment.end) };
}
