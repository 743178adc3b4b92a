/**
 * A text for a notification or an input box of the editor. It makes a link of `[label](address)` there, and runs
 * commands by it, whether the workspace is trusted or not: none of our texts has one, but words of a file or an
 * answer could.
 */
export function plainMessage(text: string): string {
  return text.replaceAll('](', '] (');
}
