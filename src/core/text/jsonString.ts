import { BACKSLASH } from './codeUnits.ts';

/** Strings of a JSON text that is not parsed. */

const QUOTE = '"';

/**
 * Where a string ends, behind its closing quote; the text's end where it has none.
 *
 * @param from a place inside of it, never between a backslash and what that escapes
 */
export function endOfString(text: string, from: number): number {
  for (let quote = text.indexOf(QUOTE, from); quote >= 0; quote = text.indexOf(QUOTE, quote + 1)) {
    let escapes = quote;
    while (escapes > from && text.charCodeAt(escapes - 1) === BACKSLASH) escapes--;
    if ((quote - escapes) % 2 === 0) return quote + 1;
  }
  return text.length;
}

/** The nearest place before or at `end` that does not tear a surrogate pair. */
export function wholeCharacters(text: string, end: number): number {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(end - 1, end + 1)) ? end - 1 : end;
}

/** The same inside of a string that is read from `from` on: a backslash and what it escapes stay together, too. */
export function wholeEscapes(text: string, from: number, end: number): number {
  let escapes = end;
  while (escapes > from && text.charCodeAt(escapes - 1) === BACKSLASH) escapes--;
  return (end - escapes) % 2 === 0 ? wholeCharacters(text, end) : end - 1;
}
