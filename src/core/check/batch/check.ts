import type { Node } from 'jsonc-parser';
import type { BatchSetting, BodyContext } from '../body/context.ts';
import type { BodyProblem } from '../body/subject.ts';
import type { JsonDocument } from '../json/read.ts';
import { openParts } from '../url/openParts.ts';
import { resolveCollection } from '../url/subject.ts';
import { type BatchPart, batchPart, partProblems } from './part.ts';
import { readRequests } from './requests.ts';

/** A batch as it is checked. */
export interface BatchDocument extends JsonDocument {
  readonly root: Node;
  isKnown(node: Node): boolean;
}

/**
 * Everything that is wrong with a JSON batch: with its requests as such, and with each as if it was sent alone. Places
 * are those in the body.
 *
 * @param checkObject checks the body of one
 */
export async function checkBatch(
  context: BodyContext & { readonly batch: BatchSetting },
  { text, root, isKnown }: BatchDocument,
  checkObject: (part: BodyContext, body: Node) => Promise<readonly BodyProblem[]>,
): Promise<readonly BodyProblem[]> {
  const { batch, stored: _, ...rest } = context;
  const { requests, problems } = readRequests(text, root, isKnown);
  const found: BodyProblem[] = [...problems];
  for (const request of requests) {
    const part = batchPart(text, request, { ...batch, block: context.block, isKnown });
    if (part === undefined) continue;
    found.push(...partProblems(part, batch.catalog));
    if (part.body?.type !== 'object' || !isKnown(part.body)) continue;
    found.push(...(await checkObject({ ...rest, batch: undefined, ...meaning(part, batch) }, part.body)));
  }
  // The header that would be asked for is one of the part, and no fix writes it there.
  return found.filter(({ code }) => code !== 'prefer-missing');
}

/** What the URL of a part means for its body. */
function meaning(
  { method, url: { parts }, resolution, prefers }: BatchPart,
  { catalog }: BatchSetting,
): Pick<BodyContext, 'method' | 'resource' | 'isList' | 'lastName' | 'openParts' | 'preferences'> {
  const found = resolution?.found === true ? resolution.resource : undefined;
  const isList = resolution?.found === false && resolution.miss.leadsTo?.kind === 'collection';
  const ofList = isList || (method === 'POST' && found === undefined);
  return {
    ...{ method, isList, resource: ofList ? resolveCollection(catalog, parts) : found },
    lastName: parts.segments.at(-1)?.text,
    openParts: () => openParts(catalog, parts, found),
    preferences: { has: prefers, add: () => [] },
  };
}
