import type { Environment } from '../../environments.ts';

/** Which application and tenant sign in to an environment. */
export interface SignInSettings {
  /** Application (client) id; absent: the editor's own. */
  readonly clientId?: string;
  /** Tenant id or domain; absent: the account's own. */
  readonly tenant?: string;
}

/** The settings of sign-in, as they are written. */
export interface WrittenSignIn {
  readonly clientId: unknown;
  readonly tenant: unknown;
  /** By environment id; each may have `clientId` and `tenant`. */
  readonly perEnvironment: unknown;
}

/**
 * Which application and tenant sign in: those of the environment; else, outside of the sovereign clouds, the
 * general ones. An application that is registered in one cloud does not exist in another. What is no id is
 * taken for absent.
 */
export function signInSettings(environment: Environment, written: WrittenSignIn): SignInSettings {
  if (!environment.real) return {};
  const own = memberOf(written.perEnvironment, environment.id);
  const general = environment.sovereign === undefined ? written : undefined;
  const clientId = guid(memberOf(own, 'clientId')) ?? guid(general?.clientId);
  const tenant = tenantName(memberOf(own, 'tenant')) ?? tenantName(general?.tenant);
  return { ...(clientId === undefined ? {} : { clientId }), ...(tenant === undefined ? {} : { tenant }) };
}

/** The special scopes by which VS Code's Microsoft providers are told an application and a tenant. */
export function clientScopes({ clientId, tenant }: SignInSettings): readonly string[] {
  return [
    ...(clientId === undefined ? [] : [`VSCODE_CLIENT_ID:${clientId}`]),
    ...(tenant === undefined ? [] : [`VSCODE_TENANT:${tenant}`]),
  ];
}

/** A member of an object's own, whatever it is. */
export function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

function guid(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? text : undefined;
}

function tenantName(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  return /^[a-z0-9][a-z0-9.-]{0,254}$/i.test(text) ? text : undefined;
}
