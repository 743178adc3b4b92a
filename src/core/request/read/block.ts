import { BYTE_ORDER_MARK, OPEN_BRACE } from '../../text/codeUnits.ts';
import type { Block, Body, EmptyBlock, RequestBlock, RequestLine, ResponseBlock } from '../tree.ts';
import { takeAside } from './asides.ts';
import { readBody } from './bodyLines.ts';
import { BlockDraft } from './draft.ts';
import { looksLikeHeader, readHeaders, startsBody } from './headers.ts';
import { finished, type Open } from './lists.ts';
import { missingRequestLine, readRequestLine } from './requestLine.ts';
import { isLetter, type Source, skipSpace, trimEnd } from './scan.ts';
import { takeSeparator } from './separators.ts';
import { isHttpVersion } from './urlPieces.ts';
import { takeVariable } from './variables.ts';

const AT = 64;

/**
 * Reads one block. What comes of it depends on the block's own text alone, so that a block can be kept
 * where an edit changes another one.
 *
 * @param start where the block starts in the source: at its separator, or at the start of the file
 * @param end where the next block starts, or the end of the source
 */
export function parseBlock(source: Source, start: number, end: number): Block {
  const draft = new BlockDraft(source, start, end);
  const { text } = source;
  let at = start;
  if (text.startsWith('###', at)) {
    const lineEnd = source.lineEnd(at);
    takeSeparator(draft, at, lineEnd);
    at = source.nextLine(lineEnd);
  } else if (text.charCodeAt(at) === BYTE_ORDER_MARK) {
    at++;
  }
  while (at < end) {
    const lineEnd = source.lineEnd(at);
    const first = skipSpace(text, at, lineEnd);
    const aside = first < lineEnd ? takeAside(draft, first, lineEnd, 'above') : lineEnd;
    if (aside === undefined) {
      if (text.charCodeAt(first) === AT) takeVariable(draft, first, lineEnd);
      else if (isHttpVersion(text, first, lineEnd)) return responseBlock(draft, first, lineEnd);
      else return readRequest(draft, at, first, lineEnd);
    }
    at = source.nextLine(aside ?? lineEnd);
  }
  return emptyBlock(draft);
}

function readRequest(draft: BlockDraft, at: number, first: number, lineEnd: number): RequestBlock {
  if (startsWithBody(draft.source.text, first, lineEnd)) {
    const requestLine = missingRequestLine(draft, first, lineEnd);
    return requestBlock(draft, requestLine, readBody(draft, at));
  }
  const { requestLine, next } = readRequestLine(draft, first, lineEnd);
  let read = readHeaders(draft, next);
  while (read.end === 'blank' && !draft.plainBody) {
    const below = misplacedHeader(draft, read.next);
    if (below === undefined) break;
    read = readHeaders(draft, below);
  }
  return requestBlock(draft, requestLine, read.end === 'request' ? undefined : readBody(draft, read.next));
}

/** Whether a line where a request line is due starts a body; `{name}/…` can be a URL. */
function startsWithBody(text: string, first: number, lineEnd: number): boolean {
  const unit = text.charCodeAt(first);
  if (unit !== OPEN_BRACE) return startsBody(text, first, lineEnd);
  const behind = text.charCodeAt(first + 1);
  return behind !== OPEN_BRACE && !isLetter(behind);
}

/** The start of the first line below the headers that is not blank, where that is one more header. */
function misplacedHeader(draft: BlockDraft, from: number): number | undefined {
  const { source } = draft;
  for (let at = from; at < draft.end; ) {
    const end = source.lineEnd(at);
    const first = skipSpace(source.text, at, end);
    if (first < end) {
      if (!looksLikeHeader(source.text, first, end)) return undefined;
      draft.report('header-misplaced', first, trimEnd(source.text, first, end));
      return at;
    }
    at = source.nextLine(end);
  }
  return undefined;
}

function emptyBlock(draft: BlockDraft): EmptyBlock {
  const block: Open<EmptyBlock> = {
    kind: 'empty',
    text: ownText(draft),
    comments: finished(draft.comments),
    metadata: finished(draft.metadata),
    variables: finished(draft.variables),
    references: finished(draft.references),
    problems: finished(draft.problems),
  };
  if (draft.separator !== undefined) block.separator = draft.separator;
  return block;
}

function responseBlock(draft: BlockDraft, first: number, lineEnd: number): ResponseBlock {
  const statusLine = draft.token(first, trimEnd(draft.source.text, first, lineEnd));
  return { ...emptyBlock(draft), kind: 'response', statusLine };
}

function requestBlock(draft: BlockDraft, requestLine: RequestLine, body: Body | undefined): RequestBlock {
  const block: Open<RequestBlock> = {
    kind: 'request',
    text: ownText(draft),
    comments: finished(draft.comments),
    metadata: finished(draft.metadata),
    variables: finished(draft.variables),
    references: finished(draft.references),
    problems: finished(draft.problems),
    requestLine,
    headers: finished(draft.headers),
  };
  if (draft.separator !== undefined) block.separator = draft.separator;
  if (body !== undefined) block.body = body;
  return block;
}

function ownText({ source, base, end }: BlockDraft): string {
  return source.text.slice(base, end);
}
