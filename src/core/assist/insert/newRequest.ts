import type { PathUpdate } from '../../catalog/resource.ts';
import type { ResourceSchema } from '../../catalog/schema.ts';
import { GLOBAL } from '../../environments.ts';
import { blockIndexAt } from '../../request/blocks.ts';
import type { RequestFile } from '../../request/tree.ts';
import { escapeSnippet, snippetText, withStops } from './snippet.ts';
import { joinSnippets } from './snippetStops.ts';

/** A request that can be begun: one update of the catalog. */
export interface RequestOffer {
  /** The type: `identityApiConnector`. */
  readonly title: string;
  readonly method: string;
  /** Template of the path, without host and version. */
  readonly path: string;
  readonly version: string;
  /** Plain text. */
  readonly description: string;
  /** The least privileged permission of the first kind of account that has one. */
  readonly permission?: string;
  /** The request with a minimal body, its stops counted from 1. */
  snippet(): string;
}

/** An update as a request that can be begun. */
export function offerOf({ schema, endpoint, path, version }: PathUpdate): RequestOffer {
  const { delegatedWork, delegatedPersonal, application, narrower } = endpoint.permissions;
  const permission = [...delegatedWork, ...delegatedPersonal, ...application][0] ?? narrower?.[0]?.permission;
  return {
    title: schema.title,
    method: endpoint.method,
    path,
    version,
    description: schema.description ?? '',
    ...(permission === undefined ? {} : { permission }),
    snippet: () => requestSnippet(schema, endpoint.method, `https://${GLOBAL.host}/${version}${path}`),
  };
}

/**
 * The offers of all updates, a stretch at a time: metadata has thousands, and whoever lists them lets others have the
 * thread in between.
 *
 * @param longest milliseconds that making a stretch may take
 */
export function* offersOf(
  updates: Iterable<PathUpdate>,
  longest: number,
): Generator<readonly RequestOffer[]> {
  let offers: RequestOffer[] = [];
  let since = performance.now();
  for (const update of updates) {
    offers.push(offerOf(update));
    if (performance.now() - since < longest) continue;
    yield offers;
    offers = [];
    since = performance.now();
  }
  yield offers;
}

function requestSnippet(schema: ResourceSchema, method: string, url: string): string {
  const [smallest] = schema.defaultSnippets ?? [];
  const body = smallest === undefined ? '{\n  $1\n}' : snippetText(smallest);
  return joinSnippets([`${method} ${withStops(url)}`, `Content-Type: application/json\n\n${body}`], '\n');
}

/** Where a new request goes, and what stands before and behind it, as a snippet. */
export interface RequestPlace {
  /** Offset in the file. */
  readonly at: number;
  readonly before: string;
  readonly after: string;
}

/**
 * The place of a new request: behind the request, answer or text at the cursor, with a separator of its own;
 * or in the place of the cursor's part of the file where that is still empty.
 *
 * @param title of the new request, for the separator
 */
export function placeForRequest(file: RequestFile, offset: number, title: string): RequestPlace {
  const index = blockIndexAt(file, offset);
  const block = file.blocks[index];
  const text = block?.text ?? '';
  const start = file.starts[index] ?? 0;
  const used = text.trimEnd().length;
  const breaks = text.slice(used).match(/\r\n|\n|\r/g)?.length ?? 0;
  const wanted = index === file.blocks.length - 1 ? 1 : 2;
  const after = '\n'.repeat(Math.max(0, wanted - breaks));
  const heading = `### ${escapeSnippet(title)}\n`;
  if (block?.kind !== 'empty') return { at: start + used, before: `\n\n${heading}`, after };
  const { separator } = block;
  if (!isVacant(text)) {
    return { at: start + used, before: block.metadata.length > 0 ? '\n' : '\n\n', after };
  }
  if (separator === undefined)
    return { at: start + text.length - text.replace(/^\ufeff/, '').length, before: '', after };
  const named = separator.title === undefined ? ` ${escapeSnippet(title)}` : '';
  return { at: start + separator.end, before: `${named}\n`, after };
}

/** Whether a part of a file has nothing but its separator. */
function isVacant(text: string): boolean {
  return text.replace(/^\ufeff?(?:###.*)?/, '').trim() === '';
}
