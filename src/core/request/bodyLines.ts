import type { Span } from '../text/span.ts';
import { takeComment } from './comments.ts';
import type { BlockDraft } from './draft.ts';
import { append, finished, type Open } from './lists.ts';
import { collectReferences } from './references.ts';
import { skipSpace, skipWord, trimEnd } from './scan.ts';
import { startsRequest } from './separators.ts';
import type { Body, FileBody } from './tree.ts';
import { looksLikeVariable } from './variables.ts';

const AT = 64;
const LESS = 60;

/** What is known of a body while its lines are read; offsets of the source. */
interface BodyDraft {
  start: number;
  end: number;
  lines: number;
  comments: Span[] | undefined;
  /** Lines of the form `< path`. */
  files: Span[] | undefined;
}

/** Reads the body from `from` to the end of the block. */
export function readBody(draft: BlockDraft, from: number): Body | undefined {
  const { source } = draft;
  const body: BodyDraft = { start: -1, end: -1, lines: 0, comments: undefined, files: undefined };
  let at = from;
  while (at < draft.end) {
    const end = source.lineEnd(at);
    const first = skipSpace(source.text, at, end);
    const next = source.nextLine(end);
    if (first < end) {
      if (takeComment(draft, first, end)) {
        body.comments = append(body.comments, { start: at, end: next });
      } else if (!readLine(draft, body, first, end)) {
        break;
      } else {
        if (body.lines++ === 0) body.start = at;
        body.end = end;
      }
    }
    at = next;
  }
  return body.lines === 0 ? undefined : finishBody(draft, body);
}

/** Reads one line that is sent; false where another request starts. */
function readLine(draft: BlockDraft, body: BodyDraft, first: number, end: number): boolean {
  const { text } = draft.source;
  if (!draft.plainBody && startsRequest(text, first, end)) {
    draft.report('separator-missing', first, trimEnd(text, first, end));
    return false;
  }
  const unit = text.charCodeAt(first);
  if (unit === LESS) {
    const last = trimEnd(text, first, end);
    if (fileBody(draft, first, last) !== undefined) {
      body.files = append(body.files, { start: first, end: last });
    }
  } else if (unit === AT && looksLikeVariable(text, first, end)) {
    draft.report('variable-misplaced', first, trimEnd(text, first, end));
  }
  collectReferences(draft, first, end, 'body');
  return true;
}

function finishBody(draft: BlockDraft, { start, end, lines, comments, files }: BodyDraft): Body {
  const body: Open<Body> = {
    start: start - draft.base,
    end: end - draft.base,
    text: draft.source.text.slice(start, end),
    comments: commentsInside(draft, comments, start, end),
  };
  if (files === undefined) return body;
  const [only] = files;
  const file = lines === 1 && only !== undefined ? fileBody(draft, only.start, only.end) : undefined;
  if (file === undefined) {
    for (const line of files) draft.report('file-body-mixed', line.start, line.end);
    return body;
  }
  const { encoding } = file;
  if (encoding !== undefined && !/^utf-?8$/i.test(encoding.text)) {
    draft.report('file-body-encoding', draft.base + encoding.start, draft.base + encoding.end);
  }
  body.file = file;
  return body;
}

function commentsInside(
  draft: BlockDraft,
  comments: readonly Span[] | undefined,
  start: number,
  end: number,
): readonly Span[] {
  const inside = comments?.filter((each) => each.start > start && each.end <= end);
  if (inside === undefined || inside.length === 0) return finished(undefined);
  return inside.map((each) => draft.span(each.start, each.end));
}

/** `< path`, `<@ path` or `<@encoding path`; white space between the two parts is what tells it from XML. */
function fileBody(draft: BlockDraft, first: number, last: number): FileBody | undefined {
  const { text } = draft.source;
  const resolve = text.charCodeAt(first + 1) === AT;
  const mark = first + (resolve ? 2 : 1);
  const markEnd = resolve ? skipWord(text, mark, last) : mark;
  const pathStart = skipSpace(text, markEnd, last);
  if (pathStart === markEnd || pathStart === last) return undefined;
  const path = draft.token(pathStart, last);
  return markEnd > mark ? { path, resolve, encoding: draft.token(mark, markEnd) } : { path, resolve };
}
