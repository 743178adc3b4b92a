import type { ResourceSchema } from '../../catalog/schema.ts';
import { type Draft, ownValue, setOwn } from '../../change/json.ts';
import { applyPatch, changedProperties, touchedProperties } from '../../change/merge.ts';
import { isFixed } from '../../change/traits.ts';
import { rootType } from '../../change/types.ts';
import type { JsonObject } from '../../text/jsonValues.ts';
import type { SandboxAnswer } from '../answer.ts';
import { bodyOf, type Call } from '../call.ts';
import { bindingsIn, linking } from '../located/bindings.ts';
import { withFirstValues } from '../objects/newObject.ts';
import { inReadForm } from '../objects/readForm.ts';
import { settleReadOnly } from '../objects/readOnly.ts';
import type { StoredObject } from '../objects/store.ts';
import { requireRead, requireUpdate } from '../signIn/access.ts';
import { checkBody } from './checkBody.ts';
import { checkConditions, requireCondition } from './conditions.ts';
import { objectAnswer, objectHeaders } from './objectAnswer.ts';
import { type Preferences, parsePreferences } from './prefer.ts';
import { objectNotFound } from './resourceRefusals.ts';
import { selectedNames } from './select.ts';

/**
 * Answers a PATCH, or a PUT, which replaces: 200 with the changed object, or 204 without it. A body that changes
 * nothing leaves the entity tag as it is.
 *
 * @throws Refusal 400, 403, 404, 412, 413, 415 or 428.
 */
export async function updateObject(call: Call): Promise<SandboxAnswer> {
  const { resource, request, grant } = call;
  requireUpdate(resource, grant, []);
  const selected = selectedNames(resource.schema, request.query);
  if (selected !== undefined) requireRead(resource, grant, selected);
  return changeAnswer(call, changeObject(call, await bodyOf(request)), selected);
}

/**
 * Changes an object as a body says. Conditions are looked at last, and of the object as it is then (RFC 9110, section
 * 13.2.1): whatever else is wrong is told first.
 *
 * @throws Refusal 400, 403, 404, 412, 428, or 501 for links that only a service can tell.
 */
export function changeObject(call: Call, body: JsonObject): StoredObject {
  const { service, resource, request, grant, objects } = call;
  // Somebody else may have changed the object while the body was on its way.
  const current = objects.current(call.stored, body);
  if (current === undefined) throw objectNotFound(call.stored.id);
  const schema = objects.schemaOf(current);
  const patch = checkBody(schema, body, current.object);
  const bindings = bindingsIn(call, schema, body);
  requireUpdate(resource, grant, [...touchedProperties(patch), ...bindings.map(({ name }) => name)]);
  const after = changedObject(call, schema, current, patch);
  const link = linking(call, current, bindings);
  requireCondition(call);
  checkConditions(request.header, current.etag, false);
  const unchanged = changedProperties(current.object, after).length === 0;
  const changed = unchanged ? current : objects.replace(current, moved(schema, after, service.clock.now()));
  link();
  return changed;
}

function changedObject(
  { service, request }: Call,
  schema: ResourceSchema,
  current: StoredObject,
  patch: JsonObject,
): JsonObject {
  const now = service.clock.now();
  const before = request.method === 'PUT' ? fixedValues(schema, current.object) : current.object;
  const merged = applyPatch(schema, before, patch).after;
  const settled = settleReadOnly(schema, current.object, merged, request.behaviour.readOnly);
  const whole = request.method === 'PUT' ? withFirstValues(schema, settled, now) : settled;
  return inReadForm(schema, whole, now);
}

/** What stays of an object that is replaced: what an update cannot set. */
function fixedValues(schema: ResourceSchema, object: JsonObject): JsonObject {
  const result: Draft = {};
  for (const { name, schema: property } of rootType(schema).properties.values()) {
    const value = ownValue(object, name);
    if (isFixed(property) && value !== undefined) setOwn(result, name, value);
  }
  return result;
}

function changeAnswer(
  call: Call,
  stored: StoredObject,
  selected: readonly string[] | undefined,
): SandboxAnswer {
  const { preferences, minimal, echo } = wishedAnswer(call);
  if (minimal) return { status: 204, headers: { ...objectHeaders(call, stored), ...echo } };
  const answer = objectAnswer(call, stored, { preferences, ...(selected === undefined ? {} : { selected }) });
  return { ...answer, headers: { ...answer.headers, ...echo } };
}

/** How a change wants to be answered: with the object or without it, and the header that says what was heeded. */
export function wishedAnswer({ request }: Pick<Call, 'request'>): {
  readonly preferences: Preferences;
  readonly minimal: boolean;
  readonly echo: Readonly<Record<string, string>>;
} {
  const preferences = parsePreferences(request.header('prefer'));
  const applied = [
    ...(preferences.return === undefined ? [] : [`return=${preferences.return}`]),
    ...(preferences.unknownEnumMembers ? ['include-unknown-enum-members'] : []),
  ].join(', ');
  const { answer: status } = request.behaviour;
  return {
    preferences,
    minimal: preferences.return === undefined ? status === 204 : preferences.return === 'minimal',
    echo: applied === '' ? {} : { 'preference-applied': applied },
  };
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
