import { type Imported, isJson, keptHeaders } from './imported.ts';
import { isPlausibleUrl } from './plausibleUrl.ts';
import { relaxedJson } from './relaxedJson.ts';
import { beginsWith, readCommands } from './shellCommands.ts';

const COMMAND = /(?:\$ +)?m365(?:\.cmd)?[ \t]+request(?=[ \t\\^`])/y;

/** Options that say something about the request, by all their names (CLI for Microsoft 365, `m365 request`). */
const VALUES: ReadonlyMap<string, 'method' | 'url' | 'body' | undefined> = new Map([
  ['--method', 'method'],
  ['-m', 'method'],
  ['--url', 'url'],
  ['-u', 'url'],
  ['--body', 'body'],
  ['-b', 'body'],
  ...['--resource', '-r', '--filepath', '-p', '--output', '-o', '--query'].map(
    (name) => [name, undefined] as const,
  ),
]);
const SWITCHES: ReadonlySet<string> = new Set(['--verbose', '--debug', '--help', '-h']);

/** What the beginning of a URL stands for. */
const TOKENS: readonly (readonly [RegExp, string])[] = [
  [/^@graphbeta(?=\/|$)/i, 'https://graph.microsoft.com/beta'],
  [/^@graph(?=\/|$)/i, 'https://graph.microsoft.com/v1.0'],
];

/** Whether a text begins with an `m365 request` command; a prompt (`$ `) may stand before it. */
export function startsWithM365Request(text: string): boolean {
  return beginsWith(text, COMMAND);
}

/** The requests of the `m365 request` commands of a text; undefined where one of them is none. */
export function readM365Request(text: string): readonly Imported[] | undefined {
  return readCommands(text, COMMAND, importedFrom);
}

function importedFrom(words: readonly string[]): Imported | undefined {
  const values = new Map<string, string>();
  const lines: { readonly name: string; readonly value: string }[] = [];
  for (let at = 0; at < words.length; at++) {
    const written = words[at] ?? '';
    const name = written.toLowerCase();
    if (SWITCHES.has(name)) continue;
    const value = words[++at] ?? '';
    const known = VALUES.get(name);
    if (known !== undefined) values.set(known, value);
    // Any other option is a header.
    else if (name.startsWith('--') && !VALUES.has(name)) lines.push({ name: written.slice(2), value });
  }
  const url = TOKENS.reduce(
    (address, [token, base]) => address.replace(token, base),
    values.get('url') ?? '',
  );
  if (!isPlausibleUrl(url)) return undefined;
  const { headers, dropped } = keptHeaders(lines);
  const body = values.get('body') ?? '';
  const text = relaxedJson(body) ?? body;
  const needsType = isJson(text) && !headers.some(({ name }) => name.toLowerCase() === 'content-type');
  return {
    method: (values.get('method') ?? 'get').toUpperCase(),
    url,
    headers: needsType ? [{ name: 'Content-Type', value: 'application/json' }, ...headers] : headers,
    ...(text === '' ? {} : { body: { kind: 'text', text } as const }),
    dropped,
  };
}
