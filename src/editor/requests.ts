import { realpath } from 'node:fs/promises';
import * as vscode from 'vscode';
import { type AssistContext, resourceOfBlock } from '../core/assist/context.ts';
import { blockIndexAt } from '../core/request/blocks.ts';
import { followRequests, markRequest, type RequestMark } from '../core/request/follow.ts';
import type { ResolvedRequest } from '../core/request/message.ts';
import { requestName, requestNote, requestTitle } from '../core/request/names.ts';
import { prepareRequest } from '../core/request/prepare.ts';
import type { RequestFile } from '../core/request/tree.ts';
import { missingText } from '../core/request/values/missingText.ts';
import type { Missing, Scope } from '../core/request/values/scope.ts';
import { requestEdited } from '../core/send/failures.ts';
import type { Services } from '../core/services.ts';
import {
  askForRequest,
  isRequestDocument,
  type RequestDocuments,
  rangeOf,
  requestEditorInView,
} from './documents.ts';
import type { EnvironmentChoice } from './environment/environment.ts';
import { workspaceFiles } from './host.ts';
import { showError, showWarning } from './notify.ts';
import type { Questions } from './questions.ts';
import { type DocumentScopes, workspaceRoots } from './scopes.ts';

/** Where a request is. */
export interface RequestPlace {
  readonly document: vscode.TextDocument;
  /** Index of its block. */
  readonly index: number;
}

/** A request of a document, ready to be sent. */
export interface ReadyRequest {
  readonly document: vscode.TextDocument;
  /** The block that it was made from, by which it is found again after edits. */
  readonly mark: RequestMark;
  /** What a person would call it. */
  readonly title: string;
  /** The name that later requests know it by. */
  readonly name?: string;
  readonly request: ResolvedRequest;
}

/** What came of preparing a request. */
export type Preparation =
  | { readonly kind: 'ready'; readonly ready: ReadyRequest }
  /** Something that the person cannot be asked for. */
  | { readonly kind: 'missing'; readonly place: RequestPlace; readonly missing: readonly Missing[] }
  /** The person did not go on, or the request was edited meanwhile, which was said. */
  | { readonly kind: 'cancelled' };

/** How a request is prepared. */
export interface PrepareOptions {
  /** Answers of named requests, instead of those that this window knows. */
  readonly responses?: Scope['responses'];
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
    const place = await this.find(uri, index);
    if (!place) return undefined;
    const preparation = await this.resolve(place);
    if (preparation.kind === 'ready') return preparation.ready;
    if (preparation.kind === 'missing') await this.showMissing(preparation);
    return undefined;
  }

  /**
   * Resolves the request at a place, asking for what a person has to give. A request that was edited while
   * they were asked is not taken: what they saw is not what it is.
   */
  async resolve(place: RequestPlace, options: PrepareOptions = {}): Promise<Preparation> {
    const { document } = place;
    const file = this.#documents.get(document);
    const block = file.blocks[place.index];
    if (!block) return { kind: 'cancelled' };
    const title = requestTitle(block, place.index);
    if (!(await confirmNote(requestNote(block), title))) return { kind: 'cancelled' };
    const { responses } = options;
    const scope = await this.#scopes.scopeFor(document, responses === undefined ? {} : { responses });
    const suggested = await this.#suggested({ block, file, scope });
    const prepared = await prepareRequest(file, place.index, scope, {
      path: document.uri.path,
      roots: workspaceRoots(),
      ask: (missing) => this.#questions.ask(missing, suggested),
      readBody: (path) => readInside(document.uri, path),
    });
    const mark = markRequest(file, place.index);
    if (mark && this.indexOf({ document, mark }) === undefined) {
      void showWarning(requestEdited(title).message);
      return { kind: 'cancelled' };
    }
    if (prepared.kind === 'missing') return { kind: 'missing', place, missing: prepared.missing };
    if (prepared.kind === 'cancelled' || !mark) return { kind: 'cancelled' };
    const name = requestName(block);
    const { request } = prepared;
    return {
      kind: 'ready',
      ready: { document, mark, title, request, ...(name === undefined ? {} : { name }) },
    };
  }

  /** The requests of a document as it is now. */
  fileOf(document: vscode.TextDocument): RequestFile {
    return this.#documents.get(document);
  }

  /** Says what stops a request and offers to go there. */
  async showMissing({ place, missing }: Extract<Preparation, { kind: 'missing' }>): Promise<void> {
    const { document, index } = place;
    await showMissing(document, missing, this.#documents.get(document).starts[index] ?? 0);
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
  indexOf({ document, mark }: Pick<ReadyRequest, 'document' | 'mark'>): number | undefined {
    const [now] = followRequests(this.#documents.get(document), [mark]);
    return now === undefined || now.edited ? undefined : now.index;
  }

  /** The line, from 0, that a marked request's own line is now; undefined where the request is gone. */
  lineOf(document: vscode.TextDocument, mark: RequestMark): number | undefined {
    const { uri } = document;
    const open = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
    const file = this.#documents.get(open ?? document);
    const [now] = followRequests(file, [mark]);
    const block = now && file.blocks[now.index];
    if (!now || block?.kind !== 'request') return undefined;
    return rangeOf(document, block.requestLine, file.starts[now.index] ?? 0).start.line;
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

  /**
   * The request of a lens, or the one at the cursor; says so where there is no request file.
   *
   * @param mark the request that the lens stood above: the file may have been edited since the lens was drawn
   */
  async find(uri?: vscode.Uri, index?: number, mark?: RequestMark): Promise<RequestPlace | undefined> {
    const editor = uri ? vscode.window.activeTextEditor : await requestEditorInView();
    const document = uri ? await vscode.workspace.openTextDocument(uri) : editor?.document;
    if (!isRequestDocument(document)) {
      askForRequest();
      return undefined;
    }
    const file = this.#documents.get(document);
    if (index !== undefined) {
      const now = mark ? followRequests(file, [mark])[0]?.index : index;
      if (now !== undefined) return { document, index: now };
      void showWarning(EDITED_REQUEST);
      return undefined;
    }
    const cursor = editor?.document === document ? document.offsetAt(editor.selection.active) : 0;
    return { document, index: blockIndexAt(file, cursor) };
  }
}

const EDITED_REQUEST =
  'Nothing was sent: the file was edited just now. Look at the request and choose again.';

/** Shows a request's `# @note` and asks whether to go on. */
async function confirmNote(note: string | undefined, title: string): Promise<boolean> {
  if (note === undefined) return true;
  const message = note === '' ? `Send “${title}”?` : note;
  return (await showWarning(message, { modal: true, detail: title }, 'Send')) === 'Send';
}

async function showMissing(
  document: vscode.TextDocument,
  missing: readonly Missing[],
  start: number,
): Promise<void> {
  const [first] = missing;
  if (!first) return;
  const show = 'Show in File';
  const answer = await showError(`Nothing was sent. ${missingText(missing)}`, show);
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
