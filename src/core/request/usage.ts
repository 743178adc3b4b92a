import { fileFact } from './facts.ts';
import { requestName } from './names.ts';
import type { Block, RequestFile } from './tree.ts';
import { type DefinedVariable, fileVariables } from './values/fileVariables.ts';

/** What the blocks of a file say about one another by names: variables, requests, and who refers to them. */
export interface FileUsage {
  /** File variables that no reference and no placeholder of the file names. */
  readonly unused: ReadonlySet<string>;
  /** File variables that stand above a request and are used by another block. */
  readonly shared: ReadonlySet<string>;
  /** File variables that are defined more than once, with the definition that counts: the last one. */
  readonly redefined: ReadonlyMap<string, DefinedVariable>;
  /** Names of requests (`# @name`), with the index of the first block that has it. */
  readonly requests: ReadonlyMap<string, number>;
  /** Names that more than one request has. */
  readonly sharedNames: ReadonlySet<string>;
}

/** The names of a file and their use; the same object until an edit gives, takes or uses a name. */
export const fileUsage: (file: RequestFile) => FileUsage = fileFact(
  (file) => ({
    unused: unusedIn(file),
    shared: sharedIn(file),
    redefined: redefinedIn(file),
    ...requestNames(file),
  }),
  nameParts,
);

/**
 * A text that changes whenever something that one block says about names could change what is said about
 * another one: what is defined, used and named. Values of variables are not in it.
 */
export const usageKey: (file: RequestFile) => string = fileFact((file) => {
  const { unused, shared, redefined, requests, sharedNames } = fileUsage(file);
  const referred = new Set(file.blocks.flatMap((block) => namesIn(block).requests));
  const isLost = [...referred].some((name) => !requests.has(name));
  return JSON.stringify([
    [...unused],
    [...shared],
    [...redefined].map(([name, { block }]) => [name, block]),
    [...sharedNames].map((name) => [name, requests.get(name)]),
    // A name that is none can be near to any other.
    isLost ? [...requests.keys()] : [...referred].filter((name) => requests.has(name)),
  ]);
}, nameParts);

const parts = new WeakMap<Block, string>();

/** What a block says about names. One that defines variables is a part of its own: they are told apart by identity. */
function nameParts(block: Block): unknown {
  if (block.variables.length > 0) return block;
  let part = parts.get(block);
  if (part === undefined) {
    const { variables, requests } = namesIn(block);
    const request = block.kind === 'request';
    const open = request && block.body?.file?.resolve === true;
    part = JSON.stringify([request, open, request ? requestName(block) : null, variables, requests]);
    parts.set(block, part);
  }
  return part;
}

/** The names in the references of a block. */
interface BlockNames {
  /** Variables and placeholders. */
  readonly variables: readonly string[];
  /** Requests whose answers are referred to. */
  readonly requests: readonly string[];
}

const NOTHING: BlockNames = { variables: [], requests: [] };
const names = new WeakMap<Block, BlockNames>();

function namesIn(block: Block): BlockNames {
  const { references } = block;
  const placeholders = block.kind === 'request' ? block.requestLine.url.placeholders : [];
  if (references.length === 0 && placeholders.length === 0) return NOTHING;
  let found = names.get(block);
  if (found === undefined) {
    const variables = new Set(placeholders.map(({ name }) => name));
    const requests = new Set<string>();
    for (const { kind, expression } of references) {
      const { text } = expression;
      if (kind === 'response') requests.add(text.slice(0, text.indexOf('.')));
      else if (kind !== 'system') variables.add(text);
    }
    found = { variables: [...variables], requests: [...requests] };
    names.set(block, found);
  }
  return found;
}

/** A body that is read from a file, with its references, can use any of them; so can requests yet to be written. */
function unusedIn(file: RequestFile): ReadonlySet<string> {
  const unused = new Set(fileVariables(file).keys());
  if (!file.blocks.some(({ kind }) => kind === 'request')) return new Set();
  for (const block of file.blocks) {
    if (unused.size === 0) break;
    if (block.kind === 'request' && block.body?.file?.resolve === true) return new Set();
    for (const name of namesIn(block).variables) unused.delete(name);
  }
  return unused;
}

function sharedIn(file: RequestFile): ReadonlySet<string> {
  const homes = new Map<string, number>();
  for (const [name, { block }] of fileVariables(file)) {
    if (file.blocks[block]?.kind === 'request') homes.set(name, block);
  }
  const shared = new Set<string>();
  for (const [index, block] of file.blocks.entries()) {
    if (homes.size === 0) break;
    for (const name of namesIn(block).variables) {
      const home = homes.get(name);
      if (home === undefined || home === index) continue;
      shared.add(name);
      homes.delete(name);
    }
  }
  return shared;
}

function redefinedIn(file: RequestFile): ReadonlyMap<string, DefinedVariable> {
  const last = fileVariables(file);
  const redefined = new Map<string, DefinedVariable>();
  for (const block of file.blocks) {
    for (const variable of block.variables) {
      const counts = last.get(variable.name.text);
      if (counts !== undefined && counts.variable !== variable) redefined.set(variable.name.text, counts);
    }
  }
  return redefined;
}

function requestNames(file: RequestFile): Pick<FileUsage, 'requests' | 'sharedNames'> {
  const requests = new Map<string, number>();
  const sharedNames = new Set<string>();
  for (const [index, block] of file.blocks.entries()) {
    const name = block.kind === 'request' ? requestName(block) : undefined;
    if (name === undefined) continue;
    if (requests.has(name)) sharedNames.add(name);
    else requests.set(name, index);
  }
  return { requests, sharedNames };
}
