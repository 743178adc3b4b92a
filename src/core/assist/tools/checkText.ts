import { checkFile } from '../../check/check.ts';
import type { Problem } from '../../check/problem.ts';
import { parseFile } from '../../request/parse.ts';
import type { RequestBlock } from '../../request/tree.ts';
import { LineIndex } from '../../text/lines.ts';
import { plainLine } from '../../text/plainLine.ts';
import { touchedNames } from '../bodyVisit.ts';
import { type AssistContext, resourceOfBlock } from '../context.ts';
import { describeEndpoint } from '../describe/describeEndpoint.ts';
import { code, paragraphs } from '../describe/markdown.ts';
import type { ToolSetting } from './setting.ts';

/** Longer texts are not checked for a language model, in characters. */
const LONGEST_TEXT = 200_000;
/** So many problems are listed. */
const MOST_PROBLEMS = 100;
/** So many requests are described. */
const MOST_REQUESTS = 20;
/** Characters of a message that are given. */
const LONGEST_MESSAGE = 600;

/**
 * What a language model is told about requests that it wrote: each problem at its line, with the fixes that are
 * known, and what each change needs. Nothing is sent.
 *
 * @param text of one or more requests in the `.graph.http` language
 * @returns Markdown
 */
export async function checkText(text: string, setting: ToolSetting): Promise<string> {
  if (text.length > LONGEST_TEXT) {
    return `This text has more than ${LONGEST_TEXT} characters. Check a few requests at a time.`;
  }
  const file = parseFile(text);
  const requests = file.blocks.filter((block) => block.kind === 'request');
  if (requests.length === 0) {
    return 'There is no request in this text. A request begins with a line such as `PATCH /v1.0/users/{id}`, followed by headers, an empty line and a JSON body.';
  }
  const checked = await checkFile({ ...setting, file, portability: false });
  const lines = new LineIndex(text);
  const found = checked.flatMap(({ block, problems }) =>
    problems.map((problem) => problemLine(problem, lines, file.starts[block] ?? 0)),
  );
  const more = found.length > MOST_PROBLEMS ? [`- ${found.length - MOST_PROBLEMS} more problems.`] : [];
  const about = (block: RequestBlock) => requestText(block, { ...setting, file, block });
  return paragraphs(
    found.length === 0 ? 'No problems were found.' : 'Problems, by line and column of the text:',
    [...found.slice(0, MOST_PROBLEMS), ...more].join('\n'),
    ...requests.slice(0, MOST_REQUESTS).map(about),
    requests.length > MOST_REQUESTS
      ? `The other ${requests.length - MOST_REQUESTS} requests were checked too. Ask about them again to read what they need.`
      : undefined,
    'Nothing was sent.',
  );
}

function problemLine(problem: Problem, lines: LineIndex, start: number): string {
  const { line, character } = lines.positionAt(start + problem.span.start);
  const fixes = problem.fixes?.map(({ title }) => plainLine(title, LONGEST_MESSAGE)) ?? [];
  const ways = fixes.length > 0 ? ` Fixes: ${fixes.join('; ')}.` : '';
  const message = plainLine(problem.message, LONGEST_MESSAGE);
  return `- ${line + 1}:${character + 1} ${problem.severity} (${problem.code}): ${message}${ways}`;
}

/** What an update means and needs; undefined for any other request. */
function requestText(block: RequestBlock, context: AssistContext): string | undefined {
  const resource = resourceOfBlock(block, context);
  if (resource === undefined) return undefined;
  const url = plainLine(block.requestLine.url.text, LONGEST_MESSAGE);
  const about = describeEndpoint(resource, { touched: touchedNames(block), brief: true });
  return paragraphs(`About ${code(url)}:`, about);
}
