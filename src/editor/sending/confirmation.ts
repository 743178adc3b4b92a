import type * as vscode from 'vscode';
import type { Confirmation } from '../../core/send/deliver.ts';
import { isRead } from '../../core/send/failures.ts';
import { plainLine } from '../../core/text/plainLine.ts';
import { showInformation, showWarning } from '../notify.ts';

const STATE_KEY = 'confirmed';

/**
 * Asks before a write to a real tenant. The answer counts once, for this window, or always, for one account in
 * one environment; in an environment that is marked as production it always counts once. Reads, and the
 * sandbox, are never asked about.
 */
export class WriteConfirmation {
  readonly #state: vscode.Memento;
  readonly #window = new Set<string>();

  /** @param state remembered for all windows of this person */
  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  /** Whether this account's changes were agreed to already. */
  remembers(confirmation: Confirmation): boolean {
    if (confirmation.environment.production) return false;
    const key = keyOf(confirmation);
    return this.#window.has(key) || this.#always().includes(key);
  }

  readonly confirm = async (confirmation: Confirmation): Promise<boolean> => {
    const { environment, method } = confirmation;
    if (!environment.real || isRead(method) || this.remembers(confirmation)) return true;
    const yes = `Send ${method}`;
    const answers = environment.production ? [yes] : [yes, THIS_WINDOW, ALWAYS];
    const answer = await showWarning(
      titleOf(confirmation),
      { modal: true, detail: detailOf(confirmation) },
      ...answers,
    );
    if (answer === undefined) return false;
    if (answer === THIS_WINDOW) this.#window.add(keyOf(confirmation));
    if (answer === ALWAYS) await this.#state.update(STATE_KEY, [...this.#always(), keyOf(confirmation)]);
    return true;
  };

  /** From now on asks about every account again. */
  async askAgain(): Promise<void> {
    this.#window.clear();
    await this.#state.update(STATE_KEY, undefined);
    void showInformation('You are asked again before a real tenant is changed.');
  }

  #always(): readonly string[] {
    return this.#state.get<readonly string[]>(STATE_KEY, []);
  }
}

const THIS_WINDOW = 'Send, Don’t Ask in This Window';
const ALWAYS = 'Send, Never Ask for This Account';

/** Where a change goes, and who makes it, line by line. */
export function placeOf({ environment, account, tenant }: Confirmation): readonly string[] {
  return [
    `Environment: ${environment.label}${environment.production ? ', marked as production' : ''}`,
    `Host: ${environment.host ?? 'none'}`,
    `Account: ${plainLine(account, LONGEST)}`,
    `Tenant: ${plainLine(tenant ?? 'the account’s own', LONGEST)}`,
  ];
}

/** Characters of what others have named. */
const LONGEST = 200;

function titleOf({ environment, method, url }: Confirmation): string {
  const { pathname } = new URL(url);
  return `Change a ${environment.production ? 'production' : 'real'} tenant? ${method} ${plainLine(pathname, LONGEST)}`;
}

function detailOf(confirmation: Confirmation): string {
  const { environment, scopes } = confirmation;
  return [
    ...placeOf(confirmation),
    `Permission: ${scopes.map((scope) => scope.slice(scope.lastIndexOf('/') + 1)).join(', ')}`,
    ...changeOf(confirmation),
    ...(environment.production ? ['', 'In a production environment every change is confirmed.'] : []),
  ].join('\n');
}

/** What would change, as far as it is known. */
function changeOf({ preview }: Confirmation): readonly string[] {
  if (preview === undefined) return [];
  if (preview.length === 0) return ['', 'Nothing would change: every value is there already.'];
  return ['', 'What would change:', ...preview];
}

function keyOf({ environment, account, accountId, tenant }: Confirmation): string {
  return JSON.stringify([environment.id, environment.host, accountId ?? account, tenant]);
}
