import type { Resource } from '../../catalog/resource.ts';
import { Refusal, type SandboxAnswer } from '../answer.ts';
import type { Call, ResourceCall, ResourceRequest, Service } from '../call.ts';
import { answerLocated } from '../located/answer.ts';
import { addressOf, objectKeyOf } from '../objects/addresses.ts';
import { draftedObject } from '../objects/drafted.ts';
import { writtenSet } from '../objects/objectSet.ts';
import { placeOf, type WrittenPlace } from '../objects/place.ts';
import { listObjects } from './collection.ts';
import { createObject } from './create.ts';
import { readObject } from './read.ts';
import { deleteObject } from './remove.ts';
import {
  badRequest,
  checkPlaceholder,
  objectNotFound,
  unknownPath,
  wrongMethod,
} from './resourceRefusals.ts';
import { shortened } from './sentences.ts';
import { updateObject } from './update.ts';

/**
 * Answers a request for an object or a collection.
 *
 * @throws Refusal 400 for an unknown URL or a placeholder in it, 401, 404 for an unknown object, 405, 501, and
 *   what the methods throw.
 */
export async function answerResource(service: Service, request: ResourceRequest): Promise<SandboxAnswer> {
  checkVersion(request.version);
  const grant = service.tokens.grantOf(request.header('authorization'));
  const catalog = await service.catalog();
  const place = placeOf(catalog, request.version, request.path);
  if (!place.known) throw unknownPath(request.path, place.miss);
  if ('target' in place) return answerLocated({ service, catalog, request, grant, target: place.target });
  const { collection, object } = forMethod(request.method, place);
  if (collection !== undefined) {
    checkPlaceholders(collection);
    const objects = writtenSet(service.store, collection);
    const call = { service, catalog, request, resource: collection, grant, objects };
    return request.method === 'POST' ? createObject(call) : listObjects(call);
  }
  checkPlaceholders(object);
  const objects = writtenSet(service.store, object);
  return answerObject({ service, catalog, request, resource: object, grant, objects });
}

/** @throws Refusal 400 where the first segment of the path is no version. */
export function checkVersion(version: string): void {
  if (/^(?:v1\.0|beta)$/i.test(version)) return;
  throw badRequest(`Invalid version: ${shortened(version)}. The sandbox has v1.0 and beta.`);
}

function answerObject(call: ResourceCall): SandboxAnswer | Promise<SandboxAnswer> {
  const { service, request, resource } = call;
  const address = addressOf(resource);
  const stored =
    service.store.find(resource.schema['x-graph'].type, address) ?? draftedObject(service, resource, address);
  if (stored === undefined) throw objectNotFound(address.key?.value ?? resource.schema.title);
  const withObject: Call = { ...call, stored };
  switch (request.method) {
    case 'PATCH':
    case 'PUT':
      return updateObject(withObject);
    case 'DELETE':
      return deleteObject(withObject);
    default:
      return readObject(withObject);
  }
}

/**
 * What a method means at a place. The URL of an API page that names no object is that of the collection as well:
 * it is read and added to as the collection, and changed as its first object.
 */
function forMethod(
  method: string,
  { object, collection }: WrittenPlace,
):
  | { readonly collection: Resource; readonly object?: never }
  | {
      readonly object: Resource;
      readonly collection?: never;
    } {
  const keyed = object !== undefined && objectKeyOf(object) !== undefined;
  if (collection !== undefined && ['GET', 'HEAD', 'POST'].includes(method)) return { collection };
  if (object !== undefined && ['GET', 'HEAD', object.endpoint.method].includes(method)) return { object };
  if (object !== undefined && method === 'DELETE') {
    if (keyed) return { object };
    throw new Refusal(405, 'MethodNotAllowed', 'This URL names no object to delete. Add its id to the URL.', {
      headers: { allow: `GET, HEAD, ${object.endpoint.method}` },
    });
  }
  throw wrongMethod(method, [
    ...['GET', 'HEAD'],
    ...(collection === undefined ? [] : ['POST']),
    ...(object === undefined ? [] : [object.endpoint.method]),
    ...(keyed ? ['DELETE'] : []),
  ]);
}

function checkPlaceholders({ keys }: Resource): void {
  for (const { value } of keys) checkPlaceholder(value);
}
