import type { Span, TextEdit } from './span.ts';

/** A run of an edited text: a stretch of the text that it was made from, or new text. */
type Run = Span | string;

/**
 * A text that is edited in several rounds, and the edits that lead from its first form to the present one in
 * one step. In the running example, inserting `v1.0/` before `me` and then changing `v1.0` to `beta` comes to
 * one edit that inserts `beta/`.
 */
export class EditedText {
  readonly #source: string;
  #runs: readonly Run[];

  constructor(source: string) {
    this.#source = source;
    this.#runs = source === '' ? [] : [{ start: 0, end: source.length }];
  }

  /**
   * Edits the present text. Linear in its runs and the edits.
   *
   * @param edits in coordinates of the present text, ascending, not overlapping
   */
  apply(edits: readonly TextEdit[]): void {
    const runs: Run[] = [];
    const rest = new RunReader(this.#runs);
    for (const { span, newText } of edits) {
      rest.take(span.start, runs);
      rest.take(span.end, undefined);
      if (newText !== '') runs.push(newText);
    }
    rest.take(Number.POSITIVE_INFINITY, runs);
    this.#runs = runs;
  }

  /** The edits of the first text that give the present one: ascending, apart from each other. */
  edits(): readonly TextEdit[] {
    const edits: TextEdit[] = [];
    let at = 0;
    let newText = '';
    const close = (end: number) => {
      if (end > at || newText !== '') edits.push({ span: { start: at, end }, newText });
      newText = '';
    };
    for (const run of this.#runs) {
      if (typeof run === 'string') newText += run;
      else {
        if (run.start > at || newText !== '') close(run.start);
        at = run.end;
      }
    }
    close(this.#source.length);
    return edits;
  }
}

/** Reads runs from their start; the place is counted in the text that they make up. */
class RunReader {
  readonly #runs: readonly Run[];
  #index = 0;
  /** How much of the present run was read. */
  #used = 0;
  #at = 0;

  constructor(runs: readonly Run[]) {
    this.#runs = runs;
  }

  /** Reads up to a place, into a list or into nothing. */
  take(to: number, into: Run[] | undefined): void {
    while (this.#at < to) {
      const run = this.#runs[this.#index];
      if (run === undefined) return;
      const length = lengthOf(run);
      const end = Math.min(length, this.#used + (to - this.#at));
      into?.push(cut(run, this.#used, end));
      this.#at += end - this.#used;
      this.#used = end;
      if (end < length) return;
      this.#index++;
      this.#used = 0;
    }
  }
}

function lengthOf(run: Run): number {
  return typeof run === 'string' ? run.length : run.end - run.start;
}

function cut(run: Run, start: number, end: number): Run {
  if (typeof run === 'string') return run.slice(start, end);
  return { start: run.start + start, end: run.start + end };
}
