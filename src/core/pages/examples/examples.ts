import { cleanedBlock } from '../../assist/paste/page.ts';
import { readJson } from '../../check/json/read.ts';
import { toValue } from '../../check/json/value.ts';
import { parseFile } from '../../request/parse.ts';
import { withoutIndent } from '../../text/indent.ts';
import { shift, type Token } from '../../text/span.ts';
import { plainText } from '../markdown/inline.ts';
import type { MarkdownBlock } from '../markdown/markdown.ts';
import type { Section } from '../markdown/sections.ts';
import type { PageExample } from '../page.ts';
import { type PageProblem, pageProblem } from '../problems.ts';
import { readUrl, requestLines } from './calls.ts';

/** What the examples of a page are. */
export interface PageExamples {
  readonly examples: readonly PageExample[];
  readonly problems: readonly PageProblem[];
}

/** No request line is longer, in characters. */
const LONGEST_LINE = 4000;

/** Nesting beyond this is not looked at. */
const DEEPEST = 200;

/** Reads every code block that begins with a request line, except those that list the page's own request lines. */
export function readExamples(sections: readonly Section[]): PageExamples {
  const examples: PageExample[] = [];
  const problems: PageProblem[] = [];
  for (const section of sections) {
    if (section.name === 'call' || section.name === 'permissions') continue;
    for (const [index, block] of section.blocks.entries()) {
      if (block.kind !== 'code') continue;
      const body = bodyBelow(section.blocks, index);
      const example = readExample(block.content, body, section);
      if (example === undefined) continue;
      examples.push(example.read);
      problems.push(...example.problems);
    }
  }
  return { examples, problems };
}

const LANGUAGES = /^(?:|http|https|rest|msgraph\b.*)$/;

/** The body of a request stands as near as this below it, in blocks. */
const NEAR = 10;

/** The body of a request that stands in a code block of its own below it, before anything speaks of an answer. */
function bodyBelow(blocks: readonly MarkdownBlock[], index: number): Token | undefined {
  const request = blocks[index];
  if (request?.kind !== 'code') return undefined;
  const { text } = request.content;
  const [line] = requestLines({ ...request.content, text: text.slice(0, LONGEST_LINE) });
  const hasBody = /\n\s*\n\s*\S/.test(text.trim());
  if (line === undefined || !/^(?:POST|PUT|PATCH)$/.test(line.method) || hasBody) return undefined;
  for (const block of blocks.slice(index + 1, index + 1 + NEAR)) {
    if (block.kind === 'text' && /\b(?:response|returns?|answers?)\b/i.test(block.text)) return undefined;
    if (block.kind === 'code') return isBody(block) ? block.content : undefined;
  }
  return undefined;
}

function isBody({
  language,
  content,
  annotation,
}: Extract<MarkdownBlock, { readonly kind: 'code' }>): boolean {
  const isJson = (language === 'json' || LANGUAGES.test(language)) && /^\s{0,100}[{[]/.test(content.text);
  return isJson && !/"blockType"\s*:\s*"response"/.test(annotation);
}

function readExample(
  content: Token,
  below: Token | undefined,
  { title, subject }: Section,
): { readonly read: PageExample; readonly problems: readonly PageProblem[] } | undefined {
  const [line] = requestLines(content);
  if (line === undefined || content.text.slice(0, line.start - content.start).trim() !== '') return undefined;
  const { version, path } = readUrl(line.url);
  const [block] = parseFile(content.text).blocks;
  const body = block?.kind === 'request' ? block.body : undefined;
  const place = body === undefined ? below : { ...shift(body, content.start), text: body.text };
  const headers = block?.kind === 'request' ? block.headers : [];
  const isJson = !headers.some(({ name, value }) => isOther(name.text, value.text));
  const json = place === undefined || !isJson ? undefined : readBody(place);
  const request = cleanedBlock(withoutIndent(content.text)).text;
  return {
    read: {
      title: plainText(subject === '' ? title : subject),
      request:
        body === undefined && below !== undefined ? `${request}\n\n${withoutIndent(below.text)}` : request,
      ...{ method: line.method, path, version, body: json?.value, start: line.start, end: line.end },
    },
    problems: json?.problems ?? [],
  };
}

/** Whether a header says that the body is something else than JSON. */
function isOther(name: string, value: string): boolean {
  return /^content-type$/i.test(name) && !/json/i.test(value);
}

/** The body of an example as far as it can be read, and where it is no JSON. */
function readBody(body: Token): {
  readonly value: Readonly<Record<string, unknown>> | undefined;
  readonly problems: readonly PageProblem[];
} {
  const { root, findings, depth } = readJson(body.text);
  const [finding] = findings;
  const isObject = root?.type === 'object' && depth <= DEEPEST;
  const value = isObject ? (toValue(root) as Readonly<Record<string, unknown>>) : undefined;
  if (finding === undefined) return { value, problems: [] };
  // A request file may have comment lines, a page may not.
  const what = finding.code === 'json-comment' ? 'JSON has no comments. Remove them.' : finding.message;
  const message = `The body of this example is no JSON. ${what}`;
  return { value, problems: [pageProblem('page-example-json', shift(finding.span, body.start), message)] };
}
