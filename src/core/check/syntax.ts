import { nearestName } from '../catalog/nearest.ts';
import type { Block, SyntaxCode, SyntaxProblem } from '../request/tree.ts';
import type { Span } from '../text/span.ts';
import { removeLines } from './lines.ts';
import {
  almostSeparator,
  closeGap,
  moveAboveRequest,
  moveCommentUp,
  newLineBefore,
  querySpaceFixes,
  removeLine,
  spaceFixes,
} from './moves.ts';
import type { Fix, Problem } from './problem.ts';
import { at, fix, fixAll, problem, short } from './report.ts';

/** The methods that Microsoft Graph has. */
const METHODS: readonly string[] = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'];

/** What is said about a problem of the grammar. */
interface Explanation {
  readonly message: string;
  readonly fixes?: readonly Fix[] | undefined;
}

/** Makes the sentence and the fixes of one code. `text` is what stands at the span. */
type Explain = (block: Block, span: Span, text: string) => Explanation;

/** The problems that the parser found in a block, as a person reads them. */
export function checkSyntax(block: Block): Problem[] {
  return block.problems.filter((found) => !isHead(block, found)).map((found) => explainSyntax(block, found));
}

/** HEAD is a GET without its body: nothing to write about, and it is sent as it stands. */
function isHead(block: Block, { code, span }: SyntaxProblem): boolean {
  return code === 'method-unknown' && block.text.slice(span.start, span.end) === 'HEAD';
}

function explainSyntax(block: Block, { code, span }: SyntaxProblem): Problem {
  const { message, fixes } = EXPLAIN[code](block, span, block.text.slice(span.start, span.end));
  return problem(code, span, message, { fixes });
}

/** Whether a request line begins with a word that is no misspelt method either: what follows is no request to Graph. */
export function isOtherProtocol(block: Block): boolean {
  const found = block.problems.find(({ code }) => code === 'method-unknown');
  if (found === undefined || isHead(block, found)) return false;
  return nearestName(block.text.slice(found.span.start, found.span.end), METHODS) === undefined;
}

const METADATA = ['name', 'prompt', 'note', 'no-redirect'];

const EXPLAIN: Readonly<Record<SyntaxCode, Explain>> = {
  'method-missing': (block, span) => {
    const methods =
      block.kind === 'request' && block.body !== undefined ? ['PATCH', 'GET'] : ['GET', 'PATCH'];
    return {
      message:
        'This request has no method. Put one before the URL: PATCH to change the object, GET to read it.',
      fixes: methods.flatMap((name, index) => fix(`Insert ${name}`, at(span.start), `${name} `, index === 0)),
    };
  },
  'method-lower-case': (_block, span, text) => ({
    message: `Methods are upper case. httpYac would read '${text}' as part of the URL of a GET.`,
    fixes: fix(`Change to ${text.toUpperCase()}`, span, text.toUpperCase()),
  }),
  'method-unknown': (_block, span, text) => {
    if (/^curl(?:\.exe)?$/i.test(text)) {
      return {
        message:
          'This is a cURL command, not a request. Copy the whole command and run “Paste as Request”, which makes a request of it.',
      };
    }
    const near = nearestName(text, METHODS);
    const question = near === undefined ? 'An update is a PATCH.' : `Did you mean ${near}?`;
    return {
      message: `Microsoft Graph has no method ${short(text)}. ${question}`,
      fixes: fix(`Change to ${near ?? 'PATCH'}`, span, near ?? 'PATCH', near !== undefined),
    };
  },
  'url-missing': () => ({
    message: 'There is no URL after the method. Write a path such as /v1.0/me, or an https:// URL.',
  }),
  'request-line-malformed': () => ({
    message: 'A request starts with a method and a URL, such as PATCH /v1.0/me. Write that above this line.',
  }),
  'url-space': (block, span, text) => ({
    message: isToDo(block, span)
      ? 'The page that this comes from leaves the URL to do. Write the path of the object in its place.'
      : 'A URL has no white space: what follows would not be sent as you mean it. Remove it, or write %20.',
    fixes: text.trim() === '' ? spaceFixes(block, span) : [],
  }),
  'query-space': (block, span) => ({
    message:
      'The blanks of this query are sent as %20. Other tools may end the URL at the first one; written as %20 it is read alike everywhere.',
    fixes: querySpaceFixes(block, span),
  }),
  'url-continued': (block, span) => ({
    message:
      'This line goes on with the URL, here and in httpYac and JetBrains; REST Client reads a header. Write it on the line above.',
    fixes: fix(
      'Join the lines',
      { start: block.text.slice(0, span.start).trimEnd().length, end: span.start },
      '',
    ),
  }),
  'header-malformed': explainHeader,
  'blank-line-missing': (block, span) => ({
    message: 'The body starts here, but there is no blank line before it. Without one it is read as headers.',
    fixes: newLineBefore('Insert the blank line', block.text, span, ''),
  }),
  'header-misplaced': (block, _span, text) => ({
    message: `This looks like the header ${short(text.split(':')[0] ?? '')}, but it stands below the blank line, where the body starts. Headers stand directly below the request line.`,
    fixes: closeGap(block),
  }),
  'separator-missing': (block, span) => ({
    message: 'Another request or response starts here. Put a line with ### before it.',
    fixes: almostSeparator(block, span) ?? newLineBefore('Insert ###', block.text, span, '###'),
  }),
  'markdown-fence': (block, span) => ({
    message: 'This line came along from a page and is not sent. It can go.',
    fixes: removeLine('Remove the line', block.text, span),
  }),
  'script-not-run': (block, span) => ({
    message:
      'Scripts, imports and assertions of other tools are not followed here; these lines are left out.',
    fixes: fixAll('Remove these lines', [removeLines(block.text, span)], false),
  }),
  'request-disabled': (block, span) => ({
    message:
      'httpYac does not send this request. Here Send All leaves it out, and Send sends it. Remove the line, or the request, so that there is no doubt.',
    fixes: fixAll('Remove the line', [removeLines(block.text, span)], false),
  }),
  'metadata-not-followed': (_block, _span, text) => ({
    message: `Only httpYac follows ${short(text)}. Here the request is sent once and without it; send what it needs yourself.`,
  }),
  'file-body-mixed': () => ({
    message: 'A file can only be the whole body. Put everything into the file, or all of it here.',
  }),
  'file-body-encoding': (_block, span, text) => ({
    message: 'Files are read as UTF-8, whatever encoding is named. Remove it, and save the file as UTF-8.',
    fixes: text.startsWith('<@')
      ? fix('Remove the encoding', span, '<@')
      : fix('Remove the encoding', span, ''),
  }),
  'reference-unclosed': (block, span, text) => {
    const inside = /^\{\{[ \t]*\$?[\p{L}\p{N}_.-]+/u.exec(text)?.[0];
    const end = span.start + (inside?.length ?? 0);
    const single = block.text[end] === '}';
    return {
      message: 'This {{ has no }} on the same line. Close it, or remove it.',
      fixes: inside === undefined ? undefined : fix('Insert }}', at(end), single ? '}' : '}}'),
    };
  },
  'reference-invalid': (_block, _span, text) => ({
    message: `${short(text)} is no reference. Write {{name}}, {{$guid}} or {{request.response.body.$.id}}.`,
  }),
  'unit-milliseconds': () => ({
    message:
      'REST Client and httpYac read the unit ms as minutes, we as milliseconds. Write seconds (s) to be sure.',
  }),
  'variable-malformed': () => ({
    message: 'A variable is written @name = value; its name has letters, digits, _, - and . only.',
  }),
  'variable-quoted': (_block, span, text) => ({
    message: 'The quotes are part of the value and would be sent. Remove them unless they are meant.',
    fixes: text.slice(1, -1).includes(text[0] ?? '') ? [] : fix('Remove the quotes', span, text.slice(1, -1)),
  }),
  'variable-escape': () => ({
    message: 'REST Client reads this backslash as the start of an escape; here it stays as it is.',
  }),
  'variable-misplaced': (block, span) => ({
    message: 'Below the request line this would be sent. Variables stand above it.',
    fixes: moveAboveRequest(block, span),
  }),
  'metadata-unknown': (_block, span, text) => {
    const near = nearestName(text.replace(/^@/, ''), METADATA);
    const start = text.startsWith('@') ? span.start + 1 : span.start;
    return {
      message: `No tool knows ${short(text)}. ${near === undefined ? 'It does nothing.' : `Did you mean @${near}?`}`,
      fixes: near === undefined ? undefined : fix(`Change to @${near}`, { start, end: span.end }, near),
    };
  },
  'metadata-value-missing': (_block, _span, text) => ({
    message: `${text} needs a name after it, such as ${text} ${/prompt/.test(text) ? 'userId' : 'updateUser'}.`,
  }),
  'metadata-name-malformed': (_block, _span, text) => ({
    message: `Other tools refuse the name ${short(text)}. Letters, digits and _ are safe.`,
  }),
  'comment-trailing': (block, span) => ({
    message: 'A comment after something is not a comment: it is sent. Put it on a line of its own.',
    fixes: moveCommentUp(block.text, span),
  }),
};

/** Headers that a person may have written without their colon. */
const COMMON_HEADER = /^(?:content-type|if-match|prefer|accept|authorization|consistencylevel)$/i;

function explainHeader(_block: Block, span: Span, text: string): Explanation {
  const [, name = '', rest = ''] = /^([\w-]+)[ \t=]+(\S.*)$/.exec(text) ?? [];
  return {
    message: 'A header is written Name: value. If the body starts here, put a blank line before it.',
    fixes: COMMON_HEADER.test(name) ? fix('Insert the colon', span, `${name}: ${rest}`) : undefined,
  };
}

/** So much of a line is looked at for what a draft has to say yet. */
const LONGEST_LINE = 2_000;

/** Whether a draft of a page stands in the URL: `https://graph.microsoft.com/v1.0/**TODO: Provide the URL**`. */
function isToDo({ text }: Block, { start }: Span): boolean {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  return /\*\*\s*TODO\b[^\n]*\*\*/.test(text.slice(from, from + LONGEST_LINE));
}
