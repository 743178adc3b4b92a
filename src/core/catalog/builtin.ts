import type { ResourceSchema } from './schema.ts';

/** One dynamic import for each file of `schemas/`, so that a bundle loads them only when they are needed. */
const files: readonly (() => Promise<{ readonly default: unknown }>)[] = [
  () => import('../../../schemas/identity.json', { with: { type: 'json' } }),
  () => import('../../../schemas/identityApiConnector.json', { with: { type: 'json' } }),
  () => import('../../../schemas/importedWindowsAutopilotDeviceIdentity.json', { with: { type: 'json' } }),
  () => import('../../../schemas/importedDeviceIdentity.json', { with: { type: 'json' } }),
  () => import('../../../schemas/agentIdentity.json', { with: { type: 'json' } }),
];

let loaded: Promise<readonly ResourceSchema[]> | undefined;

/**
 * The schemas that come with the product, one for each API page, in the order of the pages. They are read
 * once; the same objects come back every time, so identity may serve as a cache key.
 */
export function builtinSchemas(): Promise<readonly ResourceSchema[]> {
  loaded ??= Promise.all(files.map(async (load) => (await load()).default as ResourceSchema));
  return loaded;
}
