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
    place(card, this.#anchor.getBoundingClientRect());
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
    >
      ${row?.description === undefined ? '' : safeText(row.description)}
    </div>`;
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

/** Below its anchor, or above where there is no room. */
function place(card: HTMLElement, anchor: DOMRect): void {
  const { width, height } = card.getBoundingClientRect();
  const left = Math.max(GAP, Math.min(anchor.left, window.innerWidth - width - GAP));
  const below = anchor.bottom + GAP;
  const top = below + height > window.innerHeight ? Math.max(GAP, anchor.top - height - GAP) : below;
  card.style.left = `${left}px`;
  card.style.top = `${top}px`;
}
