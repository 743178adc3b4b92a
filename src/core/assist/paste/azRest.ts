import { withQuery } from './curlOptions.ts';
import { type Imported, type ImportedBody, isJson, keptHeaders } from './imported.ts';
import { isPlausibleUrl } from './plausibleUrl.ts';
import { relaxedJson } from './relaxedJson.ts';
import { beginsWith, readCommands } from './shellCommands.ts';

const COMMAND = /(?:\$ +)?az(?:\.cmd)?[ \t]+rest(?=[ \t\\^`])/y;

/** Options that take one value and say something about the request, by all their names (Azure CLI, `az rest`). */
const VALUES: ReadonlyMap<string, 'method' | 'url' | 'body'> = new Map([
  ['--method', 'method'],
  ['-m', 'method'],
  ['--url', 'url'],
  ['--uri', 'url'],
  ['-u', 'url'],
  ['--body', 'body'],
  ['-b', 'body'],
]);
/** Options that take any number of `name=value` words, or one JSON object. */
const PAIRS: ReadonlyMap<string, 'headers' | 'query'> = new Map([
  ['--headers', 'headers'],
  ['--header', 'headers'],
  ['--uri-parameters', 'query'],
  ['--url-parameters', 'query'],
]);

/** Whether a text begins with an `az rest` command; a prompt (`$ `) may stand before it. */
export function startsWithAzRest(text: string): boolean {
  return beginsWith(text, COMMAND);
}

/** The requests of the `az rest` commands of a text; undefined where one of them is none. */
export function readAzRest(text: string): readonly Imported[] | undefined {
  return readCommands(text, COMMAND, importedFrom);
}

/** Options of `az rest`, by what they say. */
interface AzOptions {
  readonly values: Map<'method' | 'url' | 'body', string>;
  readonly pairs: Readonly<Record<'headers' | 'query', { readonly name: string; readonly value: string }[]>>;
}

function importedFrom(words: readonly string[]): Imported | undefined {
  const { values, pairs } = optionsOf(words);
  const url = values.get('url');
  if (url === undefined || !isPlausibleUrl(url)) return undefined;
  const { headers, dropped } = keptHeaders(pairs.headers);
  const body = bodyOf(values.get('body'));
  const hasType = headers.some(({ name }) => name.toLowerCase() === 'content-type');
  const needsType = body !== undefined && !hasType && (body.kind === 'file' || /^\s*[{[]/.test(body.text));
  return {
    method: (values.get('method') ?? 'get').toUpperCase(),
    url: pairs.query.reduce(
      (address, { name, value }) => withQuery(address, `${name}=${encodeURIComponent(value)}`),
      url,
    ),
    headers: needsType ? [{ name: 'Content-Type', value: 'application/json' }, ...headers] : headers,
    ...(body ? { body } : {}),
    dropped,
  };
}

function bodyOf(text: string | undefined): ImportedBody | undefined {
  if (text === undefined || text === '') return undefined;
  return text.startsWith('@')
    ? { kind: 'file', path: text.slice(1) }
    : { kind: 'text', text: relaxedJson(text) ?? text };
}

function optionsOf(words: readonly string[]): AzOptions {
  const options: AzOptions = { values: new Map(), pairs: { headers: [], query: [] } };
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const equals = word.startsWith('--') ? word.indexOf('=') : -1;
    const name = (equals < 0 ? word : word.slice(0, equals)).toLowerCase();
    const inside = equals < 0 ? [] : [word.slice(equals + 1)];
    const single = VALUES.get(name);
    const several = PAIRS.get(name);
    if (single !== undefined) options.values.set(single, inside[0] ?? words[++at] ?? '');
    if (several === undefined) continue;
    const taken = [...inside];
    while (equals < 0 && at + 1 < words.length && !words[at + 1]?.startsWith('-'))
      taken.push(words[++at] ?? '');
    options.pairs[several].push(...taken.flatMap(pairsOf));
  }
  return options;
}

/** `name=value`, or the members of a JSON object. */
function pairsOf(word: string): { readonly name: string; readonly value: string }[] {
  if (isJson(word)) {
    const members: unknown = JSON.parse(word);
    return Object.entries(members ?? {}).map(([name, value]) => ({ name, value: String(value) }));
  }
  const equals = word.indexOf('=');
  return equals < 1 ? [] : [{ name: word.slice(0, equals).trim(), value: word.slice(equals + 1).trim() }];
}
