import { namespaceOf, shortName } from '../../csdl/names.ts';
import type { Endpoint } from '../schema.ts';

/** Where Microsoft Graph's reference describes its resources. */
const RESOURCES = 'https://learn.microsoft.com/graph/api/resources';

/**
 * Where to read about the objects of a type: the address that Microsoft Graph's reference gives to its page. The pages
 * of Intune have the name of an area in theirs, which the metadata does not say: the page above them is given.
 * Undefined where the type is of another namespace, which the reference does not describe.
 */
export function documentationOf(
  type: string,
  template: readonly string[],
): Pick<Endpoint, 'documentation' | 'overview'> {
  const space = namespaceOf(type);
  if (!/^microsoft\.graph(?:\.|$)/.test(space)) return {};
  if (space === 'microsoft.graph' && isIntune(template)) {
    return { documentation: `${RESOURCES}/intune-graph-overview`, overview: 'Intune' };
  }
  const name = [...space.split('.').slice(2), shortName(type)].join('-').toLowerCase();
  return { documentation: `${RESOURCES}/${name}` };
}

/** Cloud PCs are below the path of Intune; their pages are named like any other. */
function isIntune([area, first]: readonly string[]): boolean {
  return (area === 'deviceManagement' && first !== 'virtualEndpoint') || area === 'deviceAppManagement';
}
