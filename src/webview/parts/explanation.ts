import { html, nothing, type TemplateResult } from 'lit';
import type { ErrorView, ResponseView } from '../messages.ts';
import { copyButton, link } from './buttons.ts';
import { define, PageElement } from './element.ts';
import { explanationStyles } from './explanationStyles.ts';
import { safeText } from './hidden.ts';
import { shared } from './styles.ts';
import { statusText } from './summary.ts';

/** Why a request did not do what it should: what it means, what to do next, and what the service said. */
export class ErrorExplanation extends PageElement {
  static override styles = [shared, explanationStyles];
  static override properties = { view: { attribute: false } };
  declare view: ResponseView | undefined;

  constructor() {
    super();
    this.view = undefined;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { view } = this;
    const error = view?.error;
    if (!view || !error) return nothing;
    return html`<p class="cause">${safeText(error.cause)}</p>
      ${
        error.advice.length === 0
          ? nothing
          : html`<h2>What to do next</h2>
            <ol class="advice">
              ${error.advice.map((sentence) => html`<li>${safeText(sentence)}</li>`)}
            </ol>`
      }
      ${this.#actions(error)} ${this.#said(view, error)} ${details(error)}`;
  }

  #actions(error: ErrorView): TemplateResult | typeof nothing {
    const documentation = link(this, error.documentation, 'Documentation');
    if (error.actions.length === 0 && documentation === nothing) return nothing;
    return html`<div class="actions">
      ${error.actions.map(
        ({ action, label }, index) =>
          html`<vscode-button ?secondary=${index > 0} @click=${() => this.post({ type: 'run', action })}
            >${label}</vscode-button
          >`,
      )}
      ${documentation}
    </div>`;
  }

  #said(view: ResponseView, error: ErrorView): TemplateResult | typeof nothing {
    if (error.code === '' && error.message === '') return nothing;
    const service = view.outcome === 'refused';
    const text = [statusText(view), error.code, error.message].filter((part) => part !== '').join('\n');
    return html`<h2>${service ? 'What the service said' : 'What happened'}</h2>
      <div class="said">
        <div class="said-text">
          <div class="code mono">
            ${view.status ? html`<span>${statusText(view)}</span>` : nothing}
            ${error.code === '' ? nothing : html`<span>${safeText(error.code)}</span>`}
          </div>
          ${error.message === '' ? nothing : html`<div class="message">${safeText(error.message, '\n')}</div>`}
        </div>
        ${copyButton(this, { text: () => text, what: 'the error', label: 'Copy the error' })}
      </div>`;
  }
}

function details(error: ErrorView): TemplateResult | typeof nothing {
  if (error.details.length === 0) return nothing;
  return html`<h2>Details</h2>
    <ul class="details">
      ${error.details.map(
        ({ code, message, target }) =>
          html`<li>
            ${target === undefined ? nothing : html`<span class="mono target">${safeText(target)}</span>`}
            ${code === '' ? nothing : html`<span class="mono muted">${safeText(code)}</span>`}
            <div>${safeText(message, '\n')}</div>
          </li>`,
      )}
    </ul>`;
}

define('error-explanation', ErrorExplanation);
