import * as vscode from 'vscode';
import { LANGUAGE_ID } from '../contributions.ts';
import { blockIndexAt } from '../core/request/blocks.ts';
import { parseFile } from '../core/request/parse.ts';
import { reparse } from '../core/request/reparse.ts';
import type { Block, RequestFile } from '../core/request/tree.ts';
import type { Span } from '../core/text/span.ts';
import { showInformation } from './notify.ts';

interface Parsed {
  readonly version: number;
  readonly file: RequestFile;
}

/** The request trees of open documents: each version is parsed once, and an edit parses its blocks only. */
export class RequestDocuments implements vscode.Disposable {
  readonly #parsed = new Map<string, Parsed>();
  readonly #subscription: vscode.Disposable;

  constructor() {
    this.#subscription = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument((event) => this.#change(event)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#parsed.delete(document.uri.toString())),
    );
  }

  /** The tree of the document as it is now. */
  get(document: vscode.TextDocument): RequestFile {
    const key = document.uri.toString();
    const known = this.#parsed.get(key);
    if (known?.version === document.version) return known.file;
    const file = parseFile(document.getText());
    this.#parsed.set(key, { version: document.version, file });
    return file;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#parsed.clear();
  }

  #change(event: vscode.TextDocumentChangeEvent): void {
    const { document, contentChanges } = event;
    const key = document.uri.toString();
    const known = this.#parsed.get(key);
    if (!known || known.version === document.version) return;
    if (document.languageId !== LANGUAGE_ID || contentChanges.length === 0) {
      this.#parsed.delete(key);
      return;
    }
    const edits = contentChanges
      .map(({ rangeOffset, rangeLength, text }) => ({
        span: { start: rangeOffset, end: rangeOffset + rangeLength },
        newText: text,
      }))
      .sort((a, b) => a.span.start - b.span.start);
    this.#parsed.set(key, { version: document.version, file: reparse(known.file, edits) });
  }
}

/** A block of a file and where it starts in the document. */
export interface PlacedBlock {
  readonly file: RequestFile;
  readonly block: Block;
  readonly start: number;
}

/** The block around an offset of a document. */
export function blockOf(file: RequestFile, offset: number): PlacedBlock {
  const index = blockIndexAt(file, offset);
  const block = file.blocks[index];
  if (!block) throw new RangeError('A request file has at least one block.');
  return { file, block, start: file.starts[index] ?? 0 };
}

/** Every block that a range of a document touches, in the order of the text. */
export function placedBlocks(
  file: RequestFile,
  document: vscode.TextDocument,
  range: vscode.Range,
): readonly PlacedBlock[] {
  const first = blockIndexAt(file, document.offsetAt(range.start));
  const last = blockIndexAt(file, document.offsetAt(range.end));
  return file.blocks
    .slice(first, last + 1)
    .map((block, index) => ({ file, block, start: file.starts[first + index] ?? 0 }));
}

/** The editor's range of a span that is relative to `start`. */
export function rangeOf(document: vscode.TextDocument, span: Span, start: number): vscode.Range {
  return new vscode.Range(document.positionAt(start + span.start), document.positionAt(start + span.end));
}

/** Whether a document is one of ours. */
export function isRequestDocument(
  document: vscode.TextDocument | undefined,
): document is vscode.TextDocument {
  return document?.languageId === LANGUAGE_ID;
}

/**
 * The editor that a command without arguments is about: the one in front, or, where a page without a text is in front
 * (a response, the walkthrough), the only request file that is seen beside it. That one gets the focus.
 */
export async function requestEditorInView(): Promise<vscode.TextEditor | undefined> {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  if (activeTextEditor) return activeTextEditor;
  const [only, ...others] = visibleTextEditors.filter(({ document }) => isRequestDocument(document));
  if (!only || others.length > 0) return undefined;
  return vscode.window.showTextDocument(only.document, only.viewColumn);
}

/** Says what to do where a command has no request to work on. */
export function askForRequest(): void {
  void showInformation('Open a .graph.http file and put the cursor into a request.');
}
