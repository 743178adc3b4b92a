import * as vscode from 'vscode';
import { PROGRESS, type ProgressKey } from '../../contributions.ts';
import { isRequestDocument, type RequestDocuments } from '../documents.ts';
import type { PlacedState, RequestStates } from '../sending/requestStates.ts';

/**
 * A member that was put in at once, as completion and Insert
 * Property… do: `"displayName": "…"`, or with the comma before.
 */
const WHOLE_MEMBER = /^[\s,]*"[^"\n]+":/;

/**
 * Tells the walkthrough what a person has done, so that its steps
 * are ticked by what is done and not by what is read.
 */
export class Progress implements vscode.Disposable {
  readonly #reached = new Set<ProgressKey>();
  readonly #subscription: vscode.Disposable;

  constructor(documents: RequestDocuments, states: RequestStates) {
    const look = (editor: vscode.TextEditor | undefined) => {
      if (isRequestDocument(editor?.document) && editor.document.getText() !== '') {
        this.#reach('graphHttp.progress.opened');
      }
    };
    this.#subscription = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor(look),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges, reason }) => {
        if (reason !== undefined || !isRequestDocument(document)) return;
        look(vscode.window.activeTextEditor);
        if (contentChanges.some(({ text }) => WHOLE_MEMBER.test(text))) {
          this.#reach('graphHttp.progress.completed');
        }
      }),
      states.onDidChange((uri) => {
        const document = vscode.workspace.textDocuments.find(
          (each) => each.uri.toString() === uri.toString(),
        );
        if (document) for (const state of states.of(uri, documents.get(document)).values()) this.#sent(state);
      }),
    );
    look(vscode.window.activeTextEditor);
  }

  /**
   * Ticks the steps of what was done before the walkthrough was first opened in this window: the editor only watches
   * context keys from then on, and never looks at one that is set already. An editor without that command leaves
   * them unticked.
   *
   * @param walkthrough its id, with that of the extension
   */
  async tick(walkthrough: string): Promise<void> {
    for (const key of this.#reached) {
      const step = `${walkthrough}#${PROGRESS[key]}`;
      await vscode.commands.executeCommand('welcome.markStepComplete', step).then(undefined, () => undefined);
    }
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #sent(state: PlacedState): void {
    if (state.kind === 'sending') return;
    if (state.kind === 'ok') this.#reach('graphHttp.progress.sent');
    // Whatever a real service answered, it was asked with a token of the person's.
    if (state.kept?.delivery.environment.real && state.kept.delivery.outcome.kind !== 'not-sent') {
      this.#reach('graphHttp.progress.signedIn');
    }
  }

  #reach(key: ProgressKey): void {
    if (this.#reached.has(key)) return;
    this.#reached.add(key);
    void vscode.commands.executeCommand('setContext', key, true);
  }
}
