import { html, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { selectedRange } from '../parts/copying.ts';
import { define, PageElement } from '../parts/element.ts';
import { safeText } from '../parts/hidden.ts';
import { shared } from '../parts/styles.ts';
import { indexLines, type LineIndex, type LineRow } from './lines.ts';
import { viewStyles } from './styles.ts';
import { looksLikeJson, tokens } from './tokens.ts';
import { type RowWindow, windowOf } from './window.ts';

/** A row's height before it was measured, in CSS pixels. */
const ROW_HEIGHT = 20;
/** Most rows that a selection keeps drawn while the view scrolls. */
const MAX_SELECTED = 4000;

/**
 * A long text, line by line; only the lines in view are drawn. Selecting by pointer and keyboard works as
 * in any text; Select All copies all of it, drawn or not.
 */
export class TextView extends PageElement {
  static override styles = [shared, viewStyles];
  static override properties = {
    text: { attribute: false },
    label: { attribute: false },
    all: { state: true },
  };
  declare text: string;
  /** What the text is, for screen readers. */
  declare label: string;
  /** Whether everything is selected. */
  declare all: boolean;
  #index: LineIndex = indexLines('');
  #json = false;
  #rowHeight = ROW_HEIGHT;
  #anchor: number | undefined;
  #resize: ResizeObserver | undefined;

  constructor() {
    super();
    this.text = '';
    this.label = '';
    this.all = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('selectionchange', this.#selected);
    this.#resize = new ResizeObserver(() => this.requestUpdate());
    this.#resize.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('selectionchange', this.#selected);
    this.#resize?.disconnect();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('text')) return;
    this.#index = indexLines(this.text);
    this.#json = looksLikeJson(this.text);
    this.#anchor = undefined;
    this.all = false;
    if (this.#scroller) this.#scroller.scrollTop = 0;
  }

  protected override updated(): void {
    const sizer = this.renderRoot.querySelector<HTMLElement>('.sizer');
    const lines = this.renderRoot.querySelector<HTMLElement>('.lines');
    if (!sizer || !lines) return;
    // Whole pixels (see the style sheet): a measured height would differ from place to place.
    const height = Number.parseFloat(getComputedStyle(sizer).lineHeight);
    if (height > 0 && height !== this.#rowHeight) {
      this.#rowHeight = height;
      this.requestUpdate();
    }
    const window = this.#window();
    sizer.style.height = `${window.height}px`;
    sizer.style.setProperty('--longest', String(this.#index.longest));
    sizer.style.setProperty('--digits', String(String(this.#index.lines).length));
    lines.style.transform = `translateY(${window.offset}px)`;
  }

  protected override render(): TemplateResult {
    const { first, end } = this.#window();
    const rows = Array.from({ length: end - first }, (_, offset) => this.#index.row(first + offset));
    return html`<div
      class="scroller ${this.all ? 'all' : ''}"
      tabindex="0"
      role="region"
      aria-label=${`${this.label}, ${this.#index.lines} lines`}
      @scroll=${() => this.requestUpdate()}
      @keydown=${this.#pressed}
      @pointerdown=${() => this.#unselect()}
      @copy=${this.#copied}
    >
      <div class="sizer">
        <div class="lines">${repeat(
          rows,
          (_, offset) => first + offset,
          (row, offset) => this.#row(row, first + offset),
        )}</div>
      </div>
    </div>`;
  }

  #row(row: LineRow, index: number): TemplateResult {
    const json = this.#json && row.number > 0;
    const parts = json
      ? tokens(row.text).map(({ kind, text }) => html`<span class=${kind}>${safeText(text, '\t')}</span>`)
      : safeText(row.text, '\t');
    return html`<div class="raw-line ${row.number === 0 ? 'continues' : ''}" data-row=${index}
      ><span class="raw-number" aria-hidden="true">${row.number || ''}</span>${parts}</div
    >`;
  }

  get #scroller(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.scroller');
  }

  /** The rows in view; while a selection reaches further, those that it began in too. */
  #window(): RowWindow {
    const scroller = this.#scroller;
    const window = windowOf({
      scrollTop: scroller?.scrollTop ?? 0,
      viewport: scroller?.clientHeight ?? innerHeight,
      rowHeight: this.#rowHeight,
      rows: this.#index.rows,
    });
    const anchor = this.#anchor;
    if (anchor === undefined) return window;
    if (anchor < window.first && window.end - anchor < MAX_SELECTED) {
      return { ...window, first: anchor, offset: window.offset - (window.first - anchor) * this.#rowHeight };
    }
    if (anchor >= window.end && anchor - window.first < MAX_SELECTED) return { ...window, end: anchor + 1 };
    return window;
  }

  readonly #selected = (): void => {
    const root = this.shadowRoot;
    const range = root ? selectedRange(root) : undefined;
    if (!range) {
      this.#anchor = undefined;
      return;
    }
    if (this.#anchor !== undefined) return;
    const line = range.startContainer.parentElement?.closest<HTMLElement>('.raw-line');
    if (line) this.#anchor = Number(line.dataset.row);
  };

  readonly #pressed = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.#unselect();
    if (event.key.toLowerCase() !== 'a' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.all = true;
    this.announce('Everything is selected.');
  };

  #unselect(): void {
    this.all = false;
  }

  readonly #copied = (event: ClipboardEvent): void => {
    if (!this.all) return;
    event.clipboardData?.setData('text/plain', this.text);
    event.preventDefault();
    event.stopPropagation();
  };
}

define('text-view', TextView);
