import * as vscode from 'vscode';
import { HISTORY_VIEW } from '../../contributions.ts';
import { HistoryCommands, type HistoryParts } from './commands.ts';
import { HistoryCompare } from './compare.ts';
import { tellInterrupted } from './notice.ts';
import { HistoryTree } from './tree.ts';

/** The view of what was sent, its commands, and what is said after an interruption. */
export function registerHistory(parts: HistoryParts): vscode.Disposable {
  const tree = new HistoryTree(parts.services);
  const view = vscode.window.createTreeView(HISTORY_VIEW, {
    treeDataProvider: tree,
    canSelectMany: true,
    showCollapseAll: true,
  });
  const compare = new HistoryCompare();
  const commands = new HistoryCommands(parts, tree, view, compare);
  return vscode.Disposable.from(
    ...[tree, view, compare],
    parts.sending.responses.useHistory(commands.older),
    tree.onDidRead((damaged) => {
      view.message = damagedText(damaged);
    }),
    ...Object.entries(commands.handlers).map(([id, handler]) => vscode.commands.registerCommand(id, handler)),
    tellInterrupted(parts.services, (entry) => commands.actions.readObject(entry)),
  );
}

/** Nothing where there is nothing to say. */
function damagedText(lines: number): string {
  if (lines === 0) return '';
  const what = lines === 1 ? 'One line of the history was' : `${lines} lines of the history were`;
  return `${what} damaged, or written by a newer version, and left out.`;
}
