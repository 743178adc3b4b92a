import { html, nothing, type TemplateResult } from 'lit';
import type { ResponseView, Sending } from '../messages.ts';
import { countText, durationText, pathText, sizeText, timeText } from '../text/format.ts';
import { piecesOf } from '../text/shape.ts';
import { timingText } from '../text/timing.ts';
import { startOf } from '../text/visible.ts';
import { copyButton } from './buttons.ts';
import { cardStyles, HoverCard } from './card.ts';
import { define, PageElement } from './element.ts';
import { cutText, safeText } from './hidden.ts';
import { type IconName, icon } from './icons.ts';
import { shared } from './styles.ts';
import { summaryStyles } from './summaryStyles.ts';

const MAX_TOOLTIP = 2000;

/** The head of the page: what was sent where, how it went, and the facts about it. */
export class ResponseSummary extends PageElement {
  static override styles = [shared, summaryStyles, cardStyles];
  static override properties = { view: { attribute: false }, sending: { attribute: false } };
  declare view: ResponseView | undefined;
  declare sending: Sending | undefined;
  readonly #card = new HoverCard(this);

  constructor() {
    super();
    this.view = undefined;
    this.sending = undefined;
  }

  protected override render(): TemplateResult {
    const { view, sending } = this;
    return html`${sending ? html`<vscode-progress-bar indeterminate aria-label="Sending"></vscode-progress-bar>` : nothing}
      ${view ? this.#line(view) : nothing}
      <h1 class="headline ${sending ? 'sending' : ''}">${sending ? sendingText(sending) : view ? headlineText(view) : nothing}</h1>
      ${view && !sending ? this.#actions(view) : nothing}${this.#card.render()}`;
  }

  #actions({ actions = [] }: ResponseView): TemplateResult | typeof nothing {
    if (actions.length === 0) return nothing;
    return html`<div class="actions">
      ${actions.map(
        ({ action, label }) =>
          html`<vscode-button secondary @click=${() => this.post({ type: 'run', action })}>${label}</vscode-button>`,
      )}
    </div>`;
  }

  #line(view: ResponseView): TemplateResult {
    // Of a batch single requests may have been refused.
    const isPartly = view.outcome === 'object' && view.error !== undefined;
    const [tone, name] = isPartly ? PARTLY : TONES[view.outcome];
    return html`<div class="line">
      <span class="status" title=${view.status?.meaning ?? ''}>
        ${icon(name, tone)}<strong>${statusText(view)}</strong>
      </span>
      <span class="request mono" title=${startOf(`${view.method} ${view.url}`, MAX_TOOLTIP)}>
        <span class="method">${safeText(view.method)}</span> <span class="path">${pathPieces(view.url)}</span>
      </span>
      <ul class="facts muted">
        ${this.#facts(view)}
      </ul>
    </div>`;
  }

  #facts(view: ResponseView): (TemplateResult | typeof nothing)[] {
    return [
      this.#marks(view),
      view.fromHistory ? fact('Shown again as the history kept it', 'From the history', 'clock') : nothing,
      fact('Environment', safeText(view.environment), 'server-environment'),
      view.account === undefined ? nothing : fact('Account', safeText(view.account), 'account'),
      this.#timing(view),
      view.size === undefined ? nothing : fact('Size of the body', sizeText(view.size)),
      html`<li class="ids">${this.#id('request-id', view.requestId)}${this.#id('client-request-id', view.clientRequestId)}</li>`,
    ];
  }

  /** When the answer came and how long it took; where the time went is on a card. */
  #timing(view: ResponseView): TemplateResult {
    const { time, duration, retries = [] } = view;
    const lines = [`Answered: ${time}`, ...(duration === undefined ? [] : [timingText(view)])];
    const card = html`${lines.join('\n')}`;
    const enter = (by: 'pointer' | 'focus') => (event: Event) => {
      if (event.currentTarget instanceof Element) this.#card.enter(card, event.currentTarget, by);
    };
    return html`<li>
      <button
        class="plain timing"
        type="button"
        aria-describedby="timing"
        @pointerenter=${enter('pointer')}
        @pointerleave=${this.#card.leave}
        @focus=${enter('focus')}
        @blur=${this.#card.leave}
        @keydown=${this.#timingKey}
      >
        <span class="hearing">Time: </span><time datetime=${time}>${timeText(time, new Date())}</time>${
          duration === undefined ? nothing : html` <span>${durationText(duration)}</span>`
        }${
          retries.length === 0
            ? nothing
            : html` <span>${icon('sync')}${countText(retries.length, 'retry', 'retries')}</span>`
        }</button
      ><span class="hearing" id="timing">${lines.join('. ')}</span>
    </li>`;
  }

  readonly #timingKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.#card.hide();
  };

  /** Says that the object was read on its own. */
  #marks(view: ResponseView): TemplateResult | typeof nothing {
    const { readAfter } = view;
    if (!readAfter || readAfter.failure !== undefined) return nothing;
    return fact(`The object was read at ${readAfter.time}`, readWhen(view), 'eye');
  }

  /** An id that support asks for: people copy it, nobody reads it. */
  #id(what: string, id: string | undefined): TemplateResult | typeof nothing {
    if (id === undefined || id === '') return nothing;
    return html`<span title=${`${what}: ${startOf(id, MAX_TOOLTIP)}`}
      >${what} ${copyButton(this, { text: () => id, what, label: `Copy ${what}` })}</span
    >`;
  }
}

type Tone = readonly [tone: string, icon: IconName];

const PARTLY: Tone = ['warn', 'warning'];

const TONES: Readonly<Record<ResponseView['outcome'], Tone>> = {
  object: ['ok', 'pass-filled'],
  changed: ['ok', 'pass-filled'],
  refused: ['bad', 'error'],
  'not-sent': ['warn', 'circle-slash'],
  unknown: ['warn', 'question'],
};

/** When the object was read on its own. */
export function readWhen({ changes }: ResponseView): string {
  return changes?.meanwhile === undefined ? 'Read after the change' : 'Read after the refusal';
}

/** `200 OK`, or what there is instead of a status. */
export function statusText(view: ResponseView): string {
  if (view.status) return `${view.status.code} ${view.status.text}`.trim();
  return view.outcome === 'not-sent' ? 'Not sent' : view.outcome === 'unknown' ? 'No answer' : 'Answered';
}

/** What the status means in general is its tooltip: the headline says what came of this request, and an error why. */
function headlineText({ headline, detail }: ResponseView): TemplateResult {
  if (detail === undefined || detail === headline) return safeText(headline);
  return html`${safeText(headline)} <span class="muted more">${safeText(detail)}</span>`;
}

function sendingText(sending: Sending): TemplateResult {
  return html`${icon('loading', 'spin')}<span>Sending</span
    ><span class="mono path">${safeText(sending.method)} ${pathPieces(sending.url)}</span
    ><span>to ${safeText(sending.environment)}…</span>`;
}

/** The path of a URL, its identifiers without their middle part. */
function pathPieces(url: string): readonly TemplateResult[] {
  return piecesOf(pathText(url)).map(([piece, shape]) =>
    shape.kind === 'shortened' ? cutText(shape) : safeText(piece),
  );
}

function fact(label: string, value: unknown, name?: IconName): TemplateResult {
  return html`<li title=${label}>${name ? icon(name) : nothing}<span class="hearing">${label}: </span>${value}</li>`;
}

define('response-summary', ResponseSummary);
