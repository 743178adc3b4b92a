import type { PathSegment } from '../path.ts';
import type { Place } from './place.ts';

/**
 * An item of a drive by its path (`root:/Documents/plan.docx:/content`): everything from the colon on to the next
 * one belongs to the path of the item. The item before it may be the root or one with an id.
 */
export function itemByPath(
  places: readonly Place[],
  segments: readonly PathSegment[],
  index: number,
): { readonly places: readonly Place[]; readonly last: number } | undefined {
  const items = places.filter(isItem);
  if (items.length === 0) return undefined;
  const end = segments.findIndex(({ text }, at) => at >= index && text.endsWith(':'));
  const closed = end < 0 ? '' : ':';
  const last = end < 0 ? segments.length - 1 : end;
  return {
    places: items.map((place) => ({
      ...place,
      template: [...place.template.slice(0, -1), `${place.template.at(-1)}:`, `{itemPath}${closed}`],
      way: [...place.way, { kind: 'itemPath', path: pathOfItem(segments.slice(index, last + 1)) }],
    })),
    last,
  };
}

/** `Documents/plan.docx` of the segments between the colons. */
function pathOfItem(segments: readonly PathSegment[]): string {
  return segments
    .map(({ text }) => text)
    .join('/')
    .replace(/:$/, '');
}

function isItem({ type, collection }: Place): boolean {
  return type !== undefined && ITEMS.has(type) && !collection;
}

/** Types whose objects Microsoft Graph addresses by a path between colons. */
export const ITEMS: ReadonlySet<string> = new Set(['microsoft.graph.driveItem', 'microsoft.graph.site']);
