import {
  css,
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import { besideRow } from '../parts/placing.ts';

/** What a menu offers. */
export interface MenuItem {
  readonly label: string;
  /** More about it, in a muted colour behind the label. */
  readonly detail?: string;
  readonly run: () => void;
}

interface Opened {
  readonly items: readonly MenuItem[];
  /** What the menu is about, for screen readers. */
  readonly label: string;
  readonly anchor: Element;
  readonly row: HTMLElement;
}

/**
 * The menu of a row: arrow keys, Home, End and first letters move in it, Enter chooses, Escape and Tab close it
 * and give the focus back to the row.
 */
export class RowMenu implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly renderRoot: ParentNode };
  #opened: Opened | undefined;

  constructor(host: ReactiveControllerHost & { readonly renderRoot: ParentNode }) {
    this.#host = host;
    host.addController(this);
  }

  /** Opens below the row, under the anchor, and takes the focus. */
  open(opened: Opened): void {
    if (opened.items.length === 0) return;
    this.#opened = opened;
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => {
      const menu = this.#menu;
      if (!menu || !opened.anchor.isConnected) return;
      menu.showPopover();
      besideRow(menu, opened.anchor, opened.row);
      this.#buttons[0]?.focus();
    });
  }

  /** Closes without giving the focus back. */
  readonly close = (): void => {
    if (this.#menu?.matches(':popover-open')) this.#menu.hidePopover();
  };

  hostDisconnected(): void {
    this.#opened = undefined;
  }

  render(): TemplateResult {
    return html`<div
      class="menu"
      popover="manual"
      role="menu"
      aria-label=${this.#opened?.label ?? 'Menu'}
      @keydown=${this.#pressed}
      @focusout=${this.#left}
    >
      ${(this.#opened?.items ?? []).map(
        (item) =>
          html`<button class="plain" type="button" role="menuitem" tabindex="-1" @click=${() => this.#choose(item)}
            >${item.label}${item.detail === undefined ? nothing : html`<span class="muted detail">${item.detail}</span>`}</button
          >`,
      )}
    </div>`;
  }

  get #menu(): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>('.menu');
  }

  get #buttons(): readonly HTMLElement[] {
    return [...(this.#menu?.querySelectorAll<HTMLElement>('button') ?? [])];
  }

  #choose(item: MenuItem): void {
    this.#leave();
    item.run();
  }

  #leave(): void {
    this.close();
    this.#opened?.row.focus();
  }

  /** A press elsewhere takes the focus out of the menu, and so does another window. */
  readonly #left = (event: FocusEvent): void => {
    const to = event.relatedTarget;
    if (!(to instanceof Node && this.#menu?.contains(to))) this.close();
  };

  readonly #pressed = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === 'Enter' || event.key === ' ') return;
    const closes = event.key === 'Escape' || event.key === 'Tab';
    const buttons = this.#buttons;
    const at = buttons.findIndex((button) => event.composedPath().includes(button));
    const to = closes ? undefined : nextItem(event.key, at, buttons);
    if (!closes && to === undefined) return;
    event.preventDefault();
    if (closes) this.#leave();
    else to?.focus();
  };
}

function nextItem(key: string, at: number, buttons: readonly HTMLElement[]): HTMLElement | undefined {
  switch (key) {
    case 'ArrowDown':
      return buttons[(at + 1) % buttons.length];
    case 'ArrowUp':
      return buttons.at(at - 1);
    case 'Home':
      return buttons[0];
    case 'End':
      return buttons.at(-1);
    default: {
      const others = [...buttons.slice(at + 1), ...buttons.slice(0, at + 1)];
      return others.find((button) => button.textContent?.trim().toLowerCase().startsWith(key.toLowerCase()));
    }
  }
}

/** The looks of a menu. */
export const menuStyles = css`
  .menu {
    background: var(--vscode-editorHoverWidget-background);
    border: 1px solid var(--vscode-editorHoverWidget-border);
    border-radius: 5px;
    box-shadow: 0 2px 8px var(--vscode-widget-shadow, transparent);
    color: var(--vscode-editorHoverWidget-foreground);
    inset: auto;
    margin: 0;
    max-width: calc(100vw - 16px);
    padding: 4px;
    position: fixed;
  }
  .menu:popover-open {
    display: grid;
  }
  .menu button.plain {
    overflow: hidden;
    padding: 4px 20px 4px 10px;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .menu .detail {
    padding-inline-start: 12px;
  }
  .menu button.plain:hover,
  .menu button.plain:focus {
    background: var(--vscode-list-hoverBackground);
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
`;
