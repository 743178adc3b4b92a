import type { HeaderLine } from '../../request/message.ts';
import { longestRun } from '../../text/longestRun.ts';
import { type CodeRequest, quoted, withoutType } from './codeRequest.ts';

/** A program for C# 11 (.NET 7 or newer) with `HttpClient`; the token is read from `GRAPH_TOKEN`. */
export function toCSharp({ method, url, headers, body }: CodeRequest): string {
  const { type, others } = withoutType(headers);
  const ofContent = others.filter(isOfContent);
  return [
    'using System.Net.Http.Headers;',
    ...(body === undefined ? [] : ['using System.Text;']),
    '',
    'using var client = new HttpClient();',
    `using var request = new HttpRequestMessage(new HttpMethod(${quoted(method)}), ${quoted(url.href)});`,
    'request.Headers.Authorization =',
    '    new AuthenticationHeaderValue("Bearer", Environment.GetEnvironmentVariable("GRAPH_TOKEN"));',
    ...others.filter((header) => !isOfContent(header)).map((header) => headerLine('request.Headers', header)),
    ...(body === undefined ? [] : contentLines(body, type, ofContent)),
    '',
    'using var response = await client.SendAsync(request);',
    'Console.WriteLine($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");',
    '',
  ].join('\n');
}

function contentLines(body: string, type: string, headers: readonly HeaderLine[]): readonly string[] {
  return [
    `request.Content = new StringContent(${bodyLiteral(body)}, Encoding.UTF8);`,
    `request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(${quoted(type)});`,
    ...headers.map((header) => headerLine('request.Content.Headers', header)),
  ];
}

function headerLine(owner: string, { name, value }: HeaderLine): string {
  return `${owner}.TryAddWithoutValidation(${quoted(name)}, ${quoted(value)});`;
}

/** Headers that .NET keeps with the content (`HttpContentHeaders`). */
function isOfContent({ name }: HeaderLine): boolean {
  return /^(?:allow|expires|last-modified|content-.*)$/i.test(name);
}

/** A raw literal with more quotes around it than stand in a row inside. */
function bodyLiteral(body: string): string {
  if (!body.includes('\n')) return quoted(body);
  const fence = '"'.repeat(Math.max(2, longestRun(body, '"')) + 1);
  return `${fence}\n${body}\n${fence}`;
}
