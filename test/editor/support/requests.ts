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

/**
 * What is on offer at the cursor: from every provider, as the editor would show it.
 *
 * @param resolved how many of the items are looked at, so that they have their documentation
 */
export async function completionsAt(
  { document, cursor }: OpenRequest,
  resolved = 0,
): Promise<vscode.CompletionItem[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    cursor,
    undefined,
    resolved,
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

/** How long problems may take to be what a test waits for, in milliseconds. */
const patience = 15_000;

/**
 * The problems of a file once they are as expected.
 * @throws when they are not within some seconds; the message has what there was.
 */
export async function problemsSettled(
  { document }: OpenRequest,
  expected: (problems: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  const end = Date.now() + patience;
  for (;;) {
    const found = vscode.languages.getDiagnostics(document.uri);
    if (expected(found)) return found;
    if (Date.now() > end) throw new Error(`The problems are: ${JSON.stringify(found)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/**
 * The quick fixes at the cursor, preferred ones first. The editor gives none where the document is still settling: it is
 * asked until there are some.
 * @throws when there are none within some seconds.
 */
export async function fixesAt({ document, cursor }: OpenRequest): Promise<vscode.CodeAction[]> {
  const end = Date.now() + patience;
  for (;;) {
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(cursor, cursor),
      vscode.CodeActionKind.QuickFix.value,
    );
    if (actions.length > 0) {
      return actions.sort((a, b) => Number(b.isPreferred ?? false) - Number(a.isPreferred ?? false));
    }
    if (Date.now() > end) throw new Error('There is no quick fix at the cursor.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The text of a range. */
export function textOf({ document }: OpenRequest, range: vscode.Range | undefined): string | undefined {
  return range && document.getText(range);
}
