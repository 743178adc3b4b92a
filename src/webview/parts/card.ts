import {
  css,
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import { besideRow } from './placing.ts';

const SHOW_AFTER = 350;
const HIDE_AFTER = 200;
/** Where the keyboard brings the focus, passing by must not open a card. */
const SHOW_AFTER_FOCUS = 700;

/** What a card says, and about which element. */
interface Shown {
  readonly content: TemplateResult;
  readonly anchor: Element;
}

/**
 * A card with more about an element, shown while the pointer rests on it or the keyboard has it. It stays while
 * the pointer is on the card itself, and goes on Escape and when what is behind it scrolls.
 */
export class HoverCard implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly renderRoot: ParentNode };
  #shown: Shown | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost & { readonly renderRoot: ParentNode }) {
    this.#host = host;
    host.addController(this);
  }

  /** Whether the card is there. */
  get isShown(): boolean {
    return this.#shown !== undefined;
  }

  /** The pointer came upon an element, or the keyboard. */
  enter(content: TemplateResult, anchor: Element, by: 'pointer' | 'focus' = 'pointer'): void {
    this.#later(by === 'focus' ? SHOW_AFTER_FOCUS : SHOW_AFTER, () => this.#show({ content, anchor }));
  }

  /** The pointer left the element or the card. */
  readonly leave = (): void => this.#later(HIDE_AFTER, () => this.hide());

  readonly hide = (): void => {
    clearTimeout(this.#timer);
    if (this.#shown) this.#show(undefined);
  };

  hostUpdated(): void {
    const card = this.#host.renderRoot.querySelector<HTMLElement>('.hover-card');
    if (!card) return;
    const anchor = this.#shown?.anchor;
    if (!anchor?.isConnected) {
      if (card.matches(':popover-open')) card.hidePopover();
      return;
    }
    if (!card.matches(':popover-open')) card.showPopover();
    besideRow(card, anchor, anchor.closest('.row') ?? anchor);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#shown = undefined;
  }

  render(): TemplateResult {
    return html`<div
      class="hover-card"
      id="card"
      popover="manual"
      role="tooltip"
      @pointerenter=${() => clearTimeout(this.#timer)}
      @pointerleave=${this.leave}
      >${this.#shown?.content ?? nothing}</div
    >`;
  }

  #show(shown: Shown | undefined): void {
    this.#shown = shown;
    this.#host.requestUpdate();
  }

  #later(after: number, run: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(run, after);
  }
}

/** The looks of a card. */
export const cardStyles = css`
  .hover-card {
    background: var(--vscode-editorHoverWidget-background);
    border: 1px solid var(--vscode-editorHoverWidget-border);
    border-radius: 5px;
    box-shadow: 0 2px 8px var(--vscode-widget-shadow, transparent);
    color: var(--vscode-editorHoverWidget-foreground);
    font-weight: normal;
    inset: auto;
    margin: 0;
    max-width: min(48ch, calc(100vw - 24px));
    overflow-wrap: anywhere;
    padding: 6px 10px;
    position: fixed;
    white-space: pre-line;
  }
  .hover-card .exact {
    display: block;
    font-family: var(--mono);
  }
  .hover-card .exact + .about {
    border-block-start: 1px solid var(--hair);
    display: block;
    margin-block-start: 4px;
    padding-block-start: 4px;
  }
`;
