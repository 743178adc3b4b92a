import * as vscode from 'vscode';

/** Shows settings in the settings editor: everything that begins with this id. */
export async function openSettings(id: string): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openSettings', id);
}
