import type { Failure } from './failures.ts';

/**
 * A URL as a person wrote it, taken apart without any of the repairs that browsers make: no tabs dropped,
 * no backslashes turned, no dot segments removed. What would need a repair is refused, because two readers
 * of such a URL can disagree about its host.
 */
export type Address =
  | {
      readonly ok: true;
      /** Lower case; absent where the URL is a path. */
      readonly scheme?: 'http' | 'https';
      /** Lower case, with its port; absent where the URL is a path. */
      readonly host?: string;
      /** `https://graph.microsoft.com`; absent where the URL is a path. */
      readonly origin?: string;
      /** Starts with `/`. */
      readonly path: string;
      /** With its `?`; empty where there is none. */
      readonly query: string;
    }
  | ({ readonly ok: false } & Failure);

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\u200b-\u200f]/;
const ABSOLUTE = /^(https?):\/\/([^/?#]*)(.*)$/is;
const SCHEME = /^([a-z][a-z0-9+.-]*):/i;
/** A host name or address as it may stand in a URL without any encoding, with an optional port. */
const PLAIN_AUTHORITY = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d*)?$/i;

/** Takes a resolved URL apart; `ok: false` where it is no plain http(s) URL or path. */
export function readAddress(urlText: string): Address {
  const text = urlText.trim();
  if (CONTROL.test(text)) {
    return fail(
      'url-characters',
      'The URL contains a character that nobody sees (a tab, a line break or a control character). Type the URL again.',
    );
  }
  if (text.includes('\\')) {
    return fail(
      'url-characters',
      'The URL contains a backslash. Write / in its place, or %5C where a value has one.',
    );
  }
  if (text.includes('#')) {
    return fail(
      'url-fragment',
      'Everything behind a # is not sent. Write %23 where a name has a # (as in #EXT#), or remove that part of the URL.',
    );
  }
  if (text.startsWith('//')) {
    return fail(
      'url-host',
      `This URL begins with //, so it would go to ${shownHost(authorityOf(text.slice(2)))}. Begin a path with one /.`,
    );
  }
  if (text.startsWith('/')) return withPath({}, text);
  return readAbsolute(text);
}

function readAbsolute(text: string): Address {
  const match = ABSOLUTE.exec(text);
  if (match === null) {
    const scheme = SCHEME.exec(text)?.[1];
    return scheme === undefined || scheme.includes('.')
      ? fail(
          'url-relative',
          'The URL begins with neither / nor https://. Begin it with /v1.0/ or https://graph.microsoft.com/v1.0/.',
        )
      : fail(
          'url-scheme',
          `The URL begins with ${scheme.slice(0, 20)}:, which is not https://. Begin it with https:// or with /v1.0/.`,
        );
  }
  const scheme = match[1]?.toLowerCase() === 'https' ? 'https' : 'http';
  const authority = match[2] ?? '';
  if (authority.includes('@')) {
    return fail(
      'url-userinfo',
      `This URL would go to ${shownHost(authority)}: what stands before the @ is a user name, not the host. Remove everything up to the @.`,
    );
  }
  if (!PLAIN_AUTHORITY.test(authority)) {
    return authority === ''
      ? fail(
          'url-host',
          'The URL has no host. Write it as https://graph.microsoft.com/v1.0/… or as a path, /v1.0/….',
        )
      : fail(
          'url-host',
          `The host of this URL is not written plainly; it would be ${shownHost(authority)}. Write it in plain letters, or write the URL as a path (/v1.0/…).`,
        );
  }
  const host = authority.toLowerCase();
  const rest = match[3] ?? '';
  return withPath({ scheme, host, origin: `${scheme}://${host}` }, rest.startsWith('/') ? rest : `/${rest}`);
}

function withPath(
  place: { readonly scheme?: 'http' | 'https'; readonly host?: string; readonly origin?: string },
  text: string,
): Address {
  const mark = text.indexOf('?');
  const path = mark < 0 ? text : text.slice(0, mark);
  const query = mark < 0 ? '' : text.slice(mark);
  const segments = path.slice(1).split('/');
  if (segments.some(climbs)) {
    return fail(
      'url-path',
      'The path contains a "." or ".." segment, so it is not the path that it seems to be. Write the path out.',
    );
  }
  if (segments.some((segment, index) => segment === '' && index < segments.length - 1)) {
    return fail(
      'url-path',
      'The path contains //, an empty segment. Perhaps a variable in it is empty: fill it, or remove one /.',
    );
  }
  return { ok: true, ...place, path, query };
}

/** Whether a path segment is, or hides in percent-encoding, a step to itself or upwards. */
function climbs(segment: string): boolean {
  return segment
    .replace(/%2e/gi, '.')
    .split(/%2f|%5c/i)
    .some((part) => part === '.' || part === '..');
}

function authorityOf(text: string): string {
  return text.split(/[/?]/, 1)[0] ?? '';
}

/** A host as it can be shown in a message: what a browser would connect to, in plain ASCII, not too long. */
export function shownHost(authority: string): string {
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  const real = URL.canParse(`https://${host}`) ? new URL(`https://${host}`).host : host;
  const plain = real.replace(/[^\x21-\x7e]/g, '?');
  return plain === '' ? 'no host at all' : plain.length > 80 ? `${plain.slice(0, 80)}…` : plain;
}

function fail(code: string, message: string): Address {
  return { ok: false, code, message };
}
