import { CODES } from '../../check/codes.ts';
import { IGNORE_MARK } from '../../check/ignore.ts';
import type { Problem } from '../../check/problem.ts';
import type { RequestFile } from '../../request/tree.ts';
import { fileVariables } from '../../request/values/fileVariables.ts';
import type { Span } from '../../text/span.ts';
import type { AssistContext } from '../context.ts';
import { link, paragraphs, plain } from '../describe/markdown.ts';
import { METADATA } from '../describe/metadataFacts.ts';
import type { Completion } from './completion.ts';

/** What can stand behind `# @`. */
export function completeMetadata(span: Span): readonly Completion[] {
  return METADATA.map(({ name, snippet, about }) => ({
    label: name,
    kind: 'metadata',
    document: () => about,
    edit: { span, newText: snippet },
    snippet: true,
  }));
}

/**
 * The comment that silences a problem of the next request, and the codes that it can name.
 *
 * @param problems of the block: their codes come first
 */
export function completeIgnore(
  span: Span,
  code: boolean,
  problems: readonly Pick<Problem, 'code' | 'message'>[],
): readonly Completion[] {
  if (!code) {
    return [
      {
        label: IGNORE_MARK,
        kind: 'metadata',
        detail: 'silence a problem of the next request',
        edit: { span, newText: `${IGNORE_MARK} ` },
        continues: true,
      },
    ];
  }
  const messages = new Map(problems.map((each) => [String(each.code), each.message]));
  return Object.entries(CODES).map(([name, { severity, documentation }]) => {
    const message = messages.get(name);
    return {
      label: name,
      kind: 'metadata',
      detail: message === undefined ? severity : `${severity}, in this request`,
      document: () => paragraphs(message && plain(message), link('What it is about', documentation)),
      edit: { span, newText: name },
      sortText: `${message === undefined ? 1 : 0}${name}`,
    };
  });
}

/** Names of file variables that the file uses and does not have yet. */
export function completeVariableName(
  context: AssistContext,
  span: Span,
  hasValue: boolean,
): readonly Completion[] {
  return unsetNames(context).map(([name, use]) => ({
    label: name,
    kind: 'variable',
    detail: use,
    edit: { span, newText: hasValue ? name : `${name} = ` },
  }));
}

/** Names of variables without a value, to be asked for at each send. */
export function completePromptName(context: AssistContext, span: Span): readonly Completion[] {
  return unsetNames(context).map(([name, use]) => ({
    label: name,
    kind: 'variable',
    detail: use,
    edit: { span, newText: name },
  }));
}

function unsetNames({ file, scope }: AssistContext): readonly (readonly [name: string, use: string])[] {
  const known = fileVariables(file);
  return [...wantedNames(file)].filter(([name]) => !known.has(name) && !scope.environment.has(name));
}

/** Every name that a `{placeholder}` or a `{{reference}}` of the file asks for, and which of the two. */
function wantedNames(file: RequestFile): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const block of file.blocks) {
    const placeholders = block.kind === 'request' ? block.requestLine.url.placeholders : [];
    for (const { name } of placeholders) if (/^[\w.-]+$/.test(name)) names.set(name, `{${name}} of a URL`);
    for (const { kind, expression } of block.references) {
      if (kind === 'variable') names.set(expression.text, 'used, without a value yet');
    }
  }
  return names;
}
