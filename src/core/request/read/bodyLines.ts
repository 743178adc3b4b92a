import type { Span } from '../../text/span.ts';
import { collectReferences } from '../references.ts';
import type { Body, FileBody } from '../tree.ts';
import { takeAside } from './asides.ts';
import type { BlockDraft } from './draft.ts';
import { append, finished, type Open } from './lists.ts';
import { isLetter, skipSpace, skipWord, trimEnd } from './scan.ts';
import { startsRequest } from './separators.ts';
import { looksLikeVariable } from './variables.ts';

const AT = 64;
const LESS = 60;

/** What is known of a body while its lines are read; offsets of the source. */
interface BodyDraft {
  start: number;
  end: number;
  lines: number;
  /** Whether it starts like XML or HTML, which have comments of their own. */
  markup: boolean;
  comments: Span[] | undefined;
  /** Lines of the form `< path`. */
  files: Span[] | undefined;
}

/** Reads the body from `from` to the end of the block. */
export function readBody(draft: BlockDraft, from: number): Body | undefined {
  const { source } = draft;
  const body: BodyDraft = {
    start: -1,
    end: -1,
    lines: 0,
    markup: false,
    comments: undefined,
    files: undefined,
  };
  let at = from;
  while (at < draft.end) {
    const end = source.lineEnd(at);
    const first = skipSpace(source.text, at, end);
    let next = source.nextLine(end);
    if (first < end) {
      const aside = takeAside(draft, first, end, draft.plainBody || body.markup ? 'text' : 'json');
      if (aside !== undefined) {
        next = source.nextLine(aside);
        body.comments = append(body.comments, { start: at, end: next });
      } else if (!readLine(draft, body, first, end)) {
        break;
      } else {
        if (body.lines++ === 0) {
          body.start = at;
          body.markup = startsMarkup(source.text, first);
        }
        body.end = end;
      }
    }
    at = next;
  }
  return body.lines === 0 ? undefined : finishBody(draft, body);
}

/** `<` and a letter, `?` or `!`: no file of a body. */
function startsMarkup(text: string, first: number): boolean {
  if (text.charCodeAt(first) !== LESS) return false;
  const behind = text.charCodeAt(first + 1);
  return isLetter(behind) || behind === 63 || behind === 33;
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
