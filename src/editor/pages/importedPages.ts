import * as vscode from 'vscode';
import { DIAGNOSTICS_SOURCE } from '../../contributions.ts';
import type { PageProblem, PageSeverity } from '../../core/pages/problems.ts';
import { rangeOf } from '../documents.ts';

/** How long typing must pause before an imported page is read again, in milliseconds. */
const PAUSE = 300;

/** Pages that were read from a link, until the window closes. */
export const PAGE_SCHEME = 'graph-http-page';

const SEVERITIES: Readonly<Record<PageSeverity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
};

/** What imported pages leave open, kept current while they are edited. */
export class ImportedPages implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('graph-http-pages');
  readonly #texts = new Map<string, string>();
  readonly #problemsOf = new Map<string, (text: string) => readonly PageProblem[]>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #subscriptions: vscode.Disposable;

  constructor() {
    this.#subscriptions = vscode.Disposable.from(
      this.#collection,
      vscode.workspace.registerTextDocumentContentProvider(PAGE_SCHEME, {
        provideTextDocumentContent: (uri) =>
          this.#texts.get(uri.toString()) ?? 'This page is no longer here. Import it again to see it.\n',
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#schedule(document)),
      vscode.workspace.onDidDeleteFiles(({ files }) => {
        for (const uri of files) this.#forget(uri);
      }),
    );
  }

  /** A document with the text of a page that no file has. */
  async documentOf(name: string, text: string): Promise<vscode.TextDocument> {
    const uri = vscode.Uri.from({ scheme: PAGE_SCHEME, path: `/${name}` });
    this.#texts.set(uri.toString(), text);
    return vscode.workspace.openTextDocument(uri);
  }

  /**
   * Shows what a page leaves open, from now on after each change of it.
   *
   * @param problemsOf gives the problems of a text
   */
  show(document: vscode.TextDocument, problemsOf: (text: string) => readonly PageProblem[]): void {
    this.#problemsOf.set(document.uri.toString(), problemsOf);
    this.#draw(document);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#subscriptions.dispose();
  }

  #schedule(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    if (!this.#problemsOf.has(key)) return;
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => {
        this.#timers.delete(key);
        if (!document.isClosed) this.#draw(document);
      }, PAUSE),
    );
  }

  #draw(document: vscode.TextDocument): void {
    const problems = this.#problemsOf.get(document.uri.toString())?.(document.getText()) ?? [];
    this.#collection.set(
      document.uri,
      problems.map((problem) => {
        const diagnostic = new vscode.Diagnostic(
          rangeOf(document, problem, 0),
          problem.message,
          SEVERITIES[problem.severity],
        );
        diagnostic.source = DIAGNOSTICS_SOURCE;
        diagnostic.code = problem.code;
        return diagnostic;
      }),
    );
  }

  #forget(uri: vscode.Uri): void {
    this.#problemsOf.delete(uri.toString());
    this.#collection.delete(uri);
  }
}
