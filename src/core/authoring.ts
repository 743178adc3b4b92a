/**
 * What writing a request needs, loaded by one import when the first file is looked at. Only hosts import it;
 * the core's own modules import one another.
 */
export { complete } from './assist/complete/complete.ts';
export { describeEndpoint } from './assist/describe/describeEndpoint.ts';
export { formatBlock, formatRange, formatTyped } from './assist/format/format.ts';
export { hover } from './assist/hover.ts';
export { inlayHints } from './assist/inlayHints.ts';
export { bodyFileOf } from './assist/links.ts';
export { findEnvironmentKey } from './assist/navigate/environmentKey.ts';
export { renamableAt, rename } from './assist/navigate/rename.ts';
export { definitionsOf, occurrences, subjectAt } from './assist/navigate/subject.ts';
export { outlineOfFile } from './assist/outline.ts';
export { selectionAt } from './assist/selection.ts';
export { semanticTokens } from './assist/semanticTokens.ts';
export { checkText } from './assist/tools/checkText.ts';
export { describeUrl } from './assist/tools/describeUrl.ts';
export { loadCatalog } from './catalog/load.ts';
export { checkBlock, checkFile } from './check/check.ts';
export { isProblemCode, readSeverities, SEVERITY_CHOICES } from './check/severity.ts';
export { seededId } from './sandbox/objects/seed.ts';
