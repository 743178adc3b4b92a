import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { SANDBOX_PROVIDER } from '../../contributions.ts';
import type { SandboxConnection } from '../../core/sandbox/connect.ts';

/**
 * Sign-in to the sandbox, as an authentication provider of the editor: consent, the accounts menu and
 * sign-out work as they do for Microsoft accounts. Sessions live as long as this window: a sandbox
 * forgets its tokens when it ends.
 */
export class SandboxAccounts implements vscode.AuthenticationProvider, vscode.Disposable {
  readonly #connect: () => Promise<SandboxConnection>;
  readonly #changed =
    new vscode.EventEmitter<vscode.AuthenticationProviderAuthenticationSessionsChangeEvent>();
  readonly onDidChangeSessions = this.#changed.event;
  #sessions: readonly vscode.AuthenticationSession[] = [];

  constructor(connect: () => Promise<SandboxConnection>) {
    this.#connect = connect;
  }

  async getSessions(
    scopes: readonly string[] | undefined,
    options: vscode.AuthenticationProviderSessionOptions,
  ): Promise<vscode.AuthenticationSession[]> {
    return this.#sessions.filter(
      (session) =>
        (!options.account || options.account.id === session.account.id) &&
        (!scopes || scopes.every((scope) => session.scopes.includes(scope))),
    );
  }

  async createSession(scopes: readonly string[]): Promise<vscode.AuthenticationSession> {
    const connection = await this.#connect();
    const token = await connection.token(scopes);
    const session: vscode.AuthenticationSession = {
      id: randomUUID(),
      accessToken: token.value,
      account: { id: token.account, label: token.account },
      scopes: [...scopes],
    };
    this.#sessions = [...this.#sessions, session];
    this.#changed.fire({ added: [session], removed: undefined, changed: undefined });
    return session;
  }

  async removeSession(sessionId: string): Promise<void> {
    this.#remove((session) => session.id === sessionId);
  }

  /** Forgets every session: the sandbox that they were for is gone or was reset. */
  forgetAll(): void {
    this.#remove(() => true);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #remove(matches: (session: vscode.AuthenticationSession) => boolean): void {
    const removed = this.#sessions.filter(matches);
    if (removed.length === 0) return;
    this.#sessions = this.#sessions.filter((session) => !removed.includes(session));
    this.#changed.fire({ added: undefined, removed, changed: undefined });
  }
}

/** Makes the sandbox an account of the editor. */
export function registerSandboxAccounts(accounts: SandboxAccounts): vscode.Disposable {
  const { id, label } = SANDBOX_PROVIDER;
  return vscode.authentication.registerAuthenticationProvider(id, label, accounts, {
    supportsMultipleAccounts: false,
  });
}
