import { html, nothing, type TemplateResult } from 'lit';
import type { ResponseView, ToPage } from '../messages.ts';
import { durationText, pathText, sizeText, timeText } from '../text/format.ts';
import { startOf } from '../text/visible.ts';
import { copyButton } from './buttons.ts';
import { define, PageElement } from './element.ts';
import { safeText } from './hidden.ts';
import { type IconName, icon } from './icons.ts';
import { shared } from './styles.ts';
import { summaryStyles } from './summaryStyles.ts';

const SHORT_ID = 8;
const MAX_TOOLTIP = 2000;

/** The request that is under way. */
export type Sending = Extract<ToPage, { type: 'sending' }>;

/** The head of the page: what was sent where, how it went, and the facts about it. */
export class ResponseSummary extends PageElement {
  static override styles = [shared, summaryStyles];
  static override properties = { view: { attribute: false }, sending: { attribute: false } };
  declare view: ResponseView | undefined;
  declare sending: Sending | undefined;

  constructor() {
    super();
    this.view = undefined;
    this.sending = undefined;
  }

  protected override render(): TemplateResult {
    const { view, sending } = this;
    return html`${sending ? html`<vscode-progress-bar indeterminate aria-label="Sending"></vscode-progress-bar>` : nothing}
      ${view ? this.#line(view) : nothing}
      <h1 class="headline ${sending ? 'sending' : ''}">${sending ? sendingText(sending) : view ? headlineText(view) : nothing}</h1>`;
  }

  #line(view: ResponseView): TemplateResult {
    const [tone, name] = TONES[view.outcome];
    return html`<div class="line">
      <span class="status" title=${view.status?.meaning ?? ''}>
        ${icon(name, tone)}<strong>${statusText(view)}</strong>
      </span>
      <span class="request mono" title=${startOf(`${view.method} ${view.url}`, MAX_TOOLTIP)}>
        <span class="method">${safeText(view.method)}</span> <span class="path">${safeText(pathText(view.url))}</span>
      </span>
      <ul class="facts muted">
        ${this.#facts(view)}
      </ul>
    </div>`;
  }

  #facts(view: ResponseView): (TemplateResult | typeof nothing)[] {
    return [
      fact('Environment', safeText(view.environment), 'server-environment'),
      view.account === undefined ? nothing : fact('Account', safeText(view.account), 'account'),
      fact(`Time: ${view.time}`, html`<time datetime=${view.time}>${timeText(view.time, new Date())}</time>`),
      view.duration === undefined ? nothing : fact('Duration', durationText(view.duration)),
      view.size === undefined ? nothing : fact('Size of the body', sizeText(view.size)),
      this.#id(view),
    ];
  }

  /** The id that support asks for: the service's, or ours where no answer came. */
  #id(view: ResponseView): TemplateResult | typeof nothing {
    const [what, id] =
      view.requestId !== undefined
        ? ['request-id', view.requestId]
        : ['client-request-id', view.clientRequestId ?? ''];
    if (id === '') return nothing;
    const short = id.length > SHORT_ID ? `${startOf(id, SHORT_ID)}…` : id;
    return html`<li title=${`${what}: ${startOf(id, MAX_TOOLTIP)}`}>
      ${what} <span class="mono">${safeText(short)}</span>${copyButton(this, { text: () => id, what, label: `Copy ${what}` })}
    </li>`;
  }
}

const TONES: Readonly<Record<ResponseView['outcome'], readonly [tone: string, icon: IconName]>> = {
  object: ['ok', 'pass-filled'],
  changed: ['ok', 'pass-filled'],
  refused: ['bad', 'error'],
  'not-sent': ['warn', 'circle-slash'],
  unknown: ['warn', 'question'],
};

/** `200 OK`, or what there is instead of a status. */
export function statusText(view: ResponseView): string {
  if (view.status) return `${view.status.code} ${view.status.text}`.trim();
  return view.outcome === 'not-sent' ? 'Not sent' : view.outcome === 'unknown' ? 'No answer' : 'Answered';
}

function headlineText(view: ResponseView): TemplateResult {
  const more = [view.status?.meaning, view.detail].filter(
    (text) => text !== undefined && text !== view.headline,
  );
  return html`${safeText(view.headline)} <span class="muted more">${more.map((text) => html`${safeText(text ?? '')} `)}</span>`;
}

function sendingText(sending: Sending): TemplateResult {
  return html`${icon('loading', 'spin')}<span>Sending</span
    ><span class="mono path">${safeText(`${sending.method} ${pathText(sending.url)}`)}</span
    ><span>to ${safeText(sending.environment)}…</span>`;
}

function fact(label: string, value: unknown, name?: IconName): TemplateResult {
  return html`<li title=${label}>${name ? icon(name) : nothing}<span class="hearing">${label}: </span>${value}</li>`;
}

define('response-summary', ResponseSummary);
