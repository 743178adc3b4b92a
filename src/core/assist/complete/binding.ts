import { isToMany } from '../../catalog/kinds.ts';
import type { NavigationFacts } from '../../catalog/schema.ts';
import { typeText } from '../../catalog/typeText.ts';
import { BIND_ANNOTATION } from '../../catalog/wellKnownNames.ts';
import { code, paragraphs, plain } from '../describe/markdown.ts';
import type { Skeleton, Skeletons } from '../insert/skeleton.ts';
import { withStops } from '../insert/snippet.ts';

/** The URL of an object that can be linked as a JSON text, its placeholders as stops. */
export function bindUrl({ target }: NavigationFacts, base: string): string {
  return `"${withStops(`${base}${target ?? '/{path}'}`)}"`;
}

/** The value of a new link. */
export function bindSkeleton(facts: NavigationFacts, base: string, skeletons: Skeletons): Skeleton {
  if (facts.target === undefined && base === '') return skeletons.typeName([]);
  const url = bindUrl(facts, base);
  return { text: isToMany(facts) ? `[${url}]` : url, continues: false };
}

/** What a link through a navigation property does, in Markdown. */
export function describeBinding(name: string, facts: NavigationFacts): string {
  return paragraphs(
    `**${plain(`${name}${BIND_ANNOTATION}`)}** · ${code(typeText(facts.type))}`,
    facts.description && plain(facts.description),
    isToMany(facts)
      ? 'Links existing objects by their URLs; they are added to those that are linked already.'
      : 'Links one existing object by its URL, in the place of the one that is linked now.',
    facts.instead && plain(facts.instead),
  );
}
