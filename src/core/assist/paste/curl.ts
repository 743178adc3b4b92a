import { curlOptions, withQuery } from './curlOptions.ts';
import { type Imported, type ImportedBody, keptHeaders } from './imported.ts';
import { isPlausibleUrl } from './plausibleUrl.ts';
import { beginsWith, readCommands } from './shellCommands.ts';

const COMMAND = /(?:\$ +)?curl(?:\.exe)?(?=[ \t\\^`])/y;

/** Whether a text begins with a cURL command; a prompt (`$ `) may stand before it. */
export function startsWithCurl(text: string): boolean {
  return beginsWith(text, COMMAND);
}

/**
 * The requests of the cURL commands of a text, whatever shell they were written for; undefined where one of
 * them is none.
 */
export function readCurl(text: string): readonly Imported[] | undefined {
  return readCommands(text, COMMAND, importedFrom);
}

function importedFrom(words: readonly string[]): Imported | undefined {
  const command = curlOptions(words);
  const { get, data, file, json } = command;
  if (command.url === undefined || command.several || !isPlausibleUrl(command.url)) return undefined;
  const url = command.query.reduce(withQuery, command.url);
  const { headers, dropped } = keptHeaders(command.headers);
  const text = data.join(json ? '' : '&');
  const full = withScheme(get && text !== '' ? withQuery(url, text) : url);
  const address = full.replace(USER, '$1');
  if (address !== full) dropped.push('password');
  const body: ImportedBody | undefined =
    file !== undefined
      ? { kind: 'file', path: file }
      : data.length > 0 && !get
        ? { kind: 'text', text }
        : undefined;
  const hasType = headers.some(({ name }) => name.toLowerCase() === 'content-type');
  const type =
    json || file !== undefined || /^\s*[{[]/.test(text)
      ? 'application/json'
      : 'application/x-www-form-urlencoded';
  return {
    method: command.method ?? (body ? 'POST' : 'GET'),
    url: address,
    headers: body && !hasType ? [{ name: 'Content-Type', value: type }, ...headers] : headers,
    ...(body ? { body } : {}),
    dropped: [...dropped, ...command.dropped],
  };
}

/** A user name and password before a host. */
const USER = /^([a-z][a-z0-9+.-]*:\/\/)[^/?#@]*@/i;

function withScheme(url: string): string {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/|\/|\{\{|\$)/i.test(url) ? url : `https://${url}`;
}
