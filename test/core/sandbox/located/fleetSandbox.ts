import { createCatalog } from '../../../../src/core/catalog/catalog.ts';
import { overlayCatalogs } from '../../../../src/core/catalog/overlay.ts';
import type { SandboxOptions } from '../../../../src/core/sandbox/sandbox.ts';
import { fleetCatalog } from '../../catalog/metadata/fleet.ts';
import { startTestSandbox, type TestSandbox } from '../client.ts';

const catalog = overlayCatalogs([createCatalog([]), fleetCatalog]);

/** A sandbox of the invented service that the tests of metadata have. */
export function startFleetSandbox(options: Partial<SandboxOptions> = {}): Promise<TestSandbox> {
  return startTestSandbox({ catalog: () => catalog, ...options });
}
