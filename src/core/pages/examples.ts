import { cleanedBlock } from '../assist/paste/page.ts';
import { readJson } from '../check/json/read.ts';
import { toValue } from '../check/json/value.ts';
import { parseFile } from '../request/parse.ts';
import { shift, type Token } from '../text/span.ts';
import { readUrl, requestLines } from './calls.ts';
import { plainText } from './inline.ts';
import type { PageExample } from './page.ts';
import { type PageProblem, pageProblem } from './problems.ts';
import type { Section } from './sections.ts';

/** What the examples of a page are. */
export interface PageExamples {
  readonly examples: readonly PageExample[];
  readonly problems: readonly PageProblem[];
}

/** Nesting beyond this is not looked at. */
const DEEPEST = 200;

/** Reads every code block that begins with a request line, except those of the page's own request lines. */
export function readExamples(sections: readonly Section[]): PageExamples {
  const examples: PageExample[] = [];
  const problems: PageProblem[] = [];
  for (const { name, title, blocks } of sections) {
    if (name === 'call') continue;
    for (const block of blocks) {
      if (block.kind !== 'code' || !/^(?:|http|https|rest|msgraph-interactive)$/.test(block.language))
        continue;
      const example = readExample(block.content, title);
      if (example === undefined) continue;
      examples.push(example.read);
      problems.push(...example.problems);
    }
  }
  return { examples, problems };
}

function readExample(
  content: Token,
  heading: string,
): { readonly read: PageExample; readonly problems: readonly PageProblem[] } | undefined {
  const [line] = requestLines(content);
  if (line === undefined || content.text.slice(0, line.start - content.start).trim() !== '') return undefined;
  const { version, path } = readUrl(line.url);
  const [block] = parseFile(content.text).blocks;
  const body = block?.kind === 'request' ? block.body : undefined;
  const json = body === undefined ? undefined : readBody({ ...shift(body, content.start), text: body.text });
  return {
    read: {
      title: plainText(heading),
      request: cleanedBlock(content.text.replace(/\r\n?/g, '\n').trim()).text,
      ...{ method: line.method, path, version, body: json?.value, start: line.start, end: line.end },
    },
    problems: json?.problems ?? [],
  };
}

/** The body of an example, and where it is no JSON. */
function readBody(body: Token): {
  readonly value: Readonly<Record<string, unknown>> | undefined;
  readonly problems: readonly PageProblem[];
} {
  const { root, findings, depth } = readJson(body.text);
  const [finding] = findings;
  if (finding !== undefined) {
    const message = `The body of this example is no JSON. ${finding.message}`;
    return {
      value: undefined,
      problems: [pageProblem('page-example-json', shift(finding.span, body.start), message)],
    };
  }
  const isObject = root?.type === 'object' && depth <= DEEPEST;
  return { value: isObject ? (toValue(root) as Readonly<Record<string, unknown>>) : undefined, problems: [] };
}
