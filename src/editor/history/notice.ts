import * as vscode from 'vscode';
import type { HistoryCommandId } from '../../contributions.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import { isRead } from '../../core/send/failures.ts';
import type { Services } from '../../core/services.ts';
import { showWarning } from '../notify.ts';
import { environmentOf, timeOf } from './items.ts';

/** Milliseconds after the start: what a person opened comes first. */
const DELAY = 1_500;

/**
 * Says once, in one window, that a change was under way when an editor ended, so that its outcome is unknown.
 */
export function tellInterrupted(
  services: Services,
  readObject: (entry: JournalEntry) => Promise<void>,
): vscode.Disposable {
  let due = false;
  // Several windows start at once after a crash: the one in front tells it.
  const tellInFront = () => {
    if (!due || !vscode.window.state.focused) return;
    due = false;
    // Where the history cannot be read, the next send says so.
    tell(services, readObject).catch(() => {});
  };
  const timer = setTimeout(() => {
    due = true;
    tellInFront();
  }, DELAY);
  const listening = vscode.window.onDidChangeWindowState(tellInFront);
  return {
    dispose: () => {
      clearTimeout(timer);
      listening.dispose();
    },
  };
}

async function tell(services: Services, readObject: (entry: JournalEntry) => Promise<void>): Promise<void> {
  const history = await services.history();
  const open = (await history.entries()).entries.filter(
    ({ interrupted, seen, request }) => interrupted && !seen && !isRead(request.method),
  );
  const last = open.at(-1);
  if (!last) return;
  await history.markSeen(open.map(({ id }) => id));
  const { shortPath } = await import('../../core/journaling.ts');
  const what = `${last.request.method} ${shortPath(last.request.url)} (${environmentOf(last)}, ${timeOf(last.time)})`;
  const message =
    open.length === 1
      ? `A change was under way when the editor ended: ${what}. Its outcome is unknown.`
      : `${open.length} changes were under way when the editor ended, the last of them: ${what}. Their outcomes are unknown.`;
  const [read, show] = ['Read the Object', 'Show History'];
  const answer = await showWarning(message, ...(open.length === 1 ? [read] : []), show);
  if (answer === read) await readObject(last);
  if (answer === show) {
    await vscode.commands.executeCommand('graphHttp.history.show' satisfies HistoryCommandId);
  }
}
