import type { CodeRequest } from './codeRequest.ts';

/** A cURL command for a POSIX shell; the token is read from its variable `GRAPH_TOKEN`. */
export function toCurl({ method, url, headers, body }: CodeRequest): string {
  const lines = [
    `curl --globoff --request ${quote(method)} --url ${quote(url.href)}`,
    `--header "Authorization: Bearer $GRAPH_TOKEN"`,
    ...headers.map(({ name, value }) => `--header ${quote(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`--data-raw ${quote(body)}`]),
  ];
  return lines.join(' \\\n  ');
}

/** One word for a POSIX shell (XCU 2.2.2): nothing between single quotes is special. */
function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
