/**
 * What writing a request needs, loaded by one import when the first file is looked at. Only hosts import it;
 * the core's own modules import one another.
 */
export { complete } from './assist/complete.ts';
export { hover } from './assist/hover.ts';
export { loadCatalog } from './catalog/load.ts';
export { checkBlock, checkFile } from './check/check.ts';
export { seededId } from './sandbox/seed.ts';
