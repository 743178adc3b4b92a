import type { RequestFile } from './tree.ts';
import { fileUsage } from './usage.ts';
import { resolveRequest } from './values/resolve.ts';
import type { Missing, Scope } from './values/scope.ts';

/** The order in which requests are sent so that each has the answers that it takes values from. */
export type Chain =
  | {
      readonly kind: 'order';
      readonly links: readonly ChainLink[];
    }
  /** Requests that need one another: the names of the circle, each once. */
  | { readonly kind: 'circle'; readonly names: readonly string[] };

/** One request of a chain. */
export interface ChainLink {
  /** Index of its block. */
  readonly index: number;
  /** Indexes of the blocks whose answers it takes values from, as far as they are in the chain; all stand before it. */
  readonly needs: readonly number[];
}

/** Names of the requests whose answers something that is missing waits for, each once. */
export function awaitedNames(missing: readonly Missing[], responses: Scope['responses']): readonly string[] {
  const names = missing.filter(({ kind, name }) => kind === 'response' && !responses.has(name));
  return [...new Set(names.map(({ name }) => name))];
}

/**
 * Names of the requests whose answers a request takes values from, by itself or by way of variables, and does
 * not have yet. References inside the file of a body are not seen.
 *
 * @param index of the block in the file, from 0
 */
export function neededNames(file: RequestFile, index: number, scope: Scope): readonly string[] {
  const resolved = resolveRequest(file, index, scope);
  return resolved.ok ? [] : awaitedNames(resolved.missing, scope.responses);
}

/**
 * Puts requests into the order in which they can be sent: as they are given, but each one behind those whose
 * answers it needs, which are added where they are not among them. A name that no request of the file has is
 * left to the send, which says so.
 *
 * @param wanted indexes of blocks
 * @param needs names of the requests that the one of a block needs; see `neededNames`
 */
export function chainOf(
  file: RequestFile,
  wanted: readonly number[],
  needs: (index: number) => readonly string[],
): Chain {
  const { requests } = fileUsage(file);
  const links = new Map<number, ChainLink>();
  const open: Step[] = [];
  const openIndexes = new Set<number>();
  const enter = (index: number) => {
    const known = new Set(needs(index).flatMap((name) => requests.get(name) ?? []));
    open.push({ index, needs: [...known].sort((a, b) => a - b), next: 0 });
    openIndexes.add(index);
  };
  for (const start of wanted) {
    if (!links.has(start)) enter(start);
    for (let step = open.at(-1); step !== undefined; step = open.at(-1)) {
      const need = step.needs[step.next++];
      if (need === undefined) {
        links.set(step.index, { index: step.index, needs: step.needs });
        open.pop();
        openIndexes.delete(step.index);
      } else if (openIndexes.has(need)) {
        return { kind: 'circle', names: circleFrom(file, open, need) };
      } else if (!links.has(need)) enter(need);
    }
  }
  return { kind: 'order', links: [...links.values()] };
}

/** A request whose needs are being looked at, and the next of them. */
interface Step {
  readonly index: number;
  readonly needs: readonly number[];
  next: number;
}

function circleFrom(file: RequestFile, open: readonly Step[], first: number): readonly string[] {
  const names = new Map([...fileUsage(file).requests].map(([name, index]) => [index, name]));
  const circle = open.slice(open.findIndex(({ index }) => index === first));
  return circle.map(({ index }) => names.get(index) ?? '');
}
