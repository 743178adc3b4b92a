import type { BodySnippet } from '../../catalog/schema.ts';
import { literalJson } from '../../request/literal.ts';

/**
 * The text of a body snippet, indented by two spaces, with the stops that VS Code's snippets know. A string
 * that starts with `^` stands for the bare value behind it, as in VS Code's `defaultSnippets`. A literal one has
 * neither.
 */
export function snippetText({ body, literal }: Pick<BodySnippet, 'body' | 'literal'>): string {
  const text = JSON.stringify(body, null, 2);
  if (literal) return escapeSnippet(literalJson(text));
  return text.replace(/"\^((?:[^"\\]|\\.)*)"/g, (_, raw: string) => JSON.parse(`"${raw}"`));
}

/** Text with everything escaped that a snippet would read as a stop or variable. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** A URL as a snippet: each `{placeholder}` is a stop that holds its own name; `{{references}}` stay. */
export function withStops(url: string): string {
  let stop = 0;
  return url.replace(/\{\{[^{}]*\}\}|\{([^{}]*)\}|[\\$}]/g, (match, name: string | undefined) => {
    if (match.startsWith('{{')) return escapeSnippet(match);
    return name === undefined ? `\\${match}` : `\${${++stop}:{${escapeSnippet(name)}\\}}`;
  });
}
