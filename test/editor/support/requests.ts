import * as vscode from 'vscode';

/** A request file that is open in an editor, with the place that `|` marked in its text. */
export type OpenRequest = {
  readonly document: vscode.TextDocument;
  readonly editor: vscode.TextEditor;
  readonly cursor: vscode.Position;
};

let files = 0;

/**
 * Writes a request file into the workspace and opens it. A `|` in the text marks the cursor and is left out; without
 * one the cursor is at the start.
 */
export async function openRequest(
  marked: string,
  name = `request-${++files}.graph.http`,
): Promise<OpenRequest> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (!folder) throw new Error('The editor has no folder open.');
  const offset = Math.max(0, marked.indexOf('|'));
  const uri = vscode.Uri.joinPath(folder, name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(marked.replace('|', '')));
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = await vscode.window.showTextDocument(document);
  const cursor = document.positionAt(offset);
  editor.selection = new vscode.Selection(cursor, cursor);
  return { document, editor, cursor };
}

/** Closes every editor without saving. */
export async function closeAll(): Promise<void> {
  while (vscode.window.tabGroups.activeTabGroup.activeTab) {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
}

/** What is on offer at the cursor: from every provider, as the editor would show it. */
export async function completionsAt({ document, cursor }: OpenRequest): Promise<vscode.CompletionItem[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    cursor,
  );
  return list.items;
}

/** What the hover at the cursor says, each part as Markdown. */
export async function hoverAt({ document, cursor }: OpenRequest): Promise<string[]> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    cursor,
  );
  return hovers.flatMap((hover) =>
    hover.contents.map((part) => (typeof part === 'string' ? part : part.value)),
  );
}

/** The CodeLenses of a file, resolved, top to bottom. */
export async function lensesOf({ document }: OpenRequest): Promise<vscode.CodeLens[]> {
  return vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    document.uri,
    100,
  );
}

/** The problems that are reported in a file. */
export function problemsOf({ document }: OpenRequest): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri);
}
