const LINE = /^\s*(?:export\s+)?([\w.-]+)\s*(?:=|:\s)\s*(.*)$/;

/**
 * The variables of a `.env` file: `NAME=value`, with `#` comments, quotes of all three kinds (which may span
 * lines), `\n` and its kind inside double quotes, and an `export` in front. Lines that are none of it are
 * passed over. Values are not expanded.
 */
export function parseDotenv(text: string): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  for (let index = 0; index < lines.length; index++) {
    const [, name, written] = LINE.exec(lines[index] ?? '') ?? [];
    if (name === undefined || written === undefined) continue;
    const quote = written.charAt(0);
    const quoted =
      quote === '"' || quote === "'" || quote === '`' ? readQuoted(lines, index, written, quote) : undefined;
    if (quoted === undefined) {
      variables.set(name, withoutComment(written));
    } else {
      variables.set(name, quote === '"' ? unescaped(quoted.value) : quoted.value);
      index = quoted.line;
    }
  }
  return variables;
}

/** What stands between quotes, and the line that they close on; undefined where nothing closes them. */
function readQuoted(
  lines: readonly string[],
  from: number,
  written: string,
  quote: string,
): { readonly value: string; readonly line: number } | undefined {
  const parts: string[] = [];
  for (let line = from; line < lines.length; line++) {
    const text = line === from ? written.slice(1) : (lines[line] ?? '');
    const close = closingQuote(text, quote);
    if (close >= 0) return { value: [...parts, text.slice(0, close)].join('\n'), line };
    parts.push(text);
  }
  return undefined;
}

function closingQuote(text: string, quote: string): number {
  let at = text.indexOf(quote);
  while (at > 0 && text.charAt(at - 1) === '\\') at = text.indexOf(quote, at + 1);
  return at;
}

function withoutComment(text: string): string {
  const at = text.indexOf('#');
  return (at < 0 ? text : text.slice(0, at)).trim();
}

function unescaped(text: string): string {
  return text.replace(/\\([nrt"\\])/g, (_, letter: string) => {
    switch (letter) {
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      default:
        return letter;
    }
  });
}
