import { html, type PropertyValues, type TemplateResult } from 'lit';
import type { ObjectRow } from '../../core/change/rows.ts';
import { PageElement } from '../parts/element.ts';
import { shared } from '../parts/styles.ts';
import { CHUNK, Chunks } from './chunks.ts';
import { HoverCard } from './hover.ts';
import { copyText, isComplete } from './json.ts';
import { type KeyAction, keyAction } from './keys.ts';
import { type Filtered, type FlatRow, flatten } from './model.ts';
import { type RowActions, rowTemplate } from './row.ts';
import { tableStyles } from './styles.ts';

/** A row asks to be folded or unfolded. */
export type FoldEvent = CustomEvent<{ readonly path: string; readonly open: boolean }>;

/**
 * The rows of an object as a tree grid: one stop for Tab, arrow keys inside, rows drawn as they come into
 * view. What is folded is held by whoever owns the table; a row asks for a change with a `fold` event.
 */
export class PropertyTable extends PageElement implements RowActions {
  static override styles = [shared, tableStyles];
  static override properties = {
    rows: { attribute: false },
    folds: { attribute: false },
    openRows: { attribute: false },
    filter: { attribute: false },
    label: { attribute: false },
    active: { state: true },
    hovered: { state: true },
    focused: { state: true },
  };
  declare rows: readonly ObjectRow[];
  /** What the person folded and unfolded, by JSON path. */
  declare folds: ReadonlyMap<string, boolean>;
  /** Rows that are open unless folded. */
  declare openRows: ReadonlySet<ObjectRow>;
  declare filter: Filtered | undefined;
  /** What the table shows, for screen readers. */
  declare label: string;
  /** Index of the row that Tab reaches. */
  declare active: number;
  /** Index of the row under the pointer, or -1. */
  declare hovered: number;
  declare focused: boolean;
  readonly #chunks = new Chunks(this);
  readonly #card = new HoverCard(this);
  readonly #described = new Set<ObjectRow>();
  readonly #whole = new Set<ObjectRow>();
  #flat: readonly FlatRow[] = [];

  constructor() {
    super();
    this.rows = [];
    this.folds = new Map();
    this.openRows = new Set();
    this.filter = undefined;
    this.label = '';
    this.active = 0;
    this.hovered = -1;
    this.focused = false;
  }

  toggle(flat: FlatRow): void {
    const detail = { path: flat.row.path, open: !flat.expanded };
    this.dispatchEvent(new CustomEvent('fold', { detail, bubbles: true, composed: true }));
  }

  describe(row: ObjectRow): void {
    if (row.description === undefined) return;
    if (!this.#described.delete(row)) {
      this.#described.add(row);
      this.announce(row.description);
    }
    this.#card.hide();
    this.requestUpdate();
  }

  showWhole(row: ObjectRow): void {
    this.#whole.add(row);
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('rows')) {
      this.#chunks.reset();
      this.#described.clear();
      this.#whole.clear();
      this.active = 0;
      this.hovered = -1;
    }
    if (changed.has('filter') && !changed.has('rows')) this.#toTop();
    if (changed.has('rows') || changed.has('folds') || changed.has('filter') || changed.has('openRows')) {
      this.#reflatten();
    }
  }

  protected override updated(): void {
    const scroller = this.renderRoot.querySelector('.scroller');
    const chunks = this.renderRoot.querySelectorAll<HTMLElement>('.chunk');
    if (scroller) this.#chunks.arrange(scroller, [...chunks], this.#flat.length);
  }

  protected override render(): TemplateResult {
    const chunks = Array.from({ length: Math.ceil(this.#flat.length / CHUNK) }, (_, chunk) =>
      this.#chunk(chunk),
    );
    return html`<div class="scroller" tabindex="-1" @scroll=${this.#card.hide}>
        <div
          class="grid"
          role="treegrid"
          aria-label=${this.label}
          aria-rowcount=${this.#flat.length + 1}
          aria-colcount="3"
          @keydown=${this.#pressed}
          @copy=${this.#copied}
          @focusin=${this.#entered}
          @focusout=${this.#left}
          @pointerover=${this.#pointed}
          @pointerleave=${this.#unpointed}
        >
          <div class="head" role="rowgroup">
            <div class="row" role="row" aria-rowindex="1">
              <div class="name" role="columnheader">Name</div>
              <div class="value" role="columnheader">Value</div>
              <div class="type" role="columnheader">Type</div>
            </div>
          </div>
          ${chunks}
        </div>
      </div>
      ${this.#card.render()}`;
  }

  #chunk(chunk: number): TemplateResult {
    const from = chunk * CHUNK;
    const rows = this.#chunks.isNear(chunk) ? this.#flat.slice(from, from + CHUNK) : [];
    return html`<div class="chunk" role=${rows.length > 0 ? 'rowgroup' : 'presentation'} data-chunk=${chunk}>
      ${rows.map((flat, offset) => this.#row(flat, from + offset))}
    </div>`;
  }

  #row(flat: FlatRow, index: number): TemplateResult {
    const active = index === this.active;
    return rowTemplate(this, this, flat, {
      index,
      active,
      buttons: index === this.hovered || (active && this.focused),
      described: this.#described.has(flat.row),
      whole: this.#whole.has(flat.row),
    });
  }

  /** Other rows than before: they are read from the first one on. */
  #toTop(): void {
    this.#chunks.reset();
    this.renderRoot.querySelector('.scroller')?.scrollTo(0, 0);
  }

  /** Makes the list of rows again and keeps Tab on the row that it was on. */
  #reflatten(): void {
    const row = this.#flat[this.active]?.row;
    const { rows, folds, openRows: open, filter } = this;
    this.#flat = flatten(rows, filter ? { folds, open, filter } : { folds, open });
    const index = row ? this.#flat.findIndex((flat) => flat.row === row) : 0;
    this.active = Math.max(index, 0);
    this.hovered = -1;
  }

  #indexOf(event: Event): number {
    for (const target of event.composedPath()) {
      if (target instanceof HTMLElement && target.dataset.index !== undefined)
        return Number(target.dataset.index);
    }
    return -1;
  }

  readonly #pressed = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === 'Escape') this.#card.hide();
    const index = this.#indexOf(event);
    const button = event.composedPath()[0] instanceof HTMLButtonElement;
    const action = button ? this.#buttonKey(event, index) : keyAction(event.key, index, this.#flat);
    if (!action) return;
    event.preventDefault();
    this.#act(action);
  };

  #act(action: KeyAction): void {
    const flat = this.#flat[action.index];
    if (!flat) return;
    if (action.kind === 'focus') void this.#focusRow(action.index);
    else if (action.kind === 'fold') this.toggle(flat);
    else if (action.kind === 'describe') this.describe(flat.row);
    else this.#rowElement(action.index)?.querySelector<HTMLElement>('.buttons button')?.focus();
  }

  /** Inside a row's buttons left and right go from one to the next, and left of the first back to the row. */
  #buttonKey(event: KeyboardEvent, index: number): KeyAction | undefined {
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') return keyAction(event.key, index, this.#flat);
    if (event.key === 'Escape') return { kind: 'focus', index };
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return undefined;
    const buttons = [...(this.#rowElement(index)?.querySelectorAll<HTMLElement>('.buttons button') ?? [])];
    const at = buttons.findIndex((button) => event.composedPath().includes(button));
    const next = buttons[at + (event.key === 'ArrowLeft' ? -1 : 1)];
    if (!next) return event.key === 'ArrowLeft' ? { kind: 'focus', index } : undefined;
    next.focus();
    event.preventDefault();
    return undefined;
  }

  async #focusRow(index: number): Promise<void> {
    this.#chunks.pin(Math.floor(index / CHUNK));
    await this.updateComplete;
    this.#rowElement(index)?.focus();
  }

  #rowElement(index: number): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(`[data-index="${index}"]`);
  }

  /** Copying with nothing selected copies the value of the row that has the focus. */
  readonly #copied = (event: ClipboardEvent): void => {
    const selection = document.getSelection();
    const row = this.#flat[this.#indexOf(event)]?.row;
    if (!row || row.secret || !isComplete(row) || (selection && !selection.isCollapsed)) return;
    event.preventDefault();
    event.stopPropagation();
    this.copy(copyText(row), `the value of ${row.name}`);
  };

  readonly #entered = (event: FocusEvent): void => {
    const index = this.#indexOf(event);
    if (index < 0) return;
    this.active = index;
    this.focused = true;
    this.#chunks.pin(Math.floor(index / CHUNK));
  };

  readonly #left = (event: FocusEvent): void => {
    const to = event.relatedTarget;
    if (to instanceof Node && this.renderRoot.contains(to)) return;
    this.focused = false;
    this.#chunks.pin(undefined);
  };

  readonly #pointed = (event: PointerEvent): void => {
    this.hovered = this.#indexOf(event);
    const target = event.composedPath()[0];
    const name = target instanceof Element ? target.closest('.name-text') : null;
    const row = this.#flat[this.hovered]?.row;
    if (name && row && !this.#described.has(row)) this.#card.enter(row, name);
    else this.#card.leave();
  };

  readonly #unpointed = (): void => {
    this.hovered = -1;
    this.#card.leave();
  };
}
