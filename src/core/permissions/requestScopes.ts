import type { Resource } from '../catalog/resource.ts';
import { type Environment, GLOBAL } from '../environments.ts';
import type { ResolvedRequest } from '../request/message.ts';
import { type LeastPermissions, leastPermissions, touchedProperties } from './scopes.ts';

/** What decides about the permissions of a request. */
export type PermissionSubject = Pick<ResolvedRequest, 'method' | 'url' | 'body'>;

/**
 * The scopes to ask a token for, as `https://graph.microsoft.com/User.ReadWrite.All` (Microsoft identity
 * platform, "Scopes and permissions"): the least for URL, method and properties. Tokens are per cloud, and so
 * are scopes. Where nothing is known of the URL: what the application was granted.
 *
 * @param permission that the person chose in the place of the least one
 */
export function requestScopes(
  environment: Environment,
  resource: Resource | undefined,
  request: PermissionSubject,
  permission?: string,
): readonly string[] {
  if (environment.scopes !== undefined) return environment.scopes;
  const base = scopeBase(environment);
  const names = requestPermissions(resource, request, permission);
  return names.length === 0 ? [`${base}/.default`] : names.map((name) => `${base}/${name}`);
}

/** The same as names of permissions; empty where nothing is known of the URL and nobody chose one. */
export function requestPermissions(
  resource: Resource | undefined,
  request: PermissionSubject,
  permission?: string,
): readonly string[] {
  const least = resource === undefined ? [] : leastFor(resource, request).permissions;
  if (permission === undefined) return least;
  return [...new Set([permission, ...least.slice(1)])];
}

/** What a request to a known resource needs at least, and what would be enough as well. */
export function leastFor(resource: Resource, request: PermissionSubject): LeastPermissions {
  return leastPermissions(resource.endpoint, namedProperties(request), resource.schema, request.method);
}

/** The properties that a request is about: those that its body sets, or that a read selects. */
export function namedProperties({ method, url, body }: PermissionSubject): readonly string[] {
  return method === 'GET' || method === 'HEAD' ? selectedProperties(url) : touchedProperties(body);
}

/** The name of a scope's permission: `User.Read` of `https://graph.microsoft.com/User.Read`. */
export function permissionOfScope(scope: string): string {
  return scope.slice(scope.lastIndexOf('/') + 1);
}

/** What a request is remembered by when a person chooses a permission for it: its method and its endpoint. */
export function permissionKey(resource: Resource | undefined, { method, url }: PermissionSubject): string {
  return `${method} ${resource?.endpoint.pagePath ?? url.replace(/[?#].*$/s, '')}`;
}

/** What scopes of an environment begin with; the sandbox takes those of the cloud that it stands in for. */
function scopeBase({ resource, host }: Environment): string {
  return (resource ?? `https://${host ?? GLOBAL.host}`).replace(/\/+$/, '');
}

/** The properties that `$select` of a URL names. */
function selectedProperties(url: string): readonly string[] {
  const query = url.slice(url.indexOf('?') + 1);
  if (query === url) return [];
  const select = new URLSearchParams(query).get('$select') ?? '';
  return select.split(',').flatMap((name) => name.trim().split('/', 1)[0] || []);
}
