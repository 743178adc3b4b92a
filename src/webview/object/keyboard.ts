import type { ObjectRow } from '../../core/change/show/rows.ts';
import { buttonKey, type KeyAction, keyAction } from './keys.ts';
import type { FlatRow } from './model.ts';

/** What keys can do with the rows of a table. */
export interface RowKeys {
  /** The rows as they stand on the page. */
  readonly flat: readonly FlatRow[];
  /** The element of a row that is drawn. */
  rowElement(index: number): HTMLElement | null;
  focusRow(index: number): Promise<void>;
  toggle(flat: FlatRow): void;
  describe(row: ObjectRow): void;
  openMenu(index: number): void;
  hideCard(): void;
}

/** The keys of a table: they move between rows and their buttons, fold, describe and open the menu. */
export class RowKeyboard {
  readonly #rows: RowKeys;

  constructor(rows: RowKeys) {
    this.#rows = rows;
  }

  /** A key was pressed on a row, or on one of its buttons. */
  readonly pressed = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === 'Escape') this.#rows.hideCard();
    const index = indexOf(event);
    const button = event.composedPath()[0] instanceof HTMLButtonElement;
    const action = button ? this.#onButton(event, index) : keyAction(event.key, index, this.#rows.flat);
    if (!action) return;
    event.preventDefault();
    this.#act(action);
  };

  #act(action: KeyAction): void {
    const { index } = action;
    const flat = this.#rows.flat[index];
    if (!flat) return;
    if (action.kind === 'focus') void this.#rows.focusRow(index);
    else if (action.kind === 'fold') this.#rows.toggle(flat);
    else if (action.kind === 'describe') this.#rows.describe(flat.row);
    else if (action.kind === 'menu') this.#rows.openMenu(index);
    else this.#buttons(index)[0]?.focus();
  }

  /** Among a row's buttons; left of the first one is the row. */
  #onButton(event: KeyboardEvent, index: number): KeyAction | undefined {
    const buttons = this.#buttons(index);
    const at = buttons.findIndex((button) => event.composedPath().includes(button));
    const to = buttonKey(event.key, at);
    if (to === 'row') return { kind: 'focus', index };
    if (typeof to !== 'number') return to && keyAction(to, index, this.#rows.flat);
    const next = buttons[to];
    next?.focus();
    if (next) event.preventDefault();
    return undefined;
  }

  #buttons(index: number): readonly HTMLElement[] {
    return [...(this.#rows.rowElement(index)?.querySelectorAll<HTMLElement>('.buttons button') ?? [])];
  }
}

/** Index of the row that an event is about; -1 for none. */
export function indexOf(event: Event): number {
  for (const target of event.composedPath()) {
    if (target instanceof HTMLElement && target.dataset.index !== undefined)
      return Number(target.dataset.index);
  }
  return -1;
}
