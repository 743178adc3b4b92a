import * as vscode from 'vscode';
import type { Span } from '../../core/text/span.ts';
import { blockOf, isRequestDocument, type RequestDocuments } from '../documents.ts';

/** Where a slash was put in with the rest of a URL, and not typed by itself. */
interface Written {
  readonly document: vscode.TextDocument;
  /** Behind the slash. */
  readonly end: number;
}

/**
 * A proposal for a URL brings the slash behind it. Who types one all the same gets no second one: as in the editor
 * itself, where a bracket that was closed by itself is typed over.
 */
export function registerSlashes(documents: RequestDocuments): vscode.Disposable {
  let written: Written | undefined;
  return vscode.workspace.onDidChangeTextDocument(({ document, contentChanges, reason }) => {
    const [change, ...others] = contentChanges;
    if (!isRequestDocument(document) || change === undefined) return;
    const { rangeOffset, rangeLength, text } = change;
    const before = written;
    written = undefined;
    if (others.length > 0 || reason !== undefined) return;
    const end = rangeOffset + text.length;
    if (text.length > 1 && /^[^\n]*[^:/]\/$/.test(text)) written = { document, end };
    const again = text === '/' && rangeLength === 0 && before?.document === document;
    if (!again || before.end !== rangeOffset || !isInUrl(documents, document, rangeOffset)) return;
    void takeBack(document, { start: rangeOffset, end });
  });
}

function isInUrl(documents: RequestDocuments, document: vscode.TextDocument, offset: number): boolean {
  const { block, start } = blockOf(documents.get(document), offset);
  if (block.kind !== 'request') return false;
  const { url } = block.requestLine;
  return start + url.start <= offset && offset <= start + url.end;
}

/** So many times an edit is tried: the editor refuses one while the next letters are being typed. */
const TRIES = 5;

/** Takes out what was typed, as a part of the same typing, for as long as it stands there. */
async function takeBack(document: vscode.TextDocument, span: Span): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    const editor = vscode.window.activeTextEditor;
    const range = (start: number) =>
      new vscode.Range(document.positionAt(start), document.positionAt(span.end));
    if (editor?.document !== document || document.getText(range(span.start - 1)) !== '//') return;
    const options = { undoStopBefore: false, undoStopAfter: false };
    if (await editor.edit((edit) => edit.delete(range(span.start)), options)) {
      // What was on offer behind the first slash went when the second one was typed.
      await vscode.commands.executeCommand('editor.action.triggerSuggest');
      return;
    }
  }
}
