import type { HeaderLine, ResolvedRequest } from '../../request/message.ts';

/** A request as code that sends it, in any language. The token is never in it. */
export interface CodeRequest {
  readonly method: string;
  /** Where the code sends the token to: only ever one that `targetRequest` gave its host. */
  readonly url: URL;
  /** With a `Content-Type` where there is a body, without Authorization. */
  readonly headers: readonly HeaderLine[];
  readonly body?: string;
  /** The least privileged permissions that the request needs; empty where they are not known. */
  readonly permissions: readonly string[];
}

/** A resolved request as code is made of it. */
export function codeRequest(
  request: ResolvedRequest,
  url: URL,
  permissions: readonly string[] = [],
): CodeRequest {
  const { method, body } = request;
  const headers = request.headers.filter(
    ({ name }) => !/^(?:authorization|host|content-length)$/i.test(name),
  );
  const { type, others } = withoutType(headers);
  return {
    method,
    url,
    // In one place, whether a file has it or it was added when the request was sent.
    headers: body === undefined ? headers : [{ name: 'Content-Type', value: type }, ...others],
    ...(body === undefined ? {} : { body: body.replace(/\r\n?/g, '\n') }),
    permissions,
  };
}

/** The value of the `Content-Type`, and the headers without it. */
export function withoutType(headers: readonly HeaderLine[]): {
  readonly type: string;
  readonly others: readonly HeaderLine[];
} {
  const isType = ({ name }: HeaderLine) => name.toLowerCase() === 'content-type';
  return {
    type: headers.find(isType)?.value ?? 'application/json',
    others: headers.filter((header) => !isType(header)),
  };
}

/**
 * A text between double quotes, as JSON, JavaScript, Python and C# read it: ASCII controls and the line
 * separators of Unicode are escaped, a half of a surrogate pair becomes U+FFFD.
 */
export function quoted(text: string): string {
  return JSON.stringify(text.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Every line but the first, with more indentation. */
export function indented(text: string, indent: string): string {
  return text.replaceAll('\n', `\n${indent}`);
}
