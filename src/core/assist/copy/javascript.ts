import { prettyJson } from '../../text/prettyJson.ts';
import { type CodeRequest, indented, quoted } from './codeRequest.ts';

/** A module for Node.js (18 or newer) with `fetch`; the token is read from `GRAPH_TOKEN`. */
export function toFetch({ method, url, headers, body }: CodeRequest): string {
  const lines = [
    '    Authorization: `Bearer ${process.env.GRAPH_TOKEN}`,',
    ...headers.map(({ name, value }) => `    ${quoted(name)}: ${quoted(value)},`),
  ];
  return [
    `const response = await fetch(${quoted(url.href)}, {`,
    `  method: ${quoted(method)},`,
    '  headers: {',
    ...lines,
    '  },',
    ...(body === undefined ? [] : [`  body: ${bodyExpression(body)},`]),
    '});',
    'console.log(response.status, await response.text());',
    '',
  ].join('\n');
}

/** The body as an object where JavaScript keeps every value of it as it is, else as a text. */
function bodyExpression(body: string): string {
  return survives(body) ? `JSON.stringify(${indented(prettyJson(body), '  ')})` : quoted(body);
}

/**
 * Whether a JSON text is the same after JavaScript has read and written it: long numbers, members that stand
 * twice and number-like names are not. As a literal, `__proto__` would mean something else.
 */
function survives(text: string): boolean {
  if (text.includes('__proto__')) return false;
  try {
    return prettyJson(JSON.stringify(JSON.parse(text))) === prettyJson(text);
  } catch {
    return false;
  }
}
