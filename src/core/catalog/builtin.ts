import agentIdentity from '../../../schemas/agentIdentity.json' with { type: 'json' };
import identity from '../../../schemas/identity.json' with { type: 'json' };
import identityApiConnector from '../../../schemas/identityApiConnector.json' with { type: 'json' };
import importedDeviceIdentity from '../../../schemas/importedDeviceIdentity.json' with { type: 'json' };
import importedWindowsAutopilotDeviceIdentity from '../../../schemas/importedWindowsAutopilotDeviceIdentity.json' with {
  type: 'json',
};
import type { ResourceSchema } from './schema.ts';

const schemas: readonly unknown[] = [
  identity,
  identityApiConnector,
  importedWindowsAutopilotDeviceIdentity,
  importedDeviceIdentity,
  agentIdentity,
];

/**
 * The schemas that come with the product, one for each API page, in the order of the pages. The same objects
 * come back every time, so identity may serve as a cache key. They are large: hosts reach this module by
 * `await import(…)` only.
 */
export async function builtinSchemas(): Promise<readonly ResourceSchema[]> {
  return schemas as readonly ResourceSchema[];
}
