import type { PathStep } from '../../catalog/resource.ts';
import { fileVariables } from '../../request/values/fileVariables.ts';
import type { AssistContext } from '../context.ts';
import type { Completion } from './completion.ts';
import { shownValue } from './referenceCompletion.ts';
import type { UrlPlace } from './urlPlace.ts';

/** Variables that can stand in the place of a key: those that are called like it first. */
export function keyVariables(
  { file, scope }: AssistContext,
  { text, continues, update }: PathStep,
  { segment, goesOn }: UrlPlace,
): readonly Completion[] {
  const slash = continues && !update && !goesOn ? '/' : '';
  const variables = new Map<string, string>(scope.environment);
  for (const [name, { variable }] of fileVariables(file)) variables.set(name, variable.value.text);
  const words = wordsOf(text);
  return [...variables].map(([name, value]) => {
    const resembles = [...wordsOf(name)].some((word) => words.has(word));
    return {
      label: `{{${name}}}`,
      kind: 'variable',
      detail: 'variable as key',
      document: () => shownValue(name, value),
      edit: { span: segment, newText: `{{${name}}}${slash}` },
      sortText: `${resembles ? '60' : '7'}${name}`,
      continues: slash !== '',
    };
  });
}

/** `identityApiConnectorId` → identity, connector: words of four letters and more, in lower case. */
function wordsOf(name: string): ReadonlySet<string> {
  const words = name.match(/\p{Lu}?\p{Ll}+|\p{Lu}+/gu) ?? [];
  return new Set(words.map((word) => word.toLowerCase()).filter((word) => word.length >= 4));
}
