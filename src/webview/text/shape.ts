import { isSafeLink } from './format.ts';
import { startOf } from './visible.ts';

/** How a text is shown so that it can be taken in at a glance. */
export type Shape =
  | { readonly kind: 'plain' }
  /** A moment, as the person's clock shows it; `brief` to the minute. */
  | { readonly kind: 'time'; readonly local: string; readonly brief: string }
  /**
   * In three parts, of which the middle one is left out: always, or where there is no room for it. `size` is
   * that of binary data, in bytes.
   */
  | {
      readonly kind: 'shortened';
      readonly parts: readonly [head: string, middle: string, tail: string];
      readonly always: boolean;
      readonly size?: number;
    };

/** A text that is a GUID. */
export const GUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;
const GUIDS = /([\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12})/i;
const MOMENT = /^(\d{4})-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,12})?)?(?:Z|[+-]\d\d:\d\d)$/i;
const BASE64 = /^[A-Za-z\d+/_-]{64,}={0,2}$/;
/** Services write the first and the last day that there is for “not set”. */
const EARLIEST_YEAR = 1900;
const LATEST_YEAR = 9990;

const LONGEST_LINK = 64;
const LONGEST_BINARY = 32;

/**
 * The shape of a value's text.
 *
 * @param type its EDM type as a person reads it, where it is known
 */
export function shapeOf(text: string, type?: string): Shape {
  const year = Number(MOMENT.exec(text)?.[1]);
  if (year >= EARLIEST_YEAR && year <= LATEST_YEAR) {
    const time = new Date(text);
    if (!Number.isNaN(time.getTime()))
      return { kind: 'time', local: localText(time, 'medium'), brief: localText(time, 'short') };
  }
  if (GUID.test(text)) return { kind: 'shortened', parts: cut(text, 8, 4), always: false };
  if (text.length > LONGEST_BINARY && (type === 'Binary' || type === 'Stream' || looksBinary(text))) {
    const padding = /=*$/.exec(text)?.[0].length ?? 0;
    const size = Math.floor(((text.length - padding) * 3) / 4);
    return { kind: 'shortened', parts: cut(text, 16, 4), always: true, size };
  }
  if (text.length > LONGEST_LINK && isSafeLink(text)) {
    const host = new URL(text).origin.length;
    return { kind: 'shortened', parts: cut(text, Math.min(host + 12, 40), 14), always: true };
  }
  return { kind: 'plain' };
}

/** The pieces of a path or another text with identifiers in it, each with its shape. */
export function piecesOf(text: string): readonly (readonly [piece: string, shape: Shape])[] {
  return text
    .split(GUIDS)
    .filter((piece) => piece !== '')
    .map((piece) => [piece, GUID.test(piece) ? shapeOf(piece) : { kind: 'plain' }]);
}

/** Digits alone are a number or a thumbprint, and letters alone a word. */
function looksBinary(text: string): boolean {
  return BASE64.test(text) && /\d/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text);
}

function localText(time: Date, style: 'medium' | 'short'): string {
  return time.toLocaleString(undefined, { dateStyle: style, timeStyle: style });
}

/** Never in the middle of a character. */
function cut(text: string, head: number, tail: number): readonly [string, string, string] {
  const start = startOf(text, head);
  const middle = startOf(text.slice(start.length), text.length - start.length - tail);
  return [start, middle, text.slice(start.length + middle.length)];
}
