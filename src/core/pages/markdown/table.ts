import type { Token } from '../../text/span.ts';

/** The cells of a line of a table, without the blanks around them; `\|` is still escaped. */
export type Row = readonly Token[];

/** Whether a line is the one below a table's header: `|:---|---:|`. */
export function isDelimiter(line: string | undefined): boolean {
  return line?.includes('-') === true && line.includes('|') && /^[ \t|:-]+$/.test(line);
}

/** What follows so many cells is one more. */
const MOST_CELLS = 40;

/** The cells of a line. */
export function rowOf({ text, start }: Token): Row {
  const cells: Token[] = [];
  const from = text.length - text.trimStart().length + (text.trimStart().startsWith('|') ? 1 : 0);
  let begin = from;
  for (let at = from; at <= text.length; at++) {
    if (text[at] === '\\' && at + 1 < text.length) at++;
    else if (at >= text.length || (text[at] === '|' && cells.length < MOST_CELLS)) {
      if (at < text.length || text.slice(begin, at).trim() !== '')
        cells.push(cellOf(text, begin, Math.min(at, text.length), start));
      begin = at + 1;
    }
  }
  return cells;
}

function cellOf(line: string, begin: number, end: number, offset: number): Token {
  const raw = line.slice(begin, end);
  const text = raw.trim();
  const start = offset + begin + (raw.length - raw.trimStart().length);
  return { start, end: start + text.length, text };
}

/** The column whose title has one of these words; -1 where there is none. */
export function columnOf(header: Row, words: RegExp): number {
  return header.findIndex(({ text }) => words.test(text));
}
