import { isBuiltin } from 'node:module';
import { COMPUTED, type Import, importsOf, nodeGlobalsOf, type Sources } from './imports.ts';
import type { Row, Table } from './table.ts';

type Graph = ReadonlyMap<string, readonly Import[]>;

/** What in the sources the table does not allow, one sentence each; empty where all is well. */
export function violations(sources: Sources, table: Table): readonly string[] {
  const graph: Graph = new Map([...sources].map(([path, source]) => [path, importsOf(path, source)]));
  return [...forbidden(graph, table), ...impure(sources, graph, table), ...cycles(graph)];
}

/** The row of a file: that of the longest beginning of its path. */
export function rowOf(path: string, table: Table): [string, Row] | undefined {
  return Object.entries(table)
    .filter(([part]) => path.startsWith(part))
    .sort(([a], [b]) => b.length - a.length)[0];
}

function* forbidden(graph: Graph, table: Table): Iterable<string> {
  for (const [path, imports] of graph) {
    const row = rowOf(path, table)?.[1];
    if (!row) yield `${path} belongs to no row of the table.`;
    else {
      for (const { kind, target } of imports) {
        if (!allows(row, kind, target)) yield `${path} may not import ${target} (${kind}).`;
      }
    }
  }
}

function allows({ values, lazy = [], types = [] }: Row, kind: Import['kind'], target: string): boolean {
  const allowed = { value: values, lazy: [...values, ...lazy], type: [...values, ...lazy, ...types] }[kind];
  return allowed.some((entry) =>
    /[/:]$/.test(entry) ? target.startsWith(entry) : target === entry || target.startsWith(`${entry}/`),
  );
}

/** Pure modules that come to a built-in or a global of Node.js, over whatever they import at run time. */
function* impure(sources: Sources, graph: Graph, table: Table): Iterable<string> {
  const uses = new Map(
    [...sources].map(([path, source]) => [path, nodeUseOf(source, graph.get(path) ?? [])]),
  );
  for (const path of graph.keys()) {
    if (!rowOf(path, table)?.[1].pure) continue;
    const found = reach(path, graph, (module) => uses.get(module) !== undefined);
    if (found) yield `${found.join(' -> ')} uses ${uses.get(found.at(-1) ?? '')} of Node.js.`;
  }
}

/** Packages that do nothing without Node.js. */
const NODE_PACKAGES = /^(?:undici|@hono\/node-server|commander)(?:\/|$)/;

function nodeUseOf(source: string, imports: readonly Import[]): string | undefined {
  const module = imports.find(
    ({ kind, target }) =>
      kind !== 'type' && (target === COMPUTED || isBuiltin(target) || NODE_PACKAGES.test(target)),
  );
  return module?.target ?? nodeGlobalsOf(source)[0];
}

/** The shortest way over run-time imports from a module to one that is looked for. */
function reach(start: string, graph: Graph, wanted: (path: string) => boolean): string[] | undefined {
  const seen = new Set([start]);
  const ways = [[start]];
  for (const way of ways) {
    const last = way.at(-1) ?? start;
    if (wanted(last)) return way;
    for (const { kind, target } of graph.get(last) ?? []) {
      if (kind === 'type' || seen.has(target)) continue;
      seen.add(target);
      ways.push([...way, target]);
    }
  }
  return undefined;
}

/** One sentence for each way over run-time imports that comes back to a module, told by its first name. */
function* cycles(graph: Graph): Iterable<string> {
  for (const [path, imports] of graph) {
    for (const { kind, target } of imports) {
      if (kind === 'type' || !graph.has(target)) continue;
      const back = reach(target, graph, (module) => module === path);
      if (back?.every((module) => module >= path)) yield `${[path, ...back].join(' -> ')} is a cycle.`;
    }
  }
}
