import type { Resource } from '../../catalog/resource.ts';
import { anySchema } from '../../change/anySchema.ts';
import { compareChange } from '../../change/compare/compare.ts';
import { changeLines } from '../../change/show/texts.ts';
import type { HeaderLine, ResolvedRequest } from '../../request/message.ts';
import { plainLine } from '../../text/plainLine.ts';
import type { Outcome, TargetedRequest } from '../outcome.ts';
import type { Baseline } from './baseline.ts';
import { type Reader, readTouched, readWhole } from './read.ts';
import { changeOf } from './select.ts';

/** What is to be read around a change. */
export interface AroundOptions {
  /** What the URL means, where the catalog knows it: its permissions and secret properties. */
  readonly resource?: Resource;
  /** The object as a preview read it; it is not read again before the change then. */
  readonly baseline?: Baseline;
  /** Whether to read what the change touches, of a PUT all, before it is sent: for undo, and to say what changed. */
  readonly readBefore?: boolean;
  /** Whether to read the object after a change that the service answers without it. */
  readonly readAfter?: boolean;
}

/** Lines of a change that a confirmation shows. */
const MOST_LINES = 10;
/** Characters of such a line. */
const LONGEST_LINE = 400;

/** The object before the change: as a preview has it, or read now with the token that is there. */
export async function readBefore(
  { baseline, readBefore: wanted, resource }: AroundOptions,
  request: TargetedRequest,
  reader: Reader,
): Promise<Baseline | undefined> {
  const patch = changeOf(request);
  if (baseline !== undefined || wanted !== true || patch === undefined) return baseline;
  // A PUT replaces more than its body names.
  const read = request.method === 'PUT' ? readWhole : readTouched;
  return read(reader, request, resource?.schema, patch);
}

/** What asks for the changed object in the answer (RFC 7240, section 4.2). */
const FOR_OBJECT: HeaderLine = { name: 'Prefer', value: 'return=representation' };

/**
 * The request, asking for the changed object in its answer where the service is known to give it: it needs not be read
 * again then. As it is where the person has said which answer they prefer.
 */
export function askingForObject(
  { readAfter: wanted, resource }: AroundOptions,
  request: TargetedRequest,
): TargetedRequest {
  const isUpdate = request.method === resource?.endpoint.method;
  if (wanted !== true || !isUpdate || resource?.endpoint.representation !== true) return request;
  const isSaid = request.headers.some(
    ({ name, value }) => name.toLowerCase() === 'prefer' && /(^|[,;])\s*return\s*=/i.test(value),
  );
  return isSaid ? request : { ...request, headers: [...request.headers, FOR_OBJECT] };
}

/** The object after a change that was answered without it (204). */
export async function readAfter(
  { readAfter: wanted, resource }: AroundOptions,
  request: TargetedRequest,
  reader: Reader,
  outcome: Outcome,
): Promise<Baseline | undefined> {
  const patch = changeOf(request);
  if (wanted !== true || outcome.kind !== 'changed' || patch === undefined) return undefined;
  return readWhole(reader, request, resource?.schema, patch);
}

/** What a change would change, in a few lines, secrets masked; undefined where that is not known. */
export function changeText(
  request: Pick<ResolvedRequest, 'method' | 'body'>,
  resource: Resource | undefined,
  baseline: Baseline | undefined,
): readonly string[] | undefined {
  const patch = changeOf(request);
  if (request.method !== 'PATCH' || patch === undefined || baseline?.kind !== 'read') return undefined;
  const schema = resource?.schema ?? anySchema(baseline.object, patch);
  const lines = changeLines(compareChange(schema, patch, baseline, undefined), MOST_LINES);
  // A name or value that has lines of its own, or turns them round, would say something else than is asked.
  return lines.map((line) => plainLine(line, LONGEST_LINE));
}
