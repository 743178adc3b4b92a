import type { PathTarget } from '../../catalog/resource.ts';
import { isObject, ownValue } from '../../change/json.ts';
import type { JsonObject } from '../../text/jsonValues.ts';
import { commonHeaders, type SandboxAnswer } from '../answer.ts';
import { bodyOf, type Call, type ResourceCall } from '../call.ts';
import { presentObject } from '../objects/present.ts';
import type { StoredObject } from '../objects/store.ts';
import { OBJECT_TYPE } from '../resource/objectAnswer.ts';
import { queryOptions } from '../resource/queryOptions.ts';
import { objectNotFound, wrongMethod } from '../resource/resourceRefusals.ts';
import { changeObject, wishedAnswer } from '../resource/update.ts';
import { requireRead } from '../signIn/access.ts';
import type { Found } from './find.ts';
import { notUpdatable } from './refusals.ts';
import { nameOf } from './spot.ts';

/**
 * Answers a request for a property of an object, or one inside its complex values (OData 4.01 Protocol, sections 11.2.4
 * and 11.4.9): it is read, its items are counted, a complex value is changed in parts, and a value is cleared.
 *
 * @throws Refusal 400, 403, 404, 405 and what a change of the object throws.
 */
export async function answerValue(
  located: ResourceCall,
  { stored, behind, objects }: Found,
  target: PathTarget,
): Promise<SandboxAnswer> {
  const { request, resource, grant } = located;
  if (stored === undefined) throw objectNotFound(resource.keys.at(-1)?.value ?? resource.schema.title);
  const schema = objects.schemaOf(stored);
  const call: Call = { ...located, stored, resource: { ...resource, schema } };
  const names = namesOf(behind);
  const [first = ''] = names;
  const complex = target.kind === 'value' && target.resource !== undefined && !holdsList(behind);
  switch (request.method) {
    case 'GET':
    case 'HEAD':
      queryOptions(request.query, [], 'a value');
      requireRead(call.resource, grant, [first]);
      return readValue(call, stored, names, target.kind === 'count');
    case 'PATCH': {
      if (!complex) break;
      if (!target.update.allowed) throw notUpdatable(target.update.reason, false);
      const alone = { ...call, resource: { ...call.resource, endpoint: endpointOf(call, target) } };
      return changeValue(alone, behind, await bodyOf(request));
    }
    case 'DELETE':
      if (target.kind !== 'value' || !target.update.allowed) break;
      changeObject(call, wrapped(behind, null));
      return { status: 204, headers: commonHeaders(request.ids, call.service.clock) };
    default:
  }
  throw wrongMethod(request.method, [
    ...['GET', 'HEAD'],
    ...(complex && target.update.allowed ? ['PATCH'] : []),
    ...(target.kind === 'value' && target.update.allowed ? ['DELETE'] : []),
  ]);
}

function holdsList(behind: Found['behind']): boolean {
  return behind.some((step) => step.kind === 'property' && step.collection);
}

/** The endpoint of the value itself: permissions may be for it alone. */
function endpointOf({ resource }: Call, target: PathTarget): Call['resource']['endpoint'] {
  return target.resource?.endpoint ?? resource.endpoint;
}

function changeValue(call: Call, behind: Found['behind'], body: JsonObject): SandboxAnswer {
  const stored = changeObject(call, wrapped(behind, body));
  const { minimal, echo } = wishedAnswer(call);
  const answer = minimal
    ? { status: 204, headers: commonHeaders(call.request.ids, call.service.clock) }
    : readValue(call, stored, namesOf(behind), false);
  return { ...answer, headers: { ...answer.headers, ...echo, etag: stored.etag } };
}

function namesOf(behind: Found['behind']): readonly string[] {
  return behind.flatMap((step) => (step.kind === 'property' ? [step.name] : []));
}

/** 200 with the value, or 204 where there is none. */
function readValue(
  call: Call,
  stored: StoredObject,
  names: readonly string[],
  counted: boolean,
): SandboxAnswer {
  const { request, service, resource, objects } = call;
  const value = valueIn(objects.schemaOf(stored), stored.object, names);
  const headers = commonHeaders(request.ids, service.clock);
  if (counted) {
    const body = String(Array.isArray(value) ? value.length : 0);
    return { status: 200, headers: { ...headers, 'content-type': 'text/plain;charset=utf-8' }, body };
  }
  if (value === null || value === undefined) return { status: 204, headers };
  const context = `${request.origin}/${resource.version}/$metadata#${nameOfObject(call, stored)}/${names.join('/')}`;
  const body = {
    '@odata.context': context,
    ...(isObject(value) ? value : { value }),
  };
  return {
    status: 200,
    headers: { ...headers, 'odata-version': '4.0', 'content-type': OBJECT_TYPE },
    body: JSON.stringify(body),
  };
}

function nameOfObject({ objects }: Call, { id }: StoredObject): string {
  const { context: set, single } = objects;
  return nameOf({ spot: { set, single }, id });
}

/** @throws Refusal 404 where there is nothing that could have the property. */
function valueIn(schema: Call['resource']['schema'], object: JsonObject, names: readonly string[]): unknown {
  let value: unknown = presentObject(schema, object, {
    selected: new Set(names.slice(0, 1)),
    unknownEnumMembers: false,
  });
  for (const name of names) {
    if (!isObject(value)) throw objectNotFound(name);
    value = ownValue(value, name);
  }
  return value;
}

/** `{ "engine": { "@odata.type": "#test.electric", "battery": body } }` for what is behind the object in a URL. */
function wrapped(behind: Found['behind'], value: JsonObject | null): JsonObject {
  let inner = value;
  for (const step of behind.toReversed()) {
    if (step.kind === 'property') inner = { [step.name]: inner };
    else if (inner !== null && !Object.hasOwn(inner, '@odata.type')) {
      inner = { '@odata.type': `#${step.type}`, ...inner };
    }
  }
  return inner ?? {};
}
