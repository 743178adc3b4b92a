import type { ResourceSchema } from '../../catalog/schema.ts';
import type { HeaderLine, SentRequest } from '../../request/message.ts';
import { isSecretHeader, isSecretName, MASK, maskPatterns } from '../../text/secrets.ts';
import { redactBody, secretValues } from './redactBody.ts';

/** What `redactRequest` reads of a request, before or after it was given a host. */
export interface RedactableRequest {
  readonly method: string;
  readonly url: URL | string;
  readonly headers: readonly HeaderLine[];
  readonly body?: string;
}

/**
 * The request as it can be shown and kept: secrets of headers, of the URL and of the body are masked.
 *
 * @param schema of the resource, which knows its secret properties; without it their names decide
 */
export function redactRequest(request: RedactableRequest, schema?: ResourceSchema): SentRequest {
  return {
    method: request.method,
    url: redactUrl(typeof request.url === 'string' ? request.url : request.url.href),
    headers: request.headers.map(redactHeader),
    ...(request.body === undefined ? {} : { body: redactBody(request.body, schema) }),
  };
}

/** What `redactRequest` masks because of its name: each value as it is sent, and as it was before it was encoded. */
export function secretsOfRequest(request: RedactableRequest, schema?: ResourceSchema): readonly string[] {
  const url = typeof request.url === 'string' ? request.url : request.url.href;
  const headers = request.headers.filter(({ name }) => isSecretHeader(name)).map(({ value }) => value.trim());
  return [
    ...headers.flatMap((value) => [value, value.replace(SCHEME, '')]),
    ...secretsOfUrl(url).flatMap((value) => [value, decoded(value)]),
    ...(request.body === undefined ? [] : secretValues(request.body, schema)),
  ];
}

function secretsOfUrl(url: string): readonly string[] {
  const userInfo = USER_INFO.exec(url)?.[2]?.split(':') ?? [];
  const parameters = [...url.matchAll(PARAMETER)]
    .filter(([, , name = '']) => isSecretName(decoded(name)))
    .map(([, , , value = '']) => value);
  return [...userInfo, ...parameters];
}

/** The scheme in front of credentials. */
const SCHEME = /^(?:Bearer|Basic|Digest|Negotiate|PoP)(?: +)/i;
const USER_INFO = /(\/\/)([^/?#@]*)@/;
const PARAMETER = /([?&;])([^=&#;]+)=([^&#;]*)/g;

/** A header line with its secret masked; the scheme of an `Authorization` header stays. */
export function redactHeader({ name, value }: HeaderLine): HeaderLine {
  if (!isSecretHeader(name)) return { name, value: maskPatterns(value) };
  const scheme = /authorization$/i.test(name) ? SCHEME.exec(value)?.[0].trimEnd() : undefined;
  return { name, value: scheme === undefined ? MASK : `${scheme} ${MASK}` };
}

/** A URL with user information, and the values of secret query parameters, masked. */
export function redactUrl(url: string): string {
  return maskPatterns(url)
    .replace(USER_INFO, `$1${MASK}@`)
    .replace(PARAMETER, (whole, mark: string, name: string) =>
      isSecretName(decoded(name)) ? `${mark}${name}=${MASK}` : whole,
    );
}

/** The name and the separator of `name: value`, `"name": value` or `name=value`. */
const NAME_AND_MARK = /([\w$.-]{1,64})["']?[^\S\n]*[:=][^\S\n]*/g;
/** A value, in quotes or up to a delimiter. */
const VALUE = /"(?:[^"\\\n]|\\.)*"?|'[^'\n]*'?|[^,;&}\]\n]+/y;
const REST_OF_LINE = /[^\n]+/y;

/** A line of the log, or a foreign error's message, with everything masked that may be secret. */
export function redactText(text: string): string {
  let result = '';
  let from = 0;
  for (const match of text.matchAll(NAME_AND_MARK)) {
    const start = match.index + match[0].length;
    const name = match[1] ?? '';
    if (match.index < from || !(isSecretName(name) || isSecretHeader(name))) continue;
    const value = /authorization|cookie/i.test(name) ? REST_OF_LINE : VALUE;
    value.lastIndex = start;
    const length = value.exec(text)?.[0].length ?? 0;
    if (length === 0) continue;
    result += text.slice(from, start) + MASK;
    from = start + length;
  }
  return maskPatterns(result + text.slice(from));
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
