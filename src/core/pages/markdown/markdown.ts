import { BYTE_ORDER_MARK } from '../../text/codeUnits.ts';
import type { Span, Token } from '../../text/span.ts';
import { isDelimiter, type Row, rowOf } from './table.ts';

/**
 * The blocks of a Markdown page as Microsoft Graph's reference is written (CommonMark, tables of GitHub, and the
 * extensions of learn.microsoft.com: includes, tabs, zones). It takes any text, never throws, and looks at each line
 * once. Spans are offsets in the text.
 */
export type MarkdownBlock =
  | (Span & { readonly kind: 'heading'; readonly level: number; readonly text: string })
  | (Span & { readonly kind: 'table'; readonly header: Row; readonly rows: readonly Row[] })
  /** `content` is what stands between the fences; `annotation` the HTML comment right before them. */
  | (Span & {
      readonly kind: 'code';
      readonly language: string;
      readonly content: Token;
      readonly annotation: string;
      /** `open`: nothing closes it; `no`: it is code because its lines are indented. */
      readonly fenced: 'yes' | 'open' | 'no';
    })
  /** `[!INCLUDE [name](path)]` */
  | (Span & { readonly kind: 'include'; readonly name: string; readonly path: string })
  | (Span & { readonly kind: 'comment'; readonly text: string })
  /** One line of anything else. */
  | (Span & { readonly kind: 'text'; readonly text: string });

/** A page, cut into blocks. */
export interface Markdown {
  /** Entries of the YAML front matter by name, without quotes; only plain `name: value` lines are read. */
  readonly frontMatter: ReadonlyMap<string, Token>;
  readonly blocks: readonly MarkdownBlock[];
}

/** Cuts a page into blocks. */
export function readMarkdown(text: string): Markdown {
  const lines = linesOf(text);
  const reader = new Reader(text, lines);
  return reader.read();
}

function linesOf(text: string): readonly Token[] {
  const lines: Token[] = [];
  const break_ = /\r\n|\n|\r/g;
  let start = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  for (let found = break_.exec(text); found; found = break_.exec(text)) {
    lines.push({ start, end: found.index, text: text.slice(start, found.index) });
    start = break_.lastIndex;
  }
  lines.push({ start, end: text.length, text: text.slice(start) });
  return lines;
}

const FENCE = /^[ \t>]*(`{3,}|~{3,})/;
const HEADING = /^ {0,3}(#{1,6})[ \t]+(.*)$/;
/** `# [HTTP](#tab/http)`: a tab of learn.microsoft.com, and no heading. */
const TAB = /^\[[^\]]*\]\(#tab\//;
/** A request in code that has no fence (CommonMark 0.31, section 4.4). */
const INDENTED_REQUEST = /^(?: {4}|\t)[ \t]*(?:GET|POST|PUT|PATCH|DELETE)[ \t]+(?:\/|https?:\/\/)/;
const INDENTED_OR_BLANK = /^(?: {4}|\t|[ \t]*$)/;
const INCLUDE = /\[!INCLUDE\s*\[([^\]]{0,200})\]\(([^)\s]{1,500})\)\]/i;
/** Longer headings are cut. */
const LONGEST_HEADING = 300;
const ENTRY = /^([A-Za-z][\w.-]*):[ \t]*(.*)$/;

class Reader {
  readonly #text: string;
  readonly #lines: readonly Token[];
  readonly #blocks: MarkdownBlock[] = [];
  #at = 0;
  /** A comment was met that nothing closes: none behind it is closed either. */
  #openComment = false;

  constructor(text: string, lines: readonly Token[]) {
    this.#text = text;
    this.#lines = lines;
  }

  read(): Markdown {
    const frontMatter = this.#frontMatter();
    while (this.#at < this.#lines.length) this.#block();
    return { frontMatter, blocks: this.#blocks };
  }

  #line(ahead = 0): Token | undefined {
    return this.#lines[this.#at + ahead];
  }

  #frontMatter(): ReadonlyMap<string, Token> {
    const entries = new Map<string, Token>();
    if (this.#line()?.text.trimEnd() !== '---') return entries;
    const end = this.#lines.findIndex(({ text }, index) => index > 0 && /^(?:---|\.\.\.)\s*$/.test(text));
    if (end < 0) return entries;
    for (const line of this.#lines.slice(1, end)) {
      const [, name = '', value = ''] = ENTRY.exec(line.text) ?? [];
      if (name === '') continue;
      const raw = value.trim();
      const text = unquoted(raw);
      const start = line.end - value.length + value.indexOf(raw) + (raw.length - text.length) / 2;
      entries.set(name, { start, end: start + text.length, text });
    }
    this.#at = end + 1;
    return entries;
  }

  #block(): void {
    const line = this.#line() as Token;
    const { text } = line;
    if (text.trim() === '') this.#at++;
    else if (fenceOf(text) !== undefined) this.#code(line);
    else if (INDENTED_REQUEST.test(text)) this.#indented(line);
    else if (text.trimStart().startsWith('<!--')) this.#comment(line);
    else if (text.includes('|') && isDelimiter(this.#line(1)?.text)) this.#table(line);
    else this.#single(line);
  }

  #single(line: Token): void {
    this.#at++;
    const { start, end, text } = line;
    const [, marks = '', title = ''] = HEADING.exec(text) ?? [];
    const include = INCLUDE.exec(text);
    if (marks !== '' && !TAB.test(title)) {
      this.#blocks.push({ kind: 'heading', start, end, level: marks.length, text: headingText(title) });
    } else if (include) {
      const [whole, name = '', path = ''] = include;
      const from = start + include.index;
      this.#blocks.push({ kind: 'include', start: from, end: from + whole.length, name, path });
    } else if (!text.trimStart().startsWith(':::')) {
      this.#blocks.push({ kind: 'text', start, end, text });
    }
  }

  /** To the closing fence, or to the end of the text. */
  #code(line: Token): void {
    const { fence = '', info = '' } = fenceOf(line.text) ?? {};
    const first = ++this.#at;
    const isEnd = ({ text }: Token) => {
      const bare = text.replace(/^[ \t>]+/, '').trimEnd();
      return bare.startsWith(fence) && /^(?:`+|~+)$/.test(bare);
    };
    let closing = this.#line();
    for (; closing && !isEnd(closing); closing = this.#line()) this.#at++;
    const start = this.#lines[first]?.start ?? this.#text.length;
    const contentEnd = this.#at > first ? (this.#lines[this.#at - 1]?.end ?? start) : start;
    const content = { start, end: contentEnd, text: this.#text.slice(start, contentEnd) };
    const before = this.#blocks.at(-1);
    const annotation = before?.kind === 'comment' ? before.text : '';
    const language = info.trim().split(/\s/)[0]?.toLowerCase() ?? '';
    this.#blocks.push({
      kind: 'code',
      start: line.start,
      end: closing?.end ?? contentEnd,
      language,
      content,
      annotation,
      fenced: closing === undefined ? 'open' : 'yes',
    });
    this.#at++;
  }

  /** Indented lines that begin with a request line, to the next one that is not indented. */
  #indented(line: Token): void {
    let last = line;
    for (let next: Token | undefined = line; next && INDENTED_OR_BLANK.test(next.text); next = this.#line()) {
      if (next.text.trim() !== '') last = next;
      this.#at++;
    }
    const { start } = line;
    const content = { start, end: last.end, text: this.#text.slice(start, last.end) };
    this.#blocks.push({
      kind: 'code',
      start,
      end: last.end,
      language: '',
      content,
      annotation: '',
      fenced: 'no',
    });
  }

  /** To `-->`, or one line where there is none. */
  #comment(line: Token): void {
    const close = this.#openComment ? -1 : this.#text.indexOf('-->', line.start);
    this.#openComment ||= close < 0;
    const end = close < 0 ? line.end : close + 3;
    while ((this.#line()?.start ?? Number.POSITIVE_INFINITY) < end) this.#at++;
    this.#blocks.push({ kind: 'comment', start: line.start, end, text: this.#text.slice(line.start, end) });
  }

  #table(line: Token): void {
    const header = rowOf(line);
    const rows: Row[] = [];
    let last = this.#line(1) ?? line;
    this.#at += 2;
    for (
      let next = this.#line();
      next?.text.includes('|') && fenceOf(next.text) === undefined;
      next = this.#line()
    ) {
      rows.push(rowOf(next));
      last = next;
      this.#at++;
    }
    this.#blocks.push({ kind: 'table', start: line.start, end: last.end, header, rows });
  }
}

/** The mark that opens a code block, and what stands behind it; backticks with others behind are code in a line. */
function fenceOf(line: string): { readonly fence: string; readonly info: string } | undefined {
  const [head = '', fence] = FENCE.exec(line) ?? [];
  const info = line.slice(head.length);
  return fence === undefined || (fence.startsWith('`') && info.includes('`')) ? undefined : { fence, info };
}

/** Without the marks that may close a heading. */
function headingText(title: string): string {
  const text = title.slice(0, LONGEST_HEADING).trim();
  return /[ \t]#+$/.test(text) ? text.replace(/#+$/, '').trimEnd() : text;
}

function unquoted(value: string): string {
  return /^(["']).*\1$/s.test(value) && value.length > 1 ? value.slice(1, -1) : value;
}
