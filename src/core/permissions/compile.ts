import { isObject } from '../change/json.ts';
import type { MetadataSource } from '../csdl/file.ts';
import { ascii } from '../text/ascii.ts';
import {
  type PathNode,
  PERMISSIONS_END,
  PERMISSIONS_MAGIC,
  type PermissionTable,
  type Rule,
  SCHEMES,
  type Scheme,
} from './data.ts';
import { pathSegments } from './segments.ts';

/** The text is no permission data. */
export class PermissionDataError extends Error {
  constructor(what: string) {
    super(`This is no permission data of Microsoft Graph: ${what}.`);
    this.name = 'PermissionDataError';
  }
}

/**
 * Compiles Microsoft Graph's permission data (`permissions.json` of microsoft-graph-devx-content) into the text of a
 * compact file, ASCII only, that `openPermissions` reads.
 *
 * @throws PermissionDataError where it is none; what of it cannot be understood is passed over
 */
export function compilePermissions(text: string, source: MetadataSource): string {
  const rows = rowsOf(text);
  const names = [...new Set(rows.flatMap(({ name, also }) => [name, ...also]))].sort();
  const indexes = new Map(names.map((name, index) => [name, index]));
  const builder = new TreeBuilder(indexes);
  for (const [key, grants] of grouped(rows)) builder.add(key, grants);
  const table: PermissionTable = { names, ...builder.done() };
  return `${PERMISSIONS_MAGIC}\n${ascii(source)}\n${ascii(table)}${PERMISSIONS_END}`;
}

/** Names of permissions, and of schemes. */
const NAME = /^[\w.-]{1,200}$/;

/** One permission for one method on one path. */
interface Row {
  readonly name: string;
  readonly path: string;
  readonly method: string;
  readonly schemes: readonly Scheme[];
  /** The schemes for which it is the least. */
  readonly least: readonly string[];
  /** By scheme; the more, the more it allows. */
  readonly levels: ReadonlyMap<string, number>;
  readonly also: readonly string[];
}

function rowsOf(text: string): readonly Row[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new PermissionDataError('it is not JSON');
  }
  const permissions = isObject(value) ? value.permissions : undefined;
  if (!isObject(permissions)) throw new PermissionDataError('it has no list of permissions');
  const rows: Row[] = [];
  for (const [name, permission] of Object.entries(permissions)) {
    if (!isObject(permission) || !NAME.test(name)) continue;
    const levels = levelsOf(permission.schemes);
    for (const set of listOf(permission.pathSets)) {
      if (!isObject(set)) continue;
      for (const row of rowsOfSet(name, levels, set)) rows.push(row);
    }
  }
  if (rows.length === 0) throw new PermissionDataError('no permission in it has a path');
  return rows;
}

function* rowsOfSet(
  name: string,
  levels: Row['levels'],
  { schemeKeys, methods, paths }: Readonly<Record<string, unknown>>,
): Generator<Row> {
  const keys = listOf(schemeKeys);
  const schemes = SCHEMES.filter((scheme) => keys.includes(scheme));
  if (schemes.length === 0) return;
  for (const [path, options] of Object.entries(isObject(paths) ? paths : {})) {
    const { least, also } = optionsOf(options);
    for (const method of listOf(methods)) {
      if (typeof method !== 'string' || !/^[A-Za-z]{1,10}$/.test(method)) continue;
      yield { name, path, method: method.toUpperCase(), schemes, least, levels, also };
    }
  }
}

/** `least=DelegatedWork,Application;AlsoRequires=User.Read.All` */
function optionsOf(options: unknown): {
  readonly least: readonly string[];
  readonly also: readonly string[];
} {
  const found = new Map<string, readonly string[]>();
  for (const part of typeof options === 'string' ? options.split(';') : []) {
    const [key = '', list = ''] = part.split('=', 2);
    found.set(
      key.trim().toLowerCase(),
      list
        .split(',')
        .map((each) => each.trim())
        .filter((each) => NAME.test(each)),
    );
  }
  return { least: found.get('least') ?? [], also: found.get('alsorequires') ?? [] };
}

function levelsOf(schemes: unknown): ReadonlyMap<string, number> {
  const levels = new Map<string, number>();
  for (const [scheme, facts] of Object.entries(isObject(schemes) ? schemes : {})) {
    if (isObject(facts) && typeof facts.privilegeLevel === 'number') levels.set(scheme, facts.privilegeLevel);
  }
  return levels;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Rows by path and method: paths that differ in case or in the names of placeholders are one. */
function grouped(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  const keys = new Map<string, string>();
  for (const row of rows) {
    let path = keys.get(row.path);
    if (path === undefined) {
      path = pathSegments(row.path).join('/');
      keys.set(row.path, path);
    }
    const key = `${row.method} ${path}`;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

type Building = { m?: Record<string, number>; c?: Map<string, Building> };

/** Puts rules into the tree of paths; rules that are the same are kept once. */
class TreeBuilder {
  readonly #indexes: ReadonlyMap<string, number>;
  readonly #rules: Rule[] = [];
  readonly #known = new Map<string, number>();
  readonly #paths = new Set<string>();
  readonly #permissions = new Set<string>();
  readonly #root: Building = {};

  constructor(indexes: ReadonlyMap<string, number>) {
    this.#indexes = indexes;
  }

  /** @param key method and path: `PATCH users/{id}` */
  add(key: string, rows: readonly Row[]): void {
    const space = key.indexOf(' ');
    const path = key.slice(space + 1);
    this.#paths.add(path);
    for (const { name } of rows) this.#permissions.add(name);
    let node = this.#root;
    for (const segment of path.split('/')) {
      node.c ??= new Map();
      let next = node.c.get(segment);
      if (next === undefined) {
        next = {};
        node.c.set(segment, next);
      }
      node = next;
    }
    node.m ??= {};
    node.m[key.slice(0, space)] = this.#ruleIndex(rows);
  }

  done(): Omit<PermissionTable, 'names'> {
    const counts = { permissions: this.#permissions.size, paths: this.#paths.size };
    return { rules: this.#rules, tree: plain(this.#root), counts };
  }

  #ruleIndex(rows: readonly Row[]): number {
    const lists = SCHEMES.map((scheme) => this.#ordered(rows, scheme));
    const [work = [], personal = [], application = []] = lists;
    const also = new Map<number, Set<number>>();
    for (const row of rows) {
      if (row.also.length === 0) continue;
      const others = also.get(this.#index(row.name)) ?? new Set();
      for (const each of row.also) others.add(this.#index(each));
      also.set(this.#index(row.name), others);
    }
    const pairs = [...also].map(([index, others]) => [index, [...others]] as const);
    const rule: Rule =
      pairs.length === 0 ? [work, personal, application] : [work, personal, application, pairs];
    const text = JSON.stringify(rule);
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    this.#known.set(text, this.#rules.length);
    return this.#rules.push(rule) - 1;
  }

  /** The permissions of a scheme, the least first: as marked, then by privilege level, then by name. */
  #ordered(rows: readonly Row[], scheme: Scheme): readonly number[] {
    const ranks = new Map<string, number>();
    for (const { name, schemes, least, levels } of rows) {
      if (!schemes.includes(scheme)) continue;
      const rank = least.includes(scheme) ? 0 : 1 + (levels.get(scheme) ?? 1_000);
      ranks.set(name, Math.min(rank, ranks.get(name) ?? rank));
    }
    const levels = new Map(rows.toReversed().map((row) => [row.name, row.levels.get(scheme)]));
    const level = (name: string) => levels.get(name) ?? 1_000;
    return [...ranks]
      .toSorted(([a, x], [b, y]) => x - y || level(a) - level(b) || this.#index(a) - this.#index(b))
      .map(([name]) => this.#index(name));
  }

  #index(name: string): number {
    return this.#indexes.get(name) ?? 0;
  }
}

function plain({ m, c }: Building): PathNode {
  return {
    ...(m ? { m } : {}),
    ...(c ? { c: Object.fromEntries([...c].map(([segment, node]) => [segment, plain(node)])) } : {}),
  };
}
