import * as vscode from 'vscode';
import { propertyPlace } from '../../core/assist/bodyPlace.ts';
import { markRequest } from '../../core/request/follow.ts';
import { blockOf, isRequestDocument, rangeOf } from '../documents.ts';
import { showInformation } from '../notify.ts';
import type { ReadyRequest } from '../requests.ts';
import type { PageResponse } from '../responses/response.ts';
import type { AskedProperty } from '../responses/responsePresenter.ts';
import type { RefusalParts } from './register.ts';
import type { ServiceProblems } from './serviceProblems.ts';

type GoToParts = Pick<RefusalParts, 'requests' | 'documents' | 'diagnostics'>;

/**
 * Puts the cursor on a property that a service refused, in the request of the response, and opens its quick fixes where
 * there are any. Says so where that property was changed since.
 */
export async function goToProperty(
  parts: Pick<GoToParts, 'documents'>,
  problems: ServiceProblems,
  { property, response }: AskedProperty,
): Promise<void> {
  const ready = response?.ready;
  const problem = ready && problems.find(ready.document, ready.mark, property);
  if (problem) {
    await select(problem.uri, problem.diagnostic.range);
    return;
  }
  await response?.revealRequest();
  const place = response && !ready ? placeAtCursor(parts, property) : undefined;
  if (place) await select(place.uri, place.range);
  else void showInformation(response ? EDITED : UNKNOWN);
}

/** A property of the request at the cursor, which is as it was sent. */
function placeAtCursor(
  { documents }: Pick<GoToParts, 'documents'>,
  property: string,
): vscode.Location | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!isRequestDocument(editor?.document)) return undefined;
  const { document, selection } = editor;
  const { block, start } = blockOf(documents.get(document), document.offsetAt(selection.active));
  const place = block.kind === 'request' ? propertyPlace(block, property) : undefined;
  return place && new vscode.Location(document.uri, rangeOf(document, place.span, start));
}

async function select(uri: vscode.Uri, range: vscode.Range): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One, selection: range });
  const fixes = await vscode.commands.executeCommand<readonly unknown[]>(
    'vscode.executeCodeActionProvider',
    uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
  );
  if (fixes.length > 0) await vscode.commands.executeCommand('editor.action.quickFix');
}

/** Writes the URL that the service has in the place of the API page's, in the request of the response. */
export async function useWorkingUrl(parts: GoToParts, response: PageResponse | undefined): Promise<void> {
  const { requests, documents, diagnostics } = parts;
  const ready = readyOf(response);
  if (!ready) return;
  const document = await vscode.workspace.openTextDocument(ready.document.uri);
  const index = requests.indexOf({ ...ready, document });
  const file = documents.get(document);
  const block = index === undefined ? undefined : file.blocks[index];
  const { version } = document;
  const found = block ? await diagnostics.problemsOf(document, file, block) : [];
  const [fix] = found.find(({ code }) => code === 'page-url')?.fixes ?? [];
  await requests.reveal(ready);
  if (index === undefined || !fix || document.version !== version) {
    void showInformation(block ? OTHER_URL : EDITED);
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  for (const { span, newText } of fix.edits) {
    edit.replace(document.uri, rangeOf(document, span, file.starts[index] ?? 0), newText);
  }
  await vscode.workspace.applyEdit(edit);
  const now = markRequest(documents.get(document), index);
  if (now) await requests.reveal({ ...ready, document, mark: now });
}

/** The request of the response; says so where this window does not know it. */
function readyOf(response: PageResponse | undefined): ReadyRequest | undefined {
  const ready = response?.ready;
  if (!ready) void showInformation(UNKNOWN);
  return ready;
}

const EDITED = 'The request was edited since it was refused. Look at it, and send it again.';
const OTHER_URL = 'The URL of the request is made by a variable. Change it where that is defined.';
const UNKNOWN =
  'This window does not know any more which request that was. Open its file, and send it from there.';
