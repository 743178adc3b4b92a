import { promptsOf, requestName, requestsOf } from '../../request/names.ts';
import { fileVariables } from '../../request/values/fileVariables.ts';
import { isSecretVariable } from '../../request/values/scope.ts';
import { SYSTEM_VARIABLES, systemValue } from '../../request/values/system.ts';
import type { Span } from '../../text/span.ts';
import type { AssistContext } from '../context.ts';
import { code, paragraphs, plain } from '../describe/markdown.ts';
import { escapeSnippet } from '../insert/snippet.ts';
import { answerPaths } from './answerPaths.ts';
import type { Completion } from './completion.ts';

/**
 * What can stand between `{{` and `}}`: variables, system variables, answers of named requests.
 *
 * @param typed the expression before the cursor
 */
export function completeReference(
  context: AssistContext,
  span: Span,
  closed: boolean,
  typed: string,
): readonly Completion[] {
  const close = closed ? '' : '}}';
  const answer = answerPaths(context, span, close, typed);
  if (answer) return answer;
  return [
    ...variables(context).map(
      ({ name, detail, value }): Completion => ({
        label: name,
        kind: 'variable',
        detail,
        ...(value === undefined ? {} : { document: () => shownValue(name, value) }),
        edit: { span, newText: `${name}${close}` },
        sortText: `0${name}`,
      }),
    ),
    ...responses(context, span),
    ...systemVariables(context, span, close),
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

function responses({ block, file, scope }: AssistContext, span: Span): readonly Completion[] {
  return requestsOf(file).flatMap(({ block: other }): readonly Completion[] => {
    const name = requestName(other);
    if (name === undefined || other === block) return [];
    const sent = scope.responses.has(name);
    return [
      {
        label: `${name}.response.body.$`,
        kind: 'variable',
        detail: sent ? 'its last answer' : 'an answer, once it is sent',
        document: () => plain(`A value from the last answer of ${name}, by its JSON path.`),
        edit: { span, newText: `${name}.response.body.$.` },
        sortText: `1${name}0`,
        continues: sent,
      },
      {
        label: `${name}.response.headers`,
        kind: 'variable',
        detail: 'a header of its last answer',
        edit: { span, newText: `${name}.response.headers.` },
        sortText: `1${name}1`,
        continues: true,
      },
    ];
  });
}

/** The ways to write each system variable that have a result, and a snippet where a part is the person's to say. */
const FORMS: ReadonlyMap<string, readonly { readonly text: string; readonly snippet?: string }[]> = new Map([
  ['$timestamp', [{ text: '$timestamp' }, { text: '$timestamp -1 d', snippet: '\\$timestamp ${1:-1 d}' }]],
  ['$datetime', dateForms('$datetime')],
  ['$localDatetime', dateForms('$localDatetime')],
  ['$randomInt', [{ text: '$randomInt 1 100', snippet: '\\$randomInt ${1:1} ${2:100}' }]],
  ['$processEnv', [{ text: '$processEnv NAME', snippet: '\\$processEnv ${1:NAME}' }]],
  ['$dotenv', [{ text: '$dotenv NAME', snippet: '\\$dotenv ${1:NAME}' }]],
]);

function dateForms(name: string): readonly { readonly text: string; readonly snippet?: string }[] {
  return [
    { text: `${name} iso8601` },
    { text: `${name} iso8601 1 d`, snippet: `\\${name} iso8601 \${1:1 d}` },
    { text: `${name} rfc1123` },
    { text: `${name} 'YYYY-MM-DD'`, snippet: `\\${name} '\${1:YYYY-MM-DD}'` },
  ];
}

function systemVariables({ scope }: AssistContext, span: Span, close: string): readonly Completion[] {
  return SYSTEM_VARIABLES.flatMap(({ name, usage, description }, place) =>
    (FORMS.get(name) ?? [{ text: usage }]).map(({ text, snippet }, index): Completion => {
      const shown = name !== '$processEnv' && name !== '$dotenv';
      const result = shown ? systemValue(text, scope) : undefined;
      const value = result?.ok ? result.value : undefined;
      return {
        label: text,
        kind: 'variable',
        detail: value ?? 'system variable',
        document: () => paragraphs(plain(description), value !== undefined && `For example ${code(value)}`),
        edit: { span, newText: `${snippet ?? escapeSnippet(text)}${escapeSnippet(close)}` },
        snippet: true,
        sortText: `2${place}${index}`,
      };
    }),
  );
}
