import * as vscode from 'vscode';
import type { PathUpdate } from '../../core/catalog/resource.ts';
import type { RequestDocuments } from '../documents.ts';
import { beginRequest } from '../writing/newRequest.ts';

/** A request that a row began, and the document as it was right after. */
interface Begun {
  readonly row: string;
  readonly document: vscode.TextDocument;
  readonly version: number;
}

/**
 * Begins requests from rows, one for a click: a double click on a row is two of them, and the second finds the
 * request of the first as it was written.
 */
export class RowRequests {
  readonly #documents: RequestDocuments;
  #running: { readonly row: string; readonly done: Promise<void> } | undefined;
  #last: Begun | undefined;

  constructor(documents: RequestDocuments) {
    this.#documents = documents;
  }

  /** Begins a request, unless the same row just began the one that is in the active editor, untouched. */
  async begin(update: PathUpdate): Promise<void> {
    const row = `${update.version} ${update.path}`;
    if (this.#running?.row === row) return this.#running.done;
    if (this.#stands(row)) return;
    const done = this.#write(update, row);
    this.#running = { row, done };
    await done.finally(() => {
      if (this.#running?.done === done) this.#running = undefined;
    });
  }

  #stands(row: string): boolean {
    const document = vscode.window.activeTextEditor?.document;
    return (
      this.#last?.row === row && this.#last.document === document && this.#last.version === document.version
    );
  }

  async #write(update: PathUpdate, row: string): Promise<void> {
    await beginRequest(this.#documents, update);
    const document = vscode.window.activeTextEditor?.document;
    this.#last = document && { row, document, version: document.version };
  }
}
