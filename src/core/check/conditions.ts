import type { Endpoint } from '../catalog/schema.ts';
import type { Header, RequestBlock } from '../request/tree.ts';
import { addHeader, removeHeader } from './headerParts.ts';
import type { Problem } from './problem.ts';
import { fix, problem } from './report.ts';

/**
 * An update without `If-Match` of an object that has to be, or should be, changed in the version that was read.
 *
 * @param named names of the headers that there are, or were meant to be, in lower case
 */
export function checkEtag(
  block: RequestBlock,
  endpoint: Endpoint | undefined,
  named: ReadonlySet<string>,
): Problem[] {
  const method = block.requestLine.method;
  const name = method?.text.toUpperCase();
  const changes = name === endpoint?.method || name === 'DELETE';
  if (endpoint?.etag === undefined || method === undefined || !changes || named.has('if-match')) return [];
  const required = endpoint.etag === 'required';
  const message = required
    ? 'This change is refused (428) without If-Match. Add the header with the @odata.etag of the object as it was read.'
    : 'Without If-Match this can overwrite what somebody else has changed meanwhile. Add the header with the @odata.etag of the object as it was read.';
  const fixes = [
    ...addHeader(block, 'Add If-Match with a variable for the ETag', 'If-Match: {{etag}}', false),
    ...addHeader(block, 'Add If-Match: * (whatever state the object is in)', 'If-Match: *', false),
  ];
  return [problem('etag-missing', method, message, { severity: required ? 'warning' : undefined, fixes })];
}

/** `If-None-Match` on a change: it asks for the opposite of what is mostly meant. */
export function checkNoneMatch(block: RequestBlock, header: Header): Problem[] {
  const method = block.requestLine.method?.text.toUpperCase();
  if (method !== 'PATCH' && method !== 'DELETE') return [];
  const any = header.value.text === '*';
  const message = any
    ? `With If-None-Match: * a ${method} is refused where the object exists. Remove the header, or use If-Match.`
    : `With If-None-Match the ${method} is done only if the object no longer has this ETag. Use If-Match to change the version that you read.`;
  const fixes = any ? removeHeader(block, header, false) : fix('Change to If-Match', header.name, 'If-Match');
  return [problem('if-none-match', header.name, message, { fixes })];
}
