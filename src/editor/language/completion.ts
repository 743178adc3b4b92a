import * as vscode from 'vscode';
import { DIAGNOSTICS_SOURCE, LANGUAGE_ID } from '../../contributions.ts';
import type { Completion, CompletionKind } from '../../core/assist/complete/completion.ts';
import type { CompletionContext } from '../../core/assist/context.ts';
import type { ProblemCode } from '../../core/check/codes.ts';
import type { Services } from '../../core/services.ts';
import type { Span, TextEdit } from '../../core/text/span.ts';
import { blockOf, type RequestDocuments, rangeOf } from '../documents.ts';
import type { EnvironmentChoice } from '../environment/environment.ts';
import type { DocumentScopes } from '../scopes.ts';

/** Typing one of these asks for proposals, besides letters; the core decides where each of them does. */
const TRIGGERS = ['"', ':', ' ', ',', '/', '{', '@', '$', '.', '?', '&', '='];

/** Completes request lines, headers, references and bodies. */
export function registerCompletion(
  services: Services,
  documents: RequestDocuments,
  scopes: DocumentScopes,
  choice: EnvironmentChoice,
): vscode.Disposable {
  return vscode.languages.registerCompletionItemProvider(
    { language: LANGUAGE_ID },
    {
      async provideCompletionItems(document, position, token, { triggerKind, triggerCharacter }) {
        const { version } = document;
        const [{ complete }, catalog, scope] = await Promise.all([
          import('../../core/authoring.ts'),
          services.catalog(),
          scopes.scopeFor(document),
        ]);
        if (token.isCancellationRequested || document.version !== version) return undefined;
        const offset = document.offsetAt(position);
        const { file, block, start } = blockOf(documents.get(document), offset);
        const typed = triggerKind === vscode.CompletionTriggerKind.TriggerCharacter;
        const trigger = typed && triggerCharacter !== undefined ? { trigger: triggerCharacter } : {};
        const problems = () =>
          problemsIn(document, rangeOf(document, { start: 0, end: block.text.length }, start));
        const context = { block, file, catalog, scope, environment: choice.current, problems, ...trigger };
        const { items, incomplete } = complete(context, offset - start);
        return new vscode.CompletionList(itemsOf(document, items, start), incomplete);
      },
      resolveCompletionItem(item) {
        if (item instanceof LazyItem) item.resolve();
        return item;
      },
    },
    ...TRIGGERS,
  );
}

function problemsIn(
  document: vscode.TextDocument,
  range: vscode.Range,
): ReturnType<NonNullable<CompletionContext['problems']>> {
  return vscode.languages.getDiagnostics(document.uri).flatMap((each) => {
    if (each.source !== DIAGNOSTICS_SOURCE || !range.contains(each.range) || typeof each.code !== 'object')
      return [];
    return [{ code: each.code.value as ProblemCode, message: each.message }];
  });
}

const KINDS: Readonly<Record<CompletionKind, vscode.CompletionItemKind>> = {
  method: vscode.CompletionItemKind.Method,
  request: vscode.CompletionItemKind.Snippet,
  url: vscode.CompletionItemKind.Interface,
  segment: vscode.CompletionItemKind.Module,
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

/** An item whose documentation is made when a person looks at it. */
class LazyItem extends vscode.CompletionItem {
  readonly #document: (() => string) | undefined;

  constructor({ label, description, kind, document }: Completion) {
    super(description === undefined ? label : { label, description }, KINDS[kind]);
    this.#document = document;
  }

  resolve(): void {
    if (this.#document) this.documentation ??= new vscode.MarkdownString(this.#document());
  }
}

function itemsOf(
  document: vscode.TextDocument,
  completions: readonly Completion[],
  start: number,
): vscode.CompletionItem[] {
  const ranges = new Map<string, vscode.Range>();
  const range = (span: Span) => {
    const key = `${span.start}-${span.end}`;
    const known = ranges.get(key) ?? rangeOf(document, span, start);
    ranges.set(key, known);
    return known;
  };
  return completions.map((each) => toItem(each, range));
}

function toItem(completion: Completion, range: (span: Span) => vscode.Range): vscode.CompletionItem {
  const { detail, edit, additionalEdits, snippet, sortText, filterText, continues } = completion;
  const item = new LazyItem(completion);
  item.range = range(edit.span);
  item.insertText = snippet ? new vscode.SnippetString(indented(edit.newText)) : edit.newText;
  if (detail !== undefined) item.detail = detail;
  if (sortText !== undefined) item.sortText = sortText;
  if (filterText !== undefined) item.filterText = filterText;
  if (continues) item.command = { command: 'editor.action.triggerSuggest', title: 'Suggest' };
  if (additionalEdits) {
    item.additionalTextEdits = additionalEdits.map(
      ({ span, newText }: TextEdit) => new vscode.TextEdit(range(span), newText),
    );
  }
  return item;
}

/** With a tab for each step of two blanks: the editor writes it as the file's own indentation. */
function indented(snippet: string): string {
  return snippet.replace(/\n((?: {2})+)/g, (_, blanks: string) => `\n${'\t'.repeat(blanks.length / 2)}`);
}
