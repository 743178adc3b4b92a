import { html, type PropertyValues, type TemplateResult } from 'lit';
import type { ObjectRow } from '../../core/change/show/rows.ts';
import { cardStyles, HoverCard } from '../parts/card.ts';
import { PageElement } from '../parts/element.ts';
import { shared } from '../parts/styles.ts';
import { tellScrolled } from '../state/scrolling.ts';
import { startOf } from '../text/visible.ts';
import { focusedCard, pointedCard } from './cards.ts';
import { cellStyles } from './cellStyles.ts';
import { CHUNK, Chunks } from './chunks.ts';
import { isGroup } from './groups.ts';
import { MAX_NAME, rowItems } from './items.ts';
import { copyText, isComplete } from './json.ts';
import { indexOf, RowKeyboard, type RowKeys } from './keyboard.ts';
import { menuStyles, RowMenu } from './menu.ts';
import { type Filtered, type FlatRow, flatten } from './model.ts';
import { type RowActions, rowTemplate } from './row.ts';
import { tableStyles } from './styles.ts';

/** Properties that decide which rows there are. */
const SHAPING = ['rows', 'grown', 'lost', 'folds', 'filter', 'openRows'] as const;

/** A row of which not all rows are here is in view: they are wanted. */
export type MoreEvent = CustomEvent<ObjectRow>;

/** A row asks to be folded or unfolded. */
export type FoldEvent = CustomEvent<{ readonly path: string; readonly open: boolean }>;

/**
 * The rows of an object as a tree grid: one stop for Tab, arrow keys inside, rows drawn as they come into
 * view. What is folded is held by whoever owns the table; a row asks for a change with a `fold` event.
 */
export class PropertyTable extends PageElement implements RowActions, RowKeys {
  static override styles = [shared, tableStyles, cellStyles, cardStyles, menuStyles];
  static override properties = {
    root: { attribute: false },
    grown: { attribute: false },
    lost: { attribute: false },
    response: { attribute: false },
    rows: { attribute: false },
    folds: { attribute: false },
    openRows: { attribute: false },
    filter: { attribute: false },
    label: { attribute: false },
    url: { attribute: false },
    active: { state: true },
    hovered: { state: true },
    focused: { state: true },
  };
  /** The object itself, as a row. */
  declare root: ObjectRow | undefined;
  /** How often rows came to it: it grows in place. */
  declare grown: number;
  /** Whether no more rows will come. */
  declare lost: boolean;
  /** The response that the object is of. */
  declare response: string;
  /** The object's rows, in groups. */
  declare rows: readonly ObjectRow[];
  /** What the person folded and unfolded, by JSON path. */
  declare folds: ReadonlyMap<string, boolean>;
  /** Rows that are open unless folded. */
  declare openRows: ReadonlySet<ObjectRow>;
  declare filter: Filtered | undefined;
  /** What the table shows, for screen readers. */
  declare label: string;
  /** The address of the request that brought the rows. */
  declare url: string;
  /** Index of the row that Tab reaches. */
  declare active: number;
  /** Index of the row under the pointer, or -1. */
  declare hovered: number;
  declare focused: boolean;
  readonly #chunks = new Chunks(this);
  readonly #card = new HoverCard(this);
  readonly #menu = new RowMenu(this);
  readonly #keyboard = new RowKeyboard(this);
  readonly #described = new Set<ObjectRow>();
  readonly #whole = new Set<ObjectRow>();
  #flat: readonly FlatRow[] = [];

  constructor() {
    super();
    this.root = undefined;
    this.grown = 0;
    this.lost = false;
    this.response = '';
    this.rows = [];
    this.folds = new Map();
    this.openRows = new Set();
    this.filter = undefined;
    this.label = '';
    this.url = '';
    this.active = 0;
    this.hovered = -1;
    this.focused = false;
  }

  get flat(): readonly FlatRow[] {
    return this.#flat;
  }

  /** The element that scrolls, when it is drawn. */
  get scroller(): Element | null {
    return this.renderRoot?.querySelector('.scroller') ?? null;
  }

  hideCard(): void {
    this.#card.hide();
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

  openMenu(index: number): void {
    const { row, restOf } = this.#flat[index] ?? {};
    const element = this.rowElement(index);
    if (!row || restOf || !element || isGroup(row)) return;
    this.#card.hide();
    const deeds = {
      element: this,
      url: this.url,
      describe: (each: ObjectRow) => this.describe(each),
      copyRow: (each: ObjectRow) => this.copyRow(each),
    };
    this.#menu.open({
      items: rowItems(deeds, row),
      label: `For ${startOf(row.name, MAX_NAME)}`,
      anchor: element.querySelector('.name-text') ?? element,
      row: element,
    });
  }

  /** The page has it, or else the editor does. */
  copyRow(row: ObjectRow): void {
    const what = `the value of ${startOf(row.name, MAX_NAME)}`;
    if (isComplete(row)) this.copy(copyText(row), what);
    else this.post({ type: 'copy-value', id: this.response, path: row.path, what });
  }

  showWhole(row: ObjectRow): void {
    this.#whole.add(row);
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('root')) {
      this.#chunks.reset();
      this.#described.clear();
      this.#whole.clear();
      this.active = 0;
      this.hovered = -1;
    }
    if (changed.has('filter') && !changed.has('root') && !changed.has('grown')) this.#toTop();
    if (SHAPING.some((name) => changed.has(name))) this.#reflatten();
  }

  protected override updated(): void {
    const scroller = this.renderRoot.querySelector('.scroller');
    const chunks = this.renderRoot.querySelectorAll<HTMLElement>('.chunk');
    if (scroller) this.#chunks.arrange(scroller, [...chunks], this.#flat.length);
    this.#askForRest();
  }

  /** Rows that are not here are asked for when what stands for them is drawn. */
  #askForRest(): void {
    for (const element of this.renderRoot.querySelectorAll<HTMLElement>('.row.rest')) {
      const row = this.#flat[Number(element.dataset.index)]?.restOf;
      if (row && !this.lost) this.dispatchEvent(new CustomEvent('more', { detail: row }));
    }
  }

  protected override render(): TemplateResult {
    const chunks = Array.from({ length: Math.ceil(this.#flat.length / CHUNK) }, (_, chunk) =>
      this.#chunk(chunk),
    );
    return html`<div class="scroller" tabindex="-1" @scroll=${this.#scrolled}>
        <div
          class="grid"
          role="treegrid"
          aria-label=${this.label}
          aria-rowcount=${this.#flat.length + 1}
          aria-colcount="3"
          @keydown=${this.#keyboard.pressed}
          @contextmenu=${this.#asked}
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
      ${this.#card.render()}${this.#menu.render()}`;
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
      card: active && this.focused && this.#card.isShown,
    });
  }

  /** Other rows than before: they are read from the first one on. */
  #toTop(): void {
    this.#chunks.reset();
    this.renderRoot.querySelector('.scroller')?.scrollTo(0, 0);
  }

  /** Makes the list of rows again and keeps Tab on the row that it was on. */
  #reflatten(): void {
    const { row, restOf } = this.#flat[this.active] ?? {};
    const { rows, folds, openRows: open, filter, root, lost } = this;
    this.#flat = flatten(rows, {
      folds,
      open,
      lost,
      ...(filter ? { filter } : {}),
      ...(root ? { root } : {}),
    });
    // What came for it stands where the row did that stood for it.
    const index = restOf ? this.active : this.#flat.findIndex((flat) => flat.row.path === row?.path);
    this.active = Math.min(Math.max(index, 0), Math.max(this.#flat.length - 1, 0));
    this.hovered = -1;
  }

  readonly #scrolled = (): void => {
    tellScrolled(this, this.scroller?.scrollTop ?? 0);
    this.#card.hide();
    this.#menu.close();
  };

  /** Shift+F10 and the pointer's other button; with a selection the editor's own menu copies it. */
  readonly #asked = (event: MouseEvent): void => {
    const selection = document.getSelection();
    const index = indexOf(event);
    if (index < 0 || (selection && !selection.isCollapsed)) return;
    event.preventDefault();
    this.openMenu(index);
  };

  /** Brings a row into view and gives it the focus. */
  async focusRow(index: number): Promise<void> {
    this.#chunks.pin(Math.floor(index / CHUNK));
    await this.updateComplete;
    this.rowElement(index)?.focus();
  }

  /** The element of a row that is drawn. */
  rowElement(index: number): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(`[data-index="${index}"]`);
  }

  /** Copying with nothing selected copies the value of the row that has the focus. */
  readonly #copied = (event: ClipboardEvent): void => {
    const selection = document.getSelection();
    const { row, restOf } = this.#flat[indexOf(event)] ?? {};
    if (!row || restOf || row.secret || isGroup(row) || (selection && !selection.isCollapsed)) return;
    event.preventDefault();
    event.stopPropagation();
    this.copyRow(row);
  };

  readonly #entered = (event: FocusEvent): void => {
    const index = indexOf(event);
    if (index < 0) return;
    this.active = index;
    this.focused = true;
    this.#chunks.pin(Math.floor(index / CHUNK));
    const element = event.composedPath()[0];
    const row = this.#flat[index]?.row;
    const byKeyboard = element instanceof Element && element.matches('.row:focus-visible');
    const card = row && byKeyboard ? focusedCard(row, element, this.#described.has(row)) : undefined;
    if (card) this.#card.enter(card.content, card.anchor, 'focus');
    else this.#card.leave();
  };

  readonly #left = (event: FocusEvent): void => {
    const to = event.relatedTarget;
    if (to instanceof Node && this.renderRoot.contains(to)) return;
    this.focused = false;
    this.#card.leave();
    this.#chunks.pin(undefined);
  };

  readonly #pointed = (event: PointerEvent): void => {
    this.hovered = indexOf(event);
    const row = this.#flat[this.hovered]?.row;
    const card = row && pointedCard(row, event.composedPath()[0], this.#described.has(row));
    if (card) this.#card.enter(card.content, card.anchor);
    else this.#card.leave();
  };

  readonly #unpointed = (): void => {
    this.hovered = -1;
    this.#card.leave();
  };
}
