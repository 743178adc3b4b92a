import * as vscode from 'vscode';
import type { SignInCommandId } from '../../contributions.ts';
import type { RequestMark } from '../../core/request/follow.ts';
import type { Services } from '../../core/services.ts';
import type { EnvironmentChoice } from '../environment/environment.ts';
import { pickEnvironment } from '../environment/environmentPicker.ts';
import { registerEnvironmentStatus } from '../environment/environmentStatus.ts';
import type { Requests } from '../requests.ts';
import type { Shown } from '../responses/response.ts';
import { type Asked, shownOf } from '../responses/responsePresenter.ts';
import type { SandboxAccounts } from '../sandbox/sandboxAccounts.ts';
import type { DocumentScopes } from '../scopes.ts';
import type { Sending } from '../sending/sendCommand.ts';
import { pickAccount, signOut } from './accountPicker.ts';
import { pickPermission } from './permissionPicker.ts';
import { openSignInSettings } from './signInFailure.ts';
import { signInWithMore } from './signInMore.ts';
import type { SignIn } from './signInParts.ts';

/** What environments and sign-in work with. */
export interface SignInParts {
  readonly signIn: SignIn;
  readonly services: Services;
  readonly requests: Requests;
  readonly scopes: DocumentScopes;
  readonly choice: EnvironmentChoice;
  readonly accounts: SandboxAccounts;
  readonly sending: Pick<Sending, 'responses'>;
}

/** Environments, accounts and permissions: their commands, the status bar, and the buttons of the response page. */
export function registerSignIn(parts: SignInParts): vscode.Disposable {
  const { signIn, scopes, choice, accounts, sending } = parts;
  const handlers: Readonly<
    Record<SignInCommandId, (uri?: vscode.Uri, index?: unknown, mark?: RequestMark) => unknown>
  > = {
    'graphHttp.selectEnvironment': () => pickEnvironment(choice, scopes),
    'graphHttp.selectAccount': () => pickAccount(choice.current, signIn.accounts),
    'graphHttp.signOut': () => signOut(choice.current, signIn.accounts, accounts),
    'graphHttp.chooseScopes': (uri, index) => choosePermission(parts, uri, index),
    'graphHttp.askAgain': () => signIn.confirmation.askAgain(),
  };
  return vscode.Disposable.from(
    registerEnvironmentStatus(choice, parts.services),
    sending.responses.onDidAsk((asked) => void run(parts, asked)),
    ...Object.entries(handlers).map(([id, handler]) => vscode.commands.registerCommand(id, handler)),
  );
}

/** What the buttons of the response page do; those that are about something else are left alone. */
async function run(parts: SignInParts, { action, response }: Asked): Promise<void> {
  const { signIn, choice } = parts;
  const shown = response && shownOf(response);
  const environment = shown?.sent.delivery.environment ?? choice.current;
  if (action === 'select-account') return pickAccount(environment, signIn.accounts);
  if (action === 'sign-in-settings') return openSignInSettings(codeOf(shown));
  if (shown && action === 'sign-in-more') return signInWithMore(parts, shown);
  if (shown && action === 'choose-permission') return chooseAndSend(parts, shown);
}

/** Asks for the permission of the request of a lens, or of the one at the cursor. */
async function choosePermission(parts: SignInParts, uri?: vscode.Uri, index?: unknown): Promise<void> {
  const { requests, services, choice, signIn } = parts;
  const ready = await requests.prepare(uri, typeof index === 'number' ? index : undefined);
  if (!ready) return;
  const { request } = ready;
  const environment = choice.current;
  const { resource } = await signIn.permissions.find(services, environment, request);
  if (await pickPermission(signIn.permissions, { environment, resource, request })) {
    const permission = signIn.permissions.of(environment, resource, request);
    vscode.window.setStatusBarMessage(
      `$(check) ${permission ?? 'The least permission'} is asked for from now on.`,
      6000,
    );
  }
}

/** Asks for another permission of a request that was refused, and sends it again with that. */
async function chooseAndSend({ signIn, requests }: SignInParts, { ready, sent }: Shown): Promise<void> {
  const { delivery, resource } = sent;
  const question = { environment: delivery.environment, resource, request: ready.request };
  const index = requests.indexOf(ready);
  if (!(await pickPermission(signIn.permissions, question)) || index === undefined) return;
  await vscode.commands.executeCommand('graphHttp.send', ready.document.uri, index, ready.mark);
}

function codeOf(shown: Shown | undefined): string | undefined {
  const outcome = shown?.sent.delivery.outcome;
  return outcome?.kind === 'not-sent' ? outcome.code : undefined;
}
