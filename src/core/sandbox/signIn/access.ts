import type { Resource } from '../../catalog/resource.ts';
import type { Endpoint } from '../../catalog/schema.ts';
import { Refusal } from '../answer.ts';
import { type Grant, has } from './tokens.ts';

/**
 * Whether a grant may change these properties of a resource: with any permission of the endpoint, or with a
 * narrower one that covers all of them; and with the further permission that a property may need.
 *
 * @param touched declared names of the properties that the body sets
 * @throws Refusal 403, which names what is missing.
 */
export function requireUpdate(resource: Resource, grant: Grant, touched: readonly string[]): void {
  const { endpoint } = resource;
  const full = fullPermissions(endpoint);
  if (full.length > 0 && !full.some((permission) => has(grant, permission))) {
    const narrow = (endpoint.permissions.narrower ?? []).filter(({ permission }) => has(grant, permission));
    if (narrow.length === 0) throw denied(`This needs one of: ${everyPermission(endpoint).join(', ')}.`);
    const covered = new Set(narrow.flatMap(({ properties }) => properties.map((name) => name.toLowerCase())));
    const beyond = touched.find((name) => !covered.has(name.toLowerCase()));
    if (beyond !== undefined) {
      const own = narrow.map(({ permission }) => permission).join(', ');
      throw denied(`${own} does not reach as far as '${beyond}'. That needs one of: ${full.join(', ')}.`);
    }
  }
  requireFurther(resource, grant, touched, (permission) => [permission]);
}

/**
 * Whether a grant may read a resource: any permission that can change it suffices, and so does its reading
 * form (`APIConnectors.Read.All` for `APIConnectors.ReadWrite.All`).
 *
 * @param selected declared names of the properties that `$select` asks for
 * @throws Refusal 403, which names what is missing.
 */
export function requireRead(resource: Resource, grant: Grant, selected: readonly string[]): void {
  const { endpoint } = resource;
  const enough = [...(endpoint.permissions.read ?? []), ...everyPermission(endpoint).flatMap(readingForms)];
  if (enough.length > 0 && !enough.some((permission) => has(grant, permission))) {
    throw denied(`Reading this needs one of: ${[...new Set(enough)].join(', ')}.`);
  }
  requireFurther(resource, grant, selected, readingForms);
}

/**
 * Whether a grant may make an object with these properties.
 *
 * @param touched declared names of the properties that the body sets
 * @throws Refusal 403, which names what is missing.
 */
export function requireCreate(resource: Resource, grant: Grant, touched: readonly string[]): void {
  requireOneOf(resource.endpoint.permissions.create ?? fullPermissions(resource.endpoint), grant);
  requireFurther(resource, grant, touched, (permission) => [permission]);
}

/**
 * Whether a grant may delete an object.
 *
 * @throws Refusal 403, which names what is missing.
 */
export function requireDelete({ endpoint }: Resource, grant: Grant): void {
  requireOneOf(endpoint.permissions.delete ?? fullPermissions(endpoint), grant);
}

function requireOneOf(enough: readonly string[], grant: Grant): void {
  if (enough.length === 0 || enough.some((permission) => has(grant, permission))) return;
  throw denied(`This needs one of: ${enough.join(', ')}.`);
}

function requireFurther(
  resource: Resource,
  grant: Grant,
  names: readonly string[],
  formsOf: (permission: string) => readonly string[],
): void {
  const properties = resource.schema.properties;
  for (const name of names) {
    const further = Object.hasOwn(properties, name) ? properties[name]?.['x-graph']?.alsoRequires : undefined;
    if (further !== undefined && !formsOf(further).some((permission) => has(grant, permission))) {
      throw denied(`'${name}' needs ${formsOf(further).join(' or ')} besides.`);
    }
  }
}

/** The permissions that reach every property, least privileged first, without repetition. */
function fullPermissions({ permissions }: Endpoint): readonly string[] {
  const narrow = new Set((permissions.narrower ?? []).map(({ permission }) => permission));
  const all = [...permissions.delegatedWork, ...permissions.delegatedPersonal, ...permissions.application];
  return [...new Set(all)].filter((permission) => !narrow.has(permission));
}

function everyPermission(endpoint: Endpoint): readonly string[] {
  const narrow = (endpoint.permissions.narrower ?? []).map(({ permission }) => permission);
  return [...new Set([...narrow, ...fullPermissions(endpoint)])];
}

function readingForms(permission: string): readonly string[] {
  const reading = permission.replace('.ReadWrite.', '.Read.');
  return reading === permission ? [permission] : [reading, permission];
}

function denied(what: string): Refusal {
  return new Refusal(
    403,
    'Authorization_RequestDenied',
    `Insufficient privileges to complete the operation. ${what}`,
  );
}
