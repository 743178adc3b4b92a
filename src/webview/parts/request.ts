import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { CODE_FORMS } from '../../core/assist/copy/forms.ts';
import type { BodyWindow, PageAction, ResponseView } from '../messages.ts';
import { menuStyles, RowMenu } from '../object/menu.ts';
import type { TextView } from '../raw/view.ts';
import { BodyWindows } from '../raw/windows.ts';
import { copyButton, iconButton } from './buttons.ts';
import { define, PageElement } from './element.ts';
import { shortText } from './hidden.ts';
import { shared } from './styles.ts';

const MAX_URL = 8000;

/** The request as it went out, with the token and secrets replaced. */
export class SentRequestPanel extends PageElement {
  static override styles = [
    shared,
    menuStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 100%;
      }
      .toolbar {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        padding: 10px 12px 6px;
      }
      .url {
        padding: 4px 12px 10px;
        word-break: break-all;
      }
      .url .icon-button {
        margin-inline-start: 4px;
      }
      .method {
        font-weight: 600;
      }
      h2 {
        font-weight: 600;
        padding: 14px 12px 6px;
      }
      text-view {
        border-block: 1px solid var(--line);
        flex: 1 0 auto;
        height: 260px;
      }
      .note {
        padding: 4px 12px 12px;
      }
    `,
  ];
  static override properties = { view: { attribute: false }, dropped: { attribute: false } };
  declare view: ResponseView | undefined;
  /** Whether the body was too large to be kept over a reload. */
  declare dropped: boolean;
  readonly #menu = new RowMenu(this);
  readonly #windows = new BodyWindows('request', {
    grow: (text) => this.#text?.grow(text),
    ask: (message) => this.post(message),
    changed: () => this.requestUpdate(),
  });

  constructor() {
    super();
    this.view = undefined;
    this.dropped = false;
  }

  /** Takes the next window of the body. */
  receive(window: BodyWindow): void {
    this.#windows.receive(window);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('view')) return;
    const { id = '', request } = this.view ?? {};
    this.#windows.begin(id, request?.body ?? '', request?.bodyNext);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('view')) this.#windows.ask();
  }

  get #text(): TextView | null {
    return this.renderRoot.querySelector<TextView>('text-view');
  }

  protected override render(): TemplateResult | typeof nothing {
    const { view } = this;
    if (!view) return nothing;
    const { method, url, request } = view;
    const left = this.#left(view);
    return html`${this.#toolbar(view, left)}
      <p class="url mono">
        <span class="method">${method}</span> ${shortText(url, MAX_URL)}${copyButton(this, {
          text: () => url,
          what: 'the URL',
          label: 'Copy the URL',
        })}
      </p>
      <header-table .lines=${request.headers} .direction=${'request'}></header-table>
      ${left === undefined ? nothing : html`<p class="note muted">${left}</p>`}
      ${this.#body(view, left !== undefined)}${this.#menu.render()}`;
  }

  /** What is missing of the request, as a sentence; undefined where all of it is there. */
  #left({ request }: ResponseView): string | undefined {
    if (this.dropped) return 'The body was too large to keep while the editor reloaded.';
    if (this.#windows.isLost)
      return 'Only the beginning of the body is left here: open the request to see all.';
    if (request.kept === 'without-end') return 'The history kept the beginning of the body only.';
    return request.kept === 'line-only'
      ? 'The history was off, so only the request line was kept.'
      : undefined;
  }

  #toolbar(view: ResponseView, left: string | undefined): TemplateResult {
    const run = (action: PageAction) => () => this.post({ type: 'run', action });
    return html`<div class="toolbar">
        ${
          left === undefined
            ? html`<vscode-button
                secondary
                class="copy-as"
                aria-haspopup="menu"
                aria-describedby="secrets"
                @click=${(event: Event) => this.#openMenu(view, event)}
                @keydown=${(event: KeyboardEvent) => this.#menuKey(view, event)}
                >Copy As…</vscode-button
              >`
            : nothing
        }
        <vscode-button secondary @click=${run('reveal-request')}>Open Request</vscode-button>
        <vscode-button secondary @click=${run('send-again')}>Send Again</vscode-button>
      </div>
      ${
        left === undefined
          ? html`<p class="note muted" id="secrets">
              Copied code has placeholders where the token and secrets
              go.${view.url.startsWith('http:') ? ' It is aimed at Microsoft Graph: others do not have this sandbox.' : nothing}
            </p>`
          : nothing
      }`;
  }

  /** The button has made a click of Enter and Space by now; the key must not press the menu's first item too. */
  #menuKey(view: ResponseView, event: KeyboardEvent): void {
    if (event.key === 'ArrowDown') this.#openMenu(view, event);
    else if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
  }

  #openMenu({ id, method, url, request }: ResponseView, { currentTarget }: Event): void {
    if (!(currentTarget instanceof HTMLElement)) return;
    const { headers, body } = request;
    const sent = { method, url, headers, ...(body === undefined ? {} : { body }) };
    const whole = request.bodyNext === undefined ? { request: sent } : {};
    this.#menu.open({
      items: CODE_FORMS.map(({ id: form, label, description }) => ({
        label,
        detail: description,
        run: () => {
          this.post({ type: 'copy-as', form, id, ...whole });
          this.announce(`Copied as ${label}.`);
        },
      })),
      label: 'Copy the request as',
      anchor: currentTarget,
      row: currentTarget,
    });
  }

  #body(view: ResponseView, isPartial: boolean): TemplateResult | typeof nothing {
    const { body } = view.request;
    if (!body) return isPartial ? nothing : html`<p class="note muted">The request had no body.</p>`;
    return html`<h2>Request body ${this.#copy(view, body)}</h2>
      <text-view .text=${body} .source=${view} .label=${'Request body'}></text-view>`;
  }

  /** What is not here is copied by the editor. */
  #copy({ id, request }: ResponseView, body: string): TemplateResult {
    const label = this.#windows.isLost ? 'Copy the shown part of the request body' : 'Copy the request body';
    if (request.bodyNext === undefined || this.#windows.isLost) {
      return copyButton(this, { text: () => body, what: 'the request body', label });
    }
    const run = () => this.post({ type: 'copy-body', id, part: 'request' });
    return iconButton({ icon: 'copy', label, run });
  }
}

define('sent-request', SentRequestPanel);
