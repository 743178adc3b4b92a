import { commonHeaders, type SandboxAnswer } from '../answer.ts';
import type { Call } from '../call.ts';
import { requireDelete } from '../signIn/access.ts';
import { checkConditions, requireCondition } from './conditions.ts';

/**
 * Answers a DELETE: 204, and from then on 404.
 *
 * @throws Refusal 403, 412 or 428.
 */
export function deleteObject(call: Call): SandboxAnswer {
  const { service, request, resource, grant, stored, objects } = call;
  requireDelete(resource, grant);
  requireCondition(call);
  checkConditions(request.header, stored.etag, false);
  objects.remove(stored);
  return { status: 204, headers: commonHeaders(request.ids, service.clock) };
}
