import * as vscode from 'vscode';
import { createEnvironments, type Environment, type Environments, SANDBOX } from '../../core/environments.ts';
import { readEnvironments } from '../../core/send/ownEnvironments.ts';
import { showWarning } from '../notify.ts';
import { openSettings } from '../openSettings.ts';
import * as settings from '../settings.ts';

const ENVIRONMENT_KEY = 'environment';
const VARIABLES_KEY = 'variables';

/**
 * Which environment this workspace sends to, and which variables of its environment files it uses besides:
 * remembered per workspace. The sandbox until one is chosen.
 */
export class EnvironmentChoice implements vscode.Disposable {
  readonly #state: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<Environment>();
  readonly #subscription: vscode.Disposable;
  readonly onDidChange = this.#changed.event;
  #environments: Environments;

  constructor(state: vscode.Memento) {
    this.#state = state;
    this.#environments = readOwn();
    this.#subscription = settings.onEnvironmentsChanged(() => {
      this.#environments = readOwn();
      this.#changed.fire(this.current);
    });
  }

  /** Every environment that can be chosen. */
  get environments(): Environments {
    return this.#environments;
  }

  get current(): Environment {
    return this.#environments.byId(this.#state.get<string>(ENVIRONMENT_KEY, SANDBOX.id)) ?? SANDBOX;
  }

  /** The part of `http-client.env.json` whose variables count first; absent: the environment's own. */
  get variables(): string | undefined {
    return this.#state.get<string>(VARIABLES_KEY);
  }

  /** Names by which environment files and settings may have variables, the one that wins first. */
  get variableNames(): readonly string[] {
    const { variables, current } = this;
    return variables === undefined ? [current.id] : [variables, current.id];
  }

  async choose(environment: Environment): Promise<void> {
    await this.#state.update(ENVIRONMENT_KEY, environment.id);
    this.#changed.fire(environment);
  }

  async chooseVariables(name: string | undefined): Promise<void> {
    await this.#state.update(VARIABLES_KEY, name);
    this.#changed.fire(this.current);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}

/** The environments as the settings have them now. What cannot be used is said. */
function readOwn(): Environments {
  const { environments, problems } = readEnvironments(settings.ownEnvironments());
  if (problems.length > 0) void sayProblems(problems);
  return createEnvironments(environments);
}

async function sayProblems(problems: readonly string[]): Promise<void> {
  const open = 'Open Settings';
  const message = `Setting graphHttp.environments: ${problems.join(' ')}`;
  if ((await showWarning(message, open)) === open) await openSettings('graphHttp.environments');
}
