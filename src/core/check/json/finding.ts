import type { Span } from '../../text/span.ts';
import type { ProblemCode } from '../codes.ts';
import { lineEnd } from '../lines.ts';
import type { Fix } from '../problem.ts';

/** Something that is not JSON (RFC 8259). Spans and edits are offsets in the text that was read. */
export interface JsonFinding {
  readonly code: ProblemCode;
  readonly span: Span;
  readonly message: string;
  readonly fixes?: readonly Fix[];
}

/** So many findings say enough about a text; nobody reads on. */
const ENOUGH = 50;

/** Takes findings; a guess is dropped where an earlier finding on the same line explains it. */
export class Findings {
  readonly list: JsonFinding[] = [];
  readonly #text: string;
  readonly #ignored: readonly Span[];
  #explainedUntil = -1;
  /** The rest of the line that was asked for last: where it was asked, and where the line ends. */
  #line: Span = { start: 0, end: -1 };

  /** @param ignored places of which nothing is known, ascending: a finding that touches one is dropped. */
  constructor(text: string, ignored: readonly Span[]) {
    this.#text = text;
    this.#ignored = ignored;
  }

  /** Whether there are so many that reading on is of no use. */
  get enough(): boolean {
    return this.list.length >= ENOUGH;
  }

  /** A finding that stands by itself: its cause is at its span. */
  sure(finding: JsonFinding): void {
    if (!this.enough && !this.#touchesIgnored(finding.span)) this.list.push(finding);
  }

  /**
   * A finding that may only follow from an earlier one on its line. It explains later guesses there.
   *
   * @param reach the place that was read for it, where that is more than its span
   */
  guess(finding: JsonFinding, reach: Span = finding.span): void {
    if (finding.span.start <= this.#explainedUntil) return;
    this.explain(finding.span.end);
    if (!this.#touchesIgnored(reach)) this.sure(finding);
  }

  /** Guesses up to the end of the line of `offset` follow from something that is known. */
  explain(offset: number): void {
    const end = this.lineEnd(offset);
    if (end > this.#explainedUntil) this.#explainedUntil = end;
  }

  /** Offset of the line break behind `offset`, or the end of the text; a long line is looked through once. */
  lineEnd(offset: number): number {
    const { start, end } = this.#line;
    if (offset < start || offset > end) this.#line = { start: offset, end: lineEnd(this.#text, offset) };
    return this.#line.end;
  }

  #touchesIgnored(span: Span): boolean {
    let low = 0;
    let high = this.#ignored.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ignored[middle]?.end ?? 0) < span.start) low = middle + 1;
      else high = middle;
    }
    const first = this.#ignored[low];
    return first !== undefined && first.start <= span.end;
  }
}
