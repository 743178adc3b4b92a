import * as vscode from 'vscode';
import type { Environment } from '../../core/environments.ts';
import { requestScopes } from '../../core/permissions/requestScopes.ts';
import { showInformation } from '../notify.ts';
import { openSettings } from '../openSettings.ts';
import type { SandboxAccounts } from '../sandbox/sandboxAccounts.ts';
import { tokenCommand } from '../settings.ts';
import type { AccountChoice } from './accounts.ts';
import { chooseSession } from './signIn.ts';
import { saySignInFailure } from './signInFailure.ts';

/** What signing in anew asks for, where no request says what it needs. */
const PROFILE = { method: 'GET', url: '/v1.0/me' } as const;

interface AccountItem extends vscode.QuickPickItem {
  readonly run: () => Promise<unknown>;
}

/** Asks which of the editor's accounts signs in to an environment. */
export async function pickAccount(environment: Environment, accounts: AccountChoice): Promise<void> {
  if (!environment.real) return saySandbox();
  if (tokenCommand(environment.id) !== undefined) return sayCommand(environment);
  const current = accounts.of(environment);
  const known = await vscode.authentication.getAccounts(environment.authenticationProvider).then(
    (list) => list,
    () => [],
  );
  const items = known.map(
    (account): AccountItem => ({
      label: `$(account) ${account.label}`,
      ...(account.id === current?.id ? { description: 'selected' } : {}),
      run: () => accounts.remember(environment, account),
    }),
  );
  const other: AccountItem = {
    label: '$(add) Sign in with another account…',
    run: () => signInAnew(environment, accounts),
  };
  const out: AccountItem = {
    label: '$(sign-out) Sign out…',
    run: async () => vscode.commands.executeCommand('graphHttp.signOut'),
  };
  const picked = await vscode.window.showQuickPick(current ? [...items, other, out] : [...items, other], {
    title: `Account for ${environment.label}`,
    placeHolder: 'Which account signs in?',
  });
  await picked?.run();
}

/** Ends the use of an account; the editor itself keeps Microsoft accounts, and says how to remove them. */
export async function signOut(
  environment: Environment,
  accounts: AccountChoice,
  sandbox: SandboxAccounts,
): Promise<void> {
  if (!environment.real) {
    sandbox.forgetAll();
    void showInformation('You are signed out of the sandbox.');
    return;
  }
  const current = accounts.of(environment);
  await accounts.forget(environment);
  const manage = 'Manage Accounts';
  const answer = await showInformation(
    `${current?.label ?? 'The account'} is not used for ${environment.label} any more; the next request asks which account signs in. The editor itself is still signed in: to end that too, sign out in its Accounts menu.`,
    manage,
  );
  if (answer === manage) await vscode.commands.executeCommand('workbench.action.manageAccounts');
}

async function signInAnew(environment: Environment, accounts: AccountChoice): Promise<void> {
  try {
    const scopes = requestScopes(environment, undefined, PROFILE, 'User.Read');
    const { account } = await chooseSession(environment, scopes);
    await accounts.remember(environment, account);
    void showInformation(`${account.label} signs in to ${environment.label} now.`);
  } catch (error) {
    await saySignInFailure(error);
  }
}

async function saySandbox(): Promise<void> {
  const select = 'Select Environment';
  const answer = await showInformation(
    'The sandbox has one account of its own and signs it in by itself. To use an account of yours, select another environment.',
    select,
  );
  if (answer === select) await vscode.commands.executeCommand('graphHttp.selectEnvironment');
}

/** Says that a command signs in to an environment, so that nothing can be chosen here. */
export async function sayCommand({ label }: Environment): Promise<void> {
  const open = 'Open Settings';
  const answer = await showInformation(
    `The token for ${label} comes from a command, so the command decides about the account and its permissions.`,
    open,
  );
  if (answer === open) await openSettings('graphHttp.tokenCommand');
}
