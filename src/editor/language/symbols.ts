import * as vscode from 'vscode';
import { LANGUAGE_ID } from '../../contributions.ts';
import type { OutlineItem } from '../../core/assist/outline.ts';
import { type RequestDocuments, rangeOf } from '../documents.ts';

const KINDS: Readonly<Record<OutlineItem['kind'], vscode.SymbolKind>> = {
  request: vscode.SymbolKind.Method,
  response: vscode.SymbolKind.Event,
  section: vscode.SymbolKind.Module,
  variable: vscode.SymbolKind.Variable,
  header: vscode.SymbolKind.Field,
  object: vscode.SymbolKind.Object,
  array: vscode.SymbolKind.Array,
  string: vscode.SymbolKind.String,
  number: vscode.SymbolKind.Number,
  boolean: vscode.SymbolKind.Boolean,
  null: vscode.SymbolKind.Null,
};

/** Outline, breadcrumbs and sticky scroll. */
export function registerSymbols(documents: RequestDocuments): vscode.Disposable {
  return vscode.languages.registerDocumentSymbolProvider(
    { language: LANGUAGE_ID },
    {
      async provideDocumentSymbols(document, token) {
        const { version } = document;
        const file = documents.get(document);
        const { outlineOfFile } = await import('../../core/authoring.ts');
        if (token.isCancellationRequested || document.version !== version) return undefined;
        return outlineOfFile(file).map(({ item, start }) => toSymbol(document, item, start));
      },
    },
    { label: 'Graph HTTP' },
  );
}

/** The outline is never deeper than a person reads, so that this may call itself. */
function toSymbol(document: vscode.TextDocument, item: OutlineItem, start: number): vscode.DocumentSymbol {
  const symbol = new vscode.DocumentSymbol(
    item.name,
    item.detail ?? '',
    KINDS[item.kind],
    rangeOf(document, item.span, start),
    rangeOf(document, item.selection, start),
  );
  symbol.children = item.children.map((child) => toSymbol(document, child, start));
  return symbol;
}
