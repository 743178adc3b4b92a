import * as vscode from 'vscode';
import type { Environment } from '../../core/environments.ts';
import type { RequestMark } from '../../core/request/follow.ts';
import { environmentChanged } from '../../core/send/failures.ts';
import type { Baseline } from '../../core/send/loop/baseline.ts';
import type { ResponseView } from '../../webview/messages.ts';
import { isRequestDocument, placedBlocks } from '../documents.ts';
import type { EnvironmentChoice } from '../environment/environment.ts';
import { showError, showInformation, showWarning } from '../notify.ts';
import { withQuietProgress } from '../progress.ts';
import type { ReadyRequest, RequestPlace, Requests } from '../requests.ts';
import type { Shown } from '../responses/response.ts';
import { ResponsePresenter } from '../responses/responsePresenter.ts';
import type { SignIn } from '../signIn/signInParts.ts';
import { sendingAllowed } from '../trust.ts';
import { RequestSender, type SenderParts } from './requestSender.ts';
import type { PlacedState, RequestStates } from './requestStates.ts';
import { type EditorRun, Runs } from './runs.ts';

/** What sending works with. */
export interface SendParts extends SenderParts {
  readonly requests: Requests;
  readonly choice: EnvironmentChoice;
  readonly signIn: SignIn;
  readonly extensionUri: vscode.Uri;
}

/** The commands that send requests. */
export class Sending implements vscode.Disposable {
  readonly #parts: SendParts;
  /** The page that shows what came back. */
  readonly responses: ResponsePresenter;
  readonly #sender: RequestSender;
  readonly #runs: Runs;

  constructor(parts: SendParts) {
    this.#parts = parts;
    this.#sender = new RequestSender(parts);
    this.responses = new ResponsePresenter({ ...parts, send: (uri, index) => this.send(uri, index) });
    this.#runs = new Runs({
      ...parts,
      sender: this.#sender,
      confirmation: parts.signIn.confirmation,
      responses: this.responses,
    });
  }

  /** Fires after each send, whatever came of it. */
  get onDidSend(): RequestSender['onDidSend'] {
    return this.#sender.onDidSend;
  }

  /** What is known of each request that was sent in this window. */
  get states(): RequestStates {
    return this.#sender.states;
  }

  /**
   * Sends the request of a lens, or the one at the cursor, and shows the response. Where it waits for the
   * answer of another request, that one is sent first, if the person agrees.
   *
   * @param mark the request that the lens stood above
   * @returns what is shown; undefined where nothing was to be sent
   */
  async send(uri?: vscode.Uri, index?: number, mark?: RequestMark): Promise<ResponseView | undefined> {
    if (!(await sendingAllowed())) return undefined;
    const { requests, choice } = this.#parts;
    const environment = choice.current;
    const place = await requests.find(uri, index, mark);
    if (!place || this.#isUnderWay(place)) return undefined;
    const preparation = await requests.resolve(place);
    if (preparation.kind === 'cancelled') return undefined;
    if (preparation.kind === 'missing') {
      const names = await this.#runs.awaited(preparation);
      if (names.length === 0) await requests.showMissing(preparation);
      else await this.#runs.some(place.document, [place.index], new Map([[place.index, names]]));
      return undefined;
    }
    if (choice.current.id !== environment.id) {
      void showWarning(environmentChanged(choice.current.label).message);
      return undefined;
    }
    return this.#sendReady(preparation.ready, environment);
  }

  /**
   * Sends a request that is ready, after a preview of it.
   *
   * @param baseline the object as the preview shows it
   */
  async sendPrepared(
    ready: ReadyRequest,
    environment: Environment,
    baseline: Baseline,
  ): Promise<ResponseView | undefined> {
    const index = this.#parts.requests.indexOf(ready);
    if (index !== undefined && this.#isUnderWay({ document: ready.document, index })) return undefined;
    return this.#sendReady(ready, environment, baseline);
  }

  /** What was sent last from the request of a lens, or from the one at the cursor of a file. */
  async sentFrom(uri?: vscode.Uri, index?: number, mark?: RequestMark): Promise<Shown | undefined> {
    const state = await this.#stateOf(uri, index, mark);
    if (!state || state.kind === 'sending' || !state.kept || !state.ready) return undefined;
    return { ready: state.ready, sent: state.kept };
  }

  /** Sends all requests of a file, or of the one in front. */
  async sendAll(uri?: vscode.Uri): Promise<EditorRun | undefined> {
    if (!(await sendingAllowed())) return undefined;
    const place = await this.#parts.requests.find(uri);
    return place && this.#runs.all(place.document);
  }

  /** Sends the requests that the selections of the editor touch. */
  async sendSelected(): Promise<EditorRun | ResponseView | undefined> {
    if (!(await sendingAllowed())) return undefined;
    const editor = vscode.window.activeTextEditor;
    if (!editor || !isRequestDocument(editor.document)) return this.send();
    const { document, selections } = editor;
    const file = this.#parts.documents.get(document);
    const touched = new Set(
      selections.flatMap((range) => placedBlocks(file, document, range).map(({ block }) => block)),
    );
    const indexes = [...file.blocks.keys()].filter((index) => {
      const block = file.blocks[index];
      return block?.kind === 'request' && touched.has(block);
    });
    const [only] = indexes;
    return indexes.length > 1 ? this.#runs.some(document, indexes) : this.send(document.uri, only);
  }

  /** Cancels the send of a lens; without one, everything that is under way. */
  async cancel(uri?: vscode.Uri, index?: number, mark?: RequestMark): Promise<void> {
    if (index === undefined) {
      this.#runs.cancel();
      this.states.cancelAll();
      return;
    }
    const state = await this.#stateOf(uri, index, mark);
    if (state?.kind === 'sending') state.cancel();
  }

  /** Shows the summary of the last run. */
  showSummary(): Promise<void> {
    return this.#runs.showSummary();
  }

  /** Shows the last response of the request of a lens, or the last of the window, again. */
  async reveal(uri?: vscode.Uri, index?: number, mark?: RequestMark): Promise<void> {
    const shown = index === undefined ? undefined : await this.sentFrom(uri, index, mark);
    if (shown) this.responses.showSent(shown);
    this.responses.reveal();
  }

  dispose(): void {
    this.responses.dispose();
    this.#runs.dispose();
    this.#sender.dispose();
  }

  async #sendReady(
    ready: ReadyRequest,
    environment: Environment,
    baseline?: Baseline,
  ): Promise<ResponseView | undefined> {
    this.responses.sending(ready, environment.label);
    const title = `Sending ${ready.request.method} to ${environment.label}`;
    const abort = new AbortController();
    const { confirm } = this.#parts.signIn.confirmation;
    const order = { ready, environment, abort, confirm, ...(baseline === undefined ? {} : { baseline }) };
    try {
      const sent = await withQuietProgress(
        title,
        ({ report }) => this.#sender.send({ ...order, report }),
        abort,
      );
      return this.responses.show({ ready, sent });
    } catch (error) {
      this.responses.settle();
      await showFailure(error);
      return undefined;
    }
  }

  /** Whether a request is being sent already, which is said. */
  #isUnderWay({ document, index }: RequestPlace): boolean {
    const state = this.states.of(document.uri, this.#parts.documents.get(document)).get(index);
    if (state?.kind !== 'sending') return false;
    void showInformation(UNDER_WAY);
    return true;
  }

  async #stateOf(
    uri: vscode.Uri | undefined,
    index: number | undefined,
    mark: RequestMark | undefined,
  ): Promise<PlacedState | undefined> {
    const place = await this.#parts.requests.find(uri, index, mark);
    if (!place) return undefined;
    return this.states.of(place.document.uri, this.#parts.documents.get(place.document)).get(place.index);
  }
}

const UNDER_WAY = 'This request is being sent already. Wait for its answer, or cancel it.';

/** Says why a send could not begin: the sandbox could not be started, or something that nobody foresaw. */
async function showFailure(error: unknown): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  const show = 'Show Log';
  if ((await showError(message, show)) === show) {
    await vscode.commands.executeCommand('graphHttp.showLog');
  }
}
