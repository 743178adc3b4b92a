import { css, html, nothing, type TemplateResult } from 'lit';
import type { ResponseView } from '../messages.ts';
import { copyButton } from './buttons.ts';
import { define, PageElement } from './element.ts';
import { shortText } from './hidden.ts';
import { shared } from './styles.ts';

const MAX_URL = 8000;

/** The request as it went out, with the token and secrets replaced. */
export class SentRequestPanel extends PageElement {
  static override styles = [
    shared,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 100%;
      }
      .url {
        padding: 10px 12px;
        word-break: break-all;
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

  constructor() {
    super();
    this.view = undefined;
    this.dropped = false;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { view } = this;
    if (!view) return nothing;
    const { method, url, request } = view;
    return html`<p class="url mono">
        <span class="method">${method}</span> ${shortText(url, MAX_URL)}${copyButton(this, {
          text: () => url,
          what: 'the URL',
          label: 'Copy the URL',
        })}
      </p>
      <header-table .lines=${request.headers} .label=${'Request headers'}></header-table>
      ${this.#body(request.body)}`;
  }

  #body(body: string | undefined): TemplateResult {
    if (this.dropped) {
      return html`<p class="note muted">The body was too large to keep while the editor reloaded.</p>`;
    }
    if (!body) return html`<p class="note muted">The request had no body.</p>`;
    const copy = copyButton(this, {
      text: () => body,
      what: 'the request body',
      label: 'Copy the request body',
    });
    return html`<h2>Request body ${copy}</h2>
      <text-view .text=${body} .label=${'Request body'}></text-view>`;
  }
}

define('sent-request', SentRequestPanel);
