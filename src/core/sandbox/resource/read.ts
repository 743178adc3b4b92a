import type { SandboxAnswer } from '../answer.ts';
import type { Call } from '../call.ts';
import { requireRead } from '../signIn/access.ts';
import { checkConditions } from './conditions.ts';
import { objectAnswer, objectHeaders } from './objectAnswer.ts';
import { parsePreferences } from './prefer.ts';
import { selectedNames } from './select.ts';

/**
 * Answers a GET: 200 with the object, or 304 where `If-None-Match` has its entity tag.
 *
 * @throws Refusal 400 for a `$select` or a condition that cannot be read, 403, 412.
 */
export function readObject(call: Call): SandboxAnswer {
  const { resource, request, grant, stored } = call;
  const selected = selectedNames(resource.schema, request.query);
  requireRead(resource, grant, selected ?? []);
  const { unchanged } = checkConditions(request.header, stored.etag, true);
  if (unchanged) return { status: 304, headers: objectHeaders(call, stored) };
  const preferences = parsePreferences(request.header('prefer'));
  const answer = objectAnswer(call, stored, { preferences, ...(selected === undefined ? {} : { selected }) });
  if (!preferences.unknownEnumMembers) return answer;
  const headers = { ...answer.headers, 'preference-applied': 'include-unknown-enum-members' };
  return { ...answer, headers };
}
