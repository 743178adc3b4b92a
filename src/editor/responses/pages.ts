import * as vscode from 'vscode';
import { RESPONSE_VIEW } from '../../contributions.ts';
import { NO_TITLE, type PageListener, type PageRequest, ResponsePage } from './page.ts';
import { readRemembered } from './remembered.ts';

/** What happens to the pages. */
export interface PagesListener {
  asked(page: ResponsePage, request: PageRequest): void;
  /** Another page is the current one, or the current one changed. */
  changed(): void;
  /** A page came back after a reload. */
  restored(page: ResponsePage): void;
}

/**
 * The pages with responses: one that is used again for each response, and any number that are pinned. They stand
 * beside the editor, in one column.
 */
export class ResponsePages implements vscode.Disposable, PageListener {
  readonly #extensionUri: vscode.Uri;
  readonly #listener: PagesListener;
  readonly #serializer: vscode.Disposable;
  /** The one that was used last stands last. */
  readonly #pages = new Set<ResponsePage>();

  constructor(extensionUri: vscode.Uri, listener: PagesListener) {
    this.#extensionUri = extensionUri;
    this.#listener = listener;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(RESPONSE_VIEW, {
      deserializeWebviewPanel: async (panel, state: unknown) => this.#restore(panel, state),
    });
  }

  /** Every page, the one that was used last at the end. */
  get all(): readonly ResponsePage[] {
    return [...this.#pages];
  }

  /** The page that commands are about: the one that had the focus last, or was shown last. */
  get current(): ResponsePage | undefined {
    return this.all.at(-1);
  }

  /** The page that the next response is shown in; undefined where there is none yet. */
  get live(): ResponsePage | undefined {
    return this.all.find(({ pinned }) => !pinned);
  }

  /** The same, made where there is none: in the column of the other pages, or else beside the editor. */
  open(): ResponsePage {
    const { live } = this;
    if (live) return live;
    const beside = this.current?.column;
    const viewColumn = beside === undefined || wouldCover(beside) ? vscode.ViewColumn.Beside : beside;
    const preserveFocus = !(viewColumn === beside && isInFront(beside));
    const panel = vscode.window.createWebviewPanel(
      RESPONSE_VIEW,
      NO_TITLE,
      { viewColumn, preserveFocus },
      {},
    );
    return this.#add(new ResponsePage(panel, this.#extensionUri, this));
  }

  /** Makes a page the one that commands are about. */
  use(page: ResponsePage): void {
    if (!this.#pages.delete(page)) return;
    this.#pages.add(page);
    this.#listener.changed();
  }

  /**
   * Brings a page to the front of its column, without taking the focus from the editor. Where that would cover what
   * the person has before them, its tab is marked instead.
   *
   * @param wanted whether the person asked for this page, so that it comes to the front all the same
   */
  bringForward(page: ResponsePage, wanted: boolean): void {
    if (page.visible) return;
    const { column } = page;
    if (!wanted && column !== undefined && wouldCover(column)) page.mark();
    else page.reveal(!isInFront(column));
  }

  /** Pins a page, or makes it the one that is used again: another that was is closed then. */
  pin(page: ResponsePage, pinned: boolean): void {
    const { live } = this;
    page.pin(pinned);
    if (!pinned && live && live !== page) {
      live.close();
      vscode.window.setStatusBarMessage(MERGED, 6000);
    }
    this.#listener.changed();
  }

  asked(page: ResponsePage, request: PageRequest): void {
    this.use(page);
    this.#listener.asked(page, request);
  }

  moved(page: ResponsePage): void {
    if (page.active) this.use(page);
    else this.#listener.changed();
  }

  closed(page: ResponsePage): void {
    this.#pages.delete(page);
    this.#listener.changed();
  }

  /** The pages stay: the editor brings them back after a reload. */
  dispose(): void {
    this.#serializer.dispose();
  }

  #add(page: ResponsePage): ResponsePage {
    this.#pages.add(page);
    this.#listener.changed();
    return page;
  }

  /** A page that was not in front comes back when it is looked at first: another may be in use by then. */
  #restore(panel: vscode.WebviewPanel, state: unknown): void {
    const isFree = this.live === undefined;
    const page = this.#add(new ResponsePage(panel, this.#extensionUri, this, readRemembered(state)));
    if (!isFree && !page.pinned) page.pin(true);
    this.#listener.restored(page);
  }
}

/** Whether a page that comes to the front of a column would cover what the person has before them there. */
function wouldCover(column: vscode.ViewColumn): boolean {
  const { activeTabGroup } = vscode.window.tabGroups;
  return activeTabGroup.viewColumn === column && !isInFront(column) && activeTabGroup.activeTab !== undefined;
}

/** Whether the person has a response before them in a column: what takes its place has the focus then. */
function isInFront(column: vscode.ViewColumn | undefined): boolean {
  const { activeTabGroup } = vscode.window.tabGroups;
  const { activeTab, viewColumn } = activeTabGroup;
  if (viewColumn !== column || !(activeTab?.input instanceof vscode.TabInputWebview)) return false;
  // The editor puts a prefix of its own before the type.
  return activeTab.input.viewType.endsWith(RESPONSE_VIEW);
}

const MERGED = '$(pinned) This page is used for the next response again, in the place of the one that was.';
