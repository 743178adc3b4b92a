/**
 * What the first check of a file needs, loaded by one import: completion and everything else that waits for a
 * person is in `authoring.ts`. Only hosts import it; the core's own modules import one another.
 */
export { loadCatalog } from './catalog/load.ts';
export { checkBlock } from './check/check.ts';
export { readSeverities } from './check/severity.ts';
export { warmUp } from './check/warmUp.ts';
