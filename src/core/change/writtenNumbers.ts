import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from '../text/codeUnits.ts';
import { endOfString } from '../text/jsonString.ts';
import { isObject, ownMember } from './json.ts';

/** A number's place in what a text was parsed to, and how it was written. */
export type NumberVisitor = (holder: object, name: string, source: string) => void;

/** An array or object that the scan is in. */
interface Level {
  /** What it was parsed to; undefined where a later member of the same name took its place. */
  readonly holder: object | undefined;
  readonly isArray: boolean;
  index: number;
  /** Where the name of the member began and ended, quotes included. */
  name: readonly [from: number, to: number];
}

const MINUS = 0x2d;

/**
 * Visits the numbers of a JSON text that JavaScript would write in another way, in their order. Of members with the
 * same name only the last counts: where one comes again, the one before is taken back.
 * Linear in the text; depth costs no stack.
 *
 * @param root what the text was parsed to
 * @param takeBack forgets a number of that place, if there was one
 */
export function visitWrittenNumbers(
  text: string,
  root: unknown,
  visit: NumberVisitor,
  takeBack: (holder: object, name: string) => void,
): void {
  const levels: Level[] = [];
  /** Objects that a number was found in: only there can one come again. */
  const found = new Set<object>();
  const nameOf = ({ isArray, index, name: [from, to] }: Level) =>
    isArray ? String(index) : (JSON.parse(text.slice(from, to)) as string);
  const number = (level: Level | undefined, source: string) => {
    const holder = level?.holder;
    const isOther = String(Number(source)) !== source;
    if (level === undefined || holder === undefined || !(isOther || found.has(holder))) return;
    const name = nameOf(level);
    if (!isOther) takeBack(holder, name);
    else if (Object.is(ownMember(holder, name), Number(source))) {
      found.add(holder);
      visit(holder, name, source);
    }
  };
  let string: readonly [number, number] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const level = levels.at(-1);
    if (unit === QUOTE) {
      const end = endOfString(text, at + 1);
      string = [at, end];
      at = end - 1;
    } else if (unit === COLON && level) level.name = string;
    else if (unit === COMMA && level) level.index++;
    else if (unit === OPEN_BRACKET || unit === OPEN_BRACE) {
      const isArray = unit === OPEN_BRACKET;
      const value = level ? level.holder && ownMember(level.holder, nameOf(level)) : root;
      const holder = (isArray ? Array.isArray(value) : isObject(value)) ? (value as object) : undefined;
      levels.push({ holder, isArray, index: 0, name: string });
    } else if (unit === CLOSE_BRACKET || unit === CLOSE_BRACE) levels.pop();
    else if (unit === MINUS || isDigit(unit)) {
      const end = endOfNumber(text, at + 1);
      number(level, text.slice(at, end));
      at = end - 1;
    }
  }
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

function endOfNumber(text: string, start: number): number {
  let end = start;
  while (end < text.length && isOfNumber(text.charCodeAt(end))) end++;
  return end;
}

/** A digit, `+`, `-`, `.`, `e` or `E`. */
function isOfNumber(unit: number): boolean {
  return isDigit(unit) || unit === 0x2b || unit === MINUS || unit === 0x2e || unit === 0x65 || unit === 0x45;
}
