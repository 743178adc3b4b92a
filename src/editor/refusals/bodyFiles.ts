import * as vscode from 'vscode';
import { bodyFileOf } from '../../core/assist/links.ts';
import { type BodyText, type StandingIn, standingIn, stillStanding } from '../../core/assist/standing.ts';
import { bodyFilePath } from '../../core/request/values/bodyFilePath.ts';
import type { RefusedPlace } from '../../core/send/named/refused.ts';
import { workspaceRoots } from '../scopes.ts';
import { problemsOf, type Refusal, type ServiceProblem } from './problem.ts';

/** What still stands of a refusal in the file of its body. */
interface InFile {
  readonly standing: StandingIn<RefusedPlace>;
  readonly problems: readonly ServiceProblem[];
}

/** What a service refused of bodies that stand in files of their own (`< ./body.json`), until that is changed. */
export class BodyFileProblems implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('graph-http-service-files');
  readonly #problems = new Map<Refusal, InFile>();
  readonly #subscription = vscode.Disposable.from(
    this.#collection,
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) this.#changed(document);
    }),
  );

  /** Every problem in such a file. */
  get all(): readonly ServiceProblem[] {
    return [...this.#problems.values()].flatMap(({ problems }) => problems);
  }

  /**
   * Shows a refusal in the file of its body, where it has one that can be read.
   *
   * @param isWanted whether the refusal still stands when the file was read
   */
  async show(refusal: Refusal, isWanted: () => boolean): Promise<void> {
    const uri = fileOf(refusal);
    if (!uri) return;
    const document = await vscode.workspace.openTextDocument(uri).then(
      (opened) => opened,
      () => undefined,
    );
    if (!document || !isWanted()) return;
    this.#stands(document, refusal, standingIn(bodyOf(document), refusal.places));
    this.#draw(uri);
  }

  /** Drops what is not among these refusals any more. */
  retain(refusals: ReadonlySet<Refusal>): void {
    for (const [refusal, { problems }] of this.#problems) {
      if (refusals.has(refusal)) continue;
      this.#problems.delete(refusal);
      for (const { uri } of problems.slice(0, 1)) this.#draw(uri);
    }
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #changed(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    for (const [refusal, { standing, problems }] of this.#problems) {
      if (problems[0]?.uri.toString() !== key) continue;
      this.#stands(document, refusal, stillStanding(standing, bodyOf(document)));
    }
    if (this.#collection.has(document.uri)) this.#draw(document.uri);
  }

  #stands(document: vscode.TextDocument, refusal: Refusal, standing: StandingIn<RefusedPlace>): void {
    if (standing.all.length === 0) this.#problems.delete(refusal);
    else this.#problems.set(refusal, { standing, problems: problemsOf(document, refusal, standing, 0) });
  }

  #draw(uri: vscode.Uri): void {
    const key = uri.toString();
    const here = this.all.filter((each) => each.uri.toString() === key);
    this.#collection.set(
      uri,
      here.map(({ diagnostic }) => diagnostic),
    );
  }
}

function bodyOf(document: vscode.TextDocument): BodyText {
  const text = document.getText();
  return { written: text, json: text };
}

/** Where the body of a refused request is, where it is in a file whose path has no variable in it. */
function fileOf({ document, mark }: Refusal): vscode.Uri | undefined {
  const path = bodyFileOf(mark.block);
  const found = path && bodyFilePath(document.uri.path, workspaceRoots(), path.text);
  if (!found?.ok) return undefined;
  return document.uri.with({ path: found.path.startsWith('/') ? found.path : `/${found.path}` });
}
