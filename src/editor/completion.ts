import * as vscode from 'vscode';
import { LANGUAGE_ID } from '../contributions.ts';
import type { Completion, CompletionKind } from '../core/assist/completion.ts';
import type { JsonService } from '../core/assist/jsonService.ts';
import type { Services } from '../core/services.ts';
import { blockOf, type RequestDocuments, rangeOf } from './documents.ts';
import type { DocumentScopes } from './scopes.ts';

/** Typing one of these asks for proposals, besides letters. */
const TRIGGERS = ['"', ':', ' ', '/', '{', '@', '$', '.'];

let service: Promise<JsonService> | undefined;

function jsonService(): Promise<JsonService> {
  service ??= import('../core/assist/jsonService.ts').then((module) => new module.JsonService());
  return service;
}

/** Completes request lines, headers, references and bodies. */
export function registerCompletion(
  services: Services,
  documents: RequestDocuments,
  scopes: DocumentScopes,
): vscode.Disposable {
  return vscode.languages.registerCompletionItemProvider(
    { language: LANGUAGE_ID },
    {
      async provideCompletionItems(document, position, token) {
        const { version } = document;
        const { file, block, start } = blockOf(documents.get(document), document.offsetAt(position));
        const [{ complete }, catalog, scope] = await Promise.all([
          import('../core/authoring.ts'),
          services.catalog(),
          scopes.scopeFor(document),
        ]);
        if (token.isCancellationRequested || document.version !== version) return undefined;
        const context = { block, file, catalog, scope, json: jsonService };
        const found = await complete(context, document.offsetAt(position) - start);
        if (token.isCancellationRequested || document.version !== version) return undefined;
        return new vscode.CompletionList(found.map((each) => toItem(document, each, start)));
      },
    },
    ...TRIGGERS,
  );
}

const KINDS: Readonly<Record<CompletionKind, vscode.CompletionItemKind>> = {
  method: vscode.CompletionItemKind.Method,
  request: vscode.CompletionItemKind.Snippet,
  url: vscode.CompletionItemKind.Interface,
  header: vscode.CompletionItemKind.Field,
  headerValue: vscode.CompletionItemKind.Value,
  variable: vscode.CompletionItemKind.Variable,
  metadata: vscode.CompletionItemKind.Keyword,
  property: vscode.CompletionItemKind.Property,
  readOnlyProperty: vscode.CompletionItemKind.Constant,
  value: vscode.CompletionItemKind.Value,
  enumMember: vscode.CompletionItemKind.EnumMember,
  snippet: vscode.CompletionItemKind.Snippet,
};

function toItem(document: vscode.TextDocument, completion: Completion, start: number): vscode.CompletionItem {
  const { label, kind, detail, documentation, edit, snippet, sortText, filterText, continues } = completion;
  const item = new vscode.CompletionItem(label, KINDS[kind]);
  item.range = rangeOf(document, edit.span, start);
  item.insertText = snippet ? new vscode.SnippetString(edit.newText) : edit.newText;
  if (detail !== undefined) item.detail = detail;
  if (documentation !== undefined) item.documentation = new vscode.MarkdownString(documentation);
  if (sortText !== undefined) item.sortText = sortText;
  if (filterText !== undefined) item.filterText = filterText;
  if (continues) item.command = { command: 'editor.action.triggerSuggest', title: 'Suggest' };
  return item;
}
