import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { BodyPlace, BodyWindow, ResponseView } from '../messages.ts';
import { copyButton, iconButton } from '../parts/buttons.ts';
import { define, PageElement } from '../parts/element.ts';
import { shortText } from '../parts/hidden.ts';
import { shared } from '../parts/styles.ts';
import { countText, sizeText } from '../text/format.ts';
import { rawPanelStyles } from './styles.ts';
import { looksLikeJson } from './tokens.ts';
import type { TextView } from './view.ts';

/** UTF-16 units after which no more is asked for: indentation can make much of a body that was short. */
const MAX_LOADED = 48 * 1024 * 1024;
/** UTF-16 units of a path that are shown; copying has all of it. */
const MAX_PATH = 120;

/** The body of an answer: its beginning is there at once, the rest is asked for window by window. */
export class RawPanel extends PageElement {
  static override styles = [shared, rawPanelStyles];
  static override properties = {
    view: { attribute: false },
    wrap: { state: true },
    path: { state: true },
    next: { state: true },
    lost: { state: true },
  };
  declare view: ResponseView | undefined;
  declare wrap: boolean;
  /** JSON path at the cursor. */
  declare path: string | undefined;
  /** Where the rest of the body begins, which is not here yet. */
  declare next: BodyPlace | undefined;
  /** Whether the editor does not have the rest any more. */
  declare lost: boolean;

  /** UTF-16 units of the body that are here. */
  #loaded = 0;

  constructor() {
    super();
    this.view = undefined;
    this.wrap = false;
    this.path = undefined;
    this.next = undefined;
    this.lost = false;
  }

  /** The element that scrolls, when it is drawn. */
  get scroller(): Element | null {
    return this.#text?.scroller ?? null;
  }

  /** Takes the next window of the body that is shown; any other is left alone. */
  receive({ id, at, text, next }: BodyWindow): void {
    if (id !== this.view?.id || at !== this.next?.at) return;
    if (text === undefined) {
      this.lost = true;
      return;
    }
    this.#text?.grow(text);
    this.#loaded += text.length;
    this.next = next;
    this.#askForMore();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('view')) return;
    this.#loaded = this.view?.raw?.length ?? 0;
    this.next = this.view?.rawNext;
    this.lost = false;
    this.path = undefined;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('view')) this.#askForMore();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { view } = this;
    if (view?.raw === undefined) return nothing;
    return html`<div class="toolbar" role="toolbar" aria-label="Body of the answer">
        <span class="muted">${this.#sizeText(view)}</span>
        ${this.path === undefined ? nothing : this.#path()}
        <span class="buttons">
          ${view.cut === 'in-file' || this.#isFull ? this.#openAsFile() : nothing}
          ${looksLikeJson(view.raw) ? this.#foldButtons() : nothing}
          ${iconButton({ icon: 'list-ordered', label: 'Go to a line', run: () => this.#text?.goToLine() })}
          ${iconButton({ icon: 'search', label: 'Find in the body', run: () => this.#text?.find() })}
          ${iconButton({
            icon: 'word-wrap',
            label: 'Wrap long lines',
            pressed: this.wrap,
            run: () => {
              this.wrap = !this.wrap;
            },
          })}
          ${this.#copy(view)}
        </span>
      </div>
      <text-view
        .text=${view.raw}
        .source=${view}
        .label=${'Body of the answer'}
        .wrap=${this.wrap}
        @path=${() => {
          this.path = this.#text?.path;
        }}
      ></text-view>`;
  }

  #foldButtons(): TemplateResult {
    return html`${iconButton({ icon: 'expand-all', label: 'Unfold all', run: () => this.#text?.fold(false) })}
    ${iconButton({ icon: 'collapse-all', label: 'Fold all', run: () => this.#text?.fold(true) })}`;
  }

  #path(): TemplateResult {
    return html`<span class="path mono">${shortText(this.path ?? '', MAX_PATH)}</span>${copyButton(this, {
      text: () => this.#text?.path ?? '',
      what: 'the JSON path',
      label: 'Copy the JSON path at the cursor',
    })}`;
  }

  #copy({ id, raw = '' }: ResponseView): TemplateResult {
    const whole = this.next === undefined;
    const label = whole || !this.lost ? 'Copy the body' : 'Copy the shown part of the body';
    if (whole || this.lost) {
      return copyButton(this, { text: () => this.#text?.shown ?? raw, what: 'the body', label });
    }
    return iconButton({ icon: 'copy', label, run: () => this.post({ type: 'copy-body', id }) });
  }

  #openAsFile(): TemplateResult {
    return html`<vscode-button secondary @click=${() => this.post({ type: 'run', action: 'open-file' })}
      >Open as File</vscode-button
    >`;
  }

  #sizeText({ size, raw = '', cut }: ResponseView): string {
    const text = size === undefined ? countText(raw.length, 'character', 'characters') : sizeText(size);
    if (this.lost) return `${text}, of which only the beginning is left: send the request again to see all`;
    if (cut === 'lost') return `${text}, cut off here: the answer is longer`;
    return cut === 'in-file' || this.#isFull ? `${text}, more than is shown here` : text;
  }

  /** Whether no more of the body is asked for, although there is more. */
  get #isFull(): boolean {
    return this.next !== undefined && this.#loaded >= MAX_LOADED;
  }

  get #text(): TextView | null {
    return this.renderRoot.querySelector<TextView>('text-view');
  }

  #askForMore(): void {
    const { view, next } = this;
    if (view && next && !this.#isFull) this.post({ type: 'body', id: view.id, place: next });
  }
}

define('raw-panel', RawPanel);
