import type { PathTarget } from '../../catalog/resource.ts';
import type { ApiVersion } from '../../catalog/schema.ts';
import type { ResourceCall } from '../call.ts';
import type { Surroundings } from './makeUp.ts';

/** What the objects that a path leads to need, whoever asks for them. */
export function surroundingsOf(
  { service, catalog, grant }: Pick<ResourceCall, 'service' | 'catalog' | 'grant'>,
  { schemaOf, setsOf }: Pick<PathTarget, 'schemaOf' | 'setsOf'>,
  version: ApiVersion,
): Surroundings {
  return {
    ...{ service, version, account: grant.account, schemaOf, setsOf },
    writtenSchemaOf: (type) => catalog.schemas().find((schema) => schema['x-graph'].type === type),
  };
}
