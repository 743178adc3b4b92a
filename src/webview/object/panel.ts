import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { ObjectRow } from '../../core/change/show/rows.ts';
import type { RowsPart } from '../messages.ts';
import { iconButton, link } from '../parts/buttons.ts';
import { define, PageElement } from '../parts/element.ts';
import { filterField } from '../parts/filterField.ts';
import { nameText } from '../parts/hidden.ts';
import { shared } from '../parts/styles.ts';
import { tellSought } from '../state/sought.ts';
import { countText } from '../text/format.ts';
import { startOf } from '../text/visible.ts';
import { grouped, openGroups } from './groups.ts';
import {
  countRows,
  type Filtered,
  filterRows,
  foldablePaths,
  openAtFirst,
  type RowCounts,
  unfinishedRow,
} from './model.ts';
import { panelStyles } from './panelStyles.ts';
import { childrenOf, growBy, moreOf, rootOf } from './rows.ts';
import { type MoreEvent, PropertyTable } from './table.ts';
import { changeSummary } from './words.ts';

/** Tables with more rows than this have a filter box. */
const FILTER_FROM = 12;
const MAX_TYPE = 300;
/** Rows that a filter looks through; it asks for those that are not here. */
const MAX_SEARCHED = 20_000;
/** The namespace that nearly every type is in. */
const GRAPH = /^microsoft\.graph\./;

/** Every foldable row is to be folded or unfolded. */
export type FoldAllEvent = CustomEvent<{ readonly paths: readonly string[]; readonly open: boolean }>;

/** The returned object: its type, what became of what was sent, a filter box, and the property table. */
export class ObjectPanel extends PageElement {
  static override styles = [shared, panelStyles];
  static override properties = {
    response: { attribute: false },
    rows: { attribute: false },
    moreRows: { attribute: false },
    typeName: { attribute: false },
    documentation: { attribute: false },
    folds: { attribute: false },
    url: { attribute: false },
    query: { attribute: false },
    grown: { state: true },
    lost: { state: true },
  };
  /** The response that the object is of. */
  declare response: string;
  declare rows: readonly ObjectRow[];
  /** How many rows of the object's own are not here. */
  declare moreRows: number | undefined;
  declare typeName: string | undefined;
  declare documentation: string | undefined;
  declare folds: ReadonlyMap<string, boolean>;
  /** The address of the request that brought the object. */
  declare url: string;
  /** What the properties are filtered by. */
  declare query: string;
  /** How often rows came to the object: it grows in place. */
  declare grown: number;
  /** Whether the editor does not have the rows any more that are not here. */
  declare lost: boolean;
  #root: ObjectRow = rootOf([], undefined);
  /** Rows that more rows were asked for, by path. */
  readonly #asked = new Map<string, ObjectRow>();
  #grouped: readonly ObjectRow[] = [];
  #open: ReadonlySet<ObjectRow> = new Set();
  #counts: RowCounts = countRows([], new Set());
  #filter: Filtered | undefined;

  constructor() {
    super();
    this.response = '';
    this.rows = [];
    this.moreRows = undefined;
    this.typeName = undefined;
    this.documentation = undefined;
    this.folds = new Map();
    this.url = '';
    this.query = '';
    this.grown = 0;
    this.lost = false;
  }

  /** Takes more rows of the object that is shown; any others are left alone. */
  receive({ id, path, from, rows, more }: RowsPart): void {
    const row = this.#asked.get(path);
    if (id !== this.response || !row || childrenOf(row).length !== from) return;
    this.#asked.delete(path);
    if (rows === undefined) {
      this.lost = true;
      return;
    }
    growBy(row, more === undefined ? { rows } : { rows, more });
    this.grown++;
    this.dispatchEvent(new CustomEvent('grown', { detail: moreOf(this.#root) }));
  }

  /** Whether more of the object is on its way. */
  get isGrowing(): boolean {
    return !this.lost && this.#asked.size > 0;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const isOther = changed.has('query') && (changed.get('query') ?? '') !== this.query;
    if (isOther) tellSought(this, { object: this.query });
    // A filter is about all of the object, as far as that is bearable.
    const next = this.query.trim() === '' || this.#isSearched ? undefined : unfinishedRow(this.#root);
    if (next) this.#ask(next);
  }

  #ask(row: ObjectRow): void {
    if (this.lost || this.#asked.has(row.path)) return;
    this.#asked.set(row.path, row);
    this.post({ type: 'rows', id: this.response, path: row.path, from: childrenOf(row).length });
  }

  /** Whether a filter looks at no more rows than are here. */
  get #isSearched(): boolean {
    return this.lost || this.#counts.total >= MAX_SEARCHED;
  }

  /** The element that scrolls, when it is drawn. */
  get scroller(): Element | null {
    return this.renderRoot.querySelector<PropertyTable>('property-table')?.scroller ?? null;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('rows')) {
      this.#root = rootOf(this.rows, this.moreRows);
      this.#asked.clear();
      this.lost = false;
    }
    if (changed.has('rows') || changed.has('grown')) {
      const around = openAtFirst(this.rows);
      this.#counts = countRows(this.rows, around);
      this.#grouped = grouped(this.rows);
      this.#open = new Set([...around, ...openGroups(this.#grouped), ...pageOf(this.rows)]);
      if (this.#counts.total <= FILTER_FROM) this.query = '';
    }
    if (changed.has('typeName') && changed.get('typeName') !== undefined) this.query = '';
    if (changed.has('rows') || changed.has('query') || changed.has('grown'))
      this.#filter = filterRows(this.#grouped, this.query);
  }

  protected override render(): TemplateResult {
    if (this.rows.length === 0)
      return html`<p class="empty muted">The returned object has no properties.</p>`;
    const found = this.#filter?.matches.size;
    return html`${this.#toolbar()}
      ${
        found === 0
          ? html`<p class="empty muted">${this.#nothingFound()}</p>`
          : html`<property-table
              .root=${this.#root}
              .grown=${this.grown}
              .lost=${this.lost}
              .response=${this.response}
              .rows=${this.#grouped}
              @more=${({ detail }: MoreEvent) => this.#ask(detail)}
              .url=${this.url}
              .folds=${this.folds}
              .openRows=${this.#open}
              .filter=${this.#filter}
              .label=${`Properties of ${this.typeName ?? 'the returned object'}`}
            ></property-table>`
      }
      <div class="hearing" role="status">
        ${found === undefined ? nothing : this.#foundText(found, countText(this.#counts.total, 'property', 'properties'))}
      </div>`;
  }

  #toolbar(): TemplateResult {
    const summary = changeSummary(this.#counts);
    const found = this.#filter?.matches.size;
    return html`<div class="toolbar">
      <div class="about">
        ${this.typeName === undefined ? nothing : html`<span class="mono type-name" title=${startOf(this.typeName, MAX_TYPE)}>${nameText(this.typeName.replace(GRAPH, ''), MAX_TYPE)}</span>`}
        ${link(this, this.documentation, 'Documentation')}
      </div>
      ${this.#counts.total > FILTER_FROM ? this.#filterBox() : nothing}
      ${found === undefined ? nothing : html`<span class="muted found" aria-hidden="true">${this.#foundText(found, this.#counts.total.toLocaleString('en-US'))}</span>`}
      ${this.#counts.foldable > 0 ? this.#foldButtons() : nothing}
      ${summary === '' ? nothing : html`<span class="muted summary">${summary}</span>`}
    </div>`;
  }

  /** `3 of 120`; where only some of the object was looked at, `3 of the first 20,000`. */
  #foundText(found: number, total: string): string {
    return this.#isPart ? `${found} of the first ${total}` : `${found} of ${total}`;
  }

  #nothingFound(): string {
    const query = this.query.trim();
    if (!this.#isPart) return `No property matches “${query}”.`;
    const first = countText(this.#counts.total, 'property', 'properties');
    return this.#isSearched
      ? `None of the first ${first} matches “${query}”.`
      : `Looking further than the first ${first}…`;
  }

  /** Whether there are rows that are not here. */
  get #isPart(): boolean {
    return unfinishedRow(this.#root) !== undefined;
  }

  #filterBox(): TemplateResult {
    return filterField({
      placeholder: 'Filter',
      label: 'Filter properties by name or value',
      query: this.query,
      changed: (query) => {
        this.query = query;
      },
    });
  }

  #foldButtons(): TemplateResult {
    const fold = (open: boolean) => () => {
      const detail = { paths: foldablePaths(open ? this.#grouped : this.rows), open };
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
}

/** The objects of a page of a collection: they are what was asked for. */
function pageOf(rows: readonly ObjectRow[]): readonly ObjectRow[] {
  return rows.filter(({ path, value }) => path === '$.value' && value.kind === 'collection');
}

define('property-table', PropertyTable);
define('object-panel', ObjectPanel);
