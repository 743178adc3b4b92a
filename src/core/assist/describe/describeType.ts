import { isToMany } from '../../catalog/kinds.ts';
import type { ObjectSchema } from '../../catalog/objectSchema.ts';
import type { GraphSchema, NavigationFacts } from '../../catalog/schema.ts';
import { typeText } from '../../catalog/typeText.ts';
import { code, paragraphs, plain } from './markdown.ts';

/** Names beyond these are counted, not listed. */
const MOST_NAMES = 12;

/** What hover says about a type that is named in a body, in Markdown. */
export function describeType(type: ObjectSchema): string {
  const { schema, name = '' } = type;
  const [base] = schema['x-graph']?.bases ?? [];
  return paragraphs(
    `**${plain(typeText(name))}** · ${code(name)}`,
    schema.description && plain(schema.description),
    type.abstract && 'Abstract: a value has to name one of the types derived from it.',
    members(type),
    type.derived.length > 0 && `Derived types: ${names(type.derived.map(typeText))}`,
    base && `Based on ${code(base)}.`,
    type.open && 'Open type: the service keeps properties that are not declared.',
  );
}

/** The properties of a type at a glance, those that can be set first; undefined where it has none. */
export function members({ properties }: ObjectSchema): string | undefined {
  const own = [...properties].filter(([name]) => !name.startsWith('@'));
  const settable = own.filter(([, schema]) => !schema.readOnly);
  const fixed = own.filter(([, schema]) => schema.readOnly);
  const lines = [
    settable.length > 0 && `Properties: ${names(settable.map(labelOf), false)}`,
    fixed.length > 0 && `Read-only: ${names(fixed.map(labelOf), false)}`,
  ].filter((line) => typeof line === 'string');
  return lines.length > 0 ? lines.join('  \n') : undefined;
}

function labelOf([name, schema]: readonly [string, GraphSchema]): string {
  const type = schema['x-graph']?.type;
  return type === undefined ? code(name) : `${code(name)} ${plain(typeText(type))}`;
}

function names(all: readonly string[], asCode = true): string {
  const shown = all.slice(0, MOST_NAMES).map((name) => (asCode ? code(name) : name));
  const more = all.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** What hover says about the name of a navigation property in a body. */
export function describeNavigation(name: string, navigation: NavigationFacts): string {
  return paragraphs(
    titleOf(name, navigation),
    navigation.description && plain(navigation.description),
    '**Not set by an update.** An update cannot hold the related objects themselves.',
    instead(name, navigation),
    originOf(navigation),
  );
}

/** What hover says about `owners@odata.bind`. */
export function describeBinding(name: string, navigation: NavigationFacts): string {
  const many = isToMany(navigation);
  return paragraphs(
    titleOf(`${name}@odata.bind`, navigation),
    navigation.description && plain(navigation.description),
    navigation.contained
      ? '**Cannot be linked.** Its objects are part of this one and have no URL elsewhere.'
      : many
        ? 'Links existing objects: a list of URLs. They are added to those that are linked already.'
        : 'Links one existing object by its URL. It replaces the one that is linked.',
    navigation.contained ? navigation.instead && plain(navigation.instead) : exampleOf(navigation),
    originOf(navigation),
  );
}

function titleOf(name: string, { type }: NavigationFacts): string {
  return `**${plain(name)}** · navigation property to ${code(typeText(type))}`;
}

function instead(name: string, navigation: NavigationFacts): string | undefined {
  if (navigation.instead) return plain(navigation.instead);
  if (navigation.contained) return `Change its objects at their own URL: …/${code(name)}.`;
  return `Link existing objects with ${code(`${name}@odata.bind`)}.`;
}

function exampleOf(navigation: NavigationFacts): string | undefined {
  if (navigation.target === undefined) return undefined;
  const url = JSON.stringify(`https://graph.microsoft.com/v1.0${navigation.target}`);
  return `Example: ${code(isToMany(navigation) ? `[${url}]` : url)}`;
}

function originOf({ from }: NavigationFacts): string | undefined {
  return from === undefined ? undefined : `Inherited from ${code(from)}.`;
}
