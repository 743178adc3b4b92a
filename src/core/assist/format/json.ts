import { createScanner } from 'jsonc-parser';
import { readJson } from '../../check/json/read.ts';
import { bodyReferences, jsonText } from '../../request/body.ts';
import type { Body, RequestBlock } from '../../request/tree.ts';
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  END,
  LINE_COMMENT,
  OPEN_BRACE,
  OPEN_BRACKET,
} from '../../text/jsonKinds.ts';
import type { Span, TextEdit } from '../../text/span.ts';
import { isTooDeep } from '../bodyTree.ts';
import type { FormatOptions } from './format.ts';

/** A token of a body, a comment line among them; offsets in the body's text. */
interface BodyToken extends Span {
  readonly kind: 'open' | 'close' | 'comma' | 'colon' | 'value' | 'comment';
}

const KINDS: Readonly<Record<number, BodyToken['kind']>> = {
  [OPEN_BRACE]: 'open',
  [CLOSE_BRACE]: 'close',
  [OPEN_BRACKET]: 'open',
  [CLOSE_BRACKET]: 'close',
  [COMMA]: 'comma',
  [COLON]: 'colon',
};

/**
 * White space between the tokens of a JSON body, as it should be: one member a line, indented. What stands
 * in tokens, references and comment lines stays as it is, and so does a body that is not JSON. Linear.
 *
 * @returns edits of white space, relative to the block, in the order of the text
 */
export function formatJson(block: RequestBlock, options: FormatOptions): readonly TextEdit[] {
  const { body } = block;
  if (!body || body.file || !isJson(block)) return [];
  const { text } = jsonText(block, () => undefined);
  const [first = ''] = text.trimStart();
  if ((first !== '{' && first !== '[') || isTooDeep(text) || readJson(text).findings.length > 0) return [];
  const tokens = tokensOf(body, text);
  if (!areWhole(block, body, tokens)) return [];
  const indent = options.insertSpaces ? ' '.repeat(options.tabSize) : '\t';
  const [eol] = /\r\n|\n|\r/.exec(block.text) ?? ['\n'];
  const edits: TextEdit[] = [];
  const space = (start: number, end: number, newText: string) => {
    if (body.text.slice(start, end) === newText) return;
    edits.push({ span: { start: body.start + start, end: body.start + end }, newText });
  };
  const inLine = shortLists(body.text, tokens);
  let depth = 0;
  let before: BodyToken | undefined;
  for (const token of tokens) {
    if (before?.kind === 'open') depth++;
    if (token.kind === 'close') depth--;
    const newLine = inLine.has(token)
      ? before?.kind === 'comma'
        ? ' '
        : ''
      : `${eol}${indent.repeat(depth)}`;
    space(before?.end ?? 0, token.start, before ? gap(before, token, newLine) : '');
    before = token;
  }
  if (before) space(before.end, body.text.length, '');
  return edits;
}

/**
 * Whether each reference is inside one token. One that is not closed where it should be reaches over brackets
 * up to a `}}` on the same line: then line breaks mean something.
 */
function areWhole(block: RequestBlock, body: Body, tokens: readonly BodyToken[]): boolean {
  if (block.problems.some(({ code, span }) => code === 'reference-unclosed' && span.start >= body.start)) {
    return false;
  }
  let next = 0;
  return bodyReferences(block, body).every((reference) => {
    const [start, end] = [reference.start - body.start, reference.end - body.start];
    while ((tokens[next]?.end ?? end) < end) next++;
    const token = tokens[next];
    return token !== undefined && token.start <= start && end <= token.end;
  });
}

/** So many characters a list has at most that stays on its line. */
const SHORT = 60;

/** What stands behind the opening bracket of lists of plain values that were written on one line, and are short. */
function shortLists(text: string, tokens: readonly BodyToken[]): ReadonlySet<BodyToken> {
  const found = new Set<BodyToken>();
  let list: BodyToken[] | undefined;
  let start = 0;
  let length = 0;
  for (const token of tokens) {
    if (token.kind === 'open') {
      list = text[token.start] === '[' ? [] : undefined;
      start = token.start;
      length = 1;
      continue;
    }
    if (list === undefined || token.kind === 'comment') {
      list = undefined;
      continue;
    }
    list.push(token);
    length += token.end - token.start + (token.kind === 'comma' ? 1 : 0);
    if (token.kind !== 'close') continue;
    if (length <= SHORT && !/[\r\n]/.test(text.slice(start, token.end))) {
      for (const each of list) found.add(each);
    }
    list = undefined;
  }
  return found;
}

/** The white space between two neighbouring tokens. */
function gap(before: BodyToken, token: BodyToken, newLine: string): string {
  if (before.kind === 'comment' || token.kind === 'comment') return newLine;
  if (before.kind === 'open') return token.kind === 'close' ? '' : newLine;
  if (token.kind === 'close' || before.kind === 'comma') return newLine;
  return before.kind === 'colon' ? ' ' : '';
}

/** Whether the headers say that the body is JSON, or say nothing about it. */
function isJson({ headers }: RequestBlock): boolean {
  const type = headers.find(({ name }) => name.text.toLowerCase() === 'content-type');
  return type === undefined || type.value.text === '' || type.value.text.toLowerCase().includes('json');
}

function tokensOf(body: Body, text: string): readonly BodyToken[] {
  const comments = body.comments.map(({ start, end }): BodyToken => {
    const line = body.text.slice(start - body.start, end - body.start);
    const from = start - body.start + (line.length - line.trimStart().length);
    return { start: from, end: from + line.trim().length, kind: 'comment' };
  });
  const tokens: BodyToken[] = [];
  const scanner = createScanner(text, false);
  let next = 0;
  for (let kind: number = scanner.scan(); kind !== END; kind = scanner.scan()) {
    if (kind >= LINE_COMMENT) continue;
    const start = scanner.getTokenOffset();
    for (let comment = comments[next]; comment && comment.start < start; comment = comments[next]) {
      tokens.push(comment);
      next++;
    }
    tokens.push({ start, end: start + scanner.getTokenLength(), kind: KINDS[kind] ?? 'value' });
  }
  return tokens;
}
