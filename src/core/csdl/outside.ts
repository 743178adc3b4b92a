import { type Annotations, type InsideAnnotations, joined } from './annotations.ts';
import type { Names } from './names.ts';

/** A block of annotations that stands outside of what it is for. */
interface Block {
  /** With full names, once all of them are known. */
  readonly target: string;
  /** From 1. */
  readonly line: number;
  readonly values: Annotations | undefined;
}

/** What is said of one target. */
interface Target extends Block {
  /** Whether it is there. */
  taken: boolean;
}

/** What is said of something and of its members, each by its name; it itself has an empty one. */
export type Said = (member?: string) => Annotations | undefined;

/** All annotations that stand outside of what they are for. */
export class OutsideAnnotations {
  #blocks: Block[] = [];
  /** By the full name of what they are for, then by the member of it. */
  readonly #owners = new Map<string, Map<string, Target>>();

  /** Takes a block, with its target as it is written. */
  add(block: Block): void {
    this.#blocks.push(block);
  }

  /** Finds the targets of all blocks: aliases are known only when the last schema was read. */
  settle(names: Names): void {
    for (const { target: written, line, values } of this.#blocks) {
      const target = names.target(written);
      const slash = target.indexOf('/');
      const owner = slash < 0 ? target : target.slice(0, slash);
      const member = slash < 0 ? '' : target.slice(slash + 1);
      const members = this.#owners.get(owner) ?? new Map<string, Target>();
      this.#owners.set(owner, members);
      const known = members.get(member);
      if (known) members.set(member, { ...known, values: joined(known.values, values) });
      else members.set(member, { target, line, values, taken: false });
    }
    this.#blocks = [];
  }

  /**
   * What is said inside and outside of something; undefined where that is nothing.
   *
   * @param owner full name; that of an overload with the types of its parameters
   */
  of(owner: string, inside?: InsideAnnotations): Said | undefined {
    const members = this.#owners.get(owner);
    if (members === undefined && !inside?.size) return undefined;
    return (member = '') => {
      const found = members?.get(member);
      if (found) found.taken = true;
      return joined(found?.values, inside?.of(member));
    };
  }

  /** What is for something that is not there. */
  *untaken(): Iterable<{ readonly target: string; readonly line: number }> {
    for (const members of this.#owners.values()) {
      for (const target of members.values()) if (!target.taken) yield target;
    }
  }
}
