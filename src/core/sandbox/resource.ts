import { isMisspelling } from '../catalog/nearest.ts';
import { pathSegments } from '../catalog/path.ts';
import type { ResourceMiss } from '../catalog/resource.ts';
import { Refusal, type SandboxAnswer } from './answer.ts';
import type { ResourceRequest, Service } from './call.ts';
import { objectKeyOf, unfilledPlaceholder } from './context.ts';
import { readObject } from './read.ts';
import { shortened } from './sentences.ts';
import { updateObject } from './update.ts';

const ALLOWED = 'GET, HEAD, PATCH';
/** Methods that Graph has, but no resource here. */
const REFUSED = new Set(['POST', 'PUT', 'DELETE', 'OPTIONS']);

/**
 * Answers a request for a resource.
 *
 * @throws Refusal 400 for an unknown URL or a placeholder in it, 401, 404 for an unknown object, 405, 501, and
 *   what reading and updating throw.
 */
export async function answerResource(service: Service, request: ResourceRequest): Promise<SandboxAnswer> {
  if (!/^(?:v1\.0|beta)$/i.test(request.version)) {
    throw badRequest(`Invalid version: ${shortened(request.version)}. The sandbox has v1.0 and beta.`);
  }
  const grant = service.tokens.grantOf(request.header('authorization'));
  const resolution = service.catalog.resolve(request.version, request.path);
  if (!resolution.found) throw unknownPath(request.path, resolution.miss);
  checkMethod(request.method);
  const { resource } = resolution;
  const placeholder = unfilledPlaceholder(resource);
  if (placeholder !== undefined) {
    throw badRequest(
      `The placeholder ${shortened(placeholder)} in the URL was not filled in: put an id in its place.`,
    );
  }
  const key = objectKeyOf(resource);
  const stored = service.store.find(resource.schema, key);
  const call = { service, request, resource, grant };
  if (stored === undefined) throw notFound(key?.value ?? resource.schema.title);
  return request.method === 'PATCH'
    ? await updateObject({ ...call, stored })
    : readObject({ ...call, stored });
}

function checkMethod(method: string): void {
  if (method === 'GET' || method === 'HEAD' || method === 'PATCH') return;
  const headers = { allow: ALLOWED };
  if (REFUSED.has(method)) {
    throw new Refusal(405, 'MethodNotAllowed', `The sandbox reads and updates: ${ALLOWED}.`, { headers });
  }
  throw new Refusal(501, 'notSupported', `The sandbox does not know this method. It has ${ALLOWED}.`, {
    headers,
  });
}

function unknownPath(path: string, { segment, versions, nearest }: ResourceMiss): Refusal {
  if (versions !== undefined) {
    return badRequest(`Resource not found: this path exists in ${versions.join(' and ')} only.`);
  }
  const name = path.split('/').filter((each) => each !== '')[segment];
  const near = nearest !== undefined && isMisspelling(namesOf(path), namesOf(nearest));
  const hint = near ? ` Did you mean ${nearest}?` : '';
  return badRequest(
    name === undefined
      ? `The path ends too early: something must follow.${hint}`
      : `Resource not found for the segment '${shortened(name)}'.${hint}`,
  );
}

function namesOf(path: string): readonly string[] {
  return pathSegments(path).map(({ text }) => text);
}

function notFound(key: string): Refusal {
  return new Refusal(
    404,
    'Request_ResourceNotFound',
    `Resource '${shortened(key)}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

function badRequest(message: string): Refusal {
  return new Refusal(400, 'BadRequest', message);
}
