import type { HeaderLine } from '../../request/message.ts';
import type { Dropped } from './imported.ts';

/** Long names of the short options that count. */
const SHORT: Readonly<Record<string, string>> = {
  X: 'request',
  H: 'header',
  d: 'data',
  u: 'user',
  b: 'cookie',
  F: 'form',
  T: 'upload-file',
  G: 'get',
  I: 'head',
  ':': 'next',
};
/** Short options that take a value and say nothing about the request. */
const SHORT_IGNORED = new Set([...'AeocmxrKwEDCYyzPQtU']);
/** Long options that take no value. */
const FLAGS = new Set(
  'anyauth append basic compressed compressed-ssh create-dirs digest disable fail fail-early fail-with-body globoff http1.0 http1.1 http2 http3 include insecure ipv4 ipv6 junk-session-cookies location location-trusted negotiate next no-buffer no-keepalive no-progress-meter ntlm parallel path-as-is progress-bar proxy-insecure raw remote-header-name remote-name remote-time retry-all-errors retry-connrefused show-error silent ssl ssl-reqd styled-output tcp-nodelay tlsv1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 trace-time verbose version get head'.split(
    ' ',
  ),
);

/** What the options of a cURL command come to. */
export class CurlOptions {
  method: string | undefined;
  url: string | undefined;
  /** There is more than one request. */
  several = false;
  /** What comes behind the URL. */
  readonly query: string[] = [];
  /** The data goes into the query. */
  get = false;
  readonly headers: HeaderLine[] = [];
  readonly data: string[] = [];
  file: string | undefined;
  json = false;
  readonly dropped: Dropped[] = [];

  addHeader(line: string): void {
    const colon = line.indexOf(':');
    const value = line.slice(colon + 1).trim();
    if (colon > 0 && value !== '') this.headers.push({ name: line.slice(0, colon).trim(), value });
  }

  addData(value: string): void {
    if (value === '@-') this.dropped.push('input');
    else if (value.startsWith('@')) this.file = value.slice(1);
    else this.data.push(value);
  }
}

type Take = (options: CurlOptions, value: string) => void;

const drop =
  (what: Dropped): Take =>
  ({ dropped }) => {
    dropped.push(what);
  };

const addData: Take = (options, value) => options.addData(value);

/** What each long option does; others say nothing about the request. */
const TAKES: ReadonlyMap<string, Take> = new Map<string, Take>([
  [
    'request',
    (options, value) => {
      options.method = value.toUpperCase();
    },
  ],
  [
    'url',
    (options, value) => {
      if (options.url !== undefined) options.several = true;
      options.url ??= value;
    },
  ],
  ['header', (options, value) => options.addHeader(value)],
  [
    'json',
    (options, value) => {
      options.json = true;
      options.addData(value);
    },
  ],
  ['data', addData],
  ['data-ascii', addData],
  ['data-binary', addData],
  ['data-raw', ({ data }, value) => data.push(value)],
  ['data-urlencode', ({ data }, value) => data.push(urlEncoded(value))],
  ['url-query', ({ query }, value) => query.push(value)],
  [
    'next',
    (options) => {
      options.several = true;
    },
  ],
  [
    'upload-file',
    (options, value) => {
      options.method ??= 'PUT';
      options.file = value;
    },
  ],
  [
    'get',
    (options) => {
      options.get = true;
    },
  ],
  [
    'head',
    (options) => {
      options.method ??= 'HEAD';
    },
  ],
  ['user', drop('password')],
  ['oauth2-bearer', drop('token')],
  ['cookie', drop('cookies')],
  ['form', drop('form')],
  ['form-string', drop('form')],
]);

/** Reads the words of a command, the first of which is its name. */
export function curlOptions(words: readonly string[]): CurlOptions {
  const command = new CurlOptions();
  const take = (name: string, value: string) => TAKES.get(name)?.(command, value);
  for (let index = 1; index < words.length; index++) {
    const word = words[index] ?? '';
    if (word.startsWith('--') && word.length > 2) {
      const [name = '', value] = splitAt(word.slice(2), '=');
      const isFlag = FLAGS.has(name) || name.startsWith('no-');
      take(name, isFlag ? '' : (value ?? words[++index] ?? ''));
    } else if (word.startsWith('-') && word.length > 1) {
      if (readShort(word, words[index + 1] ?? '', take)) index++;
    } else take('url', word);
  }
  return command;
}

/** Reads `-sXPATCH`; true where the last letter took the next word as its value. */
function readShort(word: string, next: string, take: (name: string, value: string) => void): boolean {
  for (let at = 1; at < word.length; at++) {
    const letter = word[at] ?? '';
    const name = SHORT[letter];
    if (name === undefined && !SHORT_IGNORED.has(letter)) continue;
    if (name === 'get' || name === 'head' || name === 'next') {
      take(name, '');
      continue;
    }
    const rest = word.slice(at + 1);
    if (name !== undefined) take(name, rest === '' ? next : rest);
    return rest === '';
  }
  return false;
}

function splitAt(text: string, mark: string): readonly [string, string?] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** `name=content`, `=content` or `content`, of which the content is encoded. */
function urlEncoded(value: string): string {
  const [name, content] = splitAt(value, '=');
  if (content === undefined) return encodeURIComponent(name ?? '');
  return name === '' ? encodeURIComponent(content) : `${name}=${encodeURIComponent(content)}`;
}

/** A URL with more in its query. */
export function withQuery(url: string, query: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}${query.replace(/^\+/, '')}`;
}
