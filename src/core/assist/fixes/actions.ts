import type { ProblemCode } from '../../check/codes.ts';
import { ignoreFix, isIgnorable } from '../../check/ignore.ts';
import type { Fix, Problem } from '../../check/problem.ts';
import type { Block } from '../../request/tree.ts';

/** One entry of the quick fix menu. */
export type ProblemAction =
  /** A fix of one problem; its edits are relative to the block. */
  | { readonly kind: 'fix'; readonly fix: Fix; readonly problem: Problem }
  /** The preferred fix of every problem of one code in the file; its edits are made when it is chosen. */
  | {
      readonly kind: 'fixEach';
      readonly title: string;
      readonly code: ProblemCode;
      readonly problem: Problem;
    };

/** What the menu is made of. */
export interface ActionInput {
  /** The block at the cursor. */
  readonly block: Block;
  /** Its problems at the cursor, in the order of the text. */
  readonly problems: readonly Problem[];
  /** How often each code with a preferred fix occurs in the whole file. */
  readonly occurrences: ReadonlyMap<ProblemCode, number>;
}

/**
 * The quick fixes at a place: preferred ones first, then the others, then what settles more than one problem,
 * and last what silences one.
 */
export function actionsAt({ block, problems, occurrences }: ActionInput): readonly ProblemAction[] {
  const fixes = problems.flatMap((problem) => (problem.fixes ?? []).map((fix) => fixAction(problem, fix)));
  const preferred = fixes.filter(({ fix }) => fix.preferred);
  const others = fixes.filter(({ fix }) => !fix.preferred);
  const each = problems
    .filter(({ code, fixes: own }) => own?.some(isPreferred) && (occurrences.get(code) ?? 0) > 1)
    .filter(({ code }, index, all) => all.findIndex((other) => other.code === code) === index)
    .map((problem): ProblemAction => {
      const count = occurrences.get(problem.code);
      const title = `Fix all ${count} problems of this kind in the file (${problem.code})`;
      return { kind: 'fixEach', title, code: problem.code, problem };
    });
  const silencing = problems
    .filter(
      ({ code }, index) => isIgnorable(code) && problems.findIndex((other) => other.code === code) === index,
    )
    .map((problem) => fixAction(problem, ignoreFix(block, problem.code)));
  return [...preferred, ...others, ...each, ...silencing];
}

function fixAction(problem: Problem, fix: Fix): Extract<ProblemAction, { kind: 'fix' }> {
  return { kind: 'fix', fix, problem };
}

function isPreferred({ preferred }: Fix): boolean {
  return preferred === true;
}

/** How often each code occurs with a preferred fix. */
export function fixableCodes(problems: Iterable<Problem>): ReadonlyMap<ProblemCode, number> {
  const counts = new Map<ProblemCode, number>();
  for (const { code, fixes } of problems) {
    if (fixes?.some(isPreferred)) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return counts;
}
