import { touchedProperties } from '../../change/merge.ts';
import type { JsonObject } from '../../text/jsonValues.ts';
import { Refusal, type SandboxAnswer } from '../answer.ts';
import { bodyOf, type ResourceCall } from '../call.ts';
import { bindingsIn, linking } from '../located/bindings.ts';
import { newObject } from '../objects/newObject.ts';
import { requireCreate, requireUpdate } from '../signIn/access.ts';
import { checkBody } from './checkBody.ts';
import { objectAnswer, objectHeaders } from './objectAnswer.ts';
import { parsePreferences } from './prefer.ts';
import { selectedNames } from './select.ts';
import { shortened } from './sentences.ts';

/**
 * Answers a POST to a collection: 201 with the new object and its address, or 204 with the address where no body
 * is preferred. A new object is checked as a change is, and must have what the service cannot make up.
 *
 * @param keys of the object, where the URL names it: an update that makes what is not there
 * @throws Refusal 400, 403, 409 where there is such an object, 413 or 415.
 */
export async function createObject(call: ResourceCall, keys?: JsonObject): Promise<SandboxAnswer> {
  const { service, resource, request, grant, objects } = call;
  const checkGrant = keys === undefined ? requireCreate : requireUpdate;
  checkGrant(resource, grant, []);
  const selected = selectedNames(resource.schema, request.query);
  const body = await bodyOf(request);
  const schema = objects.schemaFor(body);
  const checked = checkBody(schema, body, {});
  const bindings = bindingsIn(call, schema, body);
  checkGrant(resource, grant, [...touchedProperties(checked), ...bindings.map(({ name }) => name)]);
  const made = newObject(schema, checked, request.behaviour.readOnly, service.clock.now(), keys);
  const id = objects.idOf(made);
  if (objects.byId(id) !== undefined) {
    throw new Refusal(409, 'Conflict', `There is an object with the id '${shortened(id)}' already.`);
  }
  const stored = objects.add(id, made, schema);
  try {
    linking(call, stored, bindings)();
  } catch (error) {
    objects.remove(stored);
    throw error;
  }
  const location = request.origin + objects.pathOf(id);
  const preferences = parsePreferences(request.header('prefer'));
  const headers: Record<string, string> = {
    location,
    ...(preferences.return === undefined ? {} : { 'preference-applied': `return=${preferences.return}` }),
  };
  const found = { ...call, stored };
  if (preferences.return === 'minimal') {
    return {
      status: 204,
      headers: { ...objectHeaders(found, stored), ...headers, 'odata-entityid': location },
    };
  }
  const answer = objectAnswer(found, stored, {
    preferences,
    ...(selected === undefined ? {} : { selected }),
  });
  return { ...answer, status: 201, headers: { ...answer.headers, ...headers } };
}
