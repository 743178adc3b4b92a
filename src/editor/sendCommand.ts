import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { SANDBOX } from '../core/send/environments.ts';
import type { Sent, Services } from '../core/services.ts';
import type { PageAction, ResponseView } from '../webview/messages.ts';
import type { EnvironmentChoice } from './environment.ts';
import type { ReadyRequest, Requests } from './requests.ts';
import { ResponsePanel } from './responsePanel.ts';
import { responseView } from './responseView.ts';
import type { SandboxAccounts } from './sandboxAccounts.ts';
import type { DocumentScopes } from './scopes.ts';
import { sendWithProgress, WriteConfirmation } from './send.ts';

/** What sending works with. */
export interface SendParts {
  readonly services: Services;
  readonly requests: Requests;
  readonly scopes: DocumentScopes;
  readonly choice: EnvironmentChoice;
  readonly accounts: SandboxAccounts;
  readonly extensionUri: vscode.Uri;
}

/** Sends requests and shows what came back. */
export class Sending implements vscode.Disposable {
  readonly #parts: SendParts;
  readonly #panel: ResponsePanel;
  readonly #confirmation = new WriteConfirmation();
  #last: ReadyRequest | undefined;

  constructor(parts: SendParts) {
    this.#parts = parts;
    this.#panel = new ResponsePanel(parts.extensionUri, {
      run: (action) => void this.#run(action),
    });
  }

  /**
   * Sends the request of a lens, or the one at the cursor, and shows the response.
   *
   * @returns what is shown; undefined where nothing was to be sent
   */
  async send(uri?: vscode.Uri, index?: number): Promise<ResponseView | undefined> {
    if (!(await sendingAllowed())) return undefined;
    const { services, requests, choice } = this.#parts;
    const environment = choice.current;
    const ready = await requests.prepare(uri, index);
    if (!ready) return undefined;
    if (choice.current.id !== environment.id) {
      void vscode.window.showWarningMessage(
        `Nothing was sent: the environment was changed to ${choice.current.label} meanwhile. Send again.`,
      );
      return undefined;
    }
    this.#last = ready;
    const { request } = ready;
    this.#panel.sending(request.method, request.url, environment.label);
    let sent: Sent;
    try {
      sent = await sendWithProgress(services, request, environment, this.#confirmation.confirm);
    } catch (error) {
      this.#panel.settle();
      await showFailure(error);
      return undefined;
    }
    this.#keep(ready, sent);
    const view = responseView(randomUUID(), request, sent);
    this.#panel.show(view);
    return view;
  }

  /** Shows the last response again. */
  reveal(): void {
    this.#panel.reveal();
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #keep({ document, name }: ReadyRequest, { delivery }: Sent): void {
    const { outcome, environment } = delivery;
    const { scopes, accounts } = this.#parts;
    if (!('answer' in outcome)) return;
    const { headers, body, status } = outcome.answer;
    if (name !== undefined) scopes.keepResponse(document, name, { headers, body });
    if (environment.id === SANDBOX.id && status === 401) accounts.forgetAll();
  }

  async #sendAgain(): Promise<void> {
    const last = this.#last;
    const index = last && this.#parts.requests.indexOf(last);
    if (last && index !== undefined) await this.send(last.document.uri, index);
    else void vscode.window.showInformationMessage(last ? EDITED_REQUEST : UNKNOWN_REQUEST);
  }

  async #run(action: PageAction): Promise<void> {
    switch (action) {
      case 'send-again':
        await this.#sendAgain();
        return;
      case 'reveal-request':
        if (this.#last) await this.#parts.requests.reveal(this.#last);
        else void vscode.window.showInformationMessage(UNKNOWN_REQUEST);
        return;
      case 'select-environment':
        await vscode.commands.executeCommand('graphHttp.selectEnvironment');
        return;
      case 'show-log':
        await vscode.commands.executeCommand('graphHttp.showLog');
        return;
      default:
        action satisfies never;
    }
  }
}

const EDITED_REQUEST =
  'Nothing was sent: the request was edited since then. Send it from its file, with the link above it.';
const UNKNOWN_REQUEST =
  'This window does not know any more which request that was. Send it from its file, with the link above it.';

/** Says why a send could not begin: the sandbox could not be started, or something that nobody foresaw. */
async function showFailure(error: unknown): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  const show = 'Show Log';
  if ((await vscode.window.showErrorMessage(message, show)) === show) {
    await vscode.commands.executeCommand('graphHttp.showLog');
  }
}

/** Whether the workspace is trusted; if not, says why that matters and offers to decide. */
async function sendingAllowed(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = 'Manage Workspace Trust';
  const answer = await vscode.window.showWarningMessage(
    'Nothing was sent: this workspace is not trusted, so its requests may not be yours. Requests can be written and checked; to send them, trust the workspace.',
    manage,
  );
  if (answer === manage) await vscode.commands.executeCommand('workbench.trust.manage');
  return false;
}
