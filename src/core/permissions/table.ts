import { isObject } from '../change/json.ts';
import type { MetadataSource } from '../csdl/file.ts';
import {
  ANY,
  type PathNode,
  type PathPermissions,
  PERMISSIONS_END,
  PERMISSIONS_MAGIC,
  type PermissionTable,
  type Rule,
} from './data.ts';
import { pathSegments } from './segments.ts';

/** Which permissions a method on a path needs. */
export interface Permissions {
  readonly source: MetadataSource;
  /** Permissions that have paths, and distinct paths. */
  readonly counts: PermissionTable['counts'];
  /**
   * The permissions of a method on a path, the least first.
   *
   * @param method in any case
   * @param path behind the version, beginning with `/`, with values or `{placeholders}` as keys
   * @returns undefined where there is no data, which does not mean that no permission is needed
   */
  lookup(method: string, path: string): PathPermissions | undefined;
}

/** Opens compiled permission data; undefined where it is broken, cut short, or of another form. */
export function openPermissions(text: string): Permissions | undefined {
  if (!text.startsWith(`${PERMISSIONS_MAGIC}\n`) || !text.endsWith(PERMISSIONS_END)) return undefined;
  const [, head = '', body = ''] = text.split('\n', 3);
  try {
    const source: unknown = JSON.parse(head);
    const table: unknown = JSON.parse(body);
    return isSource(source) && isTable(table) ? new Table(source, table) : undefined;
  } catch {
    return undefined;
  }
}

class Table implements Permissions {
  readonly source: MetadataSource;
  readonly counts: PermissionTable['counts'];
  readonly #table: PermissionTable;

  constructor(source: MetadataSource, table: PermissionTable) {
    this.source = source;
    this.#table = table;
    this.counts = table.counts;
  }

  lookup(method: string, path: string): PathPermissions | undefined {
    const segments = pathSegments(path);
    const tail = segments.findIndex((segment) => segment.startsWith('$'));
    const verb = method.toUpperCase();
    const found =
      find(this.#table.tree, segments, verb) ??
      (tail < 0 ? undefined : find(this.#table.tree, segments.slice(0, tail), verb));
    const rule = found === undefined ? undefined : this.#table.rules[found];
    return rule && this.#named(rule);
  }

  #named([work, personal, application, also]: Rule): PathPermissions {
    const names = (indexes: readonly number[]) => indexes.flatMap((index) => this.#table.names[index] ?? []);
    return {
      delegatedWork: names(work),
      delegatedPersonal: names(personal),
      application: names(application),
      ...(also
        ? { alsoRequires: Object.fromEntries(also.map(([one, others]) => [names([one])[0], names(others)])) }
        : {}),
    };
  }
}

/**
 * The rule for the rest of a path below a node. What is written in the data goes before a placeholder, and where that
 * leads nowhere the placeholder is tried: `/users/delta` and `/users/{id}`.
 */
function find(node: PathNode, rest: readonly string[], method: string): number | undefined {
  if (rest.length === 0) return node.m && Object.hasOwn(node.m, method) ? node.m[method] : undefined;
  for (const [taken, segments] of waysOf(rest)) {
    let at: PathNode | undefined = node;
    for (const segment of segments) at = at?.c && Object.hasOwn(at.c, segment) ? at.c[segment] : undefined;
    const found = at && find(at, rest.slice(taken), method);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** How the next segments may be written in the data: how many they are, and what stands in their place. */
function* waysOf([first = '', second]: readonly string[]): Generator<readonly [number, readonly string[]]> {
  yield [1, [first]];
  const open = first.indexOf('(');
  const cast = isCast(first);
  if (open > 0) yield [1, [first.slice(0, open), ANY]];
  else if (!cast && first !== ANY && !first.startsWith('$')) yield [1, [ANY]];
  if (second === undefined) return;
  // A cast may stand on either side of a key.
  if (cast && !isCast(second)) yield [2, [ANY, first]];
  if (!cast && isCast(second)) yield [2, [second, ANY]];
}

function isCast(segment: string): boolean {
  return segment.startsWith('microsoft.graph.') && !segment.includes('(');
}

function isSource(value: unknown): value is MetadataSource {
  return isObject(value) && typeof value.address === 'string' && typeof value.checked === 'number';
}

function isTable(value: unknown): value is PermissionTable {
  if (!isObject(value)) return false;
  const { names, rules, tree, counts } = value;
  return Array.isArray(names) && Array.isArray(rules) && isObject(tree) && isObject(counts);
}
