import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import type { SentRequest } from '../../core/request/message.ts';
import {
  type FromPage,
  isFromPage,
  type PagePlace,
  type ResponseView,
  type Sending,
  type ToPage,
} from '../../webview/messages.ts';
import { showInformation } from '../notify.ts';
import type { Remembered } from './remembered.ts';
import type { PageResponse, ResponseRef } from './response.ts';
import { refOf } from './response.ts';
import { nextWindow, wholeBody, withFirstWindow } from './responseBody.ts';
import { responseHtml } from './responseHtml.ts';
import { nextRows, wholeValue } from './responseRows.ts';

/** What a page asks others for: what it cannot do by itself. */
export type PageRequest =
  | Exclude<
      FromPage,
      { type: 'ready' | 'copy' | 'body' | 'copy-body' | 'copy-as' | 'rows' | 'copy-value' | 'open' }
    >
  | Required<Extract<FromPage, { type: 'copy-as' }>>;

/** What happens to a page. */
export interface PageListener {
  /** A button of the page wants something. */
  asked(page: ResponsePage, request: PageRequest): void;
  /** The page came to the front, got the focus or lost it. */
  moved(page: ResponsePage): void;
  closed(page: ResponsePage): void;
}

/** The name of a page that has no response yet. */
export const NO_TITLE = 'Graph Response';

/**
 * One page with a response, in a panel of its own. Its content goes when it is hidden, and is made anew from what
 * it remembers and from here.
 */
export class ResponsePage {
  readonly #panel: vscode.WebviewPanel;
  readonly #media: vscode.Uri;
  readonly #listener: PageListener;
  /** What the content was told, where it does not remember it. */
  #view: ResponseView | undefined;
  #response: PageResponse | undefined;
  #remembered: Remembered | undefined;
  #sending: Sending | undefined;
  #place: PagePlace | undefined;
  #pinned: boolean;
  #title = NO_TITLE;
  #updated = false;
  /** Whether the content is there: it goes when the page is hidden. */
  #listening = false;
  /** Whether nobody was told of the response yet. */
  #unheard = false;
  #turn: Promise<void> = Promise.resolve();

  /** @param remembered what the page showed before a reload */
  constructor(
    panel: vscode.WebviewPanel,
    extensionUri: vscode.Uri,
    listener: PageListener,
    remembered?: Remembered,
  ) {
    this.#panel = panel;
    this.#media = vscode.Uri.joinPath(extensionUri, 'media');
    this.#listener = listener;
    this.#remembered = remembered;
    this.#pinned = remembered?.pinned ?? false;
    if (remembered) this.#title = panel.title.replace(UPDATED, '');
    panel.onDidDispose(() => listener.closed(this));
    panel.onDidChangeViewState(() => {
      if (panel.visible) this.#seen();
      else this.#listening = false;
      listener.moved(this);
    });
    panel.webview.onDidReceiveMessage((message: unknown) => {
      if (isFromPage(message)) this.#receive(message);
    });
    this.#dress();
    this.#fill(extensionUri);
  }

  /** The response that the buttons are about; undefined before there is one, and where none is known after a reload. */
  get response(): PageResponse | undefined {
    return this.#response;
  }

  /** What is shown, in the order of time. */
  get ref(): ResponseRef | undefined {
    return this.#response ? refOf(this.#response) : this.#remembered;
  }

  /** Id of the entry that a page was about before a reload, as long as nobody found it. */
  get wanted(): string | undefined {
    return this.#response ? undefined : this.#remembered?.entry;
  }

  get pinned(): boolean {
    return this.#pinned;
  }

  get visible(): boolean {
    return this.#panel.visible;
  }

  /** Whether another response is there than when it was last seen. */
  get unseen(): boolean {
    return this.#updated;
  }

  /** Whether it is in front of the person, with the focus. */
  get active(): boolean {
    return this.#panel.active;
  }

  /** The column that it is in, in front or not. */
  get column(): vscode.ViewColumn | undefined {
    return this.#panel.viewColumn;
  }

  /** Where its response stands, as the page says it. */
  get place(): PagePlace | undefined {
    return this.#place;
  }

  /**
   * Shows a response.
   *
   * @param again whether somebody went back to it
   */
  show(response: PageResponse, again = false): void {
    this.#response = response;
    this.#remembered = undefined;
    this.#sending = undefined;
    this.#view = response.view;
    this.#unheard = !again && !this.#listening;
    this.#post({ type: 'show', response: withFirstWindow(response.view), again });
  }

  /** Takes a response for what the page remembers by itself. */
  recover(response: PageResponse): void {
    this.#response = response;
  }

  /** Says that a request is under way. */
  sending(sending: Omit<Sending, 'type'>): void {
    this.#sending = { type: 'sending', ...sending };
    this.#post(this.#sending);
  }

  /** Takes that back: there is nothing new to show. */
  settle(): void {
    this.#sending = undefined;
    this.#post({ type: 'settled' });
  }

  /** Says where the response stands. */
  stand(place: Omit<PagePlace, 'type' | 'pinned'>): void {
    const { position, count, earlier } = place;
    const now: PagePlace = { type: 'place', position, count, earlier, pinned: this.#pinned };
    if (isDeepStrictEqual(now, this.#place)) return;
    this.#place = now;
    this.#post(now);
  }

  pin(pinned: boolean): void {
    this.#pinned = pinned;
    if (this.#place) this.stand(this.#place);
    this.#dress();
  }

  /** Names the page after its request. */
  name(title: string): void {
    if (title === this.#title) return;
    this.#title = title;
    this.#dress();
  }

  /** Says on its tab that another response is there than when it was last seen. */
  mark(): void {
    this.#updated = true;
    this.#dress();
  }

  /** Brings the page to the front of its column. */
  reveal(preserveFocus: boolean): void {
    this.#panel.reveal(undefined, preserveFocus);
  }

  /** Does something after what was begun before, one after the other. */
  inTurn(act: () => Promise<void>): Promise<void> {
    const next = this.#turn.then(act, act);
    this.#turn = next.catch(() => undefined);
    return next;
  }

  close(): void {
    this.#panel.dispose();
  }

  #seen(): void {
    if (!this.#updated) return;
    this.#updated = false;
    this.#dress();
  }

  #dress(): void {
    this.#panel.title = `${this.#updated ? MARK : ''}${this.#title}`;
    const icon = (name: string) => vscode.Uri.joinPath(this.#media, name);
    this.#panel.iconPath = this.#pinned
      ? { light: icon('pinned-light.svg'), dark: icon('pinned-dark.svg') }
      : icon('icon.png');
  }

  #fill(extensionUri: vscode.Uri): void {
    const { webview } = this.#panel;
    const dist = vscode.Uri.joinPath(extensionUri, 'dist');
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    webview.html = responseHtml({
      cspSource: webview.cspSource,
      nonce: randomBytes(24).toString('hex'),
      scriptUri: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'webview.js')).toString(),
      styleUri: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'webview.css')).toString(),
    });
  }

  #post(message: ToPage): void {
    void this.#panel.webview.postMessage(message);
  }

  /** The content is there, for the first time or again. */
  #begin(): void {
    this.#listening = true;
    if (this.#view) {
      this.#post({ type: 'show', response: withFirstWindow(this.#view), again: !this.#unheard });
      this.#unheard = false;
    }
    if (this.#place) this.#post(this.#place);
    if (this.#sending) this.#post(this.#sending);
  }

  /** What parts of a response are taken from that the content does not have. */
  get #known(): ResponseView | undefined {
    return this.#view ?? this.#response?.view;
  }

  #receive(message: FromPage): void {
    switch (message.type) {
      case 'ready':
        this.#begin();
        return;
      case 'copy':
        void copy(message.text, message.what);
        return;
      case 'body':
        this.#post(nextWindow(this.#known, message));
        return;
      case 'rows':
        this.#post(nextRows(this.#known, message.id, message.path, message.from));
        return;
      case 'copy-value':
        void copyWhole(wholeValue(this.#known, message.id, message.path), message.what);
        return;
      case 'copy-body':
        void copyWhole(wholeBody(this.#known, message.id, message.part), 'the body');
        return;
      case 'open':
        void open(message.url);
        return;
      case 'copy-as':
        this.#copyAs(message);
        return;
      default:
        this.#listener.asked(this, message);
    }
  }

  /** The page has the whole request, or else it is here. */
  #copyAs({ form, id, request = this.#requestOf(id) }: Extract<FromPage, { type: 'copy-as' }>): void {
    if (request) this.#listener.asked(this, { type: 'copy-as', form, id, request });
    else void showInformation(GONE);
  }

  #requestOf(id: string): SentRequest | undefined {
    const known = this.#known;
    if (known?.id !== id) return undefined;
    const { method, url, request } = known;
    return { method, url, headers: request.headers, ...(request.body ? { body: request.body } : {}) };
  }
}

const MARK = '● ';
const UPDATED = /^● /;

async function copy(text: string, what: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(`$(check) Copied ${what.slice(0, 60)}`, 3000);
}

/** The same with a value that the content has only a part of, if all of it is still here. */
async function copyWhole(text: string | undefined, what: string): Promise<void> {
  if (text !== undefined) await copy(text, what);
  else void showInformation(GONE);
}

const GONE =
  'Nothing was copied: the whole of it is not here any more, or it is nested too deep. Send the request again, or copy it from “Raw”.';

/** Opens a web page through the editor, which shows the address and asks first. Only https is opened. */
async function open(url: string): Promise<void> {
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:') return;
  await vscode.env.openExternal(vscode.Uri.parse(url));
}
