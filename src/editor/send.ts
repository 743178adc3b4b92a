import * as vscode from 'vscode';
import type { Wait } from '../core/send/client.ts';
import type { Confirmation } from '../core/send/deliver.ts';
import type { Environment } from '../core/send/environments.ts';
import type { ResolvedRequest } from '../core/send/outcome.ts';
import type { Sent, Services } from '../core/services.ts';

/** Sends one resolved request with a progress notification that can cancel it. */
export async function sendWithProgress(
  services: Services,
  request: ResolvedRequest,
  environment: Environment,
  confirm: (confirmation: Confirmation) => Promise<boolean>,
): Promise<Sent> {
  const title = `Sending ${request.method} to ${environment.label}`;
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, cancellation) => {
      const abort = new AbortController();
      cancellation.onCancellationRequested(() => abort.abort());
      return services.send({
        request,
        environment,
        signal: abort.signal,
        onWait: (wait) => progress.report({ message: waitText(wait) }),
        confirm,
      });
    },
  );
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
