import type { Block, RequestFile } from './tree.ts';

/** What was last found out about a file, by the function that found it; one for all versions of a file. */
type Known = Map<unknown, { readonly file: RequestFile; readonly value: unknown }>;

/** One of the versions of a file; it holds no tree, so that old ones are given back. */
interface Version {
  readonly known: Known;
  /** The version that it was made from; absent where that is too long ago. */
  readonly from?: Version;
  /** How many versions `from` leads back through. */
  readonly age: number;
  /** How many blocks at its start, and at its end, are those of `from`. */
  readonly head: number;
  readonly tail: number;
}

const versions = new WeakMap<RequestFile, Version>();

/** Versions further apart than this are compared block by block. */
const OLDEST = 64;

/**
 * Lets a version of a file take over what is known of the version that it was made from.
 *
 * @param head how many blocks at the start are the same objects as before, at least
 * @param tail how many at the end; no block is counted twice
 */
export function inheritFacts(from: RequestFile, to: RequestFile, head: number, tail: number): void {
  const before = versionOf(from);
  const version = { known: before.known, head, tail };
  versions.set(
    to,
    before.age < OLDEST ? { ...version, from: before, age: before.age + 1 } : { ...version, age: 0 },
  );
}

function versionOf(file: RequestFile): Version {
  let version = versions.get(file);
  if (version === undefined) {
    version = { known: new Map(), age: 0, head: 0, tail: 0 };
    versions.set(file, version);
  }
  return version;
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
    const facts = versionOf(file).known;
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
  const same = sameBlocks(before, after);
  let start = Math.min(same.head, shorter);
  while (start < shorter && before.blocks[start] === after.blocks[start]) start++;
  const moved = before.blocks.length - after.blocks.length;
  let end = after.blocks.length - Math.min(same.tail, shorter - start);
  while (end > start && end + moved > start && before.blocks[end - 1 + moved] === after.blocks[end - 1])
    end--;
  return { start, end };
}

/** How many blocks two versions have in common, at least: as far as is known without a look at them. */
function sameBlocks(before: RequestFile, after: RequestFile): Pick<Version, 'head' | 'tail'> {
  const wanted = versions.get(before);
  let head = Number.POSITIVE_INFINITY;
  let tail = Number.POSITIVE_INFINITY;
  for (let version = versions.get(after); version !== undefined; version = version.from) {
    if (version === wanted) return { head, tail };
    head = Math.min(head, version.head);
    tail = Math.min(tail, version.tail);
  }
  return { head: 0, tail: 0 };
}
