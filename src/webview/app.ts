import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { appStyles } from './appStyles.ts';
import type { ResponseView, ToPage } from './messages.ts';
import type { FoldAllEvent } from './object/panel.ts';
import type { FoldEvent } from './object/table.ts';
import { copyButton } from './parts/buttons.ts';
import { define, PageElement } from './parts/element.ts';
import { icon } from './parts/icons.ts';
import { shared } from './parts/styles.ts';
import { type Sending, statusText } from './parts/summary.ts';
import { bounded, type Dropped, type SavedPage } from './state/saved.ts';
import { TAB_LABELS, type Tab, tabFor, tabsOf } from './state/tabs.ts';
import { countText, durationText, sizeText } from './text/format.ts';

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
    dropped: { state: true },
    tab: { state: true },
    folds: { state: true },
    spoken: { state: true },
  };
  declare view: ResponseView | undefined;
  declare sending: Sending | undefined;
  /** What did not come back after a reload. */
  declare dropped: readonly Dropped[];
  declare tab: Tab;
  declare folds: ReadonlyMap<string, boolean>;
  /** What screen readers hear. */
  declare spoken: string;
  /** The tab that the person chose last; an error's tab is never a choice. */
  #wanted: Tab | undefined;
  /** Tabs of this response that were seen: they stay drawn, so that they keep their place. */
  readonly #seen = new Set<Tab>();

  constructor() {
    super();
    this.view = undefined;
    this.sending = undefined;
    this.dropped = [];
    this.tab = 'object';
    this.folds = new Map();
    this.spoken = '';
    this.addEventListener('announce', (event) => {
      if (event instanceof CustomEvent) this.#say(String(event.detail));
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
    if (!known) this.#say(finishedText(response));
  }

  /** Comes back as an earlier page was. */
  restore(saved: SavedPage): void {
    const { response, dropped, tab, folds } = saved;
    const tabs = shownTabs(response, dropped);
    this.view = response;
    this.dropped = dropped;
    this.folds = new Map(folds);
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
    };
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('view')) this.#seen.clear();
    this.#seen.add(this.tab);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('view') || changed.has('tab') || changed.has('folds')) {
      this.dispatchEvent(new CustomEvent('changed'));
    }
  }

  protected override render(): TemplateResult {
    const { view, sending } = this;
    return html`<main>
        ${
          view || sending
            ? html`<response-summary .view=${view} .sending=${sending}></response-summary>`
            : nothing
        }
        ${view ? this.#tabs(view) : sending ? nothing : empty()}
      </main>
      <div class="hearing" role="status">${this.spoken}</div>`;
  }

  #tabs(view: ResponseView): TemplateResult {
    const tabs = shownTabs(view, this.dropped);
    const tree = html`<vscode-tabs
      selected-index=${Math.max(tabs.indexOf(this.tab), 0)}
      @vsc-tabs-select=${(event: CustomEvent<{ selectedIndex: number }>) => this.#choose(tabs[event.detail.selectedIndex])}
      @keydown=${pressTab}
    >
      ${tabs.map((tab) => html`<vscode-tab-header slot="header">${TAB_LABELS[tab]}</vscode-tab-header>`)}
      ${tabs.map(
        (tab) => html`<vscode-tab-panel class=${tab} .tabIndex=${OWN_STOPS.has(tab) ? undefined : 0}>
          ${this.#seen.has(tab) ? this.#panel(tab, view) : nothing}
        </vscode-tab-panel>`,
      )}
    </vscode-tabs>`;
    return keyed(tabs.join(), tree) as unknown as TemplateResult;
  }

  #panel(tab: Tab, view: ResponseView): TemplateResult {
    switch (tab) {
      case 'error':
        return html`<error-explanation .view=${view}></error-explanation>`;
      case 'object':
        return this.#object(view);
      case 'raw':
        return this.#raw(view);
      case 'headers':
        return html`<header-table .lines=${view.responseHeaders} .label=${'Response headers'}></header-table>`;
      case 'request':
        return html`<sent-request .view=${view} .dropped=${this.dropped.includes('request')}></sent-request>`;
    }
  }

  #object(view: ResponseView): TemplateResult {
    if (this.dropped.includes('rows')) return notKept('This object');
    if (!view.rows) {
      return html`<p class="note muted">
        The answer has no object. To see it as it is stored now, send a GET to the same URL.
      </p>`;
    }
    return html`<object-panel
      .rows=${view.rows}
      .typeName=${view.typeName}
      .documentation=${view.documentation}
      .folds=${this.folds}
    ></object-panel>`;
  }

  #raw(view: ResponseView): TemplateResult {
    const { raw } = view;
    if (raw === undefined) return notKept('The raw body');
    const size =
      view.size === undefined ? countText(raw.length, 'character', 'characters') : sizeText(view.size);
    return html`<div class="toolbar">
        <span class="muted">${size}</span>
        ${copyButton(this, { text: () => raw, what: 'the body', label: 'Copy the body' })}
      </div>
      <text-view .text=${raw} .label=${'Body of the answer'}></text-view>`;
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

/** The tabs of a response, those of parts that were not kept included. */
function shownTabs(view: ResponseView, dropped: readonly Dropped[]): readonly Tab[] {
  const whole = { ...view };
  if (dropped.includes('rows')) whole.rows ??= [];
  if (dropped.includes('raw')) whole.raw ??= ' ';
  return tabsOf(whole);
}

/** `Finished: 200 OK. The object was changed. 312 ms.` */
function finishedText(view: ResponseView): string {
  const duration = view.duration === undefined ? '' : ` ${durationText(view.duration)}.`;
  return `Finished: ${statusText(view)}. ${view.headline}${duration}`;
}

function notKept(what: string): TemplateResult {
  return html`<p class="note muted">
    ${what} was too large to keep while the editor reloaded. Send the request again to see it.
  </p>`;
}

function empty(): TemplateResult {
  return html`<div class="empty-state">
    ${icon('send')}
    <h1>No response yet</h1>
    <p class="muted">
      Open a <span class="mono">.graph.http</span> file and choose “Send” above a request. What the service answers
      appears here.
    </p>
  </div>`;
}

/** The tab elements listen to Enter; Space does the same. */
function pressTab(event: KeyboardEvent): void {
  const { target } = event;
  if (event.key !== ' ' || !(target instanceof HTMLElement) || target.localName !== 'vscode-tab-header')
    return;
  event.preventDefault();
  target.click();
}

define('response-page', ResponsePage);
