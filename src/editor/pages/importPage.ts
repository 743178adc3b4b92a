import * as vscode from 'vscode';
import { LANGUAGE_ID } from '../../contributions.ts';
import { UserError } from '../../core/errors.ts';
import type { ImportedPage } from '../../core/pages/importPage.ts';
import type { Includes } from '../../core/pages/markdown/includes.ts';
import { SCHEMA_FOLDER } from '../../core/pages/schema/schemaFolder.ts';
import type { Services } from '../../core/services.ts';
import { readFileAt } from '../host.ts';
import { showError, showInformation, showWarning } from '../notify.ts';
import { type ChosenPage, choosePage } from './choosePage.ts';
import { type ImportedPages, PAGE_SCHEME } from './importedPages.ts';
import type { WorkspaceSchemas } from './workspaceSchemas.ts';

/** A file that an import writes. */
interface Written {
  readonly uri: vscode.Uri;
  readonly text: string;
}

/**
 * Makes a request file and a schema of an API page, and lists what the page leaves open.
 *
 * @param uri the page, where a menu was opened on it
 */
export async function importPage(
  services: Services,
  pages: ImportedPages,
  schemas: WorkspaceSchemas,
  uri?: vscode.Uri,
): Promise<void> {
  try {
    const page = await choosePage(services, pages, uri);
    if (page !== undefined) await importChosen(services, pages, schemas, page);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    if (error.code !== 'download-cancelled') void showError(error.message);
  }
}

async function importChosen(
  services: Services,
  pages: ImportedPages,
  schemas: WorkspaceSchemas,
  { document, name, url }: ChosenPage,
): Promise<void> {
  const [core, catalog] = await Promise.all([import('../../core/pages/importPage.ts'), services.catalog()]);
  const known = catalog.schemas();
  const source = { name, ...(url === undefined ? {} : { url }) };
  const includes = await readIncludes(document);
  const importText = (text: string) =>
    core.importPage(text, source, known, includes, catalog.resolve.bind(catalog));
  const imported = importText(document.getText());
  pages.show(document, (text) => importText(text).problems);
  const folder = folderFor(document.uri);
  if (folder === undefined) {
    await showUnsaved(imported);
    return;
  }
  const requests = requestFile(imported, document.uri, folder);
  const schema = schemaFile(imported, folder);
  const files = [requests, schema].filter((file) => file !== undefined);
  if (!(await mayWrite(files))) return;
  for (const file of files)
    await vscode.workspace.fs.writeFile(file.uri, new TextEncoder().encode(file.text));
  if (schema) schemas.changed();
  if (requests) {
    const shown = await vscode.workspace.openTextDocument(requests.uri);
    await vscode.window.showTextDocument(shown, { preview: false });
  }
  await sayWhatCame(imported, schema, document.uri);
}

/** Larger files than this hold more than a table of permissions, in bytes. */
const LARGEST_INCLUDE = 64 * 1024;

/** The files that have the page's permissions, where they are in the same workspace folder as the page. */
async function readIncludes(page: vscode.TextDocument): Promise<Includes> {
  const { permissionIncludes } = await import('../../core/pages/markdown/includes.ts');
  const folder = vscode.workspace.getWorkspaceFolder(page.uri);
  const read = permissionIncludes(page.getText()).map(async (path): Promise<readonly [string, string][]> => {
    const uri = vscode.Uri.joinPath(page.uri, '..', path);
    if (folder === undefined || vscode.workspace.getWorkspaceFolder(uri) !== folder) return [];
    const text = await readFileAt(uri, LARGEST_INCLUDE);
    return text === undefined ? [] : [[path, text]];
  });
  return new Map((await Promise.all(read)).flat());
}

/** The workspace folder that the page is in, else the first one. */
function folderFor(page: vscode.Uri): vscode.Uri | undefined {
  const folder = vscode.workspace.getWorkspaceFolder(page) ?? vscode.workspace.workspaceFolders?.[0];
  return folder?.uri;
}

/** Beside the page, or at the top of the folder where the page is elsewhere. */
function requestFile(
  { fileName, requests }: ImportedPage,
  page: vscode.Uri,
  folder: vscode.Uri,
): Written | undefined {
  if (requests === undefined) return undefined;
  const inside = page.scheme !== PAGE_SCHEME && vscode.workspace.getWorkspaceFolder(page) !== undefined;
  const beside = inside ? vscode.Uri.joinPath(page, '..') : folder;
  return { uri: vscode.Uri.joinPath(beside, `${fileName}.graph.http`), text: requests };
}

function schemaFile({ schema }: ImportedPage, folder: vscode.Uri): Written | undefined {
  return schema && { uri: vscode.Uri.joinPath(folder, SCHEMA_FOLDER, schema.fileName), text: schema.text };
}

/** Asks before files are replaced that say something else. */
async function mayWrite(files: readonly Written[]): Promise<boolean> {
  const others = await Promise.all(files.map(async (file) => ((await differs(file)) ? [file.uri] : [])));
  const names = others.flat().map((uri) => vscode.workspace.asRelativePath(uri, false));
  if (names.length === 0) return true;
  const replace = 'Replace';
  const answer = await showWarning(
    `${names.length === 1 ? 'There is already a file' : 'There are already files'} of this page. Replace ${names.length === 1 ? 'it' : 'them'}?`,
    {
      modal: true,
      detail: `${names.join('\n')}\n\nWhat was changed in ${names.length === 1 ? 'it' : 'them'} is lost.`,
    },
    replace,
  );
  return answer === replace;
}

async function differs({ uri, text }: Written): Promise<boolean> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open?.isDirty) return true;
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)) !== text;
  } catch {
    return false;
  }
}

/** Without a folder the requests are shown, and nothing is kept. */
async function showUnsaved({ requests }: ImportedPage): Promise<void> {
  if (requests !== undefined) {
    const document = await vscode.workspace.openTextDocument({ language: LANGUAGE_ID, content: requests });
    await vscode.window.showTextDocument(document);
  }
  void showInformation(
    'The requests of the page were imported. Open a folder and import it again to keep its schema as well.',
  );
}

async function sayWhatCame(
  imported: ImportedPage,
  schema: Written | undefined,
  page: vscode.Uri,
): Promise<void> {
  const { importSummary } = await import('../../core/pages/summary.ts');
  const showProblems = 'Show Problems';
  const openSchema = 'Open Schema';
  const buttons = [...(imported.problems.length > 0 ? [showProblems] : []), ...(schema ? [openSchema] : [])];
  const summary = importSummary(imported);
  const answer = await (schema ? showInformation(summary, ...buttons) : showWarning(summary, ...buttons));
  if (answer === showProblems) {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(page));
    await vscode.commands.executeCommand('workbench.actions.view.problems');
  }
  if (answer === openSchema && schema) {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(schema.uri));
  }
}
