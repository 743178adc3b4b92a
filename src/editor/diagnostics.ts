import * as vscode from 'vscode';
import { DIAGNOSTICS_SOURCE } from '../contributions.ts';
import type { Problem, Severity } from '../core/check/problem.ts';
import type { Log } from '../core/host.ts';
import type { Block, RequestFile } from '../core/request/tree.ts';
import type { Services } from '../core/services.ts';
import { isRequestDocument, type RequestDocuments, rangeOf } from './documents.ts';
import type { EnvironmentChoice } from './environment.ts';
import type { DocumentScopes } from './scopes.ts';
import * as settings from './settings.ts';

/** How long typing must pause before an edited file is checked again, in milliseconds. */
const PAUSE = 120;
/** How long one stretch of checking may keep the extension host's thread, in milliseconds. */
const STRETCH = 12;

/** What the problems of a block depend on, besides its own text. */
interface CheckedBlock {
  readonly surroundings: string;
  readonly problems: readonly Problem[];
}

/** A problem and the start of the block that its spans are relative to. */
export interface PlacedProblem {
  readonly problem: Problem;
  readonly start: number;
}

/** Keeps the problems of open request files current, block by block. */
export class Diagnostics implements vscode.Disposable {
  readonly #services: Services;
  readonly #documents: RequestDocuments;
  readonly #scopes: DocumentScopes;
  readonly #choice: EnvironmentChoice;
  readonly #log: Log;
  readonly #collection = vscode.languages.createDiagnosticCollection('graph-http');
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #checked = new WeakMap<Block, CheckedBlock>();
  readonly #shown = new Map<
    string,
    { readonly version: number; readonly placed: readonly PlacedProblem[] }
  >();
  /** The newest check of each document: an older one that is still running has nothing to say. */
  readonly #latest = new Map<string, number>();
  readonly #subscriptions: vscode.Disposable;
  #runs = 0;

  constructor(
    services: Services,
    documents: RequestDocuments,
    scopes: DocumentScopes,
    choice: EnvironmentChoice,
    log: Log,
  ) {
    this.#services = services;
    this.#log = log;
    this.#documents = documents;
    this.#scopes = scopes;
    this.#choice = choice;
    const all = () => {
      for (const document of vscode.workspace.textDocuments) this.#schedule(document, 0);
    };
    this.#subscriptions = vscode.Disposable.from(
      this.#collection,
      vscode.workspace.onDidOpenTextDocument((document) => this.#schedule(document, 0)),
      vscode.workspace.onDidChangeTextDocument((event) => this.#schedule(event.document, PAUSE)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      choice.onDidChange(all),
      scopes.onDidChange(all),
    );
    all();
  }

  /** The problems of a document as it is now, with their quick fixes; none while they are being found. */
  problems(document: vscode.TextDocument): readonly PlacedProblem[] {
    const shown = this.#shown.get(document.uri.toString());
    return shown?.version === document.version ? shown.placed : [];
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#subscriptions.dispose();
  }

  #schedule(document: vscode.TextDocument, delay: number): void {
    if (!isRequestDocument(document)) return;
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => {
        this.#timers.delete(key);
        this.#check(document).catch((error: unknown) => this.#log.error(`Checking failed: ${String(error)}`));
      }, delay),
    );
  }

  #forget(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    this.#shown.delete(key);
    this.#latest.delete(key);
    this.#collection.delete(document.uri);
  }

  async #check(document: vscode.TextDocument): Promise<void> {
    const version = document.version;
    const run = ++this.#runs;
    const key = document.uri.toString();
    this.#latest.set(key, run);
    const isCurrent = () => document.version === version && this.#latest.get(key) === run;
    const file = this.#documents.get(document);
    const placed = await this.#checkBlocks(document, file, isCurrent);
    if (!placed || document.isClosed) return;
    this.#shown.set(key, { version, placed });
    this.#collection.set(
      document.uri,
      placed.map(({ problem, start }) => toDiagnostic(document, problem, start)),
    );
  }

  async #checkBlocks(
    document: vscode.TextDocument,
    file: RequestFile,
    isCurrent: () => boolean,
  ): Promise<readonly PlacedProblem[] | undefined> {
    const scope = await this.#scopes.scopeFor(document);
    const environment = this.#choice.current;
    const portability = settings.portabilityHints();
    const surroundings = JSON.stringify([
      environment.id,
      portability,
      this.#scopes.fingerprint(document, file),
    ]);
    const placed: PlacedProblem[] = [];
    let since = performance.now();
    for (const [index, block] of file.blocks.entries()) {
      if (!isCurrent()) return undefined;
      let checked = this.#checked.get(block);
      if (checked?.surroundings !== surroundings) {
        const problems = await this.#services.check({ block, file, scope, environment, portability });
        checked = { surroundings, problems };
        this.#checked.set(block, checked);
      }
      const start = file.starts[index] ?? 0;
      for (const problem of checked.problems) placed.push({ problem, start });
      if (performance.now() - since > STRETCH) {
        await new Promise((resolve) => setImmediate(resolve));
        since = performance.now();
      }
    }
    return isCurrent() ? placed : undefined;
  }
}

const SEVERITIES: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: 0,
  warning: 1,
  information: 2,
  hint: 3,
};

function toDiagnostic(document: vscode.TextDocument, problem: Problem, start: number): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    rangeOf(document, problem.span, start),
    problem.message,
    SEVERITIES[problem.severity],
  );
  diagnostic.source = DIAGNOSTICS_SOURCE;
  diagnostic.code = { value: problem.code, target: vscode.Uri.parse(problem.documentation) };
  if (problem.code === 'property-deprecated') diagnostic.tags = [vscode.DiagnosticTag.Deprecated];
  return diagnostic;
}
