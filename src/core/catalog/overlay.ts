import { completed, isOfWorkspace } from './completed.ts';
import type {
  Catalog,
  PathStep,
  PathTarget,
  PathUpdate,
  Resolution,
  Resource,
  ResourceMiss,
} from './resource.ts';

/**
 * One catalog of several: the first that has a path answers for it, so that what was written by hand goes before what
 * the metadata gives. Of several misses that which gets furthest into the path counts.
 */
export function overlayCatalogs(catalogs: readonly Catalog[]): Catalog {
  return Object.freeze({
    resolve: (version: string, path: string): Resolution => {
      let best: Resolution = { found: false, miss: { segment: 0, expected: [] } };
      for (const [index, catalog] of catalogs.entries()) {
        const answer = catalog.resolve(version, path);
        if (answer.found) return withMetadata(answer.resource, catalogs.slice(index + 1), version, path);
        if (index === 0) best = answer;
        else if (!best.found) best = { found: false, miss: further(best.miss, answer.miss) };
      }
      return best;
    },
    steps: (version: string, path: string) => joined(catalogs.map((each) => each.steps(version, path))),
    locate: (version: string, path: string): PathTarget | undefined => {
      for (const catalog of catalogs) {
        const target = catalog.locate(version, path);
        if (target !== undefined) return target;
      }
      return undefined;
    },
    updates: () => distinct(catalogs),
    schemas: () => {
      const schemas = catalogs.flatMap((each) => each.schemas());
      const types = new Set<string>();
      // A type that is described by hand is not listed once more as the metadata has it.
      return schemas.filter(({ $id, 'x-graph': { type } }, index) => {
        const first = !types.has(type) || schemas.findIndex((each) => each.$id === $id) === index;
        types.add(type);
        return first;
      });
    },
  });
}

/** What a workspace knows of a resource, and what the metadata has besides. */
function withMetadata(
  resource: Resource,
  behind: readonly Catalog[],
  version: string,
  path: string,
): Resolution {
  if (!isOfWorkspace(resource.schema)) return { found: true, resource };
  for (const catalog of behind) {
    const answer = catalog.resolve(version, path);
    if (answer.found) return { found: true, resource: completed(resource, answer.resource) };
  }
  return { found: true, resource };
}

/** A path that exists, if in another version or unchangeably, says more than one that does not. */
function further(first: ResourceMiss, second: ResourceMiss): ResourceMiss {
  const rank = ({ leadsTo, versions }: ResourceMiss) => (leadsTo ? 2 : versions ? 1 : 0);
  const ahead = rank(second) - rank(first) || second.segment - first.segment;
  if (ahead !== 0) return ahead > 0 ? second : first;
  return { ...second, ...first, expected: [...new Set([...first.expected, ...second.expected])] };
}

/** Steps of the same name are one: with the role of the one that knows it, and the words of the first. */
function joined(lists: readonly (readonly PathStep[])[]): readonly PathStep[] {
  const steps = new Map<string, PathStep>();
  for (const step of lists.flat()) {
    const key = step.kind === 'key' ? '{}' : step.text.toLowerCase();
    const known = steps.get(key);
    steps.set(key, known ? merged(known, step) : step);
  }
  return [...steps.values()];
}

function merged(first: PathStep, second: PathStep): PathStep {
  const kind = first.kind === 'segment' ? second.kind : first.kind;
  return { ...second, ...first, kind, continues: first.continues || second.continues };
}

/** The updates of all, each path of a version once. */
function* distinct(catalogs: readonly Catalog[]): Generator<PathUpdate> {
  const seen = new Set<string>();
  for (const catalog of catalogs) {
    for (const update of catalog.updates()) {
      const key = `${update.version} ${update.path.toLowerCase().replaceAll(/\{[^}]*\}/g, '{}')}`;
      if (seen.has(key)) continue;
      seen.add(key);
      yield update;
    }
  }
}
