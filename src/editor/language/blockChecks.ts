import type { Problem } from '../../core/check/problem.ts';
import type { Block, RequestFile } from '../../core/request/tree.ts';
import type { CheckRequest, Services } from '../../core/services.ts';

/** What the problems of a block depend on, besides its own text. */
interface CheckedBlock {
  readonly surroundings: string;
  readonly problems: Promise<readonly Problem[]>;
}

/** What the blocks of a file are checked with; `key` is another where anything of it is. */
export type Surroundings = Omit<CheckRequest, 'block' | 'file'> & { readonly key: string };

/** The problems of blocks, each found once for as long as nothing changes that they depend on. */
export class BlockChecks {
  readonly #services: Services;
  readonly #checked = new WeakMap<Block, CheckedBlock>();

  constructor(services: Services) {
    this.#services = services;
  }

  /** Each block is checked once for the same surroundings, whoever asks, and however often meanwhile. */
  check(
    block: Block,
    file: RequestFile,
    { key, ...surroundings }: Surroundings,
  ): Promise<readonly Problem[]> {
    const checked = this.#checked.get(block);
    if (checked?.surroundings === key) return checked.problems;
    const problems = this.#services.check({ block, file, ...surroundings });
    const entry: CheckedBlock = { surroundings: key, problems };
    this.#checked.set(block, entry);
    problems.catch(() => {
      if (this.#checked.get(block) === entry) this.#checked.delete(block);
    });
    return problems;
  }
}
