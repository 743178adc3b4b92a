/** The shell that a command line was written for. */
export type Shell = 'posix' | 'cmd' | 'powershell';

/** The words of one command of a text. */
export interface ShellCommand {
  readonly words: readonly string[];
  /** The place behind its last character. */
  readonly end: number;
}

/**
 * The words of the command at a place, with quotes and escapes taken out, and where it ends: at the end of a line
 * that is not continued, at a pipe, a redirection or the next command. Linear, and never throws: a quote that is
 * not closed reaches to the end.
 */
export function commandAt(text: string, shell: Shell, start: number): ShellCommand {
  if (shell === 'cmd') {
    const { line, end } = cmdLine(text, start);
    return { words: programWords(line), end };
  }
  const reader = shell === 'posix' ? new PosixReader(text, start) : new PowerShellReader(text, start);
  const words = reader.read();
  return { words, end: Math.min(reader.at, text.length) };
}

/** The shell that a command line was most likely written for. */
export function shellOf(text: string): Shell {
  if (/\^[ \t]*(?:\r?\n|$)|\^"/.test(text)) return 'cmd';
  return /`[ \t]*\r?\n|`"|^\s*curl\.exe\b/.test(text) ? 'powershell' : 'posix';
}

const PLACEHOLDER = /<([A-Za-z][\w .-]{0,60})>/y;
const VARIABLE = /\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*)|\([^()\r\n]{1,500}\))/y;
/** What OData begins with `$` is meant as it is, even where the shell would put a variable's value. */
const QUERY_OPTION =
  /^(?:select|filter|expand|orderby|top|skip|skiptoken|deltatoken|count|search|format|ref|value|batch|metadata|entity)$/i;

/** Words that are put together from pieces, up to the end of a command. */
abstract class WordReader {
  protected readonly text: string;
  at: number;
  readonly #words: string[] = [];
  #word: string[] | undefined;

  constructor(text: string, start: number) {
    this.text = text;
    this.at = start;
  }

  read(): readonly string[] {
    while (this.at < this.text.length && this.step()) {}
    this.endWord();
    return this.#words;
  }

  /** Reads one piece; false where the command ends. */
  protected abstract step(): boolean;

  protected add(piece: string): void {
    this.#word ??= [];
    this.#word.push(piece);
  }

  protected endWord(): void {
    if (this.#word) this.#words.push(this.#word.join(''));
    this.#word = undefined;
  }

  /** `<object-id>`, as documentation has it, becomes a placeholder; false where something else is there. */
  protected placeholder(): boolean {
    PLACEHOLDER.lastIndex = this.at;
    const found = PLACEHOLDER.exec(this.text);
    if (!found) return false;
    this.at += found[0].length;
    const [, words = ''] = found;
    this.add(`{${words.replace(/[ .-]+(\w)/g, (_, letter: string) => letter.toUpperCase())}}`);
    return true;
  }

  /** `$name` and `${name}` become references of the file, `$(command)` one with a name of its own. */
  protected variable(): void {
    const before = this.text[this.at - 1] ?? '';
    VARIABLE.lastIndex = this.at;
    const found = VARIABLE.exec(this.text);
    const name = found?.[1] ?? found?.[2];
    if (!found || (name !== undefined && /[?&/]/.test(before) && QUERY_OPTION.test(name))) {
      this.at++;
      this.add('$');
      return;
    }
    this.at += found[0].length;
    const property = /^\$\(\$?(\w+)\.(\w)(\w*)\)$/.exec(found[0]);
    const [, object = '', letter = '', rest = ''] = property ?? [];
    const made = property ? `${object}${letter.toUpperCase()}${rest}` : 'value';
    this.add(`{{${name ?? made}}}`);
  }

  /** Goes on behind a line break; true where there is one. */
  protected skipBreak(): boolean {
    const length = this.text.startsWith('\r\n', this.at)
      ? 2
      : /[\r\n]/.test(this.text[this.at] ?? '')
        ? 1
        : 0;
    this.at += length;
    return length > 0;
  }

  /** Reads up to the next of some characters, or to the end. */
  protected until(stops: RegExp): string {
    const start = this.at;
    while (this.at < this.text.length && !stops.test(this.text[this.at] ?? '')) this.at++;
    return this.text.slice(start, this.at);
  }
}

/** XCU 2.2 and 2.3, and `$'…'` (POSIX.1-2024). Variables and commands stay as they are written. */
class PosixReader extends WordReader {
  protected step(): boolean {
    const unit = this.text[this.at] ?? '';
    if (unit === '<' && this.placeholder()) return true;
    if (/[\r\n|;&<>]/.test(unit)) return false;
    if (/\s/.test(unit)) {
      this.at++;
      this.endWord();
    } else if (unit === '\\') {
      this.at++;
      if (!this.skipBreak()) this.add(this.text[this.at++] ?? '');
    } else if (unit === "'") {
      this.at++;
      this.add(this.until(/'/));
      this.at++;
    } else if (unit === '"') {
      this.at++;
      this.#double();
    } else if (this.text.startsWith("$'", this.at)) {
      this.at += 2;
      this.#ansi();
    } else if (unit === '$') this.variable();
    else this.add(this.until(/[\s|;&<>\\'"$]/));
    return true;
  }

  #double(): void {
    this.add('');
    while (this.at < this.text.length && this.text[this.at] !== '"') {
      this.add(this.until(/["\\$]/));
      if (this.text[this.at] === '$') this.variable();
      if (this.text[this.at] !== '\\') continue;
      this.at++;
      if (this.skipBreak()) continue;
      const next = this.text[this.at++] ?? '';
      this.add(/[$`"\\]/.test(next) ? next : `\\${next}`);
    }
    this.at++;
  }

  #ansi(): void {
    this.add('');
    while (this.at < this.text.length && this.text[this.at] !== "'") {
      this.add(this.until(/['\\]/));
      if (this.text[this.at] !== '\\') continue;
      const sequence = ANSI_ESCAPE.exec(this.text.slice(this.at, this.at + 10))?.[0] ?? '\\';
      this.add(ansiText(sequence));
      this.at += sequence.length;
    }
    this.at++;
  }
}

const ANSI_ESCAPE = /^\\(?:x[\da-fA-F]{1,2}|u[\da-fA-F]{1,4}|U[\da-fA-F]{1,8}|[0-7]{1,3}|[\s\S])/;
const ANSI_NAMED: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  e: '\x1b',
  E: '\x1b',
};

function ansiText(sequence: string): string {
  const kind = sequence[1] ?? '';
  const named = ANSI_NAMED[kind];
  if (named !== undefined) return named;
  const code =
    sequence.length > 2 && /[xuU]/.test(kind)
      ? Number.parseInt(sequence.slice(2), 16)
      : /^[0-7]/.test(kind)
        ? Number.parseInt(sequence.slice(1), 8)
        : Number.NaN;
  return code <= 0x10ffff ? String.fromCodePoint(code) : sequence.slice(1);
}

/** PowerShell's own quoting (about_Quoting_Rules). Variables stay as they are written. */
class PowerShellReader extends WordReader {
  protected step(): boolean {
    const unit = this.text[this.at] ?? '';
    if (/[\r\n|;]/.test(unit)) return false;
    if (/\s/.test(unit)) {
      this.at++;
      this.endWord();
    } else if (unit === '`') {
      this.at++;
      if (!this.skipBreak()) this.#escaped();
    } else if (unit === "'" || unit === '"') {
      this.at++;
      this.#quoted(unit);
    } else if (unit === '$') this.variable();
    else this.add(this.until(/[\s|;`'"$]/));
    return true;
  }

  #quoted(quote: string): void {
    const stops = quote === '"' ? /["`$]/ : /'/;
    this.add('');
    while (this.at < this.text.length) {
      this.add(this.until(stops));
      if (this.text[this.at] === '$') {
        this.variable();
        continue;
      }
      const unit = this.text[this.at++];
      if (unit === '`') this.#escaped();
      else if (this.text[this.at] !== quote) return;
      else {
        this.add(quote);
        this.at++;
      }
    }
  }

  #escaped(): void {
    const next = this.text[this.at++] ?? '';
    this.add({ n: '\n', r: '\r', t: '\t', '0': '\0' }[next] ?? next);
  }
}

/** A command line as cmd.exe hands it to a program: carets are gone, it ends with the line or at `&`, `|`. */
function cmdLine(text: string, start: number): { readonly line: string; readonly end: number } {
  const parts: string[] = [];
  let quoted = false;
  let at = start;
  for (; at < text.length; at++) {
    const unit = text[at] ?? '';
    if (unit === '^' && !quoted) {
      at++;
      if (text.startsWith('\r\n', at)) at++;
      const next = text[at] ?? '';
      // A caret before an empty line stands for a line break.
      if (next !== '\n' && next !== '\r') parts.push(next);
      else if (/^\r?\n/.test(text.slice(at + 1, at + 3))) {
        parts.push('\n');
        at += text[at + 1] === '\r' ? 2 : 1;
      }
      continue;
    }
    if (unit === '"') quoted = !quoted;
    if (!quoted && /[\r\n&|<>]/.test(unit)) break;
    parts.push(unit);
  }
  return { line: parts.join(''), end: Math.min(at, text.length) };
}

/** The words of a command line as programs for Windows read it (the rules of the C runtime's `argv`). */
function programWords(line: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const unit = line[at] ?? '';
    const slashes = unit === '\\' ? runLength(line, at) : 0;
    if (slashes > 0) {
      const escapes = line[at + slashes] === '"';
      word = (word ?? '') + '\\'.repeat(escapes ? slashes >> 1 : slashes);
      at += slashes - 1;
      if (escapes && slashes % 2 === 1) word += line[++at] ?? '';
    } else if (unit === '"') {
      word ??= '';
      if (quoted && line[at + 1] === '"') word += line[++at] ?? '';
      else quoted = !quoted;
    } else if (!quoted && /\s/.test(unit)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + unit;
  }
  return word === undefined ? words : [...words, word];
}

function runLength(line: string, at: number): number {
  let end = at;
  while (line[end] === '\\') end++;
  return end - at;
}
