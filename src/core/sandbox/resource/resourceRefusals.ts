import { isMisspelling } from '../../catalog/nearest.ts';
import { pathSegments } from '../../catalog/path.ts';
import type { ResourceMiss } from '../../catalog/resource.ts';
import { Refusal } from '../answer.ts';
import { shortened } from './sentences.ts';

/** 404: no object has this key. */
export function objectNotFound(key: string): Refusal {
  return new Refusal(
    404,
    'Request_ResourceNotFound',
    `Resource '${shortened(key)}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

/** 400: the path leads to nothing that is known. */
export function unknownPath(path: string, { segment, versions, nearest }: ResourceMiss): Refusal {
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

/** @throws Refusal 400 where a key is still the placeholder that an API page prints. */
export function checkPlaceholder(key: string): void {
  if (!/^\{.*\}$/.test(key)) return;
  throw badRequest(`The placeholder ${shortened(key)} in the URL was not filled in: put an id in its place.`);
}

/** 400 in general. */
export function badRequest(message: string): Refusal {
  return new Refusal(400, 'BadRequest', message);
}

/**
 * 405 for a method that Graph has and this URL has not, 501 for one that Graph has not either.
 *
 * @param allowed what the URL takes
 */
export function wrongMethod(method: string, allowed: readonly string[]): Refusal {
  const allow = allowed.join(', ');
  const headers = { allow };
  return ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].includes(method)
    ? new Refusal(405, 'MethodNotAllowed', `This URL takes ${allow} in the sandbox.`, { headers })
    : new Refusal(501, 'notSupported', `The sandbox does not know this method. This URL takes ${allow}.`, {
        headers,
      });
}

function namesOf(path: string): readonly string[] {
  return pathSegments(path).map(({ text }) => text);
}
