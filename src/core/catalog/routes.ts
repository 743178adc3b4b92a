import { pathSegments } from './path.ts';
import type { ApiVersion, Endpoint, ResourceSchema } from './schema.ts';

/** A path of an endpoint, ready to be matched. */
export interface Route {
  readonly schema: ResourceSchema;
  readonly endpoint: Endpoint;
  readonly form: 'page' | 'working';
  readonly versions: readonly ApiVersion[];
  /** As the schema writes it. */
  readonly template: string;
  /** The segments of the template. */
  readonly segments: readonly string[];
  /** Names of its placeholders, in order. */
  readonly keyNames: readonly string[];
}

/** A place in the tree of all routes: what may follow there, and which routes end there. */
export interface RouteNode {
  /** By name in lower case. */
  readonly literals: Map<string, RouteChild>;
  key?: RouteChild;
  readonly ends: Route[];
}

/** A step down in the tree. */
export interface RouteChild {
  /** As a person writes it: `members`, `{identityId}`. */
  readonly text: string;
  readonly node: RouteNode;
  /** Whether a template has it; else it is only another way to write one, and is not proposed. */
  listed: boolean;
}

const PLACEHOLDER = /^\{(.*)\}$/s;

/** Every path of every endpoint, working paths before page paths. */
export function routesOf(schemas: readonly ResourceSchema[]): readonly Route[] {
  const routes: Route[] = [];
  for (const schema of schemas) {
    for (const endpoint of schema['x-graph'].endpoints) {
      const { pagePath, workingPaths, pageVersions, workingVersions } = endpoint;
      for (const template of workingPaths) {
        const versions = template === pagePath ? [...workingVersions, ...pageVersions] : workingVersions;
        routes.push(routeOf({ schema, endpoint, form: 'working', template, versions }));
      }
      if (workingPaths.includes(pagePath)) continue;
      routes.push(routeOf({ schema, endpoint, form: 'page', template: pagePath, versions: pageVersions }));
    }
  }
  return routes.toSorted((a, b) => Number(a.form === 'page') - Number(b.form === 'page'));
}

function routeOf(route: Omit<Route, 'segments' | 'keyNames'>): Route {
  const segments = pathSegments(route.template).map(({ text }) => text);
  const keyNames = segments.flatMap((segment) => PLACEHOLDER.exec(segment)?.[1] ?? []);
  return { ...route, versions: [...new Set(route.versions)], segments, keyNames };
}

/** Whether a segment of a template is a placeholder. */
export function isPlaceholder(segment: string): boolean {
  return PLACEHOLDER.test(segment);
}

/** The tree of all routes, with the other ways to write each. */
export function routeTree(routes: readonly Route[]): RouteNode {
  const root = emptyNode();
  for (const route of routes) {
    plant(root, route.segments, route, true);
    for (const segments of castForms(route)) plant(root, segments, route, false);
  }
  return root;
}

/**
 * The other ways to write a path that ends in a key or in a cast to the resource's own type: OData takes
 * the cast before the key or behind it, and `graph` is an alias of `microsoft.graph`. Where the template
 * has no cast, one to the very same type changes nothing.
 */
function castForms({ schema, segments }: Route): readonly (readonly string[])[] {
  const type = schema['x-graph'].type;
  const casts = [type];
  const alias = /^microsoft\.graph\.([^.]+)$/.exec(type);
  if (alias) casts.push(`graph.${alias[1]}`);
  const last = segments.at(-1)?.toLowerCase();
  const plain = casts.some((cast) => cast.toLowerCase() === last) ? segments.slice(0, -1) : segments;
  const key = plain.at(-1);
  if (key === undefined || !isPlaceholder(key)) return [];
  const collection = plain.slice(0, -1);
  return casts.flatMap((cast) => [
    [...collection, key, cast],
    [...collection, cast, key],
  ]);
}

/** Every route that ends at a node or below it, over names and keys that templates have. */
export function routesBelow(node: RouteNode): readonly Route[] {
  const found = new Set<Route>(node.ends);
  for (const child of [...node.literals.values(), ...(node.key ? [node.key] : [])]) {
    if (child.listed) for (const route of routesBelow(child.node)) found.add(route);
  }
  return [...found];
}

function plant(root: RouteNode, segments: readonly string[], route: Route, listed: boolean): void {
  let node = root;
  for (const segment of segments) {
    const child = isPlaceholder(segment) ? keyChild(node, segment) : literalChild(node, segment);
    child.listed ||= listed;
    node = child.node;
  }
  if (!node.ends.includes(route)) node.ends.push(route);
}

function keyChild(node: RouteNode, text: string): RouteChild {
  node.key ??= { text, node: emptyNode(), listed: false };
  return node.key;
}

function literalChild(node: RouteNode, text: string): RouteChild {
  const name = text.toLowerCase();
  let child = node.literals.get(name);
  if (!child) {
    child = { text, node: emptyNode(), listed: false };
    node.literals.set(name, child);
  }
  return child;
}

function emptyNode(): RouteNode {
  return { literals: new Map(), ends: [] };
}
