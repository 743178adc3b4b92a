import { slipsBetween } from './nearest.ts';
import { type PathSegment, pathSegments } from './path.ts';
import type { Catalog, PathStep, PathUpdate, Resolution, Resource, ResourceMiss } from './resource.ts';
import {
  isPlaceholder,
  type Route,
  type RouteChild,
  type RouteNode,
  routesBelow,
  routesOf,
  routeTree,
} from './routes.ts';
import type { ApiVersion, ResourceSchema } from './schema.ts';

/** A catalog of these schemas. Where two of them claim the same path, the earlier one has it. */
export function createCatalog(schemas: readonly ResourceSchema[]): Catalog {
  const routes = routesOf(schemas);
  const tree = routeTree(routes);
  return Object.freeze({
    schemas: () => schemas,
    updates: () => updatesOf(schemas),
    resolve: (version: string, path: string): Resolution => {
      const search = new Search(version, pathSegments(path));
      const resource = search.run(tree);
      return resource ? { found: true, resource } : { found: false, miss: search.miss(routes) };
    },
    steps: (version: string, path: string) => new Search(version, pathSegments(path)).steps(tree),
    locate: () => undefined,
  });
}

/** The best path of each endpoint. */
function* updatesOf(schemas: readonly ResourceSchema[]): Generator<PathUpdate> {
  for (const schema of schemas) {
    for (const endpoint of schema['x-graph'].endpoints) {
      const path = endpoint.workingPaths[0] ?? endpoint.pagePath;
      const version = endpoint.workingVersions[0] ?? endpoint.pageVersions[0] ?? 'v1.0';
      yield { schema, endpoint, path, version };
    }
  }
}

type Keys = Resource['keys'];
type Key = { readonly name?: string; readonly value: string };

/** One look for a path in the tree: literals before keys, with backtracking. */
class Search {
  readonly #version: string;
  readonly #segments: readonly PathSegment[];
  /** The furthest segment that did not fit, and what would have. */
  #furthest = 0;
  #expected = new Set<string>();
  readonly #otherVersions = new Set<ApiVersion>();

  constructor(version: string, segments: readonly PathSegment[]) {
    this.#version = version.toLowerCase();
    this.#segments = segments;
  }

  run(tree: RouteNode): Resource | undefined {
    return this.#descend(tree, 0, []);
  }

  /** Never deeper than the tree, however long the path is. */
  #descend(node: RouteNode, index: number, keys: readonly Key[]): Resource | undefined {
    const segment = this.#segments[index];
    if (!segment) return this.#end(node, index, keys);
    const next = index + 1;
    const literal = node.literals.get(segment.text.toLowerCase());
    const called = segment.call && node.literals.get(segment.call.name.toLowerCase())?.node.key;
    const found =
      (literal && this.#descend(literal.node, next, keys)) ??
      (called && this.#descend(called.node, next, [...keys, ...(segment.call?.keys ?? [])])) ??
      (node.key && segment.text !== ''
        ? this.#descend(node.key.node, next, [...keys, { value: segment.text }])
        : undefined);
    if (!found) this.#note(node, index);
    return found;
  }

  #end(node: RouteNode, index: number, keys: readonly Key[]): Resource | undefined {
    for (const route of node.ends) {
      const version = route.versions.find((each) => each === this.#version);
      if (version) return resourceOf(route, version, keys);
      for (const other of route.versions) this.#otherVersions.add(other);
    }
    this.#note(node, index);
    return undefined;
  }

  #note(node: RouteNode, index: number): void {
    if (index < this.#furthest) return;
    if (index > this.#furthest) this.#expected = new Set();
    this.#furthest = index;
    for (const child of node.literals.values()) if (child.listed) this.#expected.add(child.text);
    if (node.key?.listed) this.#expected.add(node.key.text);
  }

  /** What may follow the whole path, by every way that leads to its end. */
  steps(tree: RouteNode): readonly PathStep[] {
    let nodes: readonly RouteNode[] = [tree];
    for (const segment of this.#segments) nodes = nodes.flatMap((node) => nextNodes(node, segment));
    const steps = new Map<string, PathStep>();
    for (const node of nodes) {
      const children = [...node.literals.values(), ...(node.key ? [node.key] : [])];
      for (const child of children) {
        if (!child.listed || steps.has(child.text)) continue;
        const step = stepOf(child, this.#version);
        if (step) steps.set(child.text, step);
      }
    }
    return [...steps.values()];
  }

  miss(routes: readonly Route[]): ResourceMiss {
    if (this.#otherVersions.size > 0) {
      const versions = [...this.#otherVersions];
      return { segment: this.#segments.length, expected: [], versions };
    }
    const nearest = nearestTemplate(this.#segments, routes);
    return {
      ...(nearest === undefined ? {} : { nearest }),
      segment: this.#furthest,
      expected: [...this.#expected],
    };
  }
}

function nextNodes(node: RouteNode, { text, call }: PathSegment): readonly RouteNode[] {
  const literal = node.literals.get(text.toLowerCase())?.node;
  const called = call && node.literals.get(call.name.toLowerCase())?.node.key?.node;
  const key = text === '' ? undefined : node.key?.node;
  return [literal, called, key].filter((each) => each !== undefined);
}

/** A child as a step, where one of its routes exists in the version. */
function stepOf(child: RouteChild, version: string): PathStep | undefined {
  const ends = child.node.ends.filter(({ versions }) => versions.some((each) => each === version));
  const below = routesBelow(child.node).filter(({ versions }) => versions.some((each) => each === version));
  if (below.length === 0) return undefined;
  const [end] = ends;
  const base = { text: child.text, kind: kindOf(child.text), continues: below.length > ends.length };
  if (!end) return { ...base, description: leadsTo(below) };
  const { schema, endpoint, form } = end;
  return { ...base, type: schema['x-graph'].type, update: { schema, endpoint, form } };
}

/** What a segment is, as far as its text tells: the paths of the schemas say nothing of the roles of names. */
function kindOf(text: string): PathStep['kind'] {
  if (isPlaceholder(text)) return 'key';
  return text.includes('.') ? 'cast' : 'segment';
}

function leadsTo(routes: readonly Route[]): string {
  const titles = [...new Set(routes.map(({ schema }) => schema.title))];
  return `Leads to updates of ${titles.join(', ')}.`;
}

/** An alternate key (`appId='…'`) carries the name of its own property; every other its placeholder's. */
function resourceOf(route: Route, version: ApiVersion, keys: readonly Key[]): Resource {
  const { schema, endpoint, form, template, keyNames } = route;
  const named: Keys = keys.map(({ name, value }, index) => {
    const alternate = name?.toLowerCase() === 'id' ? undefined : name;
    return { name: alternate ?? keyNames[index] ?? 'id', value };
  });
  return { schema, endpoint, form, version, template, keys: named };
}

/** Paths with more segments than this are like no template. */
const LONGEST_PATH = 24;

/**
 * The template with the smallest edit distance, counted in segments: one added, left out or replaced costs
 * 1, a misspelt one less, a key nothing. None where half of the segments would have to change.
 */
function nearestTemplate(segments: readonly PathSegment[], routes: readonly Route[]): string | undefined {
  if (segments.length === 0 || segments.length > LONGEST_PATH) return undefined;
  const names = segments.flatMap(({ text, call }) => (call ? [call.name, '{key}'] : [text]));
  let nearest: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const { template, segments: pattern } of routes) {
    const cost = pathDistance(names, pattern);
    if (cost >= least || cost >= Math.max(names.length, pattern.length) / 2) continue;
    least = cost;
    nearest = template;
  }
  return nearest;
}

function pathDistance(names: readonly string[], pattern: readonly string[]): number {
  let above = pattern.map((_, column) => column + 1);
  above.unshift(0);
  for (const [row, name] of names.entries()) {
    const current = [row + 1];
    for (const [column, wanted] of pattern.entries()) {
      const replaced = (above[column] ?? 0) + segmentDistance(name, wanted);
      current.push(Math.min(replaced, (above[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    above = current;
  }
  return above.at(-1) ?? 0;
}

function segmentDistance(name: string, wanted: string): number {
  if (isPlaceholder(wanted)) return 0;
  const slips = Math.floor(wanted.length / 3);
  const found = slipsBetween(name.toLowerCase(), wanted.toLowerCase(), slips);
  return found > slips ? 1 : found / wanted.length;
}
