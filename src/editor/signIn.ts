import * as vscode from 'vscode';
import { signInCancelled, signInFailed } from '../core/errors.ts';
import type { AccessToken, TokenRequest, TokenSource } from '../core/host.ts';
import { type Environment, environmentOf, SANDBOX } from '../core/send/environments.ts';
import * as settings from './settings.ts';

/**
 * Tokens from the editor's sign-in: the `microsoft` provider for Microsoft Graph, our own for the sandbox.
 * The session is asked for before each send, because providers renew tokens without telling when they
 * expire.
 */
export class EditorTokens implements TokenSource {
  #other: TokenSource | undefined;

  /** From now on asks this source in place of the editor's sign-in. */
  use(source: TokenSource): void {
    this.#other = source;
  }

  async getToken(request: TokenRequest): Promise<AccessToken> {
    if (this.#other) return this.#other.getToken(request);
    const environment = environmentOf(request.environment) ?? SANDBOX;
    const session = await openSession(environment, request);
    return {
      value: session.accessToken,
      account: session.account.label,
      ...tenantOf(environment, session),
    };
  }
}

async function openSession(
  environment: Environment,
  request: TokenRequest,
): Promise<vscode.AuthenticationSession> {
  const scopes = [...request.scopes, ...clientScopes(environment)];
  const wanted = request.challenge ? { wwwAuthenticate: request.challenge, fallbackScopes: scopes } : scopes;
  try {
    return await vscode.authentication.getSession(environment.authenticationProvider, wanted, {
      createIfNone: true,
    });
  } catch (error) {
    throw signInError(environment, error);
  }
}

/** The special scopes by which the Microsoft provider is told an application and a tenant. */
function clientScopes(environment: Environment): readonly string[] {
  if (!environment.real) return [];
  const clientId = settings.clientId();
  const tenant = settings.tenant();
  return [
    ...(clientId ? [`VSCODE_CLIENT_ID:${clientId}`] : []),
    ...(tenant ? [`VSCODE_TENANT:${tenant}`] : []),
  ];
}

/** The tenant that a session is for: as set, else the second half of the provider's account id. */
function tenantOf(environment: Environment, session: vscode.AuthenticationSession): { tenant?: string } {
  if (!environment.real) return {};
  const tenant = settings.tenant() || session.account.id.split('.')[1];
  return tenant ? { tenant } : {};
}

function signInError(environment: Environment, error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error);
  if (/did not consent|cancell?ed/i.test(message)) return signInCancelled(environment.label);
  return signInFailed(environment.label, message);
}
