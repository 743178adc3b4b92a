import { collectionAt } from '../../catalog/collection.ts';
import { linkResource } from '../../catalog/linkResource.ts';
import type { Catalog, Resolution, Resource } from '../../catalog/resource.ts';
import { API_VERSIONS, type ApiVersion } from '../../catalog/schema.ts';
import type { Reference, RequestBlock } from '../../request/tree.ts';
import { sourceSpan, splitUrl, type UrlParts } from '../../request/url.ts';
import type { Span } from '../../text/span.ts';
import { firstIndex } from '../halving.ts';
import { type PatchedText, patchText } from '../patched.ts';

/** A request's URL with the values of its references in it, and the way back to the block. */
export interface UrlSubject {
  readonly block: RequestBlock;
  /** References with a known value are replaced by it, others by a placeholder. */
  readonly text: string;
  readonly parts: UrlParts;
  /** The URL starts with a reference whose value is not known: so is its host, perhaps its version. */
  readonly openOrigin: boolean;
  /** Where a span of `text` stands in the block. */
  toBlock(span: Span): Span;
  /** Whether a span of `text` has no reference in it, so that it can be edited. */
  isOriginal(span: Span): boolean;
}

/** What a reference stands for, or undefined where that is not known before the send. */
export type ReferenceText = (reference: Reference) => string | undefined;

/** The URL of a block as the rules look at it. */
export function urlSubject(block: RequestBlock, textOf: ReferenceText): UrlSubject {
  const { url } = block.requestLine;
  const replacements = block.references
    .filter(({ place }) => place === 'url')
    .flatMap((reference) => {
      const start = urlOffset(block, reference.start);
      if (start === undefined) return [];
      const value = textOf(reference);
      if (value === undefined && start === 0) return [];
      const span = { start, end: start + (reference.end - reference.start) };
      return [{ span, value: value ?? '{reference}' }];
    });
  const patched: PatchedText = patchText(url.text, replacements);
  return {
    block,
    text: patched.text,
    parts: splitUrl(patched.text),
    openOrigin: patched.text.startsWith('{{'),
    toBlock: (span) => sourceSpan(url, patched.toSource(span)),
    isOriginal: patched.isOriginal,
  };
}

/** The offset in the URL's text of an offset in the block. */
function urlOffset(block: RequestBlock, offset: number): number | undefined {
  const { pieces } = block.requestLine.url;
  const piece = pieces[firstIndex(pieces, ({ span }) => span.end > offset)];
  return piece === undefined || piece.span.start > offset
    ? undefined
    : piece.at + (offset - piece.span.start);
}

/** The version in a URL where it is one of Microsoft Graph's, whatever its case. */
export function apiVersion({ version }: UrlParts): ApiVersion | undefined {
  return API_VERSIONS.find((each) => each === version?.text.toLowerCase());
}

/** What the URL means. A URL without a version is tried in each, working paths first. */
export function resolveUrl(catalog: Catalog, parts: UrlParts): Resolution | undefined {
  const path = parts.path.text;
  if (!path.startsWith('/')) return undefined;
  const version = apiVersion(parts);
  if (version !== undefined) return catalog.resolve(version, path);
  const found = API_VERSIONS.map((each) => catalog.resolve(each, path));
  return (
    found.find((each) => each.found && each.resource.form === 'working') ??
    found.find((each) => each.found) ??
    (parts.version === undefined ? found[0] : undefined)
  );
}

/** The resource that a resolved URL means: absolute or a path, with or without a version. */
export function resourceOf(catalog: Catalog, url: string): Resource | undefined {
  const resolution = resolveUrl(catalog, splitUrl(url));
  return resolution?.found ? resolution.resource : undefined;
}

/** The same for a request that is sent, which may be about links as well: `…/manager/$ref`. */
export function sentResourceOf(catalog: Catalog, url: string): Resource | undefined {
  const parts = splitUrl(url);
  return resourceOf(catalog, url) ?? linkResource(catalog, apiVersion(parts), parts.path.text);
}

/** What a POST to a collection makes an object of; see `collectionAt`. */
export function resolveCollection(catalog: Catalog, parts: UrlParts): Resource | undefined {
  const version = apiVersion(parts);
  const versions = version === undefined ? API_VERSIONS : [version];
  return versions
    .map((each) => collectionAt(catalog, each, parts.path.text))
    .find((resource) => resource !== undefined);
}

/** Whether a `{{` in the URL is never closed, so that nobody can tell where a segment ends. */
export function isCutShort({ problems, requestLine: { url } }: RequestBlock): boolean {
  return problems.some(
    ({ code, span }) => code === 'reference-unclosed' && url.start <= span.start && span.end <= url.end,
  );
}

/** White space or a comment in the URL has been reported; the rest would only follow from it. */
export function hasSyntaxProblem({ block }: UrlSubject): boolean {
  const { start, end } = block.requestLine.url;
  return block.problems.some(
    ({ code, span }) =>
      (code === 'url-space' || code === 'comment-trailing' || code === 'request-line-malformed') &&
      span.start >= start &&
      span.end <= end,
  );
}
