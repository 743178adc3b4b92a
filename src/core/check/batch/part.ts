import type { Node } from 'jsonc-parser';
import type { Catalog, Resolution } from '../../catalog/resource.ts';
import type { ApiVersion } from '../../catalog/schema.ts';
import type { RequestBlock } from '../../request/tree.ts';
import { splitUrl } from '../../request/url.ts';
import type { Span } from '../../text/span.ts';
import { prefers } from '../body/prefer.ts';
import type { Problem } from '../problem.ts';
import { checkPath } from '../url/check.ts';
import { resolveUrl, type UrlSubject } from '../url/subject.ts';
import { beforePath, partValue } from './requests.ts';

/** One request of a batch, as far as it is known before the send. */
export interface BatchPart {
  /** In upper case. */
  readonly method: string;
  readonly url: UrlSubject;
  readonly resolution: Resolution | undefined;
  readonly body: Node | undefined;
  /** Whether its headers prefer that; undefined where they are not known. */
  prefers(name: string): boolean | undefined;
}

/** What a part is read with. */
export interface PartSetting {
  readonly catalog: Catalog;
  /** The version of the batch, which its URLs follow. */
  readonly version: ApiVersion;
  readonly block: RequestBlock;
  isKnown(node: Node): boolean;
}

/** Undefined where the request has no method or URL, or where one of them is not known, or not of the version. */
export function batchPart(text: string, request: Node, setting: PartSetting): BatchPart | undefined {
  const { catalog, isKnown } = setting;
  const [method, url] = [partValue(request, 'method'), partValue(request, 'url')];
  if (method?.type !== 'string' || url?.type !== 'string' || !isKnown(method) || !isKnown(url))
    return undefined;
  const subject = subjectOf(text, method, url, setting);
  return {
    method: String(method.value).toUpperCase(),
    url: subject,
    resolution: resolveUrl(catalog, subject.parts),
    body: partValue(request, 'body'),
    prefers: (name) => partPrefers(request, name, isKnown),
  };
}

/** What is wrong with the path of a part, and with the method for it. Places are those in the body. */
export function partProblems({ method, url, resolution }: BatchPart, catalog: Catalog): readonly Problem[] {
  return checkPath(url, resolution, { catalog, method });
}

/** The URL of a part as if it was that of the whole request; its places are those in the body. */
function subjectOf(text: string, method: Node, url: Node, { version, block }: PartSetting): UrlSubject {
  const sent = String(url.value);
  const foreign = beforePath(sent).length;
  const value = sent.slice(foreign);
  const prefix = value.startsWith('/') ? `/${version}` : `/${version}/`;
  const whole = `${prefix}${value}`;
  const isPlain = text.slice(url.offset + 1, url.offset + url.length - 1) === sent;
  const inBody = (offset: number) => url.offset + 1 + foreign + Math.max(0, offset - prefix.length);
  const toBlock = ({ start, end }: Span) =>
    isPlain
      ? { start: inBody(start), end: inBody(end) }
      : { start: url.offset, end: url.offset + url.length };
  const word = {
    text: String(method.value),
    start: method.offset + 1,
    end: method.offset + method.length - 1,
  };
  return {
    // Only the method of the block is looked at for a path.
    block: { ...block, problems: [], requestLine: { ...block.requestLine, method: word } },
    text: whole,
    parts: splitUrl(whole),
    openOrigin: false,
    toBlock,
    isOriginal: ({ start }) => isPlain && start >= prefix.length,
  };
}

function partPrefers(request: Node, wanted: string, isKnown: (node: Node) => boolean): boolean | undefined {
  const headers = partValue(request, 'headers');
  if (headers === undefined) return false;
  for (const { children } of headers.children ?? []) {
    const [name, value] = children ?? [];
    if (!/^prefer$/i.test(String(name?.value)) || value === undefined) continue;
    if (!isKnown(value)) return undefined;
    return prefers(String(value.value), wanted);
  }
  return false;
}
