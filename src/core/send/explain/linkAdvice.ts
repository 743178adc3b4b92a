import type { NavigationFacts, ResourceSchema } from '../../catalog/schema.ts';
import { rootType } from '../../change/types.ts';
import type { Advice } from './advice.ts';

/**
 * What it means that a service does not take properties that lead to other objects, and how those are linked.
 *
 * @param names of properties, as the service names them
 * @returns undefined where one of them leads to nothing else
 */
export function linkMeaning(
  schema: ResourceSchema | undefined,
  names: readonly string[],
): Advice | undefined {
  if (schema === undefined || names.length === 0) return undefined;
  const { navigation, properties } = rootType(schema).object;
  const found = names.map((name) => {
    const [wanted = '', ...bind] = name.toLowerCase().split(/(?=@odata\.bind$)/);
    const known = [...navigation].find(([each]) => each.toLowerCase() === wanted && !properties.has(each));
    // A link that could be one has its trouble elsewhere: in its URL.
    return bind.length > 0 && known?.[1].instead === undefined && known?.[1].contained !== true
      ? undefined
      : known;
  });
  if (!found.every((each) => each !== undefined)) return undefined;
  const listed = found.map(([name]) => `"${name}"`).join(', ');
  const cause =
    found.length === 1
      ? `${listed} leads to ${isMany(found[0]?.[1]) ? 'other objects' : 'another object'}, and is no value that an update sets.`
      : `${listed} lead to other objects, and are no values that an update sets.`;
  return { cause, advice: found.map(([name, facts]) => wayTo(name, facts)) };
}

function isMany(facts: NavigationFacts | undefined): boolean {
  return facts?.type.startsWith('Collection(') === true;
}

function wayTo(name: string, facts: NavigationFacts): string {
  if (facts.instead !== undefined) return facts.instead;
  const many = isMany(facts);
  if (facts.contained === true) {
    return `Leave "${name}" out, and change ${many ? `each at a URL of its own: …/${name}/{id}` : `it at its own URL: …/${name}`}.`;
  }
  return many
    ? `To link existing objects, send "${name}@odata.bind" with a list of their URLs in the place of "${name}", or POST each URL as "@odata.id" to …/${name}/$ref.`
    : `To link an existing object, send "${name}@odata.bind" with its URL in the place of "${name}", or PUT its URL as "@odata.id" to …/${name}/$ref.`;
}
