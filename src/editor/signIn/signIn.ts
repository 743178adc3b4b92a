import * as vscode from 'vscode';
import type { Environment } from '../../core/environments.ts';
import type { AccessToken, TokenRequest, TokenSource } from '../../core/host.ts';
import { readClaims } from '../../core/send/signIn/claims.ts';
import {
  signInFailed,
  signInNeeded,
  sovereignSettingDiffers,
  tokenCommandInvalid,
  tokenCommandUntrusted,
} from '../../core/send/signIn/signInFailures.ts';
import { clientScopes, signInSettings } from '../../core/send/signIn/signInSettings.ts';
import { SOVEREIGN_SECTION, sovereignAdvice } from '../../core/send/signIn/sovereign.ts';
import * as settings from '../settings.ts';
import type { AccountChoice } from './accounts.ts';

/**
 * Tokens from the editor's sign-in: Microsoft's providers for the clouds, our own for the sandbox, whichever an
 * environment of one's own names; or from the command that a setting names. The session is asked for before
 * each send, because providers renew tokens without telling when they expire.
 */
export class EditorTokens implements TokenSource {
  readonly #accounts: AccountChoice;
  #other: TokenSource | undefined;

  constructor(accounts: AccountChoice) {
    this.#accounts = accounts;
  }

  /** From now on asks this source in place of the editor's sign-in. */
  use(source: TokenSource): void {
    this.#other = source;
  }

  async getToken(request: TokenRequest, signal?: AbortSignal): Promise<AccessToken> {
    if (this.#other) return this.#other.getToken(request, signal);
    const { environment } = request;
    const command = environment.real ? settings.tokenCommand(environment.id) : undefined;
    if (command !== undefined) return commandToken(command, request, signal);
    const session = await openSession(request, this.#accounts);
    if (environment.real) await this.#accounts.remember(environment, session.account);
    const { id, label } = session.account;
    return { value: session.accessToken, account: label, accountId: id, ...tenantOf(environment, session) };
  }
}

/** Signs in to an environment, or finds the session that is there, and gives its account. */
export async function chooseSession(
  environment: Environment,
  scopes: readonly string[],
): Promise<vscode.AuthenticationSession> {
  return sessionOf(environment, [...scopes, ...specialScopes(environment)], {
    createIfNone: true,
    clearSessionPreference: true,
  });
}

async function openSession(
  { environment, scopes, challenge, silent }: TokenRequest,
  accounts: AccountChoice,
): Promise<vscode.AuthenticationSession> {
  const advice = sovereignAdvice(environment, ...sovereignSettings());
  if (advice !== undefined) throw sovereignSettingDiffers(environment, advice);
  const asked = [...scopes, ...specialScopes(environment)];
  const wanted = challenge ? { wwwAuthenticate: challenge, fallbackScopes: asked } : asked;
  const account = accounts.of(environment);
  return sessionOf(environment, wanted, {
    ...(silent ? { silent: true } : { createIfNone: true }),
    ...(account ? { account } : {}),
    ...(!silent && accounts.asksAgain(environment) ? { clearSessionPreference: true } : {}),
  });
}

async function sessionOf(
  environment: Environment,
  wanted: readonly string[] | vscode.AuthenticationWwwAuthenticateRequest,
  options: vscode.AuthenticationGetSessionOptions,
): Promise<vscode.AuthenticationSession> {
  let session: vscode.AuthenticationSession | undefined;
  try {
    session = await vscode.authentication.getSession(environment.authenticationProvider, wanted, options);
  } catch (error) {
    throw signInFailed(environment, error instanceof Error ? error.message : String(error));
  }
  if (session === undefined) throw signInNeeded(environment);
  return session;
}

async function commandToken(
  command: unknown,
  request: TokenRequest,
  signal: AbortSignal | undefined,
): Promise<AccessToken> {
  if (!vscode.workspace.isTrusted) throw tokenCommandUntrusted(request.environment);
  const { readCommand, runTokenCommand } = await import('../../core/sending.ts');
  const words = readCommand(command);
  if (words === undefined) throw tokenCommandInvalid(request.environment);
  return runTokenCommand(words, request, signal === undefined ? {} : { signal });
}

/** What the editor's own settings of sovereign clouds say. */
function sovereignSettings(): readonly [environment: unknown, custom: unknown] {
  const section = vscode.workspace.getConfiguration(SOVEREIGN_SECTION);
  return [section.get('environment'), section.get('customEnvironment')];
}

function specialScopes(environment: Environment): readonly string[] {
  return /^microsoft/.test(environment.authenticationProvider)
    ? clientScopes(signInSettings(environment, settings.signIn()))
    : [];
}

/** The tenant that a session is for: as its token says, as set, else the second half of the account's id. */
function tenantOf(environment: Environment, session: vscode.AuthenticationSession): { tenant?: string } {
  if (!environment.real) return {};
  const tenant =
    readClaims(session.accessToken).tenant ??
    signInSettings(environment, settings.signIn()).tenant ??
    session.account.id.split('.')[1];
  return tenant ? { tenant } : {};
}
