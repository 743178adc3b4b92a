import type { Endpoint, ResourceSchema } from '../catalog/schema.ts';
import { isAnnotation, isObject } from '../change/json.ts';

/** The least that a signed-in person's token needs for a change, by permission name. */
export interface LeastPermissions {
  /** Names such as `APIConnectors.ReadWrite.All`; empty where signed-in people cannot use the endpoint. */
  readonly permissions: readonly string[];
  /** What a person should know about who can sign in, as plain sentences. */
  readonly notes: readonly string[];
}

/**
 * The least privileged delegated permissions for a change of these properties: the endpoint's first one, or
 * a narrower one where it covers every property, and those that single properties need besides.
 *
 * @param touched names of the properties that the body sets, in any case
 * @param schema of the resource, which knows what single properties need
 */
export function leastPermissions(
  endpoint: Endpoint,
  touched: readonly string[],
  schema?: ResourceSchema,
): LeastPermissions {
  const { delegatedWork, delegatedPersonal, application } = endpoint.permissions;
  const notes: string[] = [];
  if (delegatedWork.length === 0 && delegatedPersonal.length === 0) {
    notes.push(
      application.length === 0
        ? 'It is not known which permission this endpoint needs.'
        : 'Only applications can use this endpoint, not signed-in people.',
    );
    return { permissions: [], notes };
  }
  if (delegatedPersonal.length === 0) {
    notes.push(
      'Personal Microsoft accounts cannot use this endpoint. Sign in with a work or school account.',
    );
  }
  const general = delegatedWork[0] ?? delegatedPersonal[0];
  const names = new Set([narrowest(endpoint, touched) ?? general, ...alsoRequired(schema, touched)]);
  names.delete(undefined);
  return { permissions: [...names].filter((name) => name !== undefined), notes };
}

/**
 * The scopes to ask a token for, as `https://graph.microsoft.com/User.ReadWrite.All` (Microsoft identity
 * platform, "Scopes and permissions"). Tokens are per cloud, and so are scopes.
 *
 * @param graphHost exact Graph host of the cloud; for the sandbox, the one that it stands in for
 */
export function scopesFor(
  endpoint: Endpoint,
  touched: readonly string[],
  schema: ResourceSchema | undefined,
  graphHost: string,
): readonly string[] {
  return leastPermissions(endpoint, touched, schema).permissions.map(
    (name) => `https://${graphHost}/${name}`,
  );
}

/** The scope that stands for everything the application was granted, for resources that are not known. */
export function defaultScope(graphHost: string): string {
  return `https://${graphHost}/.default`;
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

function narrowest(endpoint: Endpoint, touched: readonly string[]): string | undefined {
  if (touched.length === 0) return undefined;
  return endpoint.permissions.narrower?.find(({ properties }) => {
    const allowed = new Set(properties.map((name) => name.toLowerCase()));
    return touched.every((name) => allowed.has(name.toLowerCase()));
  })?.permission;
}

function alsoRequired(schema: ResourceSchema | undefined, touched: readonly string[]): readonly string[] {
  if (schema === undefined) return [];
  const wanted = new Set(touched.map((name) => name.toLowerCase()));
  return Object.entries(schema.properties)
    .filter(([name]) => wanted.has(name.toLowerCase()))
    .flatMap(([, property]) => property['x-graph']?.alsoRequires ?? []);
}
