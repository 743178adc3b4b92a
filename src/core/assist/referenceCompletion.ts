import { fileVariables } from '../request/fileVariables.ts';
import { promptsOf, requestName, requestsOf } from '../request/names.ts';
import { isSecretVariable } from '../request/scope.ts';
import { SYSTEM_VARIABLES, systemValue } from '../request/system.ts';
import type { Span } from '../text/span.ts';
import type { Completion } from './completion.ts';
import type { AssistContext } from './context.ts';
import { code, paragraphs, plain } from './markdown.ts';
import { escapeSnippet } from './snippet.ts';

/** What can stand between `{{` and `}}`: variables, system variables, answers of named requests. */
export function completeReference(
  context: AssistContext,
  span: Span,
  closed: boolean,
): readonly Completion[] {
  const close = closed ? '' : '}}';
  return [
    ...variables(context).map(
      ({ name, detail, value }): Completion => ({
        label: name,
        kind: 'variable',
        detail,
        ...(value === undefined ? {} : { documentation: shownValue(name, value) }),
        edit: { span, newText: `${name}${close}` },
        sortText: `0${name}`,
      }),
    ),
    ...responses(context, span, closed),
    ...SYSTEM_VARIABLES.map(({ name, usage, description }): Completion => {
      const result = systemValue(usage, context.scope);
      return {
        label: usage,
        kind: 'variable',
        detail: 'system variable',
        documentation: paragraphs(plain(description), result.ok && `For example ${code(result.value)}`),
        edit: { span, newText: `${escapeSnippet(usage)}${escapeSnippet(close)}` },
        snippet: true,
        sortText: `2${name}`,
        filterText: name,
      };
    }),
  ];
}

/** The value of a variable as it may be shown; secret ones are masked. */
export function shownValue(name: string, value: string): string {
  return isSecretVariable(name) ? 'A secret; its value is not shown.' : `Value: ${code(value)}`;
}

interface KnownVariable {
  readonly name: string;
  readonly detail: string;
  /** As written, unresolved. */
  readonly value?: string;
}

function variables({ block, file, scope }: AssistContext): readonly KnownVariable[] {
  const found = new Map<string, KnownVariable>();
  for (const [name, value] of scope.environment) found.set(name, { name, detail: 'environment', value });
  for (const [name, { variable }] of fileVariables(file)) {
    found.set(name, { name, detail: 'this file', value: variable.value.text });
  }
  for (const { name, description } of promptsOf(block)) {
    found.set(name, { name, detail: description ? `asked for: ${description}` : 'asked for at each send' });
  }
  return [...found.values()];
}

function responses({ block, file }: AssistContext, span: Span, closed: boolean): readonly Completion[] {
  return requestsOf(file).flatMap(({ block: other }): readonly Completion[] => {
    const name = requestName(other);
    if (name === undefined || other === block) return [];
    return [
      {
        label: `${name}.response.body.$`,
        kind: 'variable',
        detail: 'answer of a named request',
        documentation: plain(`A value from the last answer of ${name}, by its JSON path.`),
        edit: { span, newText: `${name}.response.body.\\$.\${1:id}${closed ? '' : '\\}\\}'}` },
        snippet: true,
        sortText: `1${name}`,
      },
    ];
  });
}
