import type { HeaderLine } from '../../request/message.ts';
import { prettyJson } from '../../text/prettyJson.ts';

/** A request that was written in another form. */
export interface Imported {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly HeaderLine[];
  readonly body?: ImportedBody;
  /** Whether a token, a password or cookies were left out. */
  readonly dropped: readonly Dropped[];
  /** What the request is called where it comes from. */
  readonly title?: string;
  /** What a person has to do before it can be sent, as one line. */
  readonly note?: string;
}

/** The note of a request whose body is made elsewhere in the script. */
export const UNKNOWN_BODY = 'Only a run of the script would tell this body. Write it in place of { }.';

/** A body as text, or the file that it is read from. */
export type ImportedBody =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly path: string };

/** What was not taken over, because it has no place in a file. */
export type Dropped = 'token' | 'cookies' | 'password' | 'form' | 'input';

/** Headers that the connection or a browser sets, and that say nothing about the request. */
const NOISE =
  /^(?:host|content-length|connection|accept-encoding|accept-language|user-agent|origin|referer|dnt|pragma|cache-control|te|priority|sdkversion|sec-.*|x-client-.*)$/i;

/** The headers that are worth keeping, and what was left out of them. */
export function keptHeaders(headers: readonly HeaderLine[]): {
  readonly headers: readonly HeaderLine[];
  readonly dropped: Dropped[];
} {
  const dropped: Dropped[] = [];
  const kept = headers.filter(({ name, value }) => {
    if (/^(?:proxy-)?authorization$/i.test(name))
      dropped.push(/^basic\b/i.test(value) ? 'password' : 'token');
    else if (/^cookie$/i.test(name)) dropped.push('cookies');
    else return !NOISE.test(name);
    return false;
  });
  return { headers: kept, dropped };
}

/**
 * A request as the file has it, without a separator, its lines ended by `\n`. JSON bodies are laid out; what
 * would end a line of the head early is taken out.
 */
export function requestText({ method, url, headers, body, note }: Imported): string {
  const oneLine = (text: string) => text.replace(/\s*[\r\n]\s*/g, ' ').trim();
  const lines = [
    ...(note === undefined ? [] : [`# ${oneLine(note)}`]),
    `${method} ${oneLine(url).replace(/\s/g, '%20')}`,
  ];
  for (const { name, value } of headers) lines.push(`${oneLine(name)}: ${oneLine(value)}`.trim());
  if (body === undefined) return lines.join('\n');
  return `${lines.join('\n')}\n\n${body.kind === 'file' ? `< ${filePath(body.path)}` : bodyText(body.text)}`;
}

function filePath(path: string): string {
  return /^(?:\.{0,2}[/\\]|[a-z]:)/i.test(path) ? path : `./${path}`;
}

function bodyText(text: string): string {
  return isJson(text) ? prettyJson(text) : text.trim().replace(/\r\n?/g, '\n');
}

/** Whether a text is a JSON object or array. */
export function isJson(text: string): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What a person should know about what was left out, as one sentence; undefined where there is nothing. */
export function droppedSentence(dropped: readonly Dropped[]): string | undefined {
  const words = [...new Set(dropped)].map((each) => DROPPED_WORDS[each]);
  if (words.length === 0) return undefined;
  const list = words.length === 1 ? words[0] : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
  const token = dropped.includes('token') ? ' The editor signs in by itself.' : '';
  return `Left out: ${list}.${token}`;
}

const DROPPED_WORDS: Readonly<Record<Dropped, string>> = {
  token: 'the access token',
  cookies: 'cookies',
  password: 'the user name and password',
  form: 'the form fields, which Microsoft Graph does not take',
  input: 'a body from standard input',
};
