import type { Text } from '@codemirror/state';
import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from '../../core/text/codeUnits.ts';
import { pathStep } from '../../core/text/jsonPath.ts';

/** What a walk through JSON text meets; offsets are into the whole text. */
interface Visitor {
  /** A bracket, comma or colon outside of strings. Returning true ends the walk. */
  mark(unit: number, at: number): boolean;
  /** A string that began at `from` and ends at `to`, its quotes included. */
  string?(from: number, to: number): void;
}

/** Where a walk stopped, so that it can go on when more of the text has come. */
interface Stop {
  readonly at: number;
  /** Start of the string that it stopped in, or -1. */
  readonly string: number;
}

const START: Stop = { at: 0, string: -1 };

/**
 * Walks through JSON text, from its start or where another walk stopped. It never copies the text. Text that is no
 * JSON is walked through all the same.
 */
function walk(text: Text, to: number, visitor: Visitor, from = START): Stop {
  let { at, string } = from;
  for (const piece of text.iterRange(at, to)) {
    for (let index = 0; index < piece.length; index++) {
      const unit = piece.charCodeAt(index);
      if (string >= 0) {
        if (unit === BACKSLASH) index++;
        else if (unit === QUOTE) {
          visitor.string?.(string, at + index + 1);
          string = -1;
        }
      } else if (unit === QUOTE) string = at + index;
      else if (isMark(unit) && visitor.mark(unit, at + index)) return { at: at + index, string };
    }
    at += piece.length;
  }
  return { at, string };
}

function isMark(unit: number): boolean {
  return (
    unit === COMMA ||
    unit === COLON ||
    unit === OPEN_BRACE ||
    unit === CLOSE_BRACE ||
    unit === OPEN_BRACKET ||
    unit === CLOSE_BRACKET
  );
}

/** Knows which bracket closes which: one walk through the text for all of them. The text may only grow at its end. */
export class Brackets {
  #stop = START;
  /** Offsets of the opening brackets in their order. */
  readonly #opens = new Offsets();
  /** Offsets of those that close them; 0 where that has not come. */
  readonly #closes = new Offsets();
  /** Which opening brackets are not closed yet, from the outside in. */
  readonly #pending: number[] = [];

  /** Offset of the bracket that closes the one at `open`; the text's end where that has not come. */
  closing(text: Text, open: number): number {
    this.#read(text);
    const index = this.#opens.indexOf(open);
    return (index < 0 ? 0 : this.#closes.at(index)) || text.length;
  }

  /** What is between brackets that are closed and not the outermost ones: the first of them in their order. */
  inside(text: Text, most: number): readonly { readonly from: number; readonly to: number }[] {
    this.#read(text);
    const ranges: { from: number; to: number }[] = [];
    for (let index = 1; index < this.#opens.length && ranges.length < most; index++) {
      const to = this.#closes.at(index);
      if (to > 0) ranges.push({ from: this.#opens.at(index) + 1, to });
    }
    return ranges;
  }

  #read(text: Text): void {
    if (this.#stop.at >= text.length) return;
    this.#stop = walk(
      text,
      text.length,
      {
        mark: (unit, at) => {
          if (unit === OPEN_BRACE || unit === OPEN_BRACKET) {
            this.#pending.push(this.#opens.length);
            this.#opens.push(at);
            this.#closes.push(0);
          } else if (unit === CLOSE_BRACE || unit === CLOSE_BRACKET) {
            const index = this.#pending.pop();
            if (index !== undefined) this.#closes.set(index, at);
          }
          return false;
        },
      },
      this.#stop,
    );
  }
}

/** A list of offsets that takes four bytes for each. */
class Offsets {
  #values = new Uint32Array(64);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  at(index: number): number {
    return this.#values[index] ?? 0;
  }

  set(index: number, value: number): void {
    this.#values[index] = value;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Uint32Array(2 * this.#length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  /** Index of a value in a list that rises; -1 where it is not in it. */
  indexOf(value: number): number {
    let [low, high] = [0, this.#length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.at(middle) < value) low = middle + 1;
      else high = middle;
    }
    return low < this.#length && this.at(low) === value ? low : -1;
  }
}

interface Level {
  readonly array: boolean;
  /** How many members came before. */
  index: number;
  /** The last member's name, where it began and ended. */
  name: readonly [from: number, to: number] | undefined;
}

/**
 * JSON path of the value at an offset: `$.members[3].displayName`; in the indentation of a line, and behind its
 * last comma or bracket, of what the line begins with. Linear in the text before it.
 */
export function pathAt(text: Text, offset: number): string {
  const line = text.lineAt(Math.min(offset, text.length));
  const place = line.from + placeInLine(line.text, offset - line.from);
  const levels: Level[] = [];
  let last: Level['name'];
  walk(text, line.to, {
    string: (from, end) => {
      last = [from, end];
    },
    mark: (unit, at) => {
      const top = levels.at(-1);
      if (unit === COLON && top) top.name = last;
      if (at >= place) {
        if (at === place && (unit === CLOSE_BRACKET || unit === CLOSE_BRACE)) levels.pop();
        return true;
      }
      if (unit === OPEN_BRACKET || unit === OPEN_BRACE) {
        levels.push({ array: unit === OPEN_BRACKET, index: 0, name: undefined });
      } else if (unit === CLOSE_BRACKET || unit === CLOSE_BRACE) levels.pop();
      else if (unit === COMMA && top) {
        top.index++;
        top.name = undefined;
      }
      return false;
    },
  });
  return `$${levels.map((level) => stepOf(text, level)).join('')}`;
}

function placeInLine(line: string, offset: number): number {
  if (offset === line.length && /[,[{]$/.test(line)) return offset - 1;
  return Math.max(offset, line.length - line.trimStart().length);
}

function stepOf(text: Text, { array, index, name }: Level): string {
  if (array) return pathStep(index);
  return name ? pathStep(unquoted(text.sliceString(name[0], name[1]))) : '';
}

function unquoted(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal.slice(1, -1);
  }
}
