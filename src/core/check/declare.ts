import { isVariableName } from '../request/references.ts';
import type { Block } from '../request/tree.ts';
import type { Fix } from './problem.ts';
import { at, short } from './report.ts';

/** So many of them are offered in one block: beyond that nobody writes them one by one. */
const MOST_DECLARED = 50;

/** Fixes that begin a variable of the file above the request, with its value left to be written. */
export class Declarations {
  readonly #block: Block;
  #offered = 0;
  #place: { readonly after: number | undefined; readonly eol: string } | undefined;

  constructor(block: Block) {
    this.#block = block;
  }

  /** The fix for a name; none for one that no variable can have, and where there are too many. */
  fixesFor(name: string): readonly Fix[] {
    if (!isVariableName(name) || this.#offered >= MOST_DECLARED) return [];
    this.#offered++;
    this.#place ??= placeIn(this.#block);
    const { after, eol } = this.#place;
    const line = `@${name} = `;
    const edit =
      after === undefined
        ? { span: at(0), newText: `${line}${eol}` }
        : { span: at(after), newText: `${eol}${line}` };
    const cursor = edit.newText.indexOf(line) + line.length;
    return [{ title: `Write "${short(line.trimEnd(), 40)}" above the request`, edits: [edit], cursor }];
  }
}

/** Behind the variables that stand above the request already, else behind the separator, else at the start. */
function placeIn(block: Block): { readonly after: number | undefined; readonly eol: string } {
  const above = block.kind === 'request' ? block.requestLine.start : Number.POSITIVE_INFINITY;
  const last = block.variables.findLast(({ end }) => end <= above);
  const [eol] = /\r\n|\n/.exec(block.text) ?? ['\n'];
  return { after: last?.end ?? block.separator?.end, eol };
}
