import type { Catalog, PathStep } from '../../catalog/resource.ts';
import type { ApiVersion } from '../../catalog/schema.ts';

/** What may follow a path; see `Catalog.steps`. */
export type PathSteps = Catalog['steps'];

/** A path that a cmdlet names. */
export interface NamedPath {
  /**
   * With `{parameter}` for the value of each id, in the case of the parameter:
   * `/users/{UserId}/messages/{MessageId}`.
   */
  readonly path: string;
  /** The parameters in it. */
  readonly ids: ReadonlySet<string>;
  /** The parameter that is the key of one of the objects at the end, where that is a list and one is given. */
  readonly next?: string;
}

/** So many places are looked at for one cmdlet. */
const MOST_PLACES = 400;

/**
 * The path whose segments make up the noun of a cmdlet, as the metadata has it: `UserTodoListTask` with the ids of
 * a user, a list and a task is `/users/{UserId}/todo/lists/{TodoTaskListId}/tasks/{TodoTaskId}`. Of several the one
 * with the most of the ids. The SDK makes its names of segments in the singular, one after the other.
 *
 * @param ids names of parameters that may be keys
 * @param wanted whether the path ends at one object or value, or at a list
 */
export function namedPath(
  steps: PathSteps,
  version: ApiVersion,
  noun: string,
  ids: readonly string[],
  wanted: 'object' | 'list',
): NamedPath | undefined {
  const search: Search = { steps, version, ids, wanted, left: MOST_PLACES };
  const start = { path: '', written: '', used: [], last: undefined };
  return walk(search, start, plain(noun)) ?? walk(search, start, plain(`IdentityGovernance${noun}`));
}

interface Search {
  readonly steps: PathSteps;
  readonly version: ApiVersion;
  readonly ids: readonly string[];
  readonly wanted: 'object' | 'list';
  left: number;
}

interface Spot {
  readonly path: string;
  readonly written: string;
  readonly used: readonly string[];
  readonly last: PathStep | undefined;
}

function walk(search: Search, spot: Spot, rest: string): NamedPath | undefined {
  if (search.left-- <= 0) return undefined;
  const next = search.steps(search.version, spot.path);
  let best = rest === '' ? ended(search, spot, next) : undefined;
  for (const step of next) {
    const found = walkStep(search, spot, rest, step);
    if (found && (best === undefined || found.ids.size > best.ids.size)) best = found;
  }
  return best;
}

function walkStep(search: Search, spot: Spot, rest: string, step: PathStep): NamedPath | undefined {
  const { text, kind } = step;
  const path = `${spot.path}/${text}`;
  if (text.startsWith('{')) {
    const id = idOf(search, spot, step);
    if (id === undefined) return undefined;
    const used = [...spot.used, id];
    return walk(search, { path, written: `${spot.written}/{${id}}`, used, last: step }, rest);
  }
  if (kind === 'action' || kind === 'function' || kind === 'cast') return undefined;
  const name = plain(text);
  if (name === '' || !rest.startsWith(name)) return undefined;
  const written = `${spot.written}/${text}`;
  return walk(search, { path, written, used: spot.used, last: step }, rest.slice(name.length));
}

/** The parameter that is the key at a step: it has the name of the type, or else that of the list. */
function idOf({ ids }: Search, { used, last }: Spot, { text }: PathStep): string | undefined {
  const wanted = text.slice(1, -1).toLowerCase();
  const free = ids.filter((each) => !used.includes(each));
  const list = plain(last?.text ?? '');
  return (
    free.find((each) => each.toLowerCase() === wanted) ??
    free.find((each) => plain(each.replace(/Id$/, '')) === list)
  );
}

function ended(search: Search, spot: Spot, steps: readonly PathStep[]): NamedPath | undefined {
  const { last, written, used } = spot;
  if (last === undefined) return undefined;
  const isList = last.type?.startsWith('Collection(') === true;
  const isKey = last.text.startsWith('{');
  if ((search.wanted === 'list') !== (isList && !isKey)) return undefined;
  const key = isList && steps.find(({ text }) => text.startsWith('{'));
  const next = key ? idOf(search, spot, key) : undefined;
  return { path: written, ids: new Set(used), ...(next === undefined ? {} : { next }) };
}

/** A name as it compares with the same in another number and case: `mobileApps` and `MobileApp`. */
function plain(name: string): string {
  return name
    .split(/(?=[A-Z])|_/)
    .map((word) => {
      const singular = /ies$/i.test(word) ? `${word.slice(0, -3)}y` : word.replace(/([^sui])s$/i, '$1');
      return singular.toLowerCase().replace(/e$/, '');
    })
    .join('');
}
