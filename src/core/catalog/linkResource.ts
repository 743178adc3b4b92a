import type { Catalog, Resource } from './resource.ts';
import { API_VERSIONS, type ApiVersion, type ResourceSchema } from './schema.ts';

/** What is sent to set a link (OData 4.01 Protocol, section 11.4.6.2): the URL of an object. */
const LINK: ResourceSchema = {
  $id: 'urn:graph-http:link',
  title: 'link',
  description: 'A link to another object.',
  type: 'object',
  properties: {
    '@odata.id': { description: 'URL of the object.', type: 'string', 'x-graph': { type: 'Edm.String' } },
  },
  definitions: {},
  'x-graph': { type: 'link', endpoints: [] },
};

/**
 * The links that a path ending in `$ref` reads and changes, with the permissions for that; undefined where the path is
 * no such one, or nothing is known of it.
 *
 * @param version in which to look; each where the URL names none
 */
export function linkResource(
  catalog: Catalog,
  version: ApiVersion | undefined,
  path: string,
): Resource | undefined {
  if (!/\/(?:\$|%24)ref\/?$/i.test(path)) return undefined;
  for (const each of version === undefined ? API_VERSIONS : [version]) {
    const target = catalog.locate(each, path);
    if (target?.kind === 'reference' && target.resource) return { ...target.resource, schema: LINK };
  }
  return undefined;
}
