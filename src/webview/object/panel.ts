import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { ObjectRow } from '../../core/change/rows.ts';
import { iconButton, link } from '../parts/buttons.ts';
import { define, PageElement } from '../parts/element.ts';
import { nameText } from '../parts/hidden.ts';
import { icon } from '../parts/icons.ts';
import { shared } from '../parts/styles.ts';
import { countText } from '../text/format.ts';
import { countRows, type Filtered, filterRows, foldablePaths, openAtFirst, type RowCounts } from './model.ts';
import { panelStyles } from './panelStyles.ts';
import { PropertyTable } from './table.ts';
import { changeSummary } from './words.ts';

/** Tables with more rows than this have a filter box. */
const FILTER_FROM = 12;
const MAX_TYPE = 300;

/** Every foldable row is to be folded or unfolded. */
export type FoldAllEvent = CustomEvent<{ readonly paths: readonly string[]; readonly open: boolean }>;

/** The returned object: its type, what became of what was sent, a filter box, and the property table. */
export class ObjectPanel extends PageElement {
  static override styles = [shared, panelStyles];
  static override properties = {
    rows: { attribute: false },
    typeName: { attribute: false },
    documentation: { attribute: false },
    folds: { attribute: false },
    query: { state: true },
  };
  declare rows: readonly ObjectRow[];
  declare typeName: string | undefined;
  declare documentation: string | undefined;
  declare folds: ReadonlyMap<string, boolean>;
  declare query: string;
  #open: ReadonlySet<ObjectRow> = new Set();
  #counts: RowCounts = countRows([], new Set());
  #filter: Filtered | undefined;

  constructor() {
    super();
    this.rows = [];
    this.typeName = undefined;
    this.documentation = undefined;
    this.folds = new Map();
    this.query = '';
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('rows')) {
      this.#open = openAtFirst(this.rows);
      this.#counts = countRows(this.rows, this.#open);
      if (this.#counts.total <= FILTER_FROM) this.query = '';
    }
    if (changed.has('typeName') && changed.get('typeName') !== undefined) this.query = '';
    if (changed.has('rows') || changed.has('query')) this.#filter = filterRows(this.rows, this.query);
  }

  protected override render(): TemplateResult {
    if (this.rows.length === 0)
      return html`<p class="empty muted">The returned object has no properties.</p>`;
    const found = this.#filter?.matches.size;
    return html`${this.#toolbar()}
      ${
        found === 0
          ? html`<p class="empty muted">No property matches “${this.query.trim()}”.</p>`
          : html`<property-table
              .rows=${this.rows}
              .folds=${this.folds}
              .openRows=${this.#open}
              .filter=${this.#filter}
              .label=${`Properties of ${this.typeName ?? 'the returned object'}`}
            ></property-table>`
      }
      <div class="hearing" role="status">
        ${found === undefined ? nothing : `${found} of ${countText(this.#counts.total, 'property', 'properties')}`}
      </div>`;
  }

  #toolbar(): TemplateResult {
    const summary = changeSummary(this.#counts);
    return html`<div class="toolbar">
      <div class="about">
        ${this.typeName === undefined ? nothing : html`<span class="mono type-name">${nameText(this.typeName, MAX_TYPE)}</span>`}
        ${link(this, this.documentation, 'Documentation')}
      </div>
      ${this.#counts.total > FILTER_FROM ? this.#filterBox() : nothing}
      ${this.#counts.foldable > 0 ? this.#foldButtons() : nothing}
      ${summary === '' ? nothing : html`<span class="muted summary">${summary}</span>`}
    </div>`;
  }

  #filterBox(): TemplateResult {
    return html`<vscode-textfield
      class="filter"
      placeholder="Filter properties"
      .label=${'Filter properties by name or value'}
      .value=${this.query}
      @input=${this.#typed}
      @keydown=${this.#pressed}
    >
      <span slot="content-before">${icon('search')}</span>
      ${
        this.query === ''
          ? nothing
          : html`<span slot="content-after"
              >${iconButton({ icon: 'close', label: 'Clear the filter', run: () => this.#clear() })}</span
            >`
      }
    </vscode-textfield>`;
  }

  #foldButtons(): TemplateResult {
    const fold = (open: boolean) => () => {
      const detail = { paths: foldablePaths(this.rows), open };
      this.dispatchEvent(new CustomEvent('foldall', { detail, bubbles: true, composed: true }));
    };
    return html`<div class="folding">
      ${iconButton({ icon: 'expand-all', label: 'Unfold all', run: fold(true) })}${iconButton({
        icon: 'collapse-all',
        label: 'Fold all',
        run: fold(false),
      })}
    </div>`;
  }

  readonly #typed = (event: Event): void => {
    const field = event.currentTarget;
    if (field instanceof HTMLElement && 'value' in field) this.query = String(field.value);
  };

  readonly #pressed = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || this.query === '') return;
    event.stopPropagation();
    this.#clear();
  };

  #clear(): void {
    this.query = '';
    this.renderRoot.querySelector<HTMLElement>('.filter')?.focus();
  }
}

define('property-table', PropertyTable);
define('object-panel', ObjectPanel);
