import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { ObjectRow } from '../../core/change/rows.ts';
import { safeText } from '../parts/hidden.ts';

const SHOW_AFTER = 350;
const HIDE_AFTER = 200;
const GAP = 4;

/**
 * A card with a property's description, shown while the pointer rests on its name. It stays while the
 * pointer is on the card itself, and goes on Escape and when the table scrolls.
 */
export class HoverCard implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly renderRoot: ParentNode };
  #row: ObjectRow | undefined;
  #anchor: Element | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost & { readonly renderRoot: ParentNode }) {
    this.#host = host;
    host.addController(this);
  }

  /** The pointer came upon a name. */
  enter(row: ObjectRow, anchor: Element): void {
    if (row.description === undefined) return;
    this.#later(SHOW_AFTER, () => this.#show(row, anchor));
  }

  /** The pointer left the name or the card. */
  readonly leave = (): void => this.#later(HIDE_AFTER, () => this.hide());

  readonly hide = (): void => {
    clearTimeout(this.#timer);
    if (this.#row) this.#show(undefined, undefined);
  };

  hostUpdated(): void {
    const card = this.#host.renderRoot.querySelector<HTMLElement>('.hover-card');
    if (!card) return;
    if (!this.#anchor?.isConnected) {
      if (card.matches(':popover-open')) card.hidePopover();
      return;
    }
    if (!card.matches(':popover-open')) card.showPopover();
    place(card, this.#anchor, this.#anchor.closest('.row') ?? this.#anchor);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#row = undefined;
    this.#anchor = undefined;
  }

  render(): TemplateResult {
    const row = this.#row;
    return html`<div
      class="hover-card"
      popover="manual"
      role="tooltip"
      @pointerenter=${() => clearTimeout(this.#timer)}
      @pointerleave=${this.leave}
      >${row?.description === undefined ? '' : safeText(row.description)}</div
    >`;
  }

  #show(row: ObjectRow | undefined, anchor: Element | undefined): void {
    this.#row = row;
    this.#anchor = anchor;
    this.#host.requestUpdate();
  }

  #later(after: number, run: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(run, after);
  }
}

/** Under the name and below its row, or above the row where there is no room. */
function place(card: HTMLElement, name: Element, row: Element): void {
  const { width, height } = card.getBoundingClientRect();
  const { left } = name.getBoundingClientRect();
  const { top, bottom } = row.getBoundingClientRect();
  const below = bottom + GAP;
  const above = Math.max(GAP, top - height - GAP);
  card.style.left = `${Math.max(GAP, Math.min(left, window.innerWidth - width - GAP))}px`;
  card.style.top = `${below + height > window.innerHeight ? above : below}px`;
}
