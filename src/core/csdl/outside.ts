import { type Annotations, type InsideAnnotations, joined } from './annotations.ts';
import type { Names } from './names.ts';

/** A block of annotations that stands outside of what it is for. */
interface Block {
  /** As it is written. */
  readonly target: string;
  /** From 1. */
  readonly line: number;
  readonly values: Annotations | undefined;
}

/** What is said of one target. */
interface Target extends Block {
  values: Annotations | undefined;
  /** Whether it is there. */
  taken: boolean;
}

/** What is said of something and of its members, each by its name; it itself has an empty one. */
export type Said = (member?: string) => Annotations | undefined;

/** All annotations that stand outside of what they are for. */
export class OutsideAnnotations {
  #blocks: Target[] = [];
  /** By the full name of what they are for, then by the member of it. */
  readonly #owners = new Map<string, Map<string, Target>>();

  /** Whether any is for one overload of an action or function. */
  #hasOverloads = false;
  /** Targets that nobody took. */
  #waiting = 0;

  /** Takes a block, with its target as it is written. */
  add({ target, line, values }: Block): void {
    this.#blocks.push({ target, line, values, taken: false });
  }

  /** Finds the targets of all blocks: aliases are known only when the last schema was read. */
  settle(names: Names): void {
    let before = '';
    let members = this.#membersOf('');
    for (const block of this.#blocks) {
      const { target } = block;
      const slash = target.indexOf('/');
      const end = slash < 0 ? target.length : slash;
      // Blocks for the members of one type mostly stand together.
      if (end !== before.length || !target.startsWith(before)) {
        before = target.slice(0, end);
        members = this.#membersOf(names.target(before));
      }
      const written = slash < 0 ? '' : target.slice(slash + 1);
      const member = written.includes('.') ? names.target(written) : written;
      const known = members.get(member);
      if (known) known.values = joined(known.values, block.values);
      else {
        members.set(member, block);
        this.#waiting++;
      }
    }
    this.#blocks = [];
  }

  #membersOf(owner: string): Map<string, Target> {
    const known = this.#owners.get(owner);
    if (known) return known;
    const members = new Map<string, Target>();
    this.#owners.set(owner, members);
    this.#hasOverloads ||= owner.includes('(');
    return members;
  }

  /**
   * What is said inside and outside of something; undefined where that is nothing.
   *
   * @param owner full name
   */
  of(owner: string, inside?: InsideAnnotations): Said | undefined {
    return this.#said(this.#owners.get(owner), inside);
  }

  /**
   * What is said inside and outside of one overload of an action or function.
   *
   * @param types full names of those of its parameters
   */
  ofOverload(name: string, types: () => readonly string[], inside: InsideAnnotations): Said | undefined {
    const members = this.#hasOverloads ? this.#owners.get(`${name}(${types().join(',')})`) : undefined;
    return this.#said(members, inside);
  }

  #said(members: Map<string, Target> | undefined, inside: InsideAnnotations | undefined): Said | undefined {
    if (members === undefined && !inside?.size) return undefined;
    return (member = '') => {
      const found = members?.get(member);
      if (found && !found.taken) {
        found.taken = true;
        this.#waiting--;
      }
      return joined(found?.values, inside?.of(member));
    };
  }

  /** What is for something that is not there, with its full name. */
  *untaken(): Iterable<{ readonly target: string; readonly line: number }> {
    if (this.#waiting === 0) return;
    for (const [owner, members] of this.#owners) {
      for (const [member, { taken, line }] of members) {
        if (!taken) yield { target: member === '' ? owner : `${owner}/${member}`, line };
      }
    }
  }
}
