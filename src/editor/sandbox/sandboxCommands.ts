import * as vscode from 'vscode';
import { LANGUAGE_ID, type SandboxCommandId } from '../../contributions.ts';
import { SANDBOX } from '../../core/environments.ts';
import { describeBehaviour, type SandboxBehaviour, USUAL } from '../../core/sandbox/behaviour/behaviour.ts';
import type { SandboxConnection } from '../../core/sandbox/connect.ts';
import type { Services } from '../../core/services.ts';
import type { EnvironmentChoice } from '../environment/environment.ts';
import type { EditorLog } from '../log.ts';
import { showError, showInformation } from '../notify.ts';
import type { Sending } from '../sending/sendCommand.ts';
import { onSettingsChanged, sandboxUrl } from '../settings.ts';
import { registerSandboxAccounts, type SandboxAccounts } from './sandboxAccounts.ts';
import { chooseBehaviour } from './sandboxBehaviour.ts';

/** What the sandbox's features work with. */
export interface SandboxParts {
  readonly services: Services;
  readonly accounts: SandboxAccounts;
  readonly choice: EnvironmentChoice;
  readonly sending: Pick<Sending, 'onDidSend'>;
  readonly log: EditorLog;
}

/** The sandbox in the editor: its account, its commands, and a note where it does not behave as usual. */
export function registerSandbox(parts: SandboxParts): vscode.Disposable {
  const { services, accounts, choice, sending, log } = parts;
  const status = new BehaviourStatus(choice);
  // A fault that was ordered once is used up by a send; another sandbox has a behaviour of its own.
  const refresh = () => status.refresh(async () => (await services.sandbox()).behaviour());
  const handlers: Readonly<Record<SandboxCommandId, () => unknown>> = {
    'graphHttp.resetSandbox': () =>
      attempt(log, 'The sandbox was not reset.', async () => {
        const sandbox = await services.sandbox();
        await sandbox.reset();
        void attempt(log, 'The behaviour of the sandbox was not changed.', () => tellReset(sandbox, status));
      }),
    'graphHttp.sandboxBehaviour': () =>
      attempt(log, 'The behaviour of the sandbox was not changed.', async () =>
        chooseBehaviour(await services.sandbox(), (behaviour) => status.show(behaviour)),
      ),
    'graphHttp.showSandboxLog': () => showLog(log),
  };
  return vscode.Disposable.from(
    status,
    registerSandboxAccounts(accounts),
    sending.onDidSend(refresh),
    onSettingsChanged(refresh),
    ...Object.entries(handlers).map(([id, handler]) => vscode.commands.registerCommand(id, handler)),
  );
}

/** Says that the objects are back, and offers to put the behaviour back too, which a reset leaves as it is. */
async function tellReset(sandbox: SandboxConnection, status: BehaviourStatus): Promise<void> {
  if (status.phrases.length === 0) {
    void showInformation('The sandbox is as it was at the start.');
    return;
  }
  const back = 'Back to Usual';
  const set = status.phrases.join(', ');
  const message = `The objects of the sandbox are as they were at the start. It is still set: ${set}.`;
  if ((await showInformation(message, back)) === back) {
    status.show(await sandbox.behave({}));
  }
}

/** Shows the log; a sandbox that was started elsewhere keeps its own there. */
function showLog(log: EditorLog): void {
  const url = sandboxUrl();
  if (url !== '') {
    log.sandbox.info(
      `The sandbox at ${url} was not started here. Its log is where it was started (setting graphHttp.sandbox.url).`,
    );
  }
  log.sandbox.show();
}

/** A note in the status bar while requests go to a sandbox that does not behave as usual. */
class BehaviourStatus implements vscode.Disposable {
  readonly #choice: EnvironmentChoice;
  readonly #item: vscode.StatusBarItem;
  readonly #listeners: vscode.Disposable;
  #phrases: readonly string[] = [];

  constructor(choice: EnvironmentChoice) {
    this.#choice = choice;
    this.#item = vscode.window.createStatusBarItem(
      'graphHttp.sandboxBehaviour',
      vscode.StatusBarAlignment.Right,
      89,
    );
    this.#item.name = 'Graph HTTP Sandbox Behaviour';
    this.#item.command = 'graphHttp.sandboxBehaviour';
    this.#listeners = vscode.Disposable.from(
      choice.onDidChange(() => this.#update()),
      vscode.window.onDidChangeActiveTextEditor(() => this.#update()),
    );
  }

  /** What is not as usual; empty where everything is. */
  get phrases(): readonly string[] {
    return this.#phrases;
  }

  show(behaviour: SandboxBehaviour): void {
    this.#phrases = describeBehaviour(behaviour);
    this.#update();
  }

  /** Reads the behaviour again, where it was not the usual one. */
  async refresh(read: () => Promise<SandboxBehaviour>): Promise<void> {
    if (this.#phrases.length === 0) return;
    // A sandbox that cannot be reached has no behaviour to warn of.
    this.show(await read().catch(() => USUAL));
  }

  dispose(): void {
    this.#listeners.dispose();
    this.#item.dispose();
  }

  #update(): void {
    const [first = ''] = this.#phrases;
    const more = this.#phrases.length > 1 ? ` +${this.#phrases.length - 1}` : '';
    this.#item.text = `$(warning) ${first}${more}`;
    this.#item.tooltip = `The sandbox does not behave as usual: ${this.#phrases.join('; ')}. Select to change.`;
    this.#item.accessibilityInformation = {
      label: `Sandbox behaviour: ${this.#phrases.join('; ')}`,
      role: 'button',
    };
    const inFront = vscode.window.activeTextEditor?.document.languageId === LANGUAGE_ID;
    if (first !== '' && inFront && this.#choice.current.id === SANDBOX.id) this.#item.show();
    else this.#item.hide();
  }
}

async function attempt(log: EditorLog, failed: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    log.error(message);
    void showError(`${failed} ${message}`);
  }
}
