import type { ResourceSchema } from '../catalog/schema.ts';
import { type Draft, setOwn } from '../change/json.ts';
import { applyPatch, changedProperties, touchedProperties } from '../change/merge.ts';
import { rootType } from '../change/types.ts';
import type { JsonObject } from '../send/outcome.ts';
import { requireRead, requireUpdate } from './access.ts';
import type { SandboxAnswer } from './answer.ts';
import { parseBody } from './body.ts';
import type { Call } from './call.ts';
import { checkBody } from './checkBody.ts';
import { checkConditions } from './conditions.ts';
import { objectAnswer, objectHeaders } from './objectAnswer.ts';
import { parsePreferences } from './prefer.ts';
import { inReadForm } from './readForm.ts';
import { settleReadOnly } from './readOnly.ts';
import { selectedNames } from './select.ts';
import type { StoredObject } from './store.ts';

/**
 * Answers a PATCH: 200 with the changed object, or 204 without it. A body that changes nothing leaves the
 * entity tag as it is. Conditions are looked at last, and of the object as it is then (RFC 9110, section
 * 13.2.1): whatever else is wrong is told first.
 *
 * @throws Refusal 400, 403, 404, 412, 413 or 415.
 */
export async function updateObject(call: Call): Promise<SandboxAnswer> {
  const { service, resource, request, grant } = call;
  const { schema } = resource;
  requireUpdate(resource, grant, []);
  const selected = selectedNames(schema, request.query);
  if (selected !== undefined) requireRead(resource, grant, selected);
  const body = parseBody(await request.body(), {
    contentType: request.header('content-type'),
    contentEncoding: request.header('content-encoding'),
  });
  // Somebody else may have changed the object while the body was on its way.
  const current = service.store.find(schema, { value: call.stored.id }) ?? call.stored;
  const patch = checkBody(schema, service.validatorOf(schema), body, current.object);
  requireUpdate(resource, grant, touchedProperties(patch));
  const after = changedObject(call, current, patch);
  checkConditions(request.header, current.etag, false);
  const unchanged = changedProperties(current.object, after).length === 0;
  const stored = unchanged
    ? current
    : service.store.replace(schema, current.id, moved(schema, after, service.clock.now()));
  return changeAnswer(call, stored, selected);
}

function changedObject({ service, resource }: Call, current: StoredObject, patch: JsonObject): JsonObject {
  const { schema } = resource;
  const merged = applyPatch(schema, current.object, patch).after;
  const settled = settleReadOnly(schema, current.object, merged, service.readOnly);
  return inReadForm(schema, settled, service.clock.now());
}

function changeAnswer(
  call: Call,
  stored: StoredObject,
  selected: readonly string[] | undefined,
): SandboxAnswer {
  const preferences = parsePreferences(call.request.header('prefer'));
  const applied = [
    ...(preferences.return === undefined ? [] : [`return=${preferences.return}`]),
    ...(preferences.unknownEnumMembers ? ['include-unknown-enum-members'] : []),
  ].join(', ');
  const echo: Record<string, string> = applied === '' ? {} : { 'preference-applied': applied };
  const minimal = (preferences.return ?? call.service.answer) === 'minimal';
  if (minimal) return { status: 204, headers: { ...objectHeaders(call, stored), ...echo } };
  const answer = objectAnswer(call, stored, { preferences, ...(selected === undefined ? {} : { selected }) });
  return { ...answer, headers: { ...answer.headers, ...echo } };
}

const MODIFIED = /^(?:last)?(?:modified|updated)(?:DateTime|Time|At)$/i;

/** The object with the time of its last change, where the type keeps one. */
function moved(schema: ResourceSchema, object: JsonObject, now: number): JsonObject {
  const result: Draft = {};
  for (const name of Object.keys(object)) setOwn(result, name, object[name]);
  for (const { name, schema: property } of rootType(schema).properties.values()) {
    if (property.format === 'date-time' && property.readOnly === true && MODIFIED.test(name)) {
      setOwn(result, name, new Date(now).toISOString());
    }
  }
  return result;
}
