/** Escapes text so that Markdown shows it as it is. */
export function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~&]/g, '\\$&').replace(/\r?\n/g, ' ');
}

/** Text as inline code; backticks inside it are kept by a longer fence. */
export function code(text: string): string {
  const line = text.replace(/\r?\n/g, ' ');
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}

/** A fenced block. */
export function fenced(text: string, language: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

/** A link with a label of ours; the address must be https. */
export function link(label: string, address: string): string {
  return `[${label}](${address.replace(/[()\s]/g, encodeURIComponent)})`;
}

/** Paragraphs joined by blank lines; empty ones are left out. */
export function paragraphs(...parts: readonly (string | undefined | false)[]): string {
  return parts.filter((part) => typeof part === 'string' && part !== '').join('\n\n');
}
