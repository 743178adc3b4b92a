import type { Catalog, Resource } from '../../catalog/resource.ts';
import { resourceOf } from '../../check/url/subject.ts';
import { GRAPH_HOSTS } from '../../environments.ts';
import { literalUrl } from '../../request/literal.ts';
import { encodeSegment } from '../../request/values/resolveUrl.ts';

/** What is known about the URL of an object that was read. */
export interface UrlClues {
  /** The URL of the read as written: `{{references}}` and placeholders may be in it. */
  readonly read?: string;
  /** The same with its references replaced as far as they are known. */
  readonly resolved?: string;
  /** `@odata.context` of the answer. */
  readonly context?: string;
  /** `@odata.id` of the object. */
  readonly odataId?: string;
  /** `id` of the object. */
  readonly id?: string;
}

/** The URL that updates an object, and what it means where the catalog knows it. */
export interface ObjectUrl {
  readonly url: string;
  readonly resource?: Resource;
}

/**
 * The URL that updates an object: that of its read without the query, with its id behind it where a collection
 * was read; else the one that the answer tells.
 */
export function objectUrl(catalog: Catalog, clues: UrlClues): ObjectUrl | undefined {
  const candidates = [...readUrls(clues), ...answerUrls(clues)];
  for (const { url, resolved } of candidates) {
    const resource = resourceOf(catalog, resolved);
    if (resource) return { url, resource };
  }
  const [first] = candidates;
  return first && { url: first.url };
}

interface Candidate {
  readonly url: string;
  readonly resolved: string;
}

function readUrls({ read, resolved, id }: UrlClues): readonly Candidate[] {
  if (read === undefined || read === '') return [];
  const own = { url: withoutQuery(read), resolved: withoutQuery(resolved ?? read) };
  if (id === undefined) return [own];
  const suffix = `/${encodeSegment(id)}`;
  const trimmed = (text: string) => text.replace(/\/+$/, '');
  return [own, { url: trimmed(own.url) + suffix, resolved: trimmed(own.resolved) + suffix }];
}

function answerUrls({ context, odataId, id }: UrlClues): readonly Candidate[] {
  const fromContext = context === undefined ? undefined : contextUrl(context, id);
  return [odataId, fromContext]
    .filter((url) => url !== undefined && isGraphUrl(url))
    .map((url = '') => ({ url: literalUrl(url), resolved: literalUrl(url) }));
}

/** `…/v1.0/$metadata#users('1')/messages/$entity` and an id → `…/v1.0/users/1/messages/{id}`. */
function contextUrl(context: string, id: string | undefined): string | undefined {
  const [base, fragment] = context.split('/$metadata#', 2);
  if (base === undefined || fragment === undefined || id === undefined) return undefined;
  const isOne = /\/\$entity$/.test(fragment);
  const bare = fragment
    .replace(/\/\$entity$/, '')
    .replace(/\((?!')[^()]*\)$/, '')
    .replace(/\('([^'()]*)'\)/g, '/$1');
  if (bare === '' || (!isOne && bare.includes('('))) return undefined;
  return `${base}/${bare}/${encodeSegment(id)}`;
}

/** The URL without its query and fragment; `?` inside of a reference does not count. */
function withoutQuery(url: string): string {
  const end = url.replace(/\{\{[^{}]*\}\}/g, (reference) => 'x'.repeat(reference.length)).search(/[?#]/);
  return end < 0 ? url : url.slice(0, end);
}

function isGraphUrl(url: string): boolean {
  return URL.canParse(url) && GRAPH_HOSTS.includes(new URL(url).host);
}
