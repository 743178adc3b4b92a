import * as vscode from 'vscode';
import type { Environment } from '../../core/environments.ts';

const STATE_KEY = 'accounts';

/** An account of the editor, as it is remembered. */
export interface RememberedAccount {
  readonly id: string;
  readonly label: string;
}

/** Which account signs in to each environment. Names only: tokens stay with the editor's own sign-in. */
export class AccountChoice implements vscode.Disposable {
  readonly #state: vscode.Memento;
  readonly #askAgain = new Set<string>();
  readonly #subscription: vscode.Disposable;

  /** @param state remembered for all windows of this person */
  constructor(state: vscode.Memento) {
    this.#state = state;
    this.#subscription = vscode.authentication.onDidChangeSessions(({ provider }) =>
      this.#forgetGone(provider.id),
    );
  }

  /** The account that an environment signs in with; undefined: the editor asks, or takes the one it has. */
  of({ id }: Environment): RememberedAccount | undefined {
    return this.#all()[id]?.account;
  }

  /** Whether the editor has to ask which account, once, although it has one. */
  asksAgain({ id }: Environment): boolean {
    return this.#askAgain.has(id);
  }

  async remember(environment: Environment, { id, label }: RememberedAccount): Promise<void> {
    this.#askAgain.delete(environment.id);
    if (this.of(environment)?.id === id) return;
    const provider = environment.authenticationProvider;
    await this.#update({ ...this.#all(), [environment.id]: { provider, account: { id, label } } });
  }

  /** The next sign-in to the environment asks which account. */
  async forget({ id }: Environment): Promise<void> {
    this.#askAgain.add(id);
    const { [id]: _, ...others } = this.#all();
    await this.#update(others);
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  /** Forgets accounts that were signed out of in the editor itself. */
  async #forgetGone(provider: string): Promise<void> {
    const known = Object.entries(this.#all()).filter(([, entry]) => entry.provider === provider);
    if (known.length === 0) return;
    const accounts = await vscode.authentication.getAccounts(provider);
    const gone = known.filter(([, { account }]) => accounts.every(({ id }) => id !== account.id));
    if (gone.length === 0) return;
    const left = { ...this.#all() };
    for (const [id] of gone) delete left[id];
    await this.#update(left);
  }

  #all(): Readonly<Record<string, Entry>> {
    return this.#state.get<Record<string, Entry>>(STATE_KEY, {});
  }

  async #update(all: Readonly<Record<string, Entry>>): Promise<void> {
    await this.#state.update(STATE_KEY, all);
  }
}

/** An account and the authentication provider that has it. */
interface Entry {
  readonly provider: string;
  readonly account: RememberedAccount;
}
