import * as vscode from 'vscode';
import type { JournalEntry } from '../../core/journal/entry.ts';
import { environmentOf, type Journaling, timeOf } from './items.ts';

const SCHEME = 'graph-http-history';

/** Compares entries in the editor's own comparison: what was sent and what came back, as it was kept. */
export class HistoryCompare implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #registered: vscode.Disposable;

  constructor() {
    this.#registered = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.toString())),
    );
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? NOT_KEPT;
  }

  /** Opens the comparison, the earlier entry on the left. */
  async compare(one: JournalEntry, other: JournalEntry, journaling: Journaling): Promise<void> {
    const [before, after] = one.time <= other.time ? [one, other] : [other, one];
    const title = journaling.comparedTitle(before, after, (entry) => labelOf(entry, journaling));
    const [left, right] = [this.#put(before, journaling), this.#put(after, journaling)];
    await vscode.commands.executeCommand('vscode.diff', left, right, title);
  }

  dispose(): void {
    this.#registered.dispose();
    this.#texts.clear();
  }

  #put(entry: JournalEntry, journaling: Journaling): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${entry.id}.json` });
    this.#texts.set(uri.toString(), journaling.comparedText(entry));
    return uri;
  }
}

const NOT_KEPT = 'The history does not show this any more. Compare the entries again.';

/** Asks what an entry should be compared with: those of the same URL first. */
export async function askOther(
  entry: JournalEntry,
  entries: readonly JournalEntry[],
  journaling: Journaling,
): Promise<JournalEntry | undefined> {
  const others = entries.filter(({ id }) => id !== entry.id).reverse();
  const isNear = ({ request }: JournalEntry) =>
    request.url.split('?', 1)[0] === entry.request.url.split('?', 1)[0];
  const sorted = [...others.filter(isNear), ...others.filter((each) => !isNear(each))];
  const items = sorted.map((each) => ({
    label: `${each.request.method} ${journaling.shortPath(each.request.url)}`,
    description: `${labelOf(each, journaling)} · ${environmentOf(each)}`,
    entry: each,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Compare with',
    placeHolder: `Another entry than ${entry.request.method} of ${timeOf(entry.time)}`,
    matchOnDescription: true,
  });
  return picked?.entry;
}

function labelOf(entry: JournalEntry, journaling: Journaling): string {
  // With the second: one often sends again within a minute.
  const time = new Date(entry.time).toLocaleString(vscode.env.language, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return `${time}, ${journaling.outcomeWords(entry)}`;
}
