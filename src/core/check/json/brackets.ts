import type { Node } from 'jsonc-parser';
import { indentAt, lineStart } from '../lines.ts';

/** The brackets that close `open` (outermost first), laid out as the brackets that opened them are. */
export function closersOf(text: string, open: readonly Node[]): { brackets: string; text: string } {
  let brackets = '';
  let layout = '';
  for (const node of [...open].reverse()) {
    const bracket = node.type === 'object' ? '}' : ']';
    const behind = /^[ \t]*(\r\n|\n|\r)/.exec(text.slice(node.offset + 1, node.offset + 200));
    brackets += bracket;
    layout += behind === null ? bracket : `${behind[1]}${indentAt(text, node.offset)}${bracket}`;
  }
  return { brackets, text: layout };
}

/** Whether a request line starts at `offset`, which is the first thing on its line. */
export function looksLikeRequest(text: string, offset: number): boolean {
  if (text.slice(lineStart(text, offset), offset).trim() !== '') return false;
  return /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)[ \t]+(?:https?:\/\/|\/|\{\{)/.test(
    text.slice(offset, offset + 40),
  );
}
