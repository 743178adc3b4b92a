import type { Span, Token } from '../../text/span.ts';
import type {
  FileVariable,
  Header,
  Metadata,
  Reference,
  Separator,
  SyntaxCode,
  SyntaxProblem,
} from '../tree.ts';
import { append } from './lists.ts';
import type { Source } from './scan.ts';

/**
 * A block while it is read. Offsets that its methods take are offsets of the source; what they make is
 * relative to the block.
 */
export class BlockDraft {
  readonly source: Source;
  /** Where the block starts in the source. */
  readonly base: number;
  /** Where it ends. */
  readonly end: number;
  separator: Separator | undefined = undefined;
  /** Whether the content type is none of JSON's: then lines of the body may look like headers and requests. */
  plainBody = false;
  /** Whether no script in double braces ends any more in this block. */
  scriptsEnded = false;
  comments: Span[] | undefined = undefined;
  metadata: Metadata[] | undefined = undefined;
  variables: FileVariable[] | undefined = undefined;
  headers: Header[] | undefined = undefined;
  references: Reference[] | undefined = undefined;
  problems: SyntaxProblem[] | undefined = undefined;

  constructor(source: Source, base: number, end: number) {
    this.source = source;
    this.base = base;
    this.end = end;
  }

  span(start: number, end: number): Span {
    return { start: start - this.base, end: end - this.base };
  }

  token(start: number, end: number): Token {
    return { start: start - this.base, end: end - this.base, text: this.source.text.slice(start, end) };
  }

  report(code: SyntaxCode, start: number, end: number): void {
    this.problems = append(this.problems, { code, span: this.span(start, end) });
  }

  /** The problem that was reported last. */
  lastProblem(): SyntaxProblem | undefined {
    return this.problems?.[this.problems.length - 1];
  }

  /** Makes the problem that was reported last reach to `end`. */
  extendLast(end: number): void {
    const last = this.problems?.pop();
    if (last === undefined) return;
    this.report(last.code, this.base + last.span.start, end);
  }
}
