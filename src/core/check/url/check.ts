import type { Catalog, Resolution } from '../../catalog/resource.ts';
import type { Environment } from '../../environments.ts';
import type { Problem } from '../problem.ts';
import { checkForeignPlaceholders } from './foreignPlaceholder.ts';
import { checkHost } from './host.ts';
import { checkKeyForms } from './keyForms.ts';
import { checkKeyNames } from './keyNames.ts';
import { checkKeyQuotes } from './keyQuotes.ts';
import { checkLeadsTo } from './leadsTo.ts';
import { checkLinkedDelete } from './linked.ts';
import { checkMethod, checkMiss, checkPageUrl, checkVersion } from './path.ts';
import { checkQuery } from './query.ts';
import { checkEncoding, checkEnd, checkKeys } from './segments.ts';
import { checkSelect, schemaRead } from './select.ts';
import { hasSyntaxProblem, isCutShort, type UrlSubject } from './subject.ts';

/** What a URL is checked with, besides itself. */
export interface UrlContext {
  readonly catalog: Catalog;
  readonly environment: Environment;
  /** In upper case; undefined where the request line has none. */
  readonly method: string | undefined;
  /** Whether the body is JSON, as far as the headers say. */
  readonly json: boolean;
  /** Whether the headers ask for the changed object as the answer. */
  readonly representation: boolean;
}

/**
 * Everything that is wrong with a URL, and with the method for it.
 *
 * @param resolution what the URL means; undefined where nobody can tell
 */
export function checkUrl(
  url: UrlSubject,
  resolution: Resolution | undefined,
  context: UrlContext,
): Problem[] {
  const resource = resolution?.found === true ? resolution.resource : undefined;
  const isWhole = !hasSyntaxProblem(url) && !isCutShort(url.block);
  const host = checkHost(url, context.environment, context.catalog);
  const isForeign = host.some(({ code }) => code === 'host-unknown');
  return [
    ...host,
    ...(isForeign ? [] : checkVersion(url, resource)),
    ...checkPath(url, resolution, context),
    ...(isWhole ? checkParts(url, resolution, context) : []),
  ];
}

/** Whether there is something at a path that the method can change. */
export function checkPath(
  url: UrlSubject,
  resolution: Resolution | undefined,
  context: Pick<UrlContext, 'catalog' | 'method'>,
): Problem[] {
  if (resolution === undefined) return [];
  if (resolution.found) {
    return [...checkPageUrl(url, resolution.resource), ...checkMethod(url, resolution.resource)];
  }
  const { catalog, method } = context;
  const { leadsTo } = resolution.miss;
  if (leadsTo !== undefined) return checkLeadsTo(url, leadsTo, method, catalog);
  return checkMiss(url, resolution.miss, catalog, method === 'PATCH' || method === undefined);
}

function checkParts(url: UrlSubject, resolution: Resolution | undefined, context: UrlContext): Problem[] {
  const { catalog, method } = context;
  const reads = url.parts.query !== undefined && (method === 'GET' || method === undefined);
  const schema = reads ? schemaRead(url, catalog, resolution) : undefined;
  return [
    ...checkEncoding(url),
    ...checkForeignPlaceholders(url),
    ...checkKeys(url),
    ...checkKeyNames(url, catalog),
    ...checkKeyForms(url, catalog),
    ...checkKeyQuotes(url, catalog),
    ...checkEnd(url, context.json),
    ...checkLinkedDelete(url, catalog),
    ...checkQuery(url, context),
    ...(schema === undefined ? [] : checkSelect(url, schema)),
  ];
}
