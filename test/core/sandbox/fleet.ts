import { createCatalog } from '../../../src/core/catalog/catalog.ts';
import type { ResourceSchema } from '../../../src/core/catalog/schema.ts';
import type { SandboxOptions } from '../../../src/core/sandbox/sandbox.ts';
import type { JsonObject } from '../../../src/core/text/jsonValues.ts';
import { vehicle } from '../change/vehicle.ts';
import { startTestSandbox, type TestSandbox } from './client.ts';

/** A resource that no page has, so that nothing is tested on the shipped ones only. */
const schema: ResourceSchema = {
  ...vehicle,
  'x-graph': {
    ...vehicle['x-graph'],
    endpoints: [
      {
        method: 'PATCH',
        pagePath: '/fleet/vehicle',
        workingPaths: ['/fleet/vehicles/{vehicleId}'],
        pageVersions: ['beta'],
        workingVersions: ['v1.0', 'beta'],
        statuses: { page: 200, service: 204 },
        permissions: { delegatedWork: [], delegatedPersonal: [], application: [] },
        documentation: 'https://example.com/vehicle',
        published: false,
      },
    ],
  },
};

const catalog = createCatalog([schema]);

export const VEHICLE = '/v1.0/fleet/vehicles/Car-1';

/** A sandbox with one vehicle, called `Car-1`. */
export function startFleet(object: JsonObject, options: Partial<SandboxOptions> = {}): Promise<TestSandbox> {
  const seeds = [{ type: 'fleet.vehicle', object: { id: 'Car-1', ...object } }];
  return startTestSandbox({ catalog: () => catalog, seeds, ...options });
}
