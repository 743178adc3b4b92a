import * as vscode from 'vscode';
import { plainMessage } from '../core/text/plainMessage.ts';

/** How long work may take before it says that it is under way, in milliseconds. */
const QUIET = 600;

/** What work that takes a moment is given. */
export interface QuietProgress {
  /** Aborted when the person cancels. */
  readonly signal: AbortSignal;
  /** Says what it is at now; shown once the notification is there. */
  report(message: string): void;
}

/**
 * Runs work; where that takes a moment, a progress notification shows it and can cancel it.
 *
 * @param abort aborted by the notification's Cancel; give one to cancel from elsewhere too
 * @returns what the work returns
 * @throws what the work throws
 */
export async function withQuietProgress<T>(
  title: string,
  work: (progress: QuietProgress) => Promise<T>,
  abort = new AbortController(),
): Promise<T> {
  let message = '';
  let show = (_: string) => {};
  const working = work({
    signal: abort.signal,
    report: (text) => {
      message = text;
      show(text);
    },
  });
  if (await isOverIn(working, QUIET)) return working;
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: plainMessage(title), cancellable: true },
    async (progress, cancellation) => {
      cancellation.onCancellationRequested(() => abort.abort());
      show = (text) => progress.report({ message: plainMessage(text) });
      if (message !== '') show(message);
      return working;
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
