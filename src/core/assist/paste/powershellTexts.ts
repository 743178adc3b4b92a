import { asText, DEEPEST, textValue, UNKNOWN, type Value } from './powershellValues.ts';

const SINGLE = "'\u2018-\u201b";
const DOUBLE = '"\u201c-\u201e';
const IS_SINGLE = new RegExp(`[${SINGLE}]`);
const IS_DOUBLE = new RegExp(`[${DOUBLE}]`);
const IS_VALUE = new RegExp(`[$@({${SINGLE}${DOUBLE}]`);
const ENDS_BARE = new RegExp(`[\\s;|&<>(){},${SINGLE}${DOUBLE}]`);
const HERE_STRING = new RegExp(`@([${SINGLE}${DOUBLE}])[ \\t]*\\r?\\n`, 'y');
const ENDS_SINGLE_HERE = new RegExp(`\\r?\\n[${SINGLE}]@`, 'g');
const ENDS_DOUBLE_HERE = new RegExp(`\\r?\\n[${DOUBLE}]@`, 'g');
const SINGLE_CHUNK = new RegExp(`[^${SINGLE}]*`, 'y');
const SINGLE_TWICE = new RegExp(`[${SINGLE}]([${SINGLE}])`, 'y');

/**
 * Reads texts of a PowerShell script (about_Quoting_Rules): in single and double quotes, here-strings and bare words,
 * with what is put into them. Every character is read once.
 */
export class PowerShellTexts {
  readonly text: string;
  at = 0;
  /** Values by name in lower case. */
  readonly variables = new Map<string, Value>();
  /** How many texts and values are open around the place. */
  protected depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** The UTF-16 code unit at the place; empty at the end. */
  get unit(): string {
    return this.text[this.at] ?? '';
  }

  /** Reads on where a sticky or global expression matches. */
  match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) return undefined;
    this.at = pattern.lastIndex;
    return found;
  }

  /** Goes over blanks, continued lines and comments, and over line breaks too where asked. */
  skipBlanks(breaks = false): void {
    const pattern = breaks ? /(?:\s|`\r?\n)+/y : /(?:[ \t]|`\r?\n)+/y;
    for (;;) {
      const start = this.at;
      this.match(pattern);
      this.comment();
      if (this.at === start) return;
    }
  }

  /** Goes on to the next of some characters outside brackets and texts, or to the end. */
  skipTo(stops: RegExp): void {
    let depth = 0;
    while (this.at < this.text.length) {
      const { unit } = this;
      if (depth === 0 && stops.test(unit)) return;
      if (this.readText() || this.comment()) continue;
      if (unit === '`') this.at++;
      if (/[([{]/.test(unit)) depth++;
      else if (/[)\]}]/.test(unit)) depth = Math.max(0, depth - 1);
      this.at += this.text.startsWith('\r\n', this.at) && unit === '`' ? 2 : 1;
    }
  }

  /** Reads a text between quotes; undefined where none begins here. */
  readText(): Value | undefined {
    const here = this.match(HERE_STRING);
    if (here) return this.#hereString(IS_SINGLE.test(here[1] ?? ''));
    if (IS_SINGLE.test(this.unit)) return this.#single();
    if (!IS_DOUBLE.test(this.unit)) return undefined;
    this.at++;
    return this.#expanded((at) => IS_DOUBLE.test(this.text[at] ?? ''), true);
  }

  /** Whether the place begins a word without quotes. */
  protected get isBare(): boolean {
    return !IS_VALUE.test(this.unit);
  }

  /** Reads a word without quotes. */
  protected bare(): Value {
    return this.#expanded((at) => ENDS_BARE.test(this.text[at] ?? ''), false);
  }

  #single(): Value {
    const parts: string[] = [];
    this.at++;
    for (;;) {
      parts.push(this.match(SINGLE_CHUNK)?.[0] ?? '');
      const quote = this.match(SINGLE_TWICE);
      if (!quote) break;
      parts.push(quote[1] ?? '');
    }
    if (this.at >= this.text.length) return UNKNOWN;
    this.at++;
    return textValue(parts.join(''));
  }

  #hereString(isSingle: boolean): Value {
    const start = this.at;
    const end = isSingle ? ENDS_SINGLE_HERE : ENDS_DOUBLE_HERE;
    // The line break before an empty text is that of the first line.
    end.lastIndex = this.text.startsWith('\r\n', start - 2) ? start - 2 : start - 1;
    const found = end.exec(this.text);
    if (!found) return this.giveUp();
    const behind = end.lastIndex;
    const value = isSingle
      ? textValue(this.text.slice(start, Math.max(start, found.index)))
      : this.#expanded((at) => at >= found.index, false);
    this.at = behind;
    return value;
  }

  /** A text in which variables and escapes count, up to its end; with quotes, one that is doubled is no end. */
  #expanded(isEnd: (at: number) => boolean, quoted: boolean): Value {
    const parts: (string | undefined)[] = [];
    let start = this.at;
    const take = () => {
      if (this.at > start) parts.push(this.text.slice(start, this.at));
    };
    for (;;) {
      if (this.at >= this.text.length) {
        if (quoted) return UNKNOWN;
        break;
      }
      if (isEnd(this.at)) {
        if (!quoted || !isEnd(this.at + 1)) break;
        take();
        start = ++this.at;
        this.at++;
      } else if (this.unit === '`') {
        take();
        this.at++;
        parts.push(ESCAPES[this.unit] ?? this.unit);
        start = ++this.at;
      } else if (this.unit === '$') {
        take();
        parts.push(this.#interpolated());
        start = this.at;
      } else this.at++;
    }
    take();
    if (quoted) this.at++;
    return parts.includes(undefined) ? UNKNOWN : textValue(parts.join(''));
  }

  /** What stands for `$name` in a text: its value, or a reference to a variable of the file. */
  #interpolated(): string | undefined {
    const before = this.text[this.at - 1] ?? '';
    const member = this.match(/\$\(\s*\$(\w+)((?:\.\w+){1,3})\s*\)/y);
    if (member) return asText(this.member(member[1] ?? '', member[2] ?? ''));
    if (this.match(/\$\(/y)) {
      if (this.depth >= DEEPEST) return asText(this.giveUp());
      this.depth++;
      this.skipTo(/\)/);
      this.depth--;
      this.at++;
      return undefined;
    }
    const found = this.match(/\$(?:\{(\w+)\}|(\w+)(?!\w|:\w))/y);
    if (!found) {
      this.at++;
      return /[\w{:]/.test(this.unit) ? undefined : '$';
    }
    const name = found[1] ?? found[2] ?? '';
    const value = this.variables.get(name.toLowerCase()) ?? UNKNOWN;
    if (value.kind !== 'unknown') return asText(value);
    if (/[?&/]/.test(before) && QUERY_OPTION.test(name)) return found[0];
    return AUTOMATIC.test(name) ? undefined : `{{${name}}}`;
  }

  /** What `$user.Id` stands for: a value of a table, or a reference to a variable of the file. */
  protected member(name: string, path: string): Value {
    const parts = path.split('.').slice(1);
    const own = this.variables.get(name.toLowerCase());
    if (own !== undefined && own.kind !== 'reference') return entryOf(own, parts);
    const [property = ''] = parts;
    if (name === '_' && parts.length === 1) return { kind: 'reference', name: lowerFirst(property) };
    if (AUTOMATIC.test(name) || parts.length > 1) return UNKNOWN;
    return { kind: 'reference', name: `${name}${property.charAt(0).toUpperCase()}${property.slice(1)}` };
  }

  /** Goes over a comment; false where none begins here. */
  protected comment(): boolean {
    if (this.match(/<#/y)) {
      const end = this.text.indexOf('#>', this.at);
      this.at = end < 0 ? this.text.length : end + 2;
      return true;
    }
    const isStart = this.at === 0 || /[\s;({})]/.test(this.text[this.at - 1] ?? '');
    return isStart && this.match(/#[^\r\n]*/y) !== undefined;
  }

  /** Reads no further. */
  protected giveUp(): Value {
    this.at = this.text.length;
    return UNKNOWN;
  }
}

/** What a table has under a path of names, whose letter case does not count. */
function entryOf(value: Value, path: readonly string[]): Value {
  let found: Value = value;
  for (const name of path) {
    if (found.kind !== 'table') return UNKNOWN;
    found = [...found.entries].find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1] ?? UNKNOWN;
  }
  return found;
}

function lowerFirst(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\0' };
/** `$select` and its like are meant as they are, even where PowerShell would put a variable's value. */
const QUERY_OPTION =
  /^(?:select|filter|expand|orderby|top|skip|skiptoken|count|search|format|ref|value|batch)$/i;
/** Variables that PowerShell sets. */
export const AUTOMATIC = /^(?:_|args|this|input|ps\w+|matches|error|home|host|pid|pwd|profile)$/i;
