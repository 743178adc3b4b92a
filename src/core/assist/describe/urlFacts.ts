import type { PathStep } from '../../catalog/resource.ts';

/** A word of a request line, in a few words for a list and in a sentence for a hover. */
export interface Word {
  readonly name: string;
  /** Behind the word in a list of proposals. */
  readonly detail: string;
  /** Markdown. */
  readonly text: string;
}

/** What each version of the API promises, the one for production first. */
export const VERSIONS: readonly Word[] = [
  {
    name: 'v1.0',
    detail: 'for production: what is here stays',
    text: 'Generally available, and supported for use in production.',
  },
  {
    name: 'beta',
    detail: 'preview: it can change without notice',
    text: 'A preview: it can change or go away without notice. Do not build production on it.',
  },
];

/** Methods that Microsoft Graph knows, and what they do to a resource; most useful first. */
export const METHODS: readonly Word[] = [
  {
    name: 'PATCH',
    detail: 'change some properties',
    text: 'Changes the properties in the body; all others stay as they are.',
  },
  { name: 'GET', detail: 'read', text: 'Reads; nothing changes.' },
  {
    name: 'PUT',
    detail: 'replace',
    text: 'Replaces the whole object: what the body leaves out is reset.',
  },
  { name: 'POST', detail: 'create, or run an action', text: 'Creates an object, or runs an action.' },
  { name: 'DELETE', detail: 'delete', text: 'Deletes the object, or removes a link.' },
];

/** A system query option of OData. */
export interface OptionWord extends Word {
  /** It asks for several objects: there is nothing that it could do to one. */
  readonly list: boolean;
  /** A person writes it; others come with the links of an answer. */
  readonly written: boolean;
}

/**
 * What each query option asks for, most useful first (OData 4.01 URL Conventions, section 5.1; Microsoft Graph: use
 * query parameters to customize responses).
 */
export const QUERY_OPTIONS: readonly OptionWord[] = [
  option('$select', 'only these properties', 'Returns only the named properties.', { list: false }),
  option('$expand', 'related objects too', 'Returns related objects together with this one.', {
    list: false,
  }),
  option('$filter', 'only objects that fit', 'Returns only the objects for which the expression is true.'),
  option('$top', 'at most so many objects a page', 'Returns at most so many objects on a page.'),
  option('$orderby', 'in this order', 'Sorts a collection; `desc` reverses.'),
  option('$count', 'how many there are in all', 'Returns the total number of objects too.'),
  option('$search', 'only objects with this text', 'Returns only the objects that match the words.'),
  option('$skip', 'leave out the first ones', 'Leaves out so many objects at the start.'),
  option(
    '$skiptoken',
    'after the last page',
    'Continues after the last page. Take it from `@odata.nextLink` as it is.',
    { written: false },
  ),
  option(
    '$deltatoken',
    'since the last round',
    'Returns what changed since the last round. Take it from `@odata.deltaLink` as it is.',
    { written: false },
  ),
  option('$format', 'the format of the answer', 'The format of the answer.', { written: false }),
];

function option(
  name: string,
  detail: string,
  text: string,
  more: Partial<Pick<OptionWord, 'list' | 'written'>> = {},
): OptionWord {
  return { name, detail, text, list: true, written: true, ...more };
}

/** What kind of step a segment is, as the field calls it. */
export const STEP_KINDS: Readonly<Record<PathStep['kind'], string>> = {
  entitySet: 'Entity set: a collection of objects.',
  singleton: 'Singleton: one object, without a key.',
  navigation: 'Navigation property: leads to related objects.',
  property: 'Structural property of the object before it.',
  key: 'Key: which object of the collection.',
  cast: 'Type cast: the object before it, seen as this derived type.',
  action: 'Action: runs something; it is called with POST.',
  function: 'Function: computes something; it is called with GET.',
  segment: 'Segment of the path.',
};

/** The word of a list with a name, whatever its case. */
export function wordOf<T extends Word>(words: readonly T[], name: string): T | undefined {
  const wanted = name.toLowerCase();
  return words.find((word) => word.name.toLowerCase() === wanted);
}
