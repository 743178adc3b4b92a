import type { PathTarget, Resource } from '../../catalog/resource.ts';
import { commonHeaders, type Refusal, type SandboxAnswer } from '../answer.ts';
import type { Call, ResourceCall } from '../call.ts';
import type { StoredObject } from '../objects/store.ts';
import { listObjects } from '../resource/collection.ts';
import { createObject } from '../resource/create.ts';
import { parseFilter } from '../resource/filter.ts';
import { queryOptions } from '../resource/queryOptions.ts';
import { readObject } from '../resource/read.ts';
import { deleteObject } from '../resource/remove.ts';
import { checkPlaceholder, objectNotFound, wrongMethod } from '../resource/resourceRefusals.ts';
import { updateObject } from '../resource/update.ts';
import { requireRead } from '../signIn/access.ts';
import { type Found, findOnWay } from './find.ts';
import { answerReference } from './reference.ts';
import { notCallable, notUpdatable, replacedOnly } from './refusals.ts';
import { surroundingsOf } from './surroundings.ts';
import { answerValue } from './value.ts';

/** A request for what only the metadata knows, and its sender. */
export interface LocatedRequest extends Pick<ResourceCall, 'service' | 'catalog' | 'request' | 'grant'> {
  readonly target: PathTarget;
}

/**
 * Answers a request for whatever the metadata has at a path: objects, collections, counts, values and links.
 *
 * @throws Refusal 400, 403, 404, 405, 501 for what only a service can do, and what the methods throw.
 */
export function answerLocated(located: LocatedRequest): SandboxAnswer | Promise<SandboxAnswer> {
  const { service, catalog, request, grant, target } = located;
  const calls = target.way.findIndex(({ kind }) => kind === 'operation');
  const resource = target.owner ?? target.resource;
  const atEnd = target.kind === 'count' || target.kind === 'reference';
  const answerable = calls < 0 || (atEnd && calls === target.way.length - 1);
  if (resource === undefined || !answerable || target.kind === 'content') throw notCallable(target);
  for (const step of target.way) {
    if (step.kind === 'key') for (const { value } of step.values) checkPlaceholder(value);
  }
  const found = findOnWay(surroundingsOf(located, target, resource.version), target.way);
  const call: ResourceCall = { service, catalog, request, resource, grant, objects: found.objects };
  if (target.kind === 'reference') return answerReference(call, found, target);
  if (found.behind.length > 0) return answerValue(call, found, target);
  if (target.kind === 'count') return countObjects(call);
  return found.one ? answerObject(call, found, target) : answerCollection(call);
}

function answerCollection(call: ResourceCall): SandboxAnswer | Promise<SandboxAnswer> {
  const { method } = call.request;
  if (method === 'GET' || method === 'HEAD') return listObjects(call);
  if (method === 'POST') return createObject(call);
  throw wrongMethod(method, ['GET', 'HEAD', 'POST']);
}

function answerObject(
  call: ResourceCall,
  found: Found,
  target: PathTarget,
): SandboxAnswer | Promise<SandboxAnswer> {
  const { request, resource, objects } = call;
  const { stored } = found;
  switch (request.method) {
    case 'GET':
    case 'HEAD':
      return readObject(withObject(call, found));
    case 'PATCH':
    case 'PUT': {
      checkUpdate(request.method, resource, target);
      if (stored !== undefined) return updateObject(withObject(call, found));
      const replaces = request.method === 'PUT' && objects.single;
      if (!target.upsert && !replaces) throw notThere(found, resource);
      return createObject(call, objects.single ? {} : found.home.keysOf(found.keys));
    }
    case 'DELETE':
      if (!isSingleton(target)) return deleteObject(withObject(call, found));
      break;
    default:
  }
  throw wrongMethod(request.method, [
    ...['GET', 'HEAD'],
    ...(target.update.allowed ? [resource.endpoint.method] : []),
    ...(isSingleton(target) ? [] : ['DELETE']),
  ]);
}

/** @throws Refusal 405 where the metadata allows no update there, or another method. */
function checkUpdate(method: string, { endpoint }: Resource, { update, way }: PathTarget): void {
  if (!update.allowed) throw notUpdatable(update.reason, way.length > 1);
  if (endpoint.method === method) return;
  throw endpoint.method === 'PUT' ? replacedOnly() : wrongMethod(method, ['GET', 'HEAD', 'PATCH', 'DELETE']);
}

function isSingleton({ way }: PathTarget): boolean {
  return way.every((step) => (step.kind === 'root' ? !step.collection : step.kind === 'cast'));
}

/** The call with its object, and with the schema of what that really is. */
function withObject(call: ResourceCall, found: Found): Call {
  const { stored } = found;
  if (stored === undefined) throw notThere(found, call.resource);
  return { ...call, stored, resource: { ...call.resource, schema: call.objects.schemaOf(stored) } };
}

function notThere({ keys, links }: Found, { schema, keys: given }: Resource): Refusal {
  const linked = links?.place.collection === false ? links.place.name : undefined;
  return objectNotFound(keys[0]?.value ?? linked ?? given.at(-1)?.value ?? schema.title);
}

/** Answers `…/$count`: how many objects there are, as plain text. */
function countObjects(call: ResourceCall): SandboxAnswer {
  const { service, request, resource, grant, objects } = call;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    throw wrongMethod(request.method, ['GET', 'HEAD']);
  }
  const text = queryOptions(request.query, ['filter'], 'a count').get('filter');
  const filter = text === undefined ? undefined : parseFilter(resource.schema, text);
  requireRead(resource, grant, filter === undefined ? [] : [filter.property]);
  const meant = ({ object }: StoredObject): boolean => filter?.matches(object) ?? true;
  const headers = {
    ...commonHeaders(request.ids, service.clock),
    'content-type': 'text/plain;charset=utf-8',
  };
  return { status: 200, headers, body: String(objects.list().filter(meant).length) };
}
