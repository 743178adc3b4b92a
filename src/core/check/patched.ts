import type { Span } from '../text/span.ts';
import { firstIndex } from './halving.ts';

/** A text in which some places were replaced, and the way back to the text that it was made from. */
export interface PatchedText {
  readonly text: string;
  /** Where a span of `text` comes from. A place inside a replacement leads to the whole replaced place. */
  toSource(span: Span): Span;
  /** Where a span of the source is now; it must not cut a replaced place. */
  fromSource(span: Span): Span;
  /** Whether no part of the span was replaced, so that an edit of it can be carried back. */
  isOriginal(span: Span): boolean;
  /** Whether the span ends in the middle of no replaced place, so that what it covers can be taken out. */
  isWhole(span: Span): boolean;
}

/** A replaced place: where it was, and where its replacement is now. */
interface Piece {
  readonly from: Span;
  readonly to: Span;
}

/** @param replacements ascending and not overlapping; others are left out */
export function patchText(
  source: string,
  replacements: readonly { readonly span: Span; readonly value: string }[],
): PatchedText {
  if (replacements.length === 0) return unpatched(source);
  const pieces: Piece[] = [];
  let text = '';
  let at = 0;
  for (const { span, value } of replacements) {
    if (span.start < at || span.end > source.length) continue;
    text += source.slice(at, span.start);
    pieces.push({ from: span, to: { start: text.length, end: text.length + value.length } });
    text += value;
    at = span.end;
  }
  text += source.slice(at);
  return {
    text,
    toSource: ({ start, end }) => {
      const from = sourceOffset(pieces, start, 'start');
      return { start: from, end: Math.max(from, end > start ? sourceOffset(pieces, end, 'end') : from) };
    },
    fromSource: ({ start, end }) => ({
      start: patchedOffset(pieces, start),
      end: patchedOffset(pieces, end),
    }),
    isOriginal: (span) => isOutside(pieces, span),
    isWhole: ({ start, end }) => !isInside(pieces, start) && !isInside(pieces, end),
  };
}

function unpatched(text: string): PatchedText {
  const same = (span: Span) => span;
  return { text, toSource: same, fromSource: same, isOriginal: () => true, isWhole: () => true };
}

function patchedOffset(pieces: readonly Piece[], offset: number): number {
  const piece = pieces[firstIndex(pieces, ({ from }) => from.end > offset) - 1];
  return piece === undefined ? offset : piece.to.end + (offset - piece.from.end);
}

/** The last piece that starts at or before `offset`. */
function pieceBefore(pieces: readonly Piece[], offset: number, side: 'start' | 'end'): Piece | undefined {
  const isBehind = ({ to: { start } }: Piece) => (side === 'start' ? start > offset : start >= offset);
  return pieces[firstIndex(pieces, isBehind) - 1];
}

/** Whether a span of the patched text has no part of a replacement in it. Replacements may be empty. */
function isOutside(pieces: readonly Piece[], span: Span): boolean {
  const next = pieces[firstIndex(pieces, ({ to }) => to.end > span.start)];
  return next === undefined || next.to.start >= span.end;
}

/** Whether an offset is in the middle of a replacement. */
function isInside(pieces: readonly Piece[], offset: number): boolean {
  const next = pieces[firstIndex(pieces, ({ to }) => to.end > offset)];
  return next !== undefined && next.to.start < offset;
}

function sourceOffset(pieces: readonly Piece[], offset: number, side: 'start' | 'end'): number {
  const piece = pieceBefore(pieces, offset, side);
  if (piece === undefined) return offset;
  const { from, to } = piece;
  if (offset < to.end) return side === 'start' ? from.start : from.end;
  return from.end + (offset - to.end);
}
