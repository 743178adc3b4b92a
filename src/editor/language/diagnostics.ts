import * as vscode from 'vscode';
import type { BlockProblems } from '../../core/check/check.ts';
import type { Problem } from '../../core/check/problem.ts';
import type { Log } from '../../core/host.ts';
import { valuesAgain } from '../../core/request/blockValues.ts';
import type { Block, RequestFile } from '../../core/request/tree.ts';
import type { Services } from '../../core/services.ts';
import { isRequestDocument, type RequestDocuments } from '../documents.ts';
import type { EnvironmentChoice } from '../environment/environment.ts';
import type { DocumentScopes } from '../scopes.ts';
import * as settings from '../settings.ts';
import { BlockChecks, type Surroundings } from './blockChecks.ts';
import { type CheckedFile, type DrawnFile, drawFile } from './diagnosticDrawing.ts';

/** How long typing must pause before an edited file is checked again, in milliseconds. */
const PAUSE = 120;
/** How long one stretch of checking may keep the extension host's thread, in milliseconds. */
const STRETCH = 12;

/** How long after its activation the extension has nothing to check before it prepares for that, in milliseconds. */
const QUIET = 500;

/** A problem and the start of the block that its spans are relative to. */
export interface PlacedProblem {
  readonly problem: Problem;
  readonly start: number;
}

/** What the editor was told last about a document. */
interface Shown extends DrawnFile {
  readonly version: number;
  /** The same in one list. */
  readonly all: readonly vscode.Diagnostic[];
}

/** What the problems of files are found with. */
export interface DiagnosticParts {
  readonly services: Services;
  readonly documents: RequestDocuments;
  readonly scopes: DocumentScopes;
  readonly choice: EnvironmentChoice;
  readonly log: Log;
}

/** Keeps the problems of open request files current, block by block. */
export class Diagnostics implements vscode.Disposable {
  readonly #documents: RequestDocuments;
  readonly #scopes: DocumentScopes;
  readonly #choice: EnvironmentChoice;
  readonly #log: Log;
  readonly #collection = vscode.languages.createDiagnosticCollection('graph-http');
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #checks: BlockChecks;
  readonly #shown = new Map<string, Shown>();
  /** The newest check of each document: an older one that is still running has nothing to say. */
  readonly #latest = new Map<string, number>();
  /** What the blocks of each document were last checked with. */
  readonly #lastSurroundings = new Map<string, string>();
  readonly #subscriptions: vscode.Disposable;
  #runs = 0;

  /** Which catalog is in use, and what is known of objects: counted up whenever that changes. */
  #knowledge = 0;

  constructor({ services, documents, scopes, choice, log }: DiagnosticParts) {
    this.#checks = new BlockChecks(services);
    this.#log = log;
    this.#documents = documents;
    this.#scopes = scopes;
    this.#choice = choice;
    const all = () => {
      for (const document of vscode.workspace.textDocuments) this.#schedule(document, 0);
    };
    const learnt = () => {
      this.#knowledge++;
      all();
    };
    const quiet = setTimeout(() => this.#warmUp(services), QUIET);
    this.#subscriptions = vscode.Disposable.from(
      this.#collection,
      new vscode.Disposable(() => clearTimeout(quiet)),
      vscode.workspace.onDidOpenTextDocument((document) => this.#schedule(document, 0)),
      vscode.workspace.onDidChangeTextDocument((event) => this.#schedule(event.document, PAUSE)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      choice.onDidChange(all),
      scopes.onDidChange(all),
      new vscode.Disposable(services.onMetadataChanged(learnt)),
      new vscode.Disposable(services.onObjectSeen(learnt)),
    );
    all();
  }

  /** The problems of a document as it is now, with their quick fixes; none while they are being found. */
  problems(document: vscode.TextDocument): readonly PlacedProblem[] {
    const shown = this.#shown.get(document.uri.toString());
    if (shown?.version !== document.version) return [];
    const { file, values } = shown.checked;
    return values.flatMap((each, block) =>
      each.map((problem) => ({ problem, start: file.starts[block] ?? 0 })),
    );
  }

  /** The problems of a block as it is now: found at once where they are not known yet. */
  async problemsOf(
    document: vscode.TextDocument,
    file: RequestFile,
    block: Block,
  ): Promise<readonly Problem[]> {
    return this.#checks.check(block, file, await this.#surroundingsOf(document, file));
  }

  /**
   * The problems of a whole file, which may be one that the document does not have: what an edit would make of
   * it. None where nobody waits for them any more.
   */
  async problemsByBlock(
    document: vscode.TextDocument,
    file: RequestFile,
    isWanted: () => boolean,
  ): Promise<readonly BlockProblems[]> {
    const checked = await this.#checkBlocks(document, file, isWanted);
    const found = checked?.values.map((problems, block) => ({ block, problems })) ?? [];
    return found.filter(({ problems }) => problems.length > 0);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#subscriptions.dispose();
  }

  /** Where no request file is open yet, the first one that is opened is to be checked at once. */
  #warmUp(services: Services): void {
    if (vscode.workspace.textDocuments.some(isRequestDocument)) return;
    services
      .warmUp()
      .catch((error: unknown) => this.#log.error(`Checks were not prepared: ${String(error)}`));
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
    this.#lastSurroundings.delete(key);
    this.#collection.delete(document.uri);
  }

  async #check(document: vscode.TextDocument): Promise<void> {
    const version = document.version;
    const run = ++this.#runs;
    const key = document.uri.toString();
    this.#latest.set(key, run);
    const isCurrent = () => document.version === version && this.#latest.get(key) === run;
    const file = this.#documents.get(document);
    const checked = await this.#checkBlocks(document, file, isCurrent);
    if (!checked || document.isClosed) return;
    const before = this.#shown.get(key);
    const { drawn } = drawFile(document, checked, before);
    const all = drawn.flat();
    this.#shown.set(key, { version, checked, drawn, all });
    const isSame =
      before?.all.length === all.length && all.every((each, index) => each === before.all[index]);
    if (!isSame) this.#collection.set(document.uri, all);
  }

  /** One string object for as long as nothing changes: each block compares it with the one that it keeps. */
  #keyOf(document: vscode.TextDocument, parts: readonly unknown[]): string {
    const key = document.uri.toString();
    const made = JSON.stringify(parts);
    const last = this.#lastSurroundings.get(key);
    if (last === made) return last;
    this.#lastSurroundings.set(key, made);
    return made;
  }

  /**
   * The problems of a file: those that are shown where its blocks are the same, the others found in short stretches.
   * Gives up when they are no longer wanted.
   */
  async #checkBlocks(
    document: vscode.TextDocument,
    file: RequestFile,
    isWanted: () => boolean,
  ): Promise<CheckedFile | undefined> {
    const surroundings = await this.#surroundingsOf(document, file);
    const last = this.#shown.get(document.uri.toString())?.checked;
    let since = performance.now();
    const checked = await valuesAgain(last, file, surroundings.key, async (block) => {
      if (performance.now() - since > STRETCH) {
        await new Promise((resolve) => setImmediate(resolve));
        since = performance.now();
      }
      return isWanted() ? this.#checks.check(block, file, surroundings) : undefined;
    });
    return isWanted() ? checked : undefined;
  }

  async #surroundingsOf(document: vscode.TextDocument, file: RequestFile): Promise<Surroundings> {
    const scope = await this.#scopes.scopeFor(document);
    const environment = this.#choice.current;
    const portability = settings.portabilityHints();
    const severities = settings.severities();
    const key = this.#keyOf(document, [
      environment.id,
      this.#knowledge,
      portability,
      severities,
      this.#scopes.fingerprint(document, file),
    ]);
    return { scope, environment, portability, severities, key };
  }
}
