import { endOfString } from '../text/jsonString.ts';
import type { JsonObject } from '../text/jsonValues.ts';
import type { Steps } from '../text/steps.ts';
import { appendExact, copyOwn, forgetNumber, markPlain, noteWritten, readObject } from './exact.ts';
import { type Draft, isObject, setOwn } from './json.ts';

/** Code units of a JSON text that are read at once, about: a longer string is in one piece. */
const PIECE = 128 * 1024;
/** Code units that are looked at in one step. */
const STEP = 32 * 1024;

/**
 * The JSON object of a text, as `readObject` reads it, in steps: what is read at once is never much longer than a
 * piece. Undefined where the text is no object. Linear in the text; depth costs no stack.
 */
export function* readObjectInSteps(text: string): Steps<JsonObject | undefined> {
  if (text.length <= PIECE) return readObject(text);
  const read = yield* readJsonInSteps(text);
  return isObject(read?.value) ? read.value : undefined;
}

/** The same for any JSON text; undefined where it is none. */
export function* readJsonInSteps(text: string): Steps<{ readonly value: unknown } | undefined> {
  try {
    if (text.length <= PIECE || !/^[ \t\n\r]*[[{]/.test(text)) return { value: JSON.parse(text) };
    return { value: yield* new Reader(text).read() };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** An array or object that the reader is in. */
interface Level {
  readonly isArray: boolean;
  /** Where its bracket stands. */
  readonly open: number;
  /** What was read of it; undefined while all of it is to be read in one piece with what is around it. */
  holder: Draft | unknown[] | undefined;
  /** Where that begins which was not read yet. */
  from: number;
  /** What stands before `from`. */
  after: 'bracket' | 'comma' | 'value';
  /** Where the member begins that the reader is at. */
  member: number;
}

/**
 * Reads a JSON text piece by piece. It follows brackets, strings and commas only; the members between two of its cuts
 * are read by `JSON.parse`, which says also whether they are JSON.
 */
class Reader {
  readonly #text: string;
  readonly #levels: Level[] = [];
  /** Everything before it was read, or belongs to a level that has its holder. */
  #readTo = 0;
  #root: Level | undefined;
  #isPlain = true;

  constructor(text: string) {
    this.#text = text;
  }

  /** @throws SyntaxError where the text is no JSON */
  *read(): Steps<unknown> {
    const text = this.#text;
    let end = 0;
    for (let at = 0, rest = STEP; at < text.length && end === 0; at++) {
      if (at >= rest) {
        yield;
        rest = at + STEP;
      }
      const unit = text.charCodeAt(at);
      if (unit === QUOTE) at = endOfString(text, at + 1) - 1;
      else if (unit === COMMA) this.#comma(at);
      else if (unit === OPEN_ARRAY || unit === OPEN_OBJECT) this.#open(at, unit === OPEN_ARRAY);
      else if (unit === CLOSE_ARRAY || unit === CLOSE_OBJECT) {
        if (this.#close(at, unit === CLOSE_ARRAY)) end = at + 1;
      }
    }
    if (end === 0 || !isBlank(text.slice(end))) throw new SyntaxError('The text ends in the wrong place.');
    const read = this.#root?.holder;
    if (read && this.#isPlain) markPlain(read);
    return read;
  }

  #open(at: number, isArray: boolean): void {
    const level: Level = {
      ...{ isArray, open: at, holder: undefined, from: at + 1, after: 'bracket', member: at + 1 },
    };
    this.#levels.push(level);
    if (this.#root === undefined) {
      this.#root = level;
      level.holder = isArray ? [] : {};
    } else if (at - this.#readTo >= PIECE) this.#hold();
  }

  #comma(at: number): void {
    const level = this.#levels.at(-1);
    if (level === undefined) throw new SyntaxError('There is a comma outside of everything.');
    level.member = at + 1;
    if (at - this.#readTo < PIECE) return;
    this.#hold();
    this.#take(level, at);
    level.from = at + 1;
    level.after = 'comma';
  }

  /** @returns whether that was the outermost bracket */
  #close(at: number, isArray: boolean): boolean {
    const level = this.#levels.pop();
    if (level?.isArray !== isArray) throw new SyntaxError('A bracket is closed that is not open.');
    if (level.holder === undefined) return false;
    this.#take(level, at, true);
    const around = this.#levels.at(-1);
    if (around === undefined) return true;
    around.from = at + 1;
    around.after = 'value';
    return false;
  }

  /** Gives every level that is open a holder, the outermost first, so that the innermost can be read in part. */
  #hold(): void {
    const levels = this.#levels;
    let first = levels.length;
    while (first > 0 && levels[first - 1]?.holder === undefined) first--;
    for (let index = first; index < levels.length; index++) {
      const [around, level] = [levels[index - 1], levels[index]];
      if (level && around) this.#put(level, around);
    }
    this.#readTo = levels.at(-1)?.from ?? this.#readTo;
  }

  /** Gives a level a holder, in its place in that of the level around it. */
  #put(level: Level, around: Level): void {
    const { member, holder } = around;
    if (around.from < member) {
      this.#take(around, member - 1);
      around.from = member;
      around.after = 'comma';
    }
    // Behind a value there was no comma before the bracket.
    if (around.after === 'value') throw new SyntaxError('A comma is missing.');
    level.holder = level.isArray ? [] : {};
    const before = this.#text.slice(member, level.open);
    if (Array.isArray(holder)) {
      if (!isBlank(before)) throw new SyntaxError('There is something before a bracket.');
      holder.push(level.holder);
    } else if (holder) {
      const name = nameIn(before);
      setOwn(holder, name, level.holder);
      forgetNumber(holder, name);
    }
  }

  /** Reads the members up to a comma, or to the closing bracket. */
  #take({ from, after, isArray, holder }: Level, to: number, isClosing = false): void {
    this.#readTo = to;
    let members = this.#text.slice(from, to);
    let isRequired = after === 'comma' || !isClosing;
    if (after === 'value') {
      if (isBlank(members)) return;
      const comma = /^[ \t\n\r]*,/.exec(members)?.[0];
      if (comma === undefined) throw new SyntaxError('A comma is missing.');
      members = members.slice(comma.length);
      isRequired = true;
    }
    if (isBlank(members)) {
      if (isRequired) throw new SyntaxError('There is nothing between two commas.');
      return;
    }
    const json = isArray ? `[${members}]` : `{${members}}`;
    const piece: unknown = JSON.parse(json);
    if (noteWritten(json, piece)) this.#isPlain = false;
    if (Array.isArray(holder) && Array.isArray(piece)) appendExact(holder, piece);
    else if (isObject(piece) && isObject(holder)) {
      for (const name of Object.keys(piece)) copyOwn(holder, name, piece);
    }
  }
}

/** The name of a member, of which the text has the name and the colon. */
function nameIn(text: string): string {
  const [name = ''] = Object.keys(JSON.parse(`{${text}0}`) as object);
  return name;
}

function isBlank(text: string): boolean {
  return /^[ \t\n\r]*$/.test(text);
}
