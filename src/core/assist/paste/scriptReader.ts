import { behindSpace, scriptString } from './scriptText.ts';

/** A value that only a run of the script would tell; it becomes a reference of the file. */
export class Unknown {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** What an expression of JavaScript or Python stands for. */
export type ScriptValue =
  | string
  | number
  | boolean
  | null
  | Unknown
  | readonly ScriptValue[]
  | ReadonlyMap<string, ScriptValue>;

/** An argument of a call; Python and objects of options give it a name. */
export interface ScriptArgument {
  readonly name: string | undefined;
  readonly value: ScriptValue;
}

/** The arguments of a call, and the offset behind its bracket. */
export interface ScriptCall {
  readonly args: readonly ScriptArgument[];
  readonly end: number;
}

/** What a reader of expressions gives up at. */
class Unreadable extends Error {}

/** Values nest no deeper. */
const DEEPEST = 60;
/** Values hold no more parts, and texts are no longer: variables in variables grow without end. */
const MOST_PARTS = 20_000;
const LONGEST_TEXT = 200_000;

const ASSIGNMENT =
  /^[ \t]*(?:export[ \t]+)?(?:(?:const|let|var)[ \t]+)?([A-Za-z_$][\w$]{0,80})[ \t]*(?::[^=\r\n]{1,80})?=(?![=>])/gm;
const WORD = /[A-Za-z_$][\w$]*/y;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const KEYWORD = /([A-Za-z_]\w*)\s*=(?![=>])/y;
const PLAIN: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['null', null],
  ['None', null],
  ['undefined', null],
]);
/** Calls that give their first argument, as far as a request is concerned. */
const SAME = /^(?:JSON\.stringify|json\.dumps|str|String|encodeURIComponent|quote|urllib\.parse\.quote)$/;
/** Methods that give a text as it is. */
const ITSELF = /^(?:encode|toString|strip|trim|copy)$/;
/** Where scripts look for what the environment has. */
const ENVIRONMENT = /^(?:os\.environ\.get|os\.getenv|os\.environ|process\.env)$/;

/**
 * Reads the arguments of calls in a script of JavaScript or Python: literals, and variables that were given one before.
 * Nothing is run.
 */
export class ScriptReader {
  readonly #text: string;
  readonly #assigned: readonly (readonly [name: string, start: number])[];
  readonly #known = new Map<number, ScriptValue | undefined>();
  readonly #reading = new Set<number>();
  #at = 0;
  #from = 0;
  #depth = 0;
  #parts = 0;

  constructor(text: string) {
    this.#text = text;
    this.#assigned = [...text.matchAll(ASSIGNMENT)].map(
      (match) => [match[1] ?? '', match.index + match[0].length] as const,
    );
  }

  /** The call whose bracket stands at an offset; undefined where its arguments cannot be read. */
  call(open: number): ScriptCall | undefined {
    this.#from = open;
    this.#depth = 0;
    this.#parts = 0;
    this.#at = open;
    try {
      return { args: this.#arguments(), end: this.#at };
    } catch (error) {
      if (error instanceof Unreadable) return undefined;
      throw error;
    }
  }

  #arguments(): readonly ScriptArgument[] {
    this.#expect('(');
    const args: ScriptArgument[] = [];
    while (!this.#take(')')) {
      const name = this.#match(KEYWORD)?.[1];
      args.push({ name, value: this.#value() });
      if (!this.#take(',') && !this.#isNext(')')) throw new Unreadable();
    }
    return args;
  }

  #value(): ScriptValue {
    this.#count(1);
    if (++this.#depth > DEEPEST) throw new Unreadable();
    let value = this.#operand();
    while (this.#take('+')) value = joined(value, this.#operand());
    this.#depth--;
    return value;
  }

  #operand(): ScriptValue {
    this.#space();
    if (this.#isNext('{')) return this.#object();
    if (this.#isNext('[')) return this.#list();
    if (this.#take('(')) {
      const value = this.#value();
      this.#expect(')');
      return value;
    }
    const text = this.#string();
    if (text !== undefined) return this.#afterText(text);
    const number = this.#match(NUMBER)?.[0];
    return number === undefined ? this.#named() : Number(number);
  }

  #object(): ReadonlyMap<string, ScriptValue> {
    this.#expect('{');
    const members = new Map<string, ScriptValue>();
    while (!this.#take('}')) {
      const name = this.#string() ?? this.#match(WORD)?.[0];
      if (name === undefined) throw new Unreadable();
      if (this.#take(':')) members.set(name, this.#value());
      else members.set(name, this.#variable(name));
      if (!this.#take(',') && !this.#isNext('}')) throw new Unreadable();
    }
    return members;
  }

  #list(): readonly ScriptValue[] {
    this.#expect('[');
    const items: ScriptValue[] = [];
    while (!this.#take(']')) {
      items.push(this.#value());
      if (!this.#take(',') && !this.#isNext(']')) throw new Unreadable();
    }
    return items;
  }

  /** A literal, with those that Python joins by writing them one behind the other. */
  #string(): string | undefined {
    this.#space();
    let whole: string | undefined;
    for (;;) {
      const found = scriptString(this.#text, this.#at);
      if (found === undefined) return whole;
      this.#at = found.end;
      whole = (whole ?? '') + found.text;
      this.#space();
    }
  }

  /** `"…".format(id)`, `"…".encode("utf-8")`. */
  #afterText(text: string): ScriptValue {
    const [, method] = this.#match(/\.(\w+)(?=\()/y) ?? [];
    if (method === undefined) return text;
    const args = this.#arguments();
    if (method !== 'format') return text;
    let next = 0;
    return text.replace(/\{(\w*)\}/g, (_, name: string) => {
      const given = name === '' ? args[next++] : args.find((each) => each.name === name);
      return given === undefined ? `{${name}}` : textOf(given.value);
    });
  }

  #named(): ScriptValue {
    const word = this.#match(WORD)?.[0];
    if (word === undefined || word === 'new' || word === 'function') throw new Unreadable();
    const plain = PLAIN.get(word);
    if (plain !== undefined) return plain;
    const path = [word];
    for (let next = this.#member(path); next !== undefined; next = this.#member(path)) path.push(next);
    const dotted = path.join('.');
    if (this.#isNext('(')) {
      const [first] = this.#arguments();
      if (path.length === 2 && ITSELF.test(path[1] ?? '')) return this.#variable(word);
      if (SAME.test(dotted) && first !== undefined) return first.value;
      if (ENVIRONMENT.test(dotted) && typeof first?.value === 'string') return new Unknown(first.value);
      return new Unknown(nameOf(path));
    }
    return path.length === 1 ? this.#variable(word) : new Unknown(nameOf(path));
  }

  /** The next part of `user.id`, `os.environ["NAME"]`. */
  #member(path: readonly string[]): string | undefined {
    if (path.length > 8) throw new Unreadable();
    const dotted = this.#match(/\??\.([A-Za-z_$][\w$]*)/y)?.[1];
    if (dotted !== undefined) return dotted;
    return this.#match(/\[\s*["']([\w.-]{1,80})["']\s*\]/y)?.[1];
  }

  /** What a variable was given last before the call. */
  #variable(name: string): ScriptValue {
    const start = this.#assigned.findLast(([each, at]) => each === name && at < this.#from)?.[1];
    if (start === undefined || this.#reading.has(start)) return new Unknown(name);
    if (!this.#known.has(start)) this.#known.set(start, this.#valueAt(start));
    const value = this.#known.get(start);
    this.#count(value === undefined ? 1 : sizeOf(value));
    return value ?? new Unknown(name);
  }

  #valueAt(start: number): ScriptValue | undefined {
    const [at, depth] = [this.#at, this.#depth];
    this.#reading.add(start);
    this.#at = start;
    try {
      return this.#value();
    } catch (error) {
      if (error instanceof Unreadable) return undefined;
      throw error;
    } finally {
      this.#reading.delete(start);
      this.#at = at;
      this.#depth = depth;
    }
  }

  #count(parts: number): void {
    this.#parts += parts;
    if (this.#parts > MOST_PARTS) throw new Unreadable();
  }

  #space(): void {
    this.#at = behindSpace(this.#text, this.#at);
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    this.#space();
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text) ?? undefined;
    if (found !== undefined) this.#at += found[0].length;
    return found;
  }

  #isNext(mark: string): boolean {
    this.#space();
    return this.#text.startsWith(mark, this.#at);
  }

  #take(mark: string): boolean {
    const isNext = this.#isNext(mark);
    if (isNext) this.#at += mark.length;
    return isNext;
  }

  #expect(mark: string): void {
    if (!this.#take(mark)) throw new Unreadable();
  }
}

/** A value within a text: `{{name}}` for one that is not known. */
export function textOf(value: ScriptValue): string {
  if (value instanceof Unknown) return `{{${value.name}}}`;
  return typeof value === 'object' && value !== null ? JSON.stringify(plainValue(value)) : String(value);
}

/** A value as JSON has it. */
export function plainValue(value: ScriptValue): unknown {
  if (value instanceof Unknown) return textOf(value);
  if (value instanceof Map) {
    return Object.fromEntries([...value].map(([name, each]) => [name, plainValue(each)]));
  }
  return Array.isArray(value) ? value.map((each: ScriptValue) => plainValue(each)) : value;
}

function joined(one: ScriptValue, other: ScriptValue): string {
  const text = textOf(one) + textOf(other);
  if (text.length > LONGEST_TEXT) throw new Unreadable();
  return text;
}

/** `userId` for `user.id`, the last word alone for longer ones. */
function nameOf(path: readonly string[]): string {
  const [object = '', property = ''] = path;
  if (path.length !== 2) return path.at(-1) ?? object;
  return `${object}${property.charAt(0).toUpperCase()}${property.slice(1)}`;
}

function sizeOf(value: ScriptValue): number {
  const pending: ScriptValue[] = [value];
  let size = 0;
  for (let next = pending.pop(); next !== undefined && size <= MOST_PARTS; next = pending.pop()) {
    size++;
    if (typeof next === 'string') size += next.length / 100;
    else if (Array.isArray(next)) pending.push(...(next as readonly ScriptValue[]));
    else if (next instanceof Map) pending.push(...(next as ReadonlyMap<string, ScriptValue>).values());
  }
  return size;
}
