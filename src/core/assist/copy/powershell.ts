import { cloudOfHost } from '../../environments.ts';
import { oneLine } from '../../request/literal.ts';
import type { HeaderLine } from '../../request/message.ts';
import { type CodeRequest, withoutType } from './codeRequest.ts';

/** A script with `Invoke-MgGraphRequest`, which has a token once `Connect-MgGraph` has signed in. */
export function toPowerShell({ method, url, headers, body, permissions }: CodeRequest): string {
  const { type, others } = withoutType(headers);
  const scopes = permissions.length === 0 ? '' : ` -Scopes ${oneLine(permissions.map(literal).join(', '))}`;
  const cloud = cloudOfHost(url.host)?.powerShell;
  const parameters = [
    `-Method ${/^[A-Z]+$/.test(method) ? method : literal(method)}`,
    `-Uri ${literal(url.href)}`,
    ...(others.length === 0 ? [] : [`-Headers @{ ${others.map(entry).join('; ')} }`]),
    ...(body === undefined ? [] : [`-ContentType ${literal(type)}`, '-Body $body']),
  ];
  return [
    `# Once in this session: Connect-MgGraph${cloud === undefined ? '' : ` -Environment ${cloud}`}${scopes}`,
    ...(body === undefined ? [] : [`$body = ${bodyLiteral(body)}`]),
    `Invoke-MgGraphRequest ${parameters.join(' `\n  ')}`,
    '',
  ].join('\n');
}

function entry({ name, value }: HeaderLine): string {
  return `${literal(name)} = ${literal(value)}`;
}

/** A text between single quotes, of which PowerShell knows five kinds: each is written twice inside. */
function literal(text: string): string {
  return `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
}

/** A here-string, unless a line of the text would end it. */
function bodyLiteral(body: string): string {
  const endsEarly = /^['\u2018-\u201b]@/m.test(body);
  return body.includes('\n') && !endsEarly ? `@'\n${body}\n'@` : literal(body);
}
