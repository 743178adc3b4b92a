import { BlockReferences } from '../../check/references.ts';
import type { RequestBlock } from '../../request/tree.ts';
import { splitUrl, type UrlParts } from '../../request/url.ts';
import type { Span } from '../../text/span.ts';
import type { AssistContext } from '../context.ts';

/** A place in a URL. Spans are relative to the block. */
export interface UrlPlace {
  /** The whole URL, as far as it is written on the line of the cursor. */
  readonly span: Span;
  /** What is written before the cursor. */
  readonly typed: string;
  /** The parts of the URL before the cursor, its references replaced as far as they are known. */
  readonly parts: UrlParts;
  /** The segment at the cursor: between two slashes, or up to the query. */
  readonly segment: Span;
  /** A slash follows the segment. */
  readonly goesOn: boolean;
}

/** A segment is looked through up to here: nobody writes a longer one. */
const LONGEST_SEGMENT = 2_000;
const SEGMENT = /^(?:\{\{[^{}]*\}\}|\{[^{}]*\}|[^/?#&\s])*/;

/**
 * What of a URL stands where, for completion.
 *
 * @param span the URL so far and whatever of it follows the cursor
 */
export function urlPlace(
  block: RequestBlock,
  span: Span,
  offset: number,
  context: Omit<AssistContext, 'catalog'>,
): UrlPlace {
  const typed = block.text.slice(span.start, offset);
  const start = segmentStart(block.text, span.start, offset);
  const rest = SEGMENT.exec(block.text.slice(start, Math.min(span.end, start + LONGEST_SEGMENT)))?.[0] ?? '';
  const end = Math.max(offset, start + rest.length);
  return {
    span,
    typed,
    parts: splitUrl(knownText(block, { start: span.start, end: offset }, context)),
    segment: { start, end },
    goesOn: block.text[end] === '/',
  };
}

/** Behind the last slash before the cursor that is outside of references. */
function segmentStart(text: string, from: number, offset: number): number {
  for (let at = offset - 1; at >= from; at--) {
    if (text[at] === '}' && text[at - 1] === '}') {
      const open = text.lastIndexOf('{{', at);
      if (open < from) return from;
      at = open;
    } else if (text[at] === '/') return at + 1;
  }
  return from;
}

function knownText(
  block: RequestBlock,
  { start, end }: Span,
  context: Omit<AssistContext, 'catalog'>,
): string {
  const { textOf } = new BlockReferences(block, context.file, context.scope);
  let result = '';
  let at = start;
  for (const reference of block.references) {
    if (reference.place !== 'url' || reference.start < at || reference.end > end) continue;
    const value = textOf(reference);
    const open = reference.start === start ? block.text.slice(reference.start, reference.end) : '{reference}';
    result += block.text.slice(at, reference.start) + (value ?? open);
    at = reference.end;
  }
  return (result + block.text.slice(at, end)).replace(/\r?\n[ \t]*/g, '');
}
