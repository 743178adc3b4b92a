import { type CodeRequest, quoted } from './codeRequest.ts';

/** A script for Python 3 with `requests`; the token is read from `GRAPH_TOKEN`. */
export function toPython({ method, url, headers, body }: CodeRequest): string {
  return [
    'import os',
    '',
    'import requests',
    '',
    ...(body === undefined ? [] : [`body = ${bodyLiteral(body)}`, '']),
    'response = requests.request(',
    `    ${quoted(method)},`,
    `    ${quoted(url.href)},`,
    '    headers={',
    `        "Authorization": "Bearer " + os.environ["GRAPH_TOKEN"],`,
    ...headers.map(({ name, value }) => `        ${quoted(name)}: ${quoted(value)},`),
    '    },',
    ...(body === undefined ? [] : ['    data=body.encode("utf-8"),']),
    ')',
    'print(response.status_code, response.text)',
    '',
  ].join('\n');
}

/** The body in lines, as it is written, where a raw literal can hold it. */
function bodyLiteral(body: string): string {
  const isRaw = body.includes('\n') && !body.includes('"""') && !/["\\]$|[\0\r\f]/.test(body);
  return isRaw ? `r"""${body}"""` : quoted(body);
}
