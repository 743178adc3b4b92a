import { CLOSE_BRACE, CLOSE_BRACKET, COLON, COMMA, OPEN_BRACE, OPEN_BRACKET, QUOTE } from './codeUnits.ts';
import { endOfString, wholeCharacters, wholeEscapes } from './jsonString.ts';

/** Deeper levels are not indented further: a body of 20 KB, all brackets, would become 200 MB of spaces. */
const MAX_LEVEL = 60;
/** What begins a line, by its level. */
const LINES = Array.from({ length: MAX_LEVEL + 1 }, (_, level) => `\n${'  '.repeat(level)}`);

/** Where a text goes on that was pretty-printed up to there. */
export interface PrettyPlace {
  /** UTF-16 units of the text as it was. */
  readonly at: number;
  /** Levels that are open. */
  readonly depth: number;
  /** Whether that is inside of a string. */
  readonly inString: boolean;
}

/** A part of a pretty-printed text. */
export interface PrettyWindow {
  readonly text: string;
  /** Where the next one begins; absent after the last. */
  readonly next?: PrettyPlace;
}

const START: PrettyPlace = { at: 0, depth: 0, inString: false };
/** The most that a window can be longer than it was asked for, in UTF-16 units: a line's beginning. */
export const WINDOW_EXCESS = 2 * MAX_LEVEL + 3;

/**
 * A JSON text with one member a line and two spaces a level, to a bound. Only white space between tokens changes:
 * numbers and strings stay as they were written. Linear. A text that is no JSON comes back re-indented as far
 * as its brackets tell; nothing of it is lost, and what white space kept apart stays apart.
 */
export function prettyJson(text: string): string {
  return prettyWindow(text, Number.POSITIVE_INFINITY).text;
}

/**
 * A part of that, linear in the part: all windows one after the other are what `prettyJson` makes.
 *
 * @param length UTF-16 units of the window, at least 2; it may have `WINDOW_EXCESS` more
 * @param from where the window before ended
 */
export function prettyWindow(text: string, length: number, from: PrettyPlace = START): PrettyWindow {
  let { at, depth, inString } = from;
  let made = '';
  while (at < text.length && made.length < length) {
    const unit = inString ? QUOTE : text.charCodeAt(at);
    if (isSpace(unit)) {
      const next = skipSpace(text, at);
      if (endsValue(text, at) && beginsValue(text, next)) made += separator(text.slice(at, next), depth);
      at = next;
      continue;
    }
    if (unit === QUOTE) {
      const end = endOfString(text, inString ? at : at + 1);
      const room = at + length - made.length;
      const cut = end <= room ? end : wholeEscapes(text, at, room);
      // No room for a whole character.
      if (cut === at) break;
      made += text.slice(at, cut);
      inString = cut < end;
      at = cut;
      continue;
    }
    if (unit === OPEN_BRACE || unit === OPEN_BRACKET) {
      const next = skipSpace(text, at + 1);
      const isEmpty = text.charCodeAt(next) === (unit === OPEN_BRACE ? CLOSE_BRACE : CLOSE_BRACKET);
      if (!isEmpty) depth++;
      made += text.charAt(at) + (isEmpty ? text.charAt(next) : lineAt(depth));
      at = isEmpty ? next + 1 : next;
      continue;
    }
    let end = at + 1;
    if (unit === CLOSE_BRACE || unit === CLOSE_BRACKET) {
      depth = Math.max(0, depth - 1);
      made += lineAt(depth) + text.charAt(at);
    } else if (unit === COMMA) made += `,${lineAt(depth)}`;
    else if (unit === COLON) made += ': ';
    else {
      end = endOfWord(text, at, at + length - made.length);
      if (end === at) break;
      made += text.slice(at, end);
    }
    at = end;
  }
  if (!inString) at = wholeText(text, at);
  return at < text.length ? { text: made, next: { at, depth, inString } } : { text: made };
}

/** Whether a body is a JSON object or array, or looks like the beginning of one. */
export function looksLikeJson(text: string): boolean {
  return /^\s*[{[]/.test(text);
}

/** What keeps two values apart that have no comma between them, as in a text with an object on each line. */
function separator(space: string, depth: number): string {
  return space.includes('\n') ? lineAt(depth) : ' ';
}

/** Whether a value ends at a place. */
function endsValue(text: string, at: number): boolean {
  const unit = text.charCodeAt(at - 1);
  return unit === QUOTE || unit === CLOSE_BRACE || unit === CLOSE_BRACKET || (at > 0 && isOfWord(unit));
}

function beginsValue(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return (
    unit === QUOTE || unit === OPEN_BRACE || unit === OPEN_BRACKET || (at < text.length && isOfWord(unit))
  );
}

/** The end of the text where nothing but white space is left of it. */
function wholeText(text: string, at: number): number {
  return skipSpace(text, at) === text.length ? text.length : at;
}

function lineAt(depth: number): string {
  return LINES[Math.min(depth, MAX_LEVEL)] ?? '';
}

/** End of a number, `true`, `false`, `null`, or of what stands in their place; `most` at the latest. */
function endOfWord(text: string, start: number, most: number): number {
  let end = start + 1;
  while (end < text.length && end < most && isOfWord(text.charCodeAt(end))) end++;
  return wholeCharacters(text, end);
}

function isOfWord(unit: number): boolean {
  return !(
    unit === COMMA ||
    unit === COLON ||
    unit === QUOTE ||
    unit === OPEN_BRACE ||
    unit === CLOSE_BRACE ||
    unit === OPEN_BRACKET ||
    unit === CLOSE_BRACKET ||
    isSpace(unit)
  );
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** What JSON takes for white space: space, line feed, carriage return, tab. */
function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;
}
