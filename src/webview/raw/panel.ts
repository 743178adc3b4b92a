import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { BodyWindow, ResponseView } from '../messages.ts';
import { copyButton, iconButton } from '../parts/buttons.ts';
import { define, PageElement } from '../parts/element.ts';
import { shortText } from '../parts/hidden.ts';
import { shared } from '../parts/styles.ts';
import type { SoughtText } from '../state/saved.ts';
import { tellSought } from '../state/sought.ts';
import { countText, sizeText } from '../text/format.ts';
import { rawPanelStyles } from './styles.ts';
import { looksLikeJson } from './tokens.ts';
import type { TextView } from './view.ts';
import { BodyWindows } from './windows.ts';

/** UTF-16 units of a path that are shown; copying has all of it. */
const MAX_PATH = 120;

/** The body of an answer: its beginning is there at once, the rest is asked for window by window. */
export class RawPanel extends PageElement {
  static override styles = [shared, rawPanelStyles];
  static override properties = {
    view: { attribute: false },
    wrap: { attribute: false },
    sought: { attribute: false },
    path: { state: true },
  };
  declare view: ResponseView | undefined;
  declare wrap: boolean;
  /** What the search panel looks for at first. */
  declare sought: SoughtText | undefined;
  /** JSON path at the cursor. */
  declare path: string | undefined;
  readonly #windows = new BodyWindows('answer', {
    grow: (text) => this.#text?.grow(text),
    ask: (message) => this.post(message),
    changed: () => this.requestUpdate(),
  });

  constructor() {
    super();
    this.view = undefined;
    this.wrap = false;
    this.sought = undefined;
    this.path = undefined;
  }

  /** The element that scrolls, when it is drawn. */
  get scroller(): Element | null {
    return this.#text?.scroller ?? null;
  }

  /** Whether more of the body is on its way. */
  get isGrowing(): boolean {
    return this.#windows.isGrowing;
  }

  /** Takes the next window of the body. */
  receive(window: BodyWindow): void {
    this.#windows.receive(window);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('view')) return;
    this.#windows.begin(this.view?.id ?? '', this.view?.raw ?? '', this.view?.rawNext);
    this.path = undefined;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('view')) this.#windows.ask();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { view } = this;
    if (view?.raw === undefined) return nothing;
    return html`<div class="toolbar" role="toolbar" aria-label="Body of the answer">
        <span class="muted">${this.#sizeText(view)}</span>
        ${this.path === undefined ? nothing : this.#path()}
        <span class="buttons">
          ${view.cut === 'in-file' || this.#windows.isFull ? this.#openAsFile() : nothing}
          ${looksLikeJson(view.raw) ? this.#foldButtons() : nothing}
          ${iconButton({ icon: 'list-ordered', label: 'Go to a line', run: () => this.#text?.goToLine() })}
          ${iconButton({ icon: 'search', label: 'Find in the body', run: () => this.#text?.find() })}
          ${iconButton({
            icon: 'word-wrap',
            label: 'Wrap long lines',
            pressed: this.wrap,
            run: () => {
              this.wrap = !this.wrap;
              tellSought(this, { wrap: this.wrap });
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
        .sought=${this.sought}
        @searched=${() => tellSought(this, { raw: this.#text?.searched })}
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
    const { isWhole, isLost } = this.#windows;
    const label = isWhole || !isLost ? 'Copy the body' : 'Copy the shown part of the body';
    if (isWhole || isLost) {
      return copyButton(this, { text: () => this.#text?.shown ?? raw, what: 'the body', label });
    }
    return iconButton({
      icon: 'copy',
      label,
      run: () => this.post({ type: 'copy-body', id, part: 'answer' }),
    });
  }

  #openAsFile(): TemplateResult {
    return html`<vscode-button secondary @click=${() => this.post({ type: 'run', action: 'open-file' })}
      >Open as File</vscode-button
    >`;
  }

  #sizeText({ size, raw = '', cut }: ResponseView): string {
    const text = size === undefined ? countText(raw.length, 'character', 'characters') : sizeText(size);
    if (this.#windows.isLost)
      return `${text}, of which only the beginning is left: send the request again to see all`;
    if (cut === 'lost') return `${text}, cut off here: the answer is longer`;
    return cut === 'in-file' || this.#windows.isFull ? `${text}, more than is shown here` : text;
  }

  get #text(): TextView | null {
    return this.renderRoot.querySelector<TextView>('text-view');
  }
}

define('raw-panel', RawPanel);
