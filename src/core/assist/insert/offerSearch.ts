import type { RequestOffer } from './newRequest.ts';

/** Most offers that a search gives: who sees more types on. */
const MOST_FOUND = 200;

/** Where the words of a search were found, best first. */
type Place = 'title' | 'path' | 'elsewhere';

/**
 * The offers that have every word of a search, in any order and whatever their case: `message rule` finds
 * `messageRule`. First those whose type has them all, then those whose path has, shorter names before longer ones.
 */
export function offersFound<T extends RequestOffer>(offers: readonly T[], search: string): readonly T[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found: Record<Place, T[]> = { title: [], path: [], elsewhere: [] };
  for (const offer of offers) {
    const place = placeOf(offer, words);
    if (place) found[place].push(offer);
  }
  const shortest = (a: T, b: T) => a.title.length - b.title.length || a.path.length - b.path.length;
  return [...found.title.sort(shortest), ...found.path.sort(shortest), ...found.elsewhere].slice(
    0,
    MOST_FOUND,
  );
}

function placeOf(
  { title, method, version, path, description, permission = '' }: RequestOffer,
  words: readonly string[],
): Place | undefined {
  const has = (text: string) => {
    const lower = text.toLowerCase();
    return words.every((word) => lower.includes(word));
  };
  if (has(title)) return 'title';
  const url = `${title} ${method} /${version}${path}`;
  if (has(url)) return 'path';
  return has(`${url} ${permission} ${description}`) ? 'elsewhere' : undefined;
}
