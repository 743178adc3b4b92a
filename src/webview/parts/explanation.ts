import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { ErrorView, FromPage, ResponseView } from '../messages.ts';
import { startOf } from '../text/visible.ts';
import { copyButton, link } from './buttons.ts';
import { define, PageElement } from './element.ts';
import { explanationStyles } from './explanationStyles.ts';
import { safeText, shortText } from './hidden.ts';
import { shared } from './styles.ts';
import { statusText } from './summary.ts';

/** Characters of a code or target, and of a sentence, that are shown at first. */
const MAX_NAME = 200;
const MAX_SENTENCE = 800;
const MAX_LINES = 12;
/** The place of the message among the sentences, whose other places are those of the details. */
const MESSAGE = -1;

/** Why a request did not do what it should: what it means, what to do next, and what the service said. */
export class ErrorExplanation extends PageElement {
  static override styles = [shared, explanationStyles];
  static override properties = { view: { attribute: false }, whole: { state: true } };
  declare view: ResponseView | undefined;
  /** The long sentences that are shown whole: indexes of details, and `MESSAGE`. */
  declare whole: ReadonlySet<number>;

  constructor() {
    super();
    this.view = undefined;
    this.whole = new Set();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('view') && changed.get('view')?.id !== this.view?.id) this.whole = new Set();
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
      ${this.#actions(error)} ${this.#said(view, error)} ${this.#details(error)}`;
  }

  #actions(error: ErrorView): TemplateResult | typeof nothing {
    const documentation = link(this, error.documentation, 'Documentation');
    if (error.actions.length === 0 && documentation === nothing) return nothing;
    return html`<div class="actions">
      ${error.actions.map(
        (each, index) =>
          html`<vscode-button ?secondary=${index > 0} @click=${() => this.post(messageOf(each))}
            >${safeText(each.label)}</vscode-button
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
            ${error.code === '' ? nothing : html`<span>${shortText(error.code, MAX_NAME)}</span>`}
          </div>
          ${error.message === '' ? nothing : html`<div class="message">${this.#sentence(error.message, MESSAGE)}</div>`}
        </div>
        ${copyButton(this, { text: () => text, what: 'the error', label: 'Copy the error' })}
      </div>`;
  }

  #details(error: ErrorView): TemplateResult | typeof nothing {
    if (error.details.length === 0) return nothing;
    return html`<h2>Details</h2>
      <ul class="details">
        ${error.details.map(
          (detail, index) =>
            html`<li>
              ${this.#target(detail)}
              ${detail.code === '' ? nothing : html`<span class="mono muted">${shortText(detail.code, MAX_NAME)}</span>`}
              ${
                detail.message === error.message
                  ? nothing
                  : html`<div>${this.#sentence(detail.message, index)}</div>`
              }
            </li>`,
        )}
      </ul>`;
  }

  /** A sentence of the service: of a long one the start, and a button for the rest. */
  #sentence(text: string, place: number): TemplateResult {
    const start = startOf(text, MAX_SENTENCE).split('\n').slice(0, MAX_LINES).join('\n');
    if (start === text) return safeText(text, '\n');
    const isWhole = this.whole.has(place);
    const toggle = () => {
      const whole = new Set(this.whole);
      if (!whole.delete(place)) whole.add(place);
      this.whole = whole;
    };
    const label = isWhole ? 'Show less' : 'Show more';
    const button = html`<button class="link more" type="button" aria-expanded=${String(isWhole)} @click=${toggle}>${label}</button>`;
    return html`${safeText(isWhole ? text : start, '\n')}${isWhole ? nothing : '…'}${button}`;
  }

  /** What a detail is about; leads to its place in the request where that is known. */
  #target({ target, property }: ErrorView['details'][number]): TemplateResult | typeof nothing {
    if (property === undefined) {
      return target === undefined
        ? nothing
        : html`<span class="mono target">${shortText(target, MAX_NAME)}</span>`;
    }
    return html`<button
      class="link mono target"
      type="button"
      title=${`Go to ${property} in the request`}
      @click=${() => this.post({ type: 'fix-property', property })}
    >
      ${shortText(target ?? property, MAX_NAME)}
    </button>`;
  }
}

/** What the editor is asked for by a button. */
function messageOf(each: ErrorView['actions'][number]): FromPage {
  return each.action === 'fix-property'
    ? { type: 'fix-property', property: each.property }
    : { type: 'run', action: each.action };
}

define('error-explanation', ErrorExplanation);
