import type { Node } from 'jsonc-parser';
import { isToMany } from '../../catalog/kinds.ts';
import type { NavigationFacts } from '../../catalog/schema.ts';
import { propertyOf } from '../json/value.ts';

/** Whether a text can be a link to an object: an absolute URL, a path, or a part of a batch (`$1`). */
export function isLink(text: string): boolean {
  if (/[\s<>"]/.test(text)) return false;
  return /^https:\/\/[^/]+\/./i.test(text) || /^\$\w/.test(text) || /^(?:\/|[A-Za-z]\w*[/(])./.test(text);
}

/**
 * The link to the object of that id, where the navigation property says where its objects are.
 *
 * @param base `https://graph.microsoft.com/v1.0`
 */
export function linkTo({ target }: NavigationFacts, id: string, base: string): string | undefined {
  if (target === undefined || !/^[\w.@-]{1,200}$/.test(id)) return undefined;
  const [before, after, ...more] = target.split(/\{[^}]*\}/);
  return after === undefined || more.length > 0 ? undefined : `${base}${before}${id}${after}`;
}

/** The links that a value of a navigation property was meant as, or undefined where they are not determined. */
export function linksOf(facts: NavigationFacts, value: Node, base: string): readonly string[] | undefined {
  const items = value.type === 'array' ? (value.children ?? []) : [value];
  if (items.length === 0 || (!isToMany(facts) && items.length > 1)) return undefined;
  const links = items.flatMap((item) => linkOf(facts, item, base) ?? []);
  return links.length === items.length ? links : undefined;
}

function linkOf(facts: NavigationFacts, item: Node, base: string): string | undefined {
  if (item.type === 'string') {
    const text = String(item.value);
    return isLink(text) ? text : linkTo(facts, text, base);
  }
  if (item.type !== 'object') return undefined;
  const link = textOf(item, '@odata.id');
  if (link !== undefined && isLink(link)) return link;
  const id = textOf(item, 'id');
  return id === undefined ? undefined : linkTo(facts, id, base);
}

function textOf(object: Node, name: string): string | undefined {
  const value: unknown = propertyOf(object, name)?.children?.[1]?.value;
  return typeof value === 'string' ? value : undefined;
}
