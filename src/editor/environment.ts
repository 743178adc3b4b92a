import * as vscode from 'vscode';
import { ENVIRONMENTS, type Environment, environmentOf, SANDBOX } from '../core/send/environments.ts';

const STATE_KEY = 'environment';

/** Which environment this workspace sends to: remembered per workspace, the sandbox until it is chosen. */
export class EnvironmentChoice implements vscode.Disposable {
  readonly #state: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<Environment>();
  readonly onDidChange = this.#changed.event;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  get current(): Environment {
    return environmentOf(this.#state.get<string>(STATE_KEY, SANDBOX.id)) ?? SANDBOX;
  }

  async choose(environment: Environment): Promise<void> {
    await this.#state.update(STATE_KEY, environment.id);
    this.#changed.fire(environment);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

interface EnvironmentItem extends vscode.QuickPickItem {
  readonly environment: Environment;
}

/** Asks where requests should go. Leaves the choice as it is when the person cancels. */
export async function pickEnvironment(choice: EnvironmentChoice): Promise<void> {
  const items = ENVIRONMENTS.map(
    (environment): EnvironmentItem => ({
      label: `$(${iconOf(environment)}) ${environment.label}`,
      detail: environment.description,
      ...(environment.id === choice.current.id ? { description: 'selected' } : {}),
      environment,
    }),
  );
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Where should requests go?',
    placeHolder: 'Environment of this workspace',
    matchOnDetail: true,
  });
  if (picked) await choice.choose(picked.environment);
}

/** Shows the environment in the status bar while a request file is in front. */
export function registerEnvironmentStatus(choice: EnvironmentChoice, languageId: string): vscode.Disposable {
  const item = vscode.window.createStatusBarItem(
    'graphHttp.environment',
    vscode.StatusBarAlignment.Right,
    90,
  );
  item.name = 'Graph HTTP Environment';
  item.command = 'graphHttp.selectEnvironment';
  const update = () => {
    const environment = choice.current;
    item.text = `$(${iconOf(environment)}) ${environment.label}`;
    item.tooltip = `Requests go to: ${environment.label}. ${environment.description} Select to change.`;
    item.accessibilityInformation = { label: `Graph HTTP environment: ${environment.label}`, role: 'button' };
    item.backgroundColor = environment.real
      ? new vscode.ThemeColor('statusBarItem.warningBackground')
      : undefined;
    if (vscode.window.activeTextEditor?.document.languageId === languageId) item.show();
    else item.hide();
  };
  update();
  return vscode.Disposable.from(
    item,
    choice.onDidChange(update),
    vscode.window.onDidChangeActiveTextEditor(update),
  );
}

function iconOf(environment: Environment): string {
  return environment.real ? 'cloud' : 'beaker';
}
