import type { Endpoint, ResourceSchema } from '../catalog/schema.ts';
import { isAnnotation, isObject } from '../change/json.ts';

/** The least that a signed-in person's token needs for a request, by permission name. */
export interface LeastPermissions {
  /** Names such as `APIConnectors.ReadWrite.All`; empty where signed-in people cannot use the endpoint. */
  readonly permissions: readonly string[];
  /** Each of these, in the place of the first of `permissions`, is enough as well; least first. */
  readonly wider: readonly string[];
  /** What a person should know about who can sign in, as plain sentences. */
  readonly notes: readonly string[];
}

/**
 * The least privileged delegated permissions for a request that names these properties: the endpoint's first
 * one for its method, or a narrower one where it covers every property that is changed, and those that single
 * properties need besides.
 *
 * @param touched names of the properties that the body sets, or that are read, in any case
 * @param schema of the resource, which knows what single properties need
 * @param method in upper case; the endpoint's own unless told
 */
export function leastPermissions(
  endpoint: Endpoint,
  touched: readonly string[],
  schema?: ResourceSchema,
  method: string = endpoint.method,
): LeastPermissions {
  const { delegatedWork, delegatedPersonal, application } = endpoint.permissions;
  const notes: string[] = [];
  if (delegatedWork.length === 0 && delegatedPersonal.length === 0) {
    notes.push(
      application.length === 0
        ? 'It is not known which permission this endpoint needs.'
        : 'Only applications can use this endpoint, not signed-in people.',
    );
    return { permissions: [], wider: [], notes };
  }
  if (delegatedPersonal.length === 0) {
    notes.push(
      'Personal Microsoft accounts cannot use this endpoint. Sign in with a work or school account.',
    );
  }
  const general = permissionsOf(endpoint, method);
  const first = (isUpdate(method) ? narrowest(endpoint, touched) : undefined) ?? general[0];
  const further = method === 'DELETE' ? [] : alsoRequired(schema, touched, formOf(method));
  const permissions = [...new Set([first, ...further])].filter((name) => name !== undefined);
  return { permissions, wider: general.filter((name) => !permissions.includes(name)), notes };
}

/**
 * Names of the properties that a body sets: its own, without annotations; `owners@odata.bind` and
 * `size@odata.type` count as what they annotate. Empty where the body is no JSON object.
 */
export function touchedProperties(body: string | undefined): readonly string[] {
  let value: unknown;
  try {
    value = JSON.parse(body ?? '');
  } catch {
    return [];
  }
  if (!isObject(value)) return [];
  const names = Object.keys(value).map((name) =>
    isAnnotation(name) ? name.slice(0, name.indexOf('@')) : name,
  );
  return [...new Set(names.filter((name) => name !== ''))];
}

/** What signed-in people may use for a method, from least to most privileged. */
function permissionsOf({ permissions }: Endpoint, method: string): readonly string[] {
  const update =
    permissions.delegatedWork.length > 0 ? permissions.delegatedWork : permissions.delegatedPersonal;
  switch (method) {
    case 'GET':
    case 'HEAD':
      return permissions.read ?? update;
    case 'POST':
      return permissions.create ?? update;
    case 'DELETE':
      return permissions.delete ?? update;
    default:
      return update;
  }
}

function isUpdate(method: string): boolean {
  return method === 'PATCH' || method === 'PUT';
}

/** The form of a permission that a method needs: reading takes `….Read.…` for `….ReadWrite.…`. */
function formOf(method: string): (permission: string) => string {
  return method === 'GET' || method === 'HEAD'
    ? (permission) => permission.replace('.ReadWrite.', '.Read.')
    : (permission) => permission;
}

function narrowest(endpoint: Endpoint, touched: readonly string[]): string | undefined {
  if (touched.length === 0) return undefined;
  return endpoint.permissions.narrower?.find(({ properties }) => {
    const allowed = new Set(properties.map((name) => name.toLowerCase()));
    return touched.every((name) => allowed.has(name.toLowerCase()));
  })?.permission;
}

function alsoRequired(
  schema: ResourceSchema | undefined,
  touched: readonly string[],
  form: (permission: string) => string,
): readonly string[] {
  if (schema === undefined) return [];
  const wanted = new Set(touched.map((name) => name.toLowerCase()));
  return Object.entries(schema.properties)
    .filter(([name]) => wanted.has(name.toLowerCase()))
    .flatMap(([, property]) => property['x-graph']?.alsoRequires ?? [])
    .map(form);
}
