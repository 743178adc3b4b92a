import * as vscode from 'vscode';
import { removeAbandonedAnswers } from '../../core/send/client/answerFiles.ts';
import type { Sent } from '../../core/services.ts';
import { exists } from '../files.ts';
import { showInformation } from '../notify.ts';

/** How long after the start files of earlier processes are looked for, in milliseconds: nothing waits for it. */
const CLEAN_AFTER = 10_000;

/** The folder for answers that are too large to show. */
export function answerFolder(context: vscode.ExtensionContext): string {
  return vscode.Uri.joinPath(context.globalStorageUri, 'answers').fsPath;
}

/** Removes answers that an earlier process left behind because it was killed. */
export function registerAnswerFiles(context: vscode.ExtensionContext): vscode.Disposable {
  const timer = setTimeout(() => void removeAbandonedAnswers(answerFolder(context)), CLEAN_AFTER);
  return { dispose: () => clearTimeout(timer) };
}

/** The file with the whole of an answer that is too large to show. */
export function wholeAnswer({ delivery: { outcome } }: Sent): string | undefined {
  return 'answer' in outcome ? outcome.answer.file : undefined;
}

/** Opens such a file, or says why there is none any more. */
export async function openAnswerFile(path: string | undefined): Promise<void> {
  const uri = path === undefined ? undefined : vscode.Uri.file(path);
  if (uri !== undefined && (await exists(uri))) {
    await vscode.commands.executeCommand('vscode.open', uri, { preview: false });
    return;
  }
  void showInformation(
    'The whole answer is not kept any more: its file is removed when the window closes or a setting of sending changes. Send the request again.',
  );
}

/** Opens an answer that was read whole, but is longer than the page shows, in an editor of its own. */
export async function openAnswerText(content: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ content, language: 'json' });
  await vscode.window.showTextDocument(document, { preview: false });
}
