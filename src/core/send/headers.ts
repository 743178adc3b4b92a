import type { HeaderLine } from '../request/message.ts';
import { type Failure, headerInvalid, methodUnsupported } from './failures.ts';
import type { TargetedRequest } from './outcome.ts';

/**
 * Headers that a file cannot set. The first five are ours to write: the token, the host and the length
 * follow from the request. The others are about the connection (RFC 9110, section 7.6.1), not the message.
 */
export const OURS: ReadonlySet<string> = new Set([
  'authorization',
  'host',
  'content-length',
  'accept-charset',
  'expect',
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authorization',
  'proxy-authenticate',
  'transfer-encoding',
  'te',
  'trailer',
  'upgrade',
  'http2-settings',
]);

/** RFC 9110, section 5.6.2. */
const TOKEN = /^[!#$%&'*+.^_`|~\w-]+$/;
/** RFC 9110, section 5.5: visible characters, space, tab, and the upper half of Latin-1. */
const NOT_A_VALUE = /[^\t\x20-\x7e\x80-\xff]/u;
/** What Microsoft Graph has methods for, and HTTP's harmless rest. */
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** The headers of a request as they go out, without `Authorization`, or why they cannot. */
export type Composed =
  | { readonly ok: true; readonly headers: readonly HeaderLine[]; readonly clientRequestId: string }
  | ({ readonly ok: false } & Failure);

/**
 * Joins the headers of a file with those that every request carries. Ones that are ours are left out of the
 * file's; a header that would break the message is refused.
 *
 * @param version of this program, for `User-Agent`
 * @param freshId a GUID, for a request that brings no `client-request-id` of its own
 */
export function composeHeaders(
  request: Pick<TargetedRequest, 'method' | 'headers' | 'body'>,
  version: string,
  freshId: string,
): Composed {
  if (!METHODS.has(request.method)) return { ok: false, ...methodUnsupported(request.method) };
  for (const { name, value } of request.headers) {
    const why = TOKEN.test(name) ? reasonAgainst(value) : 'is not a name that HTTP allows';
    if (why !== undefined) return { ok: false, ...headerInvalid(shown(name), why) };
  }
  const own = request.headers.filter(({ name }) => !OURS.has(name.toLowerCase()));
  const given = (wanted: string) => own.find(({ name }) => name.toLowerCase() === wanted)?.value;
  const clientRequestId = given('client-request-id') ?? freshId;
  const added: HeaderLine[] = [];
  const add = (name: string, value: string) => {
    if (given(name.toLowerCase()) === undefined) added.push({ name, value });
  };
  if (isJson(request.body)) add('Content-Type', 'application/json');
  add('client-request-id', clientRequestId);
  add('Accept-Encoding', 'gzip, br');
  add('User-Agent', `graph-http/${version}`);
  return { ok: true, headers: [...own, ...added], clientRequestId };
}

/** The lines as undici takes them: names grouped without case, a name that stands twice as a list. */
export function groupHeaders(lines: readonly HeaderLine[]): Record<string, string | string[]> {
  const groups = new Map<string, { readonly name: string; readonly values: string[] }>();
  for (const { name, value } of lines) {
    const group = groups.get(name.toLowerCase());
    if (group === undefined) groups.set(name.toLowerCase(), { name, values: [value] });
    else group.values.push(value);
  }
  const record: Record<string, string | string[]> = Object.create(null);
  for (const { name, values } of groups.values()) record[name] = values.length === 1 ? values.join() : values;
  return record;
}

/** The value of the first header of that name, compared without case. */
export function headerOf(headers: readonly HeaderLine[], wanted: string): string | undefined {
  const lower = wanted.toLowerCase();
  return headers.find(({ name }) => name.length === lower.length && name.toLowerCase() === lower)?.value;
}

/** Why HTTP does not carry a header's value (RFC 9110, section 5.5), as the end of a sentence; undefined: it does. */
export function reasonAgainst(value: string): string | undefined {
  const match = NOT_A_VALUE.exec(value)?.[0];
  if (match === undefined) return undefined;
  if (match === '\r' || match === '\n') return 'has a line break in its value';
  if (/\p{Cc}/u.test(match)) return 'has a control character in its value';
  return `has a character in its value that HTTP headers cannot carry (${visible(match)})`;
}

/** A character, or its number where nobody sees it. */
function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return /[\p{C}\p{M}\p{Z}]/u.test(character)
    ? `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
    : character;
}

function shown(name: string): string {
  return name.replace(/[^\x21-\x7e]/g, '?').slice(0, 60);
}

/** Whether a body is JSON, or was meant to be. */
function isJson(body: string | undefined): boolean {
  if (body === undefined) return false;
  const text = body.trimStart();
  if (text.startsWith('{') || text.startsWith('[')) return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
