import { isToMany } from '../../catalog/kinds.ts';
import type { Catalog, Resource } from '../../catalog/resource.ts';
import type { ResourceSchema } from '../../catalog/schema.ts';
import type { UrlParts } from '../../request/url.ts';

/**
 * The single parts of an object that have a URL of their own and only names that nobody declares, as the `fields` of an item
 * of a list.
 */
export function openParts(
  catalog: Catalog,
  { path }: UrlParts,
  resource: Resource | undefined,
): readonly string[] {
  if (resource === undefined) return [];
  const { schema, version } = resource;
  return Object.entries(schema['x-graph'].navigation ?? {}).flatMap(([name, facts]) => {
    if (facts.contained !== true || isToMany(facts)) return [];
    const found = catalog.resolve(version, `${path.text.replace(/\/+$/, '')}/${name}`);
    return found.found && isBag(found.resource.schema) ? [name] : [];
  });
}

/** Whether a type declares nothing but its key, and takes everything. */
function isBag({ properties, 'x-graph': facts }: ResourceSchema): boolean {
  return facts.open === true && Object.keys(properties).every((name) => name.includes('@') || name === 'id');
}
