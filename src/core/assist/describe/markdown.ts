import { longestRun } from '../../text/longestRun.ts';

/** A blank line ends code, and what follows is Markdown again; a carriage return alone ends a line, too. */
const LINE_ENDS = /[\r\n\u2028\u2029]+/g;

/** Escapes text so that Markdown shows it as it is. */
export function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~&]/g, '\\$&').replace(LINE_ENDS, ' ');
}

/** Text as inline code; backticks inside it are kept by a longer fence. */
export function code(text: string): string {
  const line = text.replace(LINE_ENDS, ' ');
  const longest = longestRun(line, '`');
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}

/** A fenced block; back ticks inside it are kept by a longer fence. */
export function fenced(text: string, language: string): string {
  const fence = '`'.repeat(Math.max(2, longestRun(text, '`')) + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** A link with a label of ours; the address must be https. */
export function link(label: string, address: string): string {
  return `[${label}](${address.replace(/[()\s]/g, encodeURIComponent)})`;
}

/** Paragraphs joined by blank lines; empty ones are left out. */
export function paragraphs(...parts: readonly (string | undefined | false)[]): string {
  return parts.filter((part) => typeof part === 'string' && part !== '').join('\n\n');
}
