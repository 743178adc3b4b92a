import * as vscode from 'vscode';
import type { Baseline } from '../../core/send/loop/baseline.ts';
import { reasonOf } from '../../core/send/reason.ts';
import type { Direction, PageAction, ResponseView } from '../../webview/messages.ts';
import { showError } from '../notify.ts';
import type { ReadyRequest, Requests } from '../requests.ts';
import { insertRead } from '../writing/insertRead.ts';
import { isOwnAction, needsFile, type OwnAction, runOwnAction, sendFirst } from './buttons.ts';
import { HiddenNotice } from './hiddenNotice.ts';
import { ResponseHistory } from './history.ts';
import type { PageRequest, ResponsePage } from './page.ts';
import { ResponsePages } from './pages.ts';
import type { OlderResponses, PageResponse, Shown } from './response.ts';
import { idOf, windowResponse } from './windowResponse.ts';

/** A request of a page that is to be copied, and the form of code that is wanted (`curl`). */
export type AskedCode = Pick<Extract<PageRequest, { type: 'copy-as' }>, 'form' | 'request'>;

/** What a button of the page asks other features for. */
export type AskedAction = Exclude<PageAction, OwnAction>;

/** A button of a page that another feature answers, and the response that it is about. */
export interface Asked {
  readonly action: AskedAction;
  /** Undefined where nothing is known of it after a reload. */
  readonly response: PageResponse | undefined;
}

/** A property of the request of a response. */
export interface AskedProperty {
  /** JSON path in the request's body. */
  readonly property: string;
  /** Undefined where nothing is known of it after a reload. */
  readonly response: PageResponse | undefined;
}

/** What showing responses works with. */
export interface PresenterParts {
  readonly extensionUri: vscode.Uri;
  readonly requests: Requests;
  /** Sends the request at a place of a document once more. */
  send(uri: vscode.Uri, index: number): Promise<unknown>;
}

/** The pages with responses, and what their buttons do. */
export class ResponsePresenter implements vscode.Disposable {
  readonly #parts: PresenterParts;
  readonly #pages: ResponsePages;
  readonly #history: ResponseHistory;
  readonly #notice = new HiddenNotice();
  readonly #asked = new vscode.EventEmitter<Asked>();
  /** Fires when a button of a page asks for something that another feature does. */
  readonly onDidAsk = this.#asked.event;
  readonly #askedProperty = new vscode.EventEmitter<AskedProperty>();
  /** Fires when a button of a page leads to a property of the request. */
  readonly onDidAskProperty = this.#askedProperty.event;
  readonly #askedCode = new vscode.EventEmitter<AskedCode>();
  /** Fires when a request that a page shows is to be copied as code. */
  readonly onDidAskCode = this.#askedCode.event;

  constructor(parts: PresenterParts) {
    this.#parts = parts;
    this.#pages = new ResponsePages(parts.extensionUri, {
      asked: (page, request) => void this.#answer(page, request).catch(showFailure),
      changed: () => this.#tell(),
      restored: (page) => void this.#history.recover(page),
    });
    this.#history = new ResponseHistory(this.#pages);
  }

  /** The response that commands are about: that of the page which had the focus last, or was shown last. */
  get current(): PageResponse | undefined {
    return this.#pages.current?.response;
  }

  /** What was sent from a file of this window, as it is shown. */
  responseOf(shown: Shown): PageResponse {
    return this.#history.find(idOf(shown.sent)) ?? windowResponse(shown, this.#parts);
  }

  /** Gives the pages the responses of the journal. */
  useHistory(older: OlderResponses): vscode.Disposable {
    return this.#history.use(older);
  }

  /** Says that a request is under way, if there is a page for its response. */
  sending(ready: ReadyRequest, environment: string): void {
    const { method, url } = ready.request;
    this.#pages.live?.sending({ method, url, environment });
  }

  /** Takes that back: there is nothing new to show. */
  settle(): void {
    this.#pages.live?.settle();
  }

  /** Shows what came of a request, in the page that is not pinned. */
  show(shown: Shown): ResponseView {
    return this.#show(windowResponse(shown, this.#parts), false);
  }

  /**
   * Shows a response that the person asked for: one of the history, or one that was shown before. Where a page has
   * it already, that comes to the front.
   */
  showAgain(response: PageResponse): ResponseView {
    const page = this.#pages.all.findLast((each) => each.response?.id === response.id);
    if (!page) return this.#show(response, true);
    this.#pages.use(page);
    this.#pages.bringForward(page, true);
    return response.view;
  }

  /** Shows a response that was sent from a file of this window again. */
  showSent(shown: Shown): ResponseView {
    return this.showAgain(this.responseOf(shown));
  }

  /** Shows a response with its object as it was read since, wherever it is shown. */
  showRead(response: PageResponse, now: Baseline): ResponseView {
    const read = response.withObject(now);
    const pages = this.#pages.all.filter((page) => page.response?.id === response.id);
    for (const page of pages) page.show(read);
    if (pages.length === 0) return this.#show(read, true);
    this.#history.keep(read);
    return read.view;
  }

  /**
   * Brings the page of the last response to the front, with the focus: first one that nobody has seen yet. Where
   * all are closed, it opens again.
   */
  reveal(): void {
    const last = this.#pages.current ? undefined : this.#history.newest;
    if (last) this.#show(last, true);
    const page = this.#unseen ?? this.#pages.current ?? this.#pages.open();
    page.reveal(false);
  }

  /**
   * Goes through the responses in the current page.
   *
   * @returns what it shows then
   */
  async go(to: Direction): Promise<ResponseView | undefined> {
    const { current } = this.#pages;
    if (current) await this.#history.go(current, to);
    return current?.response?.view;
  }

  /** Pins the current page, or lets it be used again. */
  pin(pinned: boolean): void {
    const { current } = this.#pages;
    if (current) this.#pages.pin(current, pinned);
  }

  /** Compares the response of the current page with another. */
  async compareWith(which: 'previous' | 'chosen'): Promise<void> {
    const { current } = this.#pages;
    if (current) await this.#history.compare(current, which);
  }

  dispose(): void {
    this.#pages.dispose();
    this.#history.dispose();
    this.#notice.dispose();
    this.#asked.dispose();
    this.#askedProperty.dispose();
    this.#askedCode.dispose();
  }

  #show(response: PageResponse, wanted: boolean): ResponseView {
    const page = this.#pages.open();
    page.show(response, wanted);
    this.#pages.use(page);
    this.#history.keep(response);
    this.#pages.bringForward(page, wanted);
    this.#notice.tell(this.#unseen);
    return response.view;
  }

  #tell(): void {
    this.#history.tell();
    this.#notice.tell(this.#unseen);
  }

  /** A page with a response that nobody has seen yet. */
  get #unseen(): ResponsePage | undefined {
    return this.#pages.all.findLast(({ unseen }) => unseen);
  }

  async #answer(page: ResponsePage, request: PageRequest): Promise<void> {
    switch (request.type) {
      case 'go':
        return this.#history.go(page, request.to);
      case 'pin':
        this.#pages.pin(page, request.pinned);
        return;
      case 'compare-with':
        return this.#history.compare(page, request.which);
      case 'insert-get':
        return this.#insertGet(page, request.url);
      case 'copy-as':
        this.#askedCode.fire(request);
        return;
      case 'fix-property':
        this.#askedProperty.fire({ property: request.property, response: page.response });
        return;
      case 'run':
        return this.#run(page, request.action);
    }
  }

  /** Behind the request that the page is about; the page may have the focus, so its file comes to the front. */
  async #insertGet({ response }: ResponsePage, url: string): Promise<void> {
    await response?.revealRequest();
    await insertRead(url, (document) => this.#parts.requests.fileOf(document));
  }

  async #run({ response }: ResponsePage, action: PageAction): Promise<void> {
    if (isOwnAction(action)) await runOwnAction(action, response);
    else if (needsFile(action) && !response?.ready) await sendFirst(response);
    else this.#asked.fire({ action, response });
  }
}

/** A response as what was sent from a file of this window; undefined for one of the history. */
export function shownOf({ ready, sent }: PageResponse): Shown | undefined {
  return ready && { ready, sent };
}

/** What fails here is mostly the history: its files cannot be read. */
function showFailure(error: unknown): void {
  void showError(`That could not be done: ${reasonOf(error)}`);
}
