import type { Block, RequestFile } from './tree.ts';

/** What was last found out about a file, by the function that found it; one for all versions of a file. */
type Known = Map<unknown, { readonly file: RequestFile; readonly value: unknown }>;

const knownOf = new WeakMap<RequestFile, Known>();

/** Lets a version of a file take over what is known of the version that it was made from. */
export function inheritFacts(from: RequestFile, to: RequestFile): void {
  knownOf.set(to, known(from));
}

function known(file: RequestFile): Known {
  let facts = knownOf.get(file);
  if (facts === undefined) {
    facts = new Map();
    knownOf.set(file, facts);
  }
  return facts;
}

/**
 * Makes a function of a whole file one that is cheap while somebody types: after an edit of blocks that have
 * nothing to do with it, the answer is the same object as before, and nothing is read again.
 *
 * @param read finds the answer in all blocks
 * @param partOf what `read` takes from one block, compared by `Object.is`; the same for blocks that give it nothing
 */
export function fileFact<Value>(
  read: (file: RequestFile) => Value,
  partOf: (block: Block) => unknown,
): (file: RequestFile) => Value {
  return (file) => {
    const facts = known(file);
    const last = facts.get(read) as { readonly file: RequestFile; readonly value: Value } | undefined;
    if (last?.file === file) return last.value;
    const value = last && saysTheSame(last.file, file, partOf) ? last.value : read(file);
    facts.set(read, { file, value });
    return value;
  };
}

function saysTheSame(before: RequestFile, after: RequestFile, partOf: (block: Block) => unknown): boolean {
  if (before.blocks.length !== after.blocks.length) return false;
  const { start, end } = changedBlocks(before, after);
  for (let index = start; index < end; index++) {
    const [old, now] = [before.blocks[index], after.blocks[index]];
    if (old === undefined || now === undefined || !Object.is(partOf(old), partOf(now))) return false;
  }
  return true;
}

/** The blocks of `after`, by index, that lie between what it has in common with `before` at its start and its end. */
export function changedBlocks(
  before: RequestFile,
  after: RequestFile,
): { readonly start: number; readonly end: number } {
  const shorter = Math.min(before.blocks.length, after.blocks.length);
  let start = 0;
  while (start < shorter && before.blocks[start] === after.blocks[start]) start++;
  const moved = before.blocks.length - after.blocks.length;
  let end = after.blocks.length;
  while (end > start && end + moved > start && before.blocks[end - 1 + moved] === after.blocks[end - 1])
    end--;
  return { start, end };
}
