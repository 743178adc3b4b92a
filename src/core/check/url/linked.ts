import type { Catalog, PathStep } from '../../catalog/resource.ts';
import type { ApiVersion } from '../../catalog/schema.ts';
import type { Problem } from '../problem.ts';
import { at, fix, problem } from '../report.ts';
import { apiVersion, type UrlSubject } from './subject.ts';

/**
 * The navigation property through which a path reaches its end by a link: its last segment, or the one before the key
 * of one of several. Undefined where it reaches it otherwise, or where the catalog has no model of the service.
 *
 * @param names the segments of the path
 */
export function linkOf(catalog: Catalog, version: ApiVersion, names: readonly string[]): Link | undefined {
  const stepTo = (count: number): PathStep | undefined => {
    const name = names[count]?.toLowerCase();
    if (name === undefined) return undefined;
    const parent = names
      .slice(0, count)
      .map((each) => `/${each}`)
      .join('');
    return catalog.steps(version, parent).find(({ text }) => text.toLowerCase() === name);
  };
  const last = stepTo(names.length - 1);
  if (last?.linked === true) return { step: last, isList: isList(last), behindKey: false };
  const before = stepTo(names.length - 2);
  return before?.linked === true && isList(before)
    ? { step: before, isList: true, behindKey: true }
    : undefined;
}

/** How a path reaches its end by a link. */
export interface Link {
  readonly step: PathStep;
  /** Whether it leads to several objects. */
  readonly isList: boolean;
  /** Whether the path goes on with the key of one of them. */
  readonly behindKey: boolean;
}

function isList({ type }: PathStep): boolean {
  return type?.startsWith('Collection(') === true;
}

/** A DELETE of what a path reaches through a link: the object itself goes, and not only the link to it. */
export function checkLinkedDelete(subject: UrlSubject, catalog: Catalog): Problem[] {
  const { parts, block } = subject;
  const version = apiVersion(parts);
  const last = parts.segments.at(-1);
  if (block.requestLine.method?.text.toUpperCase() !== 'DELETE') return [];
  if (version === undefined || last === undefined || last.text.startsWith('$')) return [];
  const link = linkOf(
    catalog,
    version,
    parts.segments.map(({ text }) => text),
  );
  if (link === undefined || link.isList !== link.behindKey) return [];
  const message = `This deletes the object itself, where you may do that, and not only the link through '${link.step.text}'. To remove the link alone, end the path with /$ref.`;
  return [
    problem('delete-through-link', subject.toBlock(last), message, {
      fixes: subject.isOriginal({ start: last.end - 1, end: last.end })
        ? fix('Add /$ref', at(subject.toBlock(last).end), '/$ref')
        : [],
    }),
  ];
}
