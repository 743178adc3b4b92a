import { realpath } from 'node:fs/promises';
import * as vscode from 'vscode';
import { type AssistContext, resourceOfBlock } from '../core/assist/context.ts';
import { blockIndexAt } from '../core/request/blocks.ts';
import { requestName, requestNote, requestTitle } from '../core/request/names.ts';
import { prepareRequest } from '../core/request/prepare.ts';
import type { Missing } from '../core/request/scope.ts';
import type { ResolvedRequest } from '../core/send/outcome.ts';
import type { Services } from '../core/services.ts';
import { isRequestDocument, type RequestDocuments, rangeOf } from './documents.ts';
import type { EnvironmentChoice } from './environment.ts';
import { workspaceFiles } from './host.ts';
import type { Questions } from './questions.ts';
import { type DocumentScopes, workspaceRoots } from './scopes.ts';

/** A request of a document, ready to be sent. */
export interface ReadyRequest {
  readonly document: vscode.TextDocument;
  /** The text of its block, by which it is found again after edits elsewhere. */
  readonly text: string;
  /** The name that later requests know it by. */
  readonly name?: string;
  readonly request: ResolvedRequest;
}

/** What preparing requests works with. */
export interface RequestParts {
  readonly services: Services;
  readonly choice: EnvironmentChoice;
  readonly documents: RequestDocuments;
  readonly scopes: DocumentScopes;
  readonly questions: Questions;
}

/** Finds the request that a command means and resolves it, asking for what is missing. */
export class Requests {
  readonly #services: Services;
  readonly #choice: EnvironmentChoice;
  readonly #documents: RequestDocuments;
  readonly #scopes: DocumentScopes;
  readonly #questions: Questions;

  constructor(parts: RequestParts) {
    const { services, choice, documents, scopes, questions } = parts;
    this.#services = services;
    this.#choice = choice;
    this.#documents = documents;
    this.#scopes = scopes;
    this.#questions = questions;
  }

  /**
   * The request of a lens (its document and block), or the one at the cursor. What stops it is shown to the
   * person; then, or when they cancel, there is none.
   */
  async prepare(uri?: vscode.Uri, index?: number): Promise<ReadyRequest | undefined> {
    const place = await this.#find(uri, index);
    if (!place) return undefined;
    const { document } = place;
    const file = this.#documents.get(document);
    const block = file.blocks[place.index];
    if (!block || !(await confirmNote(requestNote(block), requestTitle(block, place.index))))
      return undefined;
    const scope = await this.#scopes.scopeFor(document);
    const suggested = await this.#suggested({ block, file, scope });
    const prepared = await prepareRequest(file, place.index, scope, {
      path: document.uri.path,
      roots: workspaceRoots(),
      ask: (missing) => this.#questions.ask(missing, suggested),
      readBody: (path) => readInside(document.uri, path),
    });
    if (prepared.kind === 'cancelled') return undefined;
    if (prepared.kind === 'missing') {
      await showMissing(document, prepared.missing, file.starts[place.index] ?? 0);
      return undefined;
    }
    const name = requestName(block);
    return {
      document,
      text: block.text,
      request: prepared.request,
      ...(name === undefined ? {} : { name }),
    };
  }

  /** In the sandbox: the id of the object that it has, for the last placeholder of the URL. */
  async #suggested(context: Omit<AssistContext, 'catalog'>): Promise<ReadonlyMap<string, string>> {
    const { block } = context;
    if (this.#choice.current.real || block.kind !== 'request') return new Map();
    const resource = resourceOfBlock(block, { ...context, catalog: await this.#services.catalog() });
    const placeholder = /^\{(.+)\}$/.exec(resource?.keys.at(-1)?.value ?? '')?.[1];
    if (!resource || placeholder === undefined) return new Map();
    const { seededId } = await import('../core/authoring.ts');
    const id = seededId(resource.schema['x-graph'].type);
    return new Map(id === undefined ? [] : [[placeholder, id]]);
  }

  /** Where a request that was prepared before stands now; undefined where it was edited or removed. */
  indexOf({ document, text }: ReadyRequest): number | undefined {
    const index = this.#documents.get(document).blocks.findIndex((block) => block.text === text);
    return index < 0 ? undefined : index;
  }

  /** Shows the file of a request that was prepared before, and selects it where it is still there. */
  async reveal(ready: ReadyRequest): Promise<void> {
    const document = await vscode.workspace.openTextDocument(ready.document.uri);
    const index = this.indexOf({ ...ready, document });
    const { blocks, starts } = this.#documents.get(document);
    const block = index === undefined ? undefined : blocks[index];
    const line = block?.kind === 'request' ? block.requestLine : undefined;
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.One,
      ...(line ? { selection: rangeOf(document, line, starts[index ?? 0] ?? 0) } : {}),
    });
  }

  async #find(
    uri: vscode.Uri | undefined,
    index: number | undefined,
  ): Promise<{ readonly document: vscode.TextDocument; readonly index: number } | undefined> {
    const editor = vscode.window.activeTextEditor;
    const document = uri ? await vscode.workspace.openTextDocument(uri) : editor?.document;
    if (!isRequestDocument(document)) {
      void vscode.window.showInformationMessage('Open a .graph.http file and put the cursor into a request.');
      return undefined;
    }
    if (index !== undefined) return { document, index };
    const file = this.#documents.get(document);
    const cursor = editor?.document === document ? document.offsetAt(editor.selection.active) : 0;
    return { document, index: blockIndexAt(file, cursor) };
  }
}

/** Shows a request's `# @note` and asks whether to go on. */
async function confirmNote(note: string | undefined, title: string): Promise<boolean> {
  if (note === undefined) return true;
  const message = note === '' ? `Send “${title}”?` : note;
  return (await vscode.window.showWarningMessage(message, { modal: true, detail: title }, 'Send')) === 'Send';
}

async function showMissing(
  document: vscode.TextDocument,
  missing: readonly Missing[],
  start: number,
): Promise<void> {
  const [first] = missing;
  if (!first) return;
  const more = missing.length > 1 ? ` (and ${missing.length - 1} more)` : '';
  const show = 'Show in File';
  const answer = await vscode.window.showErrorMessage(`Nothing was sent. ${first.reason}${more}`, show);
  if (answer !== show) return;
  await vscode.window.showTextDocument(document, { selection: rangeOf(document, first.span, start) });
}

/** The file of a body; a symbolic link that leads out of the workspace is not followed. */
async function readInside(of: vscode.Uri, path: string): Promise<string | undefined> {
  if (of.scheme === 'file') {
    const real = await realpath(of.with({ path }).fsPath).catch(() => undefined);
    if (real === undefined || !(await insideRoots(of, real))) return undefined;
    return workspaceFiles(of).read(vscode.Uri.file(real).path);
  }
  return workspaceFiles(of).read(path);
}

async function insideRoots(of: vscode.Uri, real: string): Promise<boolean> {
  const roots = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  const allowed = roots.length > 0 ? roots : [vscode.Uri.joinPath(of, '..')];
  for (const root of allowed) {
    const folder = await realpath(root.fsPath).catch(() => undefined);
    if (
      folder !== undefined &&
      (real === folder || real.startsWith(`${folder}/`) || real.startsWith(`${folder}\\`))
    ) {
      return true;
    }
  }
  return false;
}
