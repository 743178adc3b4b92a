import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { appStyles } from './appStyles.ts';
import type { PagePlace, ResponseView, Sending, ToPage } from './messages.ts';
import type { FoldAllEvent, ObjectPanel } from './object/panel.ts';
import type { FoldEvent } from './object/table.ts';
import { define, PageElement } from './parts/element.ts';
import { safeText } from './parts/hidden.ts';
import { empty, finishedText, notKept, readMark, shownText } from './parts/notes.ts';
import type { SentRequestPanel } from './parts/request.ts';
import { shared } from './parts/styles.ts';
import { pressTab } from './parts/tabs.ts';
import type { RawPanel } from './raw/panel.ts';
import { bounded, type Dropped, type SavedPage, type Sought } from './state/saved.ts';
import { type ScrolledEvent, type Scroller, ScrollPlaces } from './state/scrolling.ts';
import { shownTabs, TAB_LABELS, type Tab, tabFor, tabsOf } from './state/tabs.ts';

/**
 * Tabs whose content takes the focus by itself. (-1 would be wrong: it takes everything inside of a shadow
 * host out of the order of Tab.)
 */
const OWN_STOPS: ReadonlySet<Tab> = new Set(['object', 'raw']);

/** The response page: everything that one send brought. */
export class ResponsePage extends PageElement {
  static override styles = [shared, appStyles];
  static override properties = {
    view: { state: true },
    sending: { state: true },
    place: { state: true },
    dropped: { state: true },
    tab: { state: true },
    folds: { state: true },
    sought: { state: true },
    spoken: { state: true },
  };
  declare view: ResponseView | undefined;
  declare sending: Sending | undefined;
  declare place: PagePlace | undefined;
  /** What did not come back after a reload. */
  declare dropped: readonly Dropped[];
  declare tab: Tab;
  declare folds: ReadonlyMap<string, boolean>;
  /** What the person looks for on the tabs. */
  declare sought: Sought;
  /** What screen readers hear. */
  declare spoken: string;
  /** The tab that the person chose last; an error's tab is never a choice. */
  #wanted: Tab | undefined;
  /** Before a reload; the editor says it again a moment later. */
  #wasPinned = false;
  /** Tabs of this response that were seen: they stay drawn, so that they keep their place. */
  readonly #seen = new Set<Tab>();
  readonly #scrolled = new ScrollPlaces(
    (tab) => this.#scrollerOf(tab),
    () => this.dispatchEvent(new CustomEvent('changed')),
  );

  constructor() {
    super();
    this.view = undefined;
    this.sending = undefined;
    this.place = undefined;
    this.dropped = [];
    this.tab = 'object';
    this.folds = new Map();
    this.sought = {};
    this.spoken = '';
    this.addEventListener('announce', (event) => {
      if (event instanceof CustomEvent) this.#say(String(event.detail));
    });
    this.addEventListener('sought', (event) => {
      this.sought = { ...this.sought, ...(event as CustomEvent<Sought>).detail };
    });
    this.addEventListener('fold', (event) => {
      const { path, open } = (event as FoldEvent).detail;
      this.folds = new Map(this.folds).set(path, open);
    });
    this.addEventListener('foldall', (event) => {
      const { paths, open } = (event as FoldAllEvent).detail;
      this.folds = new Map(paths.map((path) => [path, open]));
    });
  }

  /** A message of the editor. */
  receive(message: ToPage): void {
    if (message.type === 'body') {
      const panel = message.part === 'request' ? 'sent-request' : 'raw-panel';
      this.renderRoot.querySelector<RawPanel | SentRequestPanel>(panel)?.receive(message);
      return;
    }
    if (message.type === 'rows') {
      this.renderRoot.querySelector<ObjectPanel>('object-panel')?.receive(message);
      return;
    }
    if (message.type === 'place') {
      this.place = message;
      return;
    }
    if (message.type === 'sending') {
      this.sending = message;
      return;
    }
    this.sending = undefined;
    if (message.type === 'settled') return;
    const { response } = message;
    // The editor sends the same response again to end `sending`, and after a reload.
    if (response.id === this.view?.id && this.dropped.length === 0) return;
    const known = response.id === this.view?.id;
    this.dropped = [];
    this.view = response;
    this.tab = tabFor(tabsOf(response), this.#wanted);
    if (known) return;
    this.#scrolled.clear();
    this.#say(message.again ? shownText(response) : finishedText(response));
  }

  /** Comes back as an earlier page was. */
  restore(saved: SavedPage): void {
    const { response, dropped, tab, folds, pinned = false, scrolled = {}, sought = {} } = saved;
    this.#scrolled.restore(scrolled);
    this.#wasPinned = pinned;
    const tabs = shownTabs(response, dropped);
    this.view = response;
    this.dropped = dropped;
    this.folds = new Map(folds);
    this.sought = sought;
    this.tab = tabs.includes(tab) ? tab : tabFor(tabs, undefined);
    if (this.tab !== 'error') this.#wanted = this.tab;
  }

  /** What to save so that `restore` brings the page back; undefined before the first response. */
  saved(): SavedPage | undefined {
    if (!this.view) return undefined;
    const { response, dropped } = bounded(this.view);
    return {
      version: 1,
      response,
      dropped: [...new Set([...this.dropped, ...dropped])],
      tab: this.tab,
      folds: [...this.folds],
      pinned: this.place?.pinned ?? this.#wasPinned,
      scrolled: this.#scrolled.saved,
      sought: this.sought,
    };
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('view')) this.#seen.clear();
    this.#seen.add(this.tab);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (['view', 'tab', 'folds', 'sought', 'place'].some((name) => changed.has(name as keyof ResponsePage))) {
      this.dispatchEvent(new CustomEvent('changed'));
    }
    void this.#scrolled.back(this.tab);
  }

  /** The element of a tab that scrolls: the tab's own panel, or something in it. */
  #scrollerOf(tab: Tab): Scroller {
    const panel = this.renderRoot.querySelector(`vscode-tab-panel.${tab}`);
    const own = panel?.querySelector<ObjectPanel | RawPanel>('object-panel, raw-panel');
    const element = own ? own.scroller : panel;
    return { element: element ?? undefined, isGrowing: own?.isGrowing === true };
  }

  protected override render(): TemplateResult {
    const { view, sending } = this;
    return html`<main>
        ${view && this.place ? html`<page-bar .place=${this.place}></page-bar>` : nothing}
        ${
          view || sending
            ? html`<response-summary aria-busy=${String(sending !== undefined)} .view=${view} .sending=${sending}></response-summary>`
            : nothing
        }
        ${view ? this.#tabs(view) : sending ? nothing : empty()}
      </main>
      <div class="hearing" role="status">${this.spoken}</div>`;
  }

  #tabs(view: ResponseView): TemplateResult {
    const tabs = shownTabs(view, this.dropped);
    const tree = html`<page-tabs
      selected-index=${Math.max(tabs.indexOf(this.tab), 0)}
      @vsc-tabs-select=${(event: CustomEvent<{ selectedIndex: number }>) => this.#choose(tabs[event.detail.selectedIndex])}
      @keydown=${pressTab}
    >
      ${tabs.map((tab) => html`<vscode-tab-header slot="header">${TAB_LABELS[tab]}</vscode-tab-header>`)}
      ${tabs.map(
        (tab) => html`<vscode-tab-panel
          class=${tab}
          .tabIndex=${OWN_STOPS.has(tab) ? undefined : 0}
          @scroll=${({ currentTarget }: Event) => this.#scrolled.record(tab, (currentTarget as Element).scrollTop)}
        >
          ${this.#seen.has(tab) ? this.#panel(tab, view) : nothing}
        </vscode-tab-panel>`,
      )}
    </page-tabs>`;
    return keyed(tabs.join(), tree) as unknown as TemplateResult;
  }

  #panel(tab: Tab, view: ResponseView): TemplateResult {
    switch (tab) {
      case 'error':
        return html`<error-explanation .view=${view}></error-explanation>`;
      case 'object':
        return this.#object(view);
      case 'changes':
        return html`<change-panel .view=${view}></change-panel>`;
      case 'raw':
        return this.#raw(view);
      case 'headers':
        return html`<header-table .lines=${view.responseHeaders} .query=${this.sought.headers ?? ''}></header-table>`;
      case 'request':
        return html`<sent-request .view=${view} .dropped=${this.dropped.includes('request')}></sent-request>`;
    }
  }

  #object(view: ResponseView): TemplateResult {
    if (this.dropped.includes('rows')) return notKept('This object');
    if (!view.rows && view.cut !== undefined) {
      return html`<p class="note muted">
        The answer is too large to be shown as an object. “Raw” shows its
        beginning${view.cut === 'in-file' ? ', and opens the whole as a file' : ''}.
      </p>`;
    }
    if (!view.rows) {
      const canRead = view.actions?.some(({ action }) => action === 'read-again') === true;
      return html`<p class="note muted">
        ${safeText(view.readAfter?.failure ?? 'The answer has no object.')} To see it as it is stored now,
        ${canRead ? 'choose “Read the Object”.' : 'send a GET to the same URL.'}
      </p>`;
    }
    return html`${view.readAfter ? readMark(view, view.readAfter.time) : nothing}<object-panel
      .response=${view.id}
      .rows=${view.rows}
      .moreRows=${view.moreRows}
      @grown=${({ detail }: CustomEvent<number>) => this.#grew(detail)}
      .typeName=${view.typeName}
      .documentation=${view.documentation}
      .folds=${this.folds}
      .query=${this.sought.object ?? ''}
      .url=${view.url}
      @scrolled=${({ detail }: ScrolledEvent) => this.#scrolled.record('object', detail)}
    ></object-panel>`;
  }

  /** The rows grew in place: what is saved has them, and how many are still missing. */
  #grew(moreRows: number): void {
    if (this.view) Object.assign(this.view, { moreRows });
    this.dispatchEvent(new CustomEvent('changed'));
  }

  #raw(view: ResponseView): TemplateResult {
    if (view.raw === undefined) return notKept('The raw body');
    return html`<raw-panel
      .view=${view}
      .wrap=${this.sought.wrap === true}
      .sought=${this.sought.raw}
      @scrolled=${({ detail }: ScrolledEvent) => this.#scrolled.record('raw', detail)}
    ></raw-panel>`;
  }

  #choose(tab: Tab | undefined): void {
    if (!tab) return;
    this.tab = tab;
    if (tab !== 'error') this.#wanted = tab;
  }

  #say(text: string): void {
    // The same words again are only heard again when they change.
    this.spoken = this.spoken === text ? `${text}\u00a0` : text;
  }
}

define('response-page', ResponsePage);
