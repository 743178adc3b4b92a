import * as vscode from 'vscode';
import { showWarning } from './notify.ts';

/** Whether the workspace is trusted; if not, says why that matters and offers to decide. */
export async function sendingAllowed(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = 'Manage Workspace Trust';
  const answer = await showWarning(
    'Nothing was sent: this workspace is not trusted, so its requests may not be yours. Requests can be written and checked; to send them, trust the workspace.',
    manage,
  );
  if (answer === manage) await vscode.commands.executeCommand('workbench.trust.manage');
  return false;
}
