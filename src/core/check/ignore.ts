import { nearestName } from '../catalog/nearest.ts';
import type { Block } from '../request/tree.ts';
import { BYTE_ORDER_MARK } from '../text/codeUnits.ts';
import type { Span, Token } from '../text/span.ts';
import { CODES, type ProblemCode } from './codes.ts';
import { lineBreakOf, lineStart, nextLine, removeLines } from './lines.ts';
import type { Fix, Problem } from './problem.ts';
import { at, fix, fixAll, problem, short } from './report.ts';
import { isProblemCode } from './severity.ts';

/**
 * `# graph-http-ignore code, code` (`//` is the same): a comment that silences these codes in the part of the
 * file that it stands in, from one `###` line to the next. It counts above the request line only, so that
 * no other tool can take it for a part of the body. Behind ` -- ` may stand a reason.
 */
export const IGNORE_MARK = 'graph-http-ignore';

/** Codes about these comments themselves: they cannot be silenced by one. */
const OWN: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['ignore-unknown', 'ignore-unused']);

/** So many codes of one comment are read. */
const MOST_CODES = 100;

/** One `graph-http-ignore` comment. Spans are relative to the block. */
interface IgnoreComment extends Span {
  /** The codes that it names, as written. */
  readonly codes: readonly Token[];
  /** Whether it stands below the request line, where it does not count. */
  readonly below: boolean;
}

/** Whether a comment can silence a code. */
export function isIgnorable(code: ProblemCode): boolean {
  return !OWN.has(code);
}

/** The problems of a block that its comments do not silence, and what is wrong with those comments. */
export function silence(block: Block, problems: readonly Problem[]): Problem[] {
  const comments = ignoreComments(block);
  if (comments.length === 0) return [...problems];
  const met = new Set<string>(problems.map(({ code }) => code));
  const wanted = new Set<string>();
  const own = comments.flatMap((comment) => checkComment(block, comment, met, wanted));
  return [...problems.filter(({ code }) => !wanted.has(code)), ...own];
}

/**
 * The quick fix that silences a code in a block: one more code in the comment that is there, or a new comment
 * above the request line.
 */
export function ignoreFix(block: Block, code: ProblemCode): Fix {
  const title = `Ignore ${code} in this request`;
  const there = ignoreComments(block).findLast(({ below, codes }) => !below && codes.length > 0);
  const last = there?.codes.at(-1);
  if (last !== undefined) return { title, edits: [{ span: at(last.end), newText: `, ${code}` }] };
  const newText = `# ${IGNORE_MARK} ${code}${lineBreakOf(block.text)}`;
  return { title, edits: [{ span: at(placeFor(block)), newText }] };
}

/** The start of the request's line; in a block without one, of the line behind the separator. */
function placeFor(block: Block): number {
  if (block.kind === 'request') return lineStart(block.text, block.requestLine.start);
  if (block.separator !== undefined) return nextLine(block.text, block.separator.start);
  return block.text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
}

function ignoreComments(block: Block): readonly IgnoreComment[] {
  if (!block.text.includes(IGNORE_MARK)) return [];
  const requestLine = block.kind === 'request' ? block.requestLine.start : block.text.length;
  return block.comments.flatMap((comment) => readComment(block, comment, requestLine) ?? []);
}

function readComment(block: Block, { start, end }: Span, requestLine: number): IgnoreComment | undefined {
  const text = block.text.slice(start, end);
  const head = /^(?:#+|\/\/+)[ \t]*/.exec(text)?.[0];
  if (head === undefined || !text.startsWith(IGNORE_MARK, head.length)) return undefined;
  const from = head.length + IGNORE_MARK.length;
  if (!/^(?:$|[\s:,])/.test(text.slice(from, from + 1))) return undefined;
  const reason = text.indexOf(' -- ', from);
  const list = text.slice(from, reason < 0 ? text.length : reason);
  const codes = [...list.matchAll(/[^\s,:]+/g)].slice(0, MOST_CODES).map(({ 0: code, index }): Token => {
    const at = start + from + index;
    return { start: at, end: at + code.length, text: code };
  });
  return { start, end, codes, below: start > requestLine };
}

/** @param wanted takes the codes that the comment silences */
function checkComment(
  block: Block,
  comment: IgnoreComment,
  met: ReadonlySet<string>,
  wanted: Set<string>,
): Problem[] {
  if (comment.codes.length === 0) return [withoutCodes(block, comment)];
  if (comment.below) return [belowRequest(block, comment)];
  return comment.codes.flatMap((code, index) => {
    if (!isProblemCode(code.text)) return [unknownCode(code)];
    const useless = !met.has(code.text) || !isIgnorable(code.text) || wanted.has(code.text);
    wanted.add(code.text);
    return useless ? [unusedCode(block, comment, index, code)] : [];
  });
}

function withoutCodes(block: Block, comment: IgnoreComment): Problem {
  return problem(
    'ignore-unused',
    comment,
    'This comment names no problem, so it silences none. Write the code of one after it, as the list of problems shows it, or remove the comment.',
    { tag: 'unnecessary', fixes: fixAll('Remove the comment', [removeLines(block.text, comment)], false) },
  );
}

function belowRequest(block: Block, comment: IgnoreComment): Problem {
  const text = `${block.text.slice(comment.start, comment.end)}${lineBreakOf(block.text)}`;
  const edits = [{ span: at(placeFor(block)), newText: text }, removeLines(block.text, comment)];
  return problem(
    'ignore-unused',
    comment,
    'Below the request line this comment silences nothing. Put it above the request line.',
    { tag: 'unnecessary', fixes: fixAll('Move it above the request', edits) },
  );
}

function unknownCode(code: Token): Problem {
  const near = nearestName(code.text, Object.keys(CODES));
  const message = `There is no problem with the code ${short(code.text)}.`;
  return problem(
    'ignore-unknown',
    code,
    near === undefined
      ? `${message} The list of problems shows the code of each.`
      : `${message} Did you mean ${near}?`,
    { fixes: near === undefined ? [] : fix(`Change to ${near}`, code, near) },
  );
}

function unusedCode(block: Block, comment: IgnoreComment, index: number, code: Token): Problem {
  const { codes } = comment;
  const where = block.kind === 'request' ? 'This request' : 'The part of the file up to the next ### line';
  const message =
    isProblemCode(code.text) && !isIgnorable(code.text)
      ? `${code.text} is about comments such as this one, which cannot silence it.`
      : `${where} has no problem ${code.text} to be silenced.`;
  const edit =
    codes.length === 1
      ? removeLines(block.text, comment)
      : {
          span: {
            start: codes[index - 1]?.end ?? code.start,
            end: index > 0 ? code.end : (codes[1]?.start ?? code.end),
          },
          newText: '',
        };
  return problem('ignore-unused', code, `${message} Remove it.`, {
    tag: 'unnecessary',
    fixes: fixAll(codes.length === 1 ? 'Remove the comment' : `Remove ${code.text}`, [edit]),
  });
}
