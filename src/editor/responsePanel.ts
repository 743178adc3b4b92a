import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { RESPONSE_VIEW } from '../contributions.ts';
import {
  type FromPage,
  isFromPage,
  type PageAction,
  type ResponseView,
  type ToPage,
} from '../webview/messages.ts';
import { responseHtml } from './responseHtml.ts';

/** What the buttons of the page do, besides those that the panel does itself. */
export interface PageActions {
  run(action: PageAction): void;
}

/**
 * The panel that shows responses: one for the window, beside the editor, made on first use and brought back
 * after a reload with what the page remembers.
 */
export class ResponsePanel implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #actions: PageActions;
  readonly #serializer: vscode.Disposable;
  #panel: vscode.WebviewPanel | undefined;
  #pending: ToPage | undefined;
  #response: ResponseView | undefined;

  constructor(extensionUri: vscode.Uri, actions: PageActions) {
    this.#extensionUri = extensionUri;
    this.#actions = actions;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(RESPONSE_VIEW, {
      deserializeWebviewPanel: async (panel) => this.#adopt(panel),
    });
  }

  /** Shows a response, without taking the focus from the editor. */
  show(response: ResponseView): void {
    this.#response = response;
    this.#send({ type: 'show', response });
  }

  /** Says that a request is under way, if the panel is open. */
  sending(method: string, url: string, environment: string): void {
    if (this.#panel) this.#send({ type: 'sending', method, url, environment });
  }

  /** Takes the last word back: nothing is under way any more, and there is nothing new to show. */
  settle(): void {
    if (this.#panel) this.#send({ type: 'settled' });
  }

  /** Opens the panel again, or brings it to the front. */
  reveal(): void {
    if (!this.#panel) this.#adopt(this.#create());
    this.#panel?.reveal(undefined, false);
    if (this.#response) this.#send({ type: 'show', response: this.#response });
  }

  dispose(): void {
    this.#serializer.dispose();
    this.#panel?.dispose();
  }

  #send(message: ToPage): void {
    if (!this.#panel) this.#adopt(this.#create());
    if (!this.#panel?.visible) this.#panel?.reveal(undefined, true);
    this.#pending = message;
    void this.#panel?.webview.postMessage(message);
  }

  #create(): vscode.WebviewPanel {
    return vscode.window.createWebviewPanel(
      RESPONSE_VIEW,
      'Graph Response',
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      {},
    );
  }

  #adopt(panel: vscode.WebviewPanel): void {
    const dist = vscode.Uri.joinPath(this.#extensionUri, 'dist');
    this.#panel = panel;
    panel.iconPath = vscode.Uri.joinPath(this.#extensionUri, 'media', 'icon.png');
    panel.webview.options = { enableScripts: true, localResourceRoots: [dist] };
    panel.onDidDispose(() => {
      if (this.#panel === panel) this.#panel = undefined;
    });
    panel.webview.onDidReceiveMessage((message: unknown) => {
      if (isFromPage(message)) this.#receive(message);
    });
    panel.webview.html = responseHtml({
      cspSource: panel.webview.cspSource,
      nonce: randomBytes(24).toString('hex'),
      scriptUri: panel.webview.asWebviewUri(vscode.Uri.joinPath(dist, 'webview.js')).toString(),
      styleUri: panel.webview.asWebviewUri(vscode.Uri.joinPath(dist, 'webview.css')).toString(),
    });
  }

  #receive(message: FromPage): void {
    switch (message.type) {
      case 'ready':
        if (this.#pending) void this.#panel?.webview.postMessage(this.#pending);
        return;
      case 'copy':
        void copy(message.text, message.what);
        return;
      case 'open':
        void open(message.url);
        return;
      case 'run':
        this.#actions.run(message.action);
        return;
    }
  }
}

async function copy(text: string, what: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(`$(check) Copied ${what.slice(0, 60)}`, 3000);
}

/** Opens a web page through the editor, which shows the address and asks first. Only https is opened. */
async function open(url: string): Promise<void> {
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:') return;
  await vscode.env.openExternal(vscode.Uri.parse(url));
}
