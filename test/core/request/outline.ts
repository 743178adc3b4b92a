import type { Block, Body, Header, RequestBlock, RequestFile } from '../../../src/core/request/tree.ts';
import { LineIndex } from '../../../src/core/text/lines.ts';
import type { Span } from '../../../src/core/text/span.ts';

/** A tree as text, one node a line, with the place of each: `line:character-line:character`, from 1. */
export function outline(file: RequestFile): string {
  const index = new LineIndex(file.text);
  const place = (base: number, { start, end }: Span): string => {
    const from = index.positionAt(base + start);
    const to = index.positionAt(base + end);
    return `${from.line + 1}:${from.character + 1}-${to.line + 1}:${to.character + 1}`;
  };
  const lines = file.blocks.flatMap((block, number) => {
    const base = file.starts[number] ?? 0;
    const at = (span: Span): string => place(base, span);
    return [`${block.kind} ${at({ start: 0, end: block.text.length })}`, ...blockLines(block, at)];
  });
  return `${lines.join('\n')}\n`;
}

type At = (span: Span) => string;

function blockLines(block: Block, at: At): string[] {
  const title = block.separator?.title;
  return [
    ...(title ? [`  title ${at(title)} ${title.text}`] : []),
    ...block.metadata.map(
      (each) => `  metadata ${at(each)} ${each.name.text} = ${each.value?.text ?? '(none)'}`,
    ),
    ...block.variables.map((each) => `  variable ${at(each)} ${each.name.text} = ${each.value.text}`),
    ...(block.kind === 'request' ? requestLines(block, at) : []),
    ...(block.kind === 'response' ? [`  status ${at(block.statusLine)} ${block.statusLine.text}`] : []),
    ...block.comments.map((each) => `  comment ${at(each)}`),
    ...block.references.map(
      (each) => `  reference ${at(each)} ${each.kind} in ${each.place}: ${each.expression.text}`,
    ),
    ...block.problems.map((each) => `  problem ${at(each.span)} ${each.code}`),
  ];
}

function requestLines({ requestLine, headers, body }: RequestBlock, at: At): string[] {
  const { method, url, httpVersion } = requestLine;
  return [
    `  request line ${at(requestLine)}`,
    ...(method ? [`    method ${at(method)} ${method.text}`] : []),
    `    url ${at(url)} ${url.text}`,
    ...(url.pieces.length > 1
      ? url.pieces.map((each) => `      piece ${at(each.span)} from ${each.at}`)
      : []),
    ...url.placeholders.map((each) => `      placeholder ${at(each)} ${each.name}`),
    ...(httpVersion ? [`    version ${at(httpVersion)} ${httpVersion.text}`] : []),
    ...headers.map((header: Header) => `  header ${at(header)} ${header.name.text}: ${header.value.text}`),
    ...(body ? bodyLines(body, at) : []),
  ];
}

function bodyLines(body: Body, at: At): string[] {
  return [
    `  body ${at(body)} ${JSON.stringify(body.text)}`,
    ...body.comments.map((each) => `    comment ${at(each)}`),
    ...(body.file
      ? [`    file ${at(body.file.path)} ${body.file.path.text}${body.file.resolve ? ' (resolved)' : ''}`]
      : []),
  ];
}
