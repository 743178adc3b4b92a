import { createScanner, type Node, parseTree } from 'jsonc-parser';
import { readJson } from '../check/json/read.ts';
import { CLOSE_BRACE, CLOSE_BRACKET, END, OPEN_BRACE, OPEN_BRACKET } from '../text/jsonKinds.ts';

/** Nesting that readers with a stack of their own calls take anywhere; readers of OData stop at 100. */
const DEEPEST = 200;

const CLOSER_OF: ReadonlyMap<number, number> = new Map([
  [OPEN_BRACE, CLOSE_BRACE],
  [OPEN_BRACKET, CLOSE_BRACKET],
]);
const CLOSERS: ReadonlySet<number> = new Set(CLOSER_OF.values());

/**
 * The tree of a body as it stands while it is typed: what is not JSON is passed over, comments and commas
 * before a bracket are taken. Any depth is read.
 */
export function bodyTree(text: string): Node | undefined {
  return isTooDeep(text) ? readJson(text).root : parseTree(text, [], { allowTrailingComma: true });
}

/**
 * Whether the brackets of a text may nest too deep for jsonc-parser and VS Code's JSON support, which call
 * themselves for each. A bracket counts until its own closer comes: another one does not end it for them.
 */
export function isTooDeep(text: string): boolean {
  const scanner = createScanner(text, true);
  const closers: number[] = [];
  for (let kind: number = scanner.scan(); kind !== END; kind = scanner.scan()) {
    const closer = CLOSER_OF.get(kind);
    if (closer !== undefined) closers.push(closer);
    else if (CLOSERS.has(kind) && closers.at(-1) === kind) closers.pop();
    if (closers.length > DEEPEST) return true;
  }
  return false;
}
