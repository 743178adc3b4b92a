import type { BlockProblems } from '../../check/check.ts';
import type { Fix, Problem } from '../../check/problem.ts';
import { reparse } from '../../request/reparse.ts';
import type { RequestFile } from '../../request/tree.ts';
import { EditedText } from '../../text/editedText.ts';
import { shift, type TextEdit } from '../../text/span.ts';
import { isRequestLike, isSafeFix } from './safe.ts';

/** The problems of a file by block; see `checkFile`. */
export type FileCheck = (file: RequestFile) => Promise<readonly BlockProblems[]>;

/** Whether a fix is to be applied. `text` is that of the block that its spans are relative to. */
export type FixFilter = (text: string, problem: Problem, fix: Fix) => boolean;

/** A fix can bring up what another one settles: that many rounds are gone, whatever is left then. */
const MOST_ROUNDS = 10;

/**
 * Applies fixes to a whole file, again and again until none is left that `wanted` takes. Of fixes that touch
 * one another the first in the text is applied, the others in the next round, if they are still offered. It
 * ends on fixes that undo each other too.
 *
 * @param wanted the safe ones, unless it says otherwise
 * @returns edits of the file as it was handed over, ascending, apart from each other; none where nothing is
 *   to be fixed
 */
export async function fixAll(
  file: RequestFile,
  check: FileCheck,
  wanted: FixFilter = isSafeFix,
): Promise<readonly TextEdit[]> {
  const text = new EditedText(file.text);
  const seen = new Set([file.text]);
  let present = file;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const edits = await editsOf(present, check, wanted);
    if (edits.length === 0) break;
    const next = reparse(present, edits);
    if (seen.has(next.text)) break;
    seen.add(next.text);
    text.apply(edits);
    present = next;
  }
  return text.edits();
}

/** The edits of one round, ascending. */
async function editsOf(file: RequestFile, check: FileCheck, wanted: FixFilter): Promise<TextEdit[]> {
  const edits: TextEdit[] = [];
  for (const { block, problems } of await check(file)) {
    if (wanted === isSafeFix && !isRequestLike(problems)) continue;
    const chosen = new ChosenEdits();
    const text = file.blocks[block]?.text ?? '';
    for (const problem of problems) {
      const fix = problem.fixes?.find((each) => wanted(text, problem, each));
      if (fix) chosen.add(fix.edits);
    }
    const start = file.starts[block] ?? 0;
    for (const { span, newText } of chosen.edits) edits.push({ span: shift(span, start), newText });
  }
  return edits;
}

/** Edits of one block, ascending; edits that touch one of them are turned away. */
class ChosenEdits {
  readonly edits: TextEdit[] = [];

  /** Takes the edits of one fix, all or none. */
  add(edits: readonly TextEdit[]): void {
    const ordered = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
    const apart = ordered.every(({ span }, index) => span.start >= (ordered[index - 1]?.span.end ?? 0));
    if (!apart || !ordered.every(({ span }) => this.#isFree(span))) return;
    for (const edit of ordered) this.edits.splice(this.#indexFor(edit.span.start), 0, edit);
  }

  #isFree(span: TextEdit['span']): boolean {
    const index = this.#indexFor(span.start);
    const before = this.edits[index - 1];
    const after = this.edits[index];
    return (!before || before.span.end < span.start) && (!after || span.end < after.span.start);
  }

  /** How many of the edits start at or before an offset. */
  #indexFor(offset: number): number {
    let low = 0;
    let high = this.edits.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.edits[middle]?.span.start ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
