import type { ResolvedRequest } from '../send/outcome.ts';

/**
 * A request as a cURL command for a POSIX shell. The token is not in it: it is read from the variable
 * `GRAPH_TOKEN` of the shell.
 *
 * @param url where the command sends the token to: only ever one that `targetRequest` gave its host
 */
export function toCurl(request: ResolvedRequest, url: URL): string {
  const lines = [
    `curl --globoff --request ${quote(request.method)} --url ${quote(url.href)}`,
    `--header "Authorization: Bearer $GRAPH_TOKEN"`,
  ];
  const hasType = request.headers.some(({ name }) => name.toLowerCase() === 'content-type');
  const headers = [
    ...(request.body !== undefined && !hasType ? [{ name: 'Content-Type', value: 'application/json' }] : []),
    ...request.headers,
  ];
  for (const { name, value } of headers) lines.push(`--header ${quote(`${name}: ${value}`)}`);
  if (request.body !== undefined) lines.push(`--data-raw ${quote(request.body)}`);
  return lines.join(' \\\n  ');
}

/** One word for a POSIX shell (XCU 2.2.2): nothing between single quotes is special. */
function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
