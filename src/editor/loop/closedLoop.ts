import * as vscode from 'vscode';
import { LANGUAGE_ID } from '../../contributions.ts';
import type { RequestMark } from '../../core/request/follow.ts';
import { mayHaveChanged } from '../../core/send/explain/patience.ts';
import { changeOf } from '../../core/send/loop/select.ts';
import { canUndo, noUndoBecause, undoRequest } from '../../core/send/loop/undo.ts';
import type { ResponseView } from '../../webview/messages.ts';
import { showInformation, showWarning } from '../notify.ts';
import type { PageResponse } from '../responses/response.ts';
import type { Asked } from '../responses/responsePresenter.ts';
import { sendingAllowed } from '../trust.ts';
import { type PreviewParts, Previews } from './previews.ts';

/** What closes the loop around a change: its preview, the look at what came of it, and the way back. */
export class ClosedLoop implements vscode.Disposable {
  readonly previews: Previews;
  readonly #parts: PreviewParts;
  readonly #subscription: vscode.Disposable;

  constructor(parts: PreviewParts) {
    this.#parts = parts;
    this.previews = new Previews(parts);
    this.#subscription = parts.sending.responses.onDidAsk((asked) => void this.#run(asked));
  }

  /**
   * Opens a request that undoes the last change of the request of a lens, or the one that is shown.
   *
   * @returns its text; undefined where there is nothing to undo, which was said
   */
  async undo(uri?: vscode.Uri, index?: number, mark?: RequestMark): Promise<string | undefined> {
    return this.#undo(await this.#changeOf(uri, index, mark));
  }

  async #undo(change: PageResponse | undefined): Promise<string | undefined> {
    if (!change || !(await sendingAllowed())) return undefined;
    const { request, sent } = change;
    const { baseline, readAfter, outcome, environment, time } = sent.delivery;
    if (!mayHaveChanged(outcome, request.method)) {
      void showInformation(outcome.kind === 'not-sent' ? NOT_SENT : REFUSED);
      return undefined;
    }
    const patch = changeOf(request);
    if (!patch || !canUndo(request, baseline)) {
      void showWarning(noUndoBecause(request, baseline));
      return undefined;
    }
    const looked = await this.previews.look(request, environment);
    const left =
      readAfter?.kind === 'read' ? readAfter.object : outcome.kind === 'object' ? outcome.object : undefined;
    const undo = undoRequest({
      method: request.method,
      schema: sent.resource?.schema,
      url: request.url,
      patch,
      before: baseline,
      left,
      now: looked?.baseline,
      environment: environment.label,
      time,
    });
    if (undo.kind === 'nothing') {
      void showInformation(['There is nothing to put back.', ...undo.reasons].join(' '));
      return undefined;
    }
    const document = await vscode.workspace.openTextDocument({ language: LANGUAGE_ID, content: undo.text });
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One });
    const { choice } = this.#parts;
    if (choice.current.id !== environment.id) {
      void showWarning(
        `The change was made in ${environment.label}, and the environment is ${choice.current.label} now. Select ${environment.label} before you send this.`,
      );
    }
    return undo.text;
  }

  /**
   * Reads the object of the last change of the request of a lens, or of the one that is shown, and shows what the
   * change did to it; for one without an answer, whether it was made.
   */
  async compare(uri?: vscode.Uri, index?: number, mark?: RequestMark): Promise<ResponseView | undefined> {
    return this.#compare(await this.#changeOf(uri, index, mark));
  }

  dispose(): void {
    this.#subscription.dispose();
    this.previews.dispose();
  }

  async #compare(change: PageResponse | undefined): Promise<ResponseView | undefined> {
    if (!change || !(await sendingAllowed())) return undefined;
    const looked = await this.previews.look(change.request, change.sent.delivery.environment, true);
    return looked && this.#parts.sending.responses.showRead(change, looked.baseline);
  }

  async #run({ action, response }: Asked): Promise<void> {
    switch (action) {
      case 'undo':
        await this.#undo(changed(response));
        return;
      case 'compare':
      case 'read-again':
        await this.#compare(changed(response));
        return;
      case 'show-newer': {
        const change = changed(response);
        if (change && (await sendingAllowed())) await this.previews.showNewer(change);
        return;
      }
      default:
      // The other buttons are about signing in.
    }
  }

  /** The last change of the request of a lens, or the one that is shown; says so where there is none. */
  async #changeOf(uri?: vscode.Uri, index?: number, mark?: RequestMark): Promise<PageResponse | undefined> {
    const { sending } = this.#parts;
    if (uri === undefined) return changed(sending.responses.current);
    const sent = await sending.sentFrom(uri, index, mark);
    return changed(sent && sending.responses.responseOf(sent));
  }
}

/** A response where it is one to a change of an object; says so where it is not. */
function changed(response: PageResponse | undefined): PageResponse | undefined {
  if (response && changeOf(response.request)) return response;
  void showInformation(response ? NO_CHANGE : UNKNOWN);
  return undefined;
}

const NO_CHANGE =
  'That request changed no object that could be read: only a PATCH or PUT is compared and undone.';
const NOT_SENT = 'That change was not sent, so there is nothing to put back.';
const REFUSED = 'The service refused that change, so there is nothing to put back.';
const UNKNOWN = 'This window knows of no change that was sent by this request. Send it first.';
