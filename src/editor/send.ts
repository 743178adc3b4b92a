import * as vscode from 'vscode';
import type { Wait } from '../core/send/client.ts';
import type { Confirmation } from '../core/send/deliver.ts';
import type { Environment } from '../core/send/environments.ts';
import type { ResolvedRequest } from '../core/send/outcome.ts';
import type { Sent, Services } from '../core/services.ts';

/** How long a send may take before it says that it is under way, in milliseconds. */
const QUIET = 600;

/** Sends one resolved request; where that takes a moment, a progress notification shows it and can cancel it. */
export async function sendWithProgress(
  services: Services,
  request: ResolvedRequest,
  environment: Environment,
  confirm: (confirmation: Confirmation) => Promise<boolean>,
): Promise<Sent> {
  const abort = new AbortController();
  let message = '';
  let report = (_: string) => {};
  const onWait = (wait: Wait) => {
    message = waitText(wait);
    report(message);
  };
  const sending = services.send({ request, environment, signal: abort.signal, onWait, confirm });
  if (await isOverIn(sending, QUIET)) return sending;
  const title = `Sending ${request.method} to ${environment.label}`;
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, cancellation) => {
      cancellation.onCancellationRequested(() => abort.abort());
      report = (text) => progress.report({ message: text });
      if (message !== '') report(message);
      return sending;
    },
  );
}

/** Whether a promise settles within some milliseconds. */
async function isOverIn(promise: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const over = promise.then(
    () => true,
    () => true,
  );
  const result = await Promise.race([over, late]);
  clearTimeout(timer);
  return result;
}

function waitText({ seconds, attempt, status }: Wait): string {
  const why = status === 429 ? 'The service asks to slow down' : 'The service is busy';
  return `${why} (${status}). Trying again in ${Math.ceil(seconds)} s, attempt ${attempt}.`;
}

/**
 * Asks before the first write of this window to each account of a real tenant. Reads, and the sandbox, are
 * never asked about.
 */
export class WriteConfirmation {
  readonly #confirmed = new Set<string>();

  readonly confirm = async (confirmation: Confirmation): Promise<boolean> => {
    const { environment, account, tenant, method, url } = confirmation;
    if (!environment.real || method === 'GET' || method === 'HEAD') return true;
    const key = JSON.stringify([environment.id, account, tenant]);
    if (this.#confirmed.has(key)) return true;
    const yes = `Send ${method}`;
    const answer = await vscode.window.showWarningMessage(
      `Change a real tenant? ${method} ${new URL(url).pathname}`,
      {
        modal: true,
        detail: [
          `Environment: ${environment.label}`,
          `Account: ${account}`,
          `Tenant: ${tenant ?? 'the account’s own'}`,
          '',
          'This window will not ask again for this account.',
        ].join('\n'),
      },
      yes,
    );
    if (answer !== yes) return false;
    this.#confirmed.add(key);
    return true;
  };
}
