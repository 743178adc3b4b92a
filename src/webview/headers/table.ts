import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { HeaderLine } from '../../core/request/message.ts';
import { copyButton } from '../parts/buttons.ts';
import { cardStyles, HoverCard } from '../parts/card.ts';
import { define, PageElement } from '../parts/element.ts';
import { filterField } from '../parts/filterField.ts';
import { safeText, shortText } from '../parts/hidden.ts';
import { shared } from '../parts/styles.ts';
import { plainTable } from '../parts/tableStyles.ts';
import { tellSought } from '../state/sought.ts';
import { countText } from '../text/format.ts';
import { type Direction, headerMeaning } from './meanings.ts';
import { headerReading } from './reading.ts';
import { headerStyles } from './styles.ts';

const MAX_NAME = 200;
const MAX_VALUE = 4000;
/** More headers than this are not listed; copying has them all. */
const MAX_HEADERS = 500;
/** Tables with more headers than this have a filter box. */
const FILTER_FROM = 12;

/**
 * The headers of a message as a table, in the order in which they
 * were sent or came; those that are known are explained.
 */
export class HeaderTable extends PageElement {
  static override styles = [shared, plainTable, cardStyles, headerStyles];
  static override properties = {
    lines: { attribute: false },
    direction: { attribute: false },
    query: { attribute: false },
    active: { state: true },
  };
  declare lines: readonly HeaderLine[];
  declare direction: Direction;
  /** What the headers are filtered by. */
  declare query: string;
  /** The row that Tab reaches; arrow keys go to the others. */
  declare active: number;
  readonly #card = new HoverCard(this);

  constructor() {
    super();
    this.lines = [];
    this.direction = 'response';
    this.query = '';
    this.active = 0;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Not the first ones: a page that comes back has its filter.
    if (changed.get('lines')?.length) this.query = '';
    if (changed.has('lines') || changed.has('query')) this.active = 0;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const isOther = changed.has('query') && (changed.get('query') ?? '') !== this.query;
    if (isOther && this.direction === 'response') tellSought(this, { headers: this.query });
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.lines.length === 0) return nothing;
    const title = this.direction === 'request' ? 'Request headers' : 'Response headers';
    const found = this.#found;
    const more = found.length - MAX_HEADERS;
    return html`${this.#toolbar(title, found.length)}
      ${
        found.length === 0
          ? html`<p class="note muted">No header matches “${safeText(this.query.trim())}”.</p>`
          : html`<table aria-label=${title} @keydown=${this.#pressed}>
              <tbody>
                ${found.slice(0, MAX_HEADERS).map((line, index) => this.#row(line, index))}
              </tbody>
            </table>`
      }
      ${more > 0 ? html`<p class="note muted">${countText(more, 'more header', 'more headers')}: copy to see them.</p>` : nothing}
      ${this.#card.render()}`;
  }

  get #found(): readonly HeaderLine[] {
    const wanted = this.query.trim().toLowerCase();
    if (wanted === '') return this.lines;
    return this.lines.filter(({ name, value }) => `${name}: ${value}`.toLowerCase().includes(wanted));
  }

  #toolbar(title: string, found: number): TemplateResult {
    const all = () => this.lines.map(({ name, value }) => `${name}: ${value}`).join('\n');
    const what = title.toLowerCase();
    const total = countText(this.lines.length, 'header', 'headers');
    const isFiltered = this.query.trim() !== '';
    return html`<div class="toolbar">
        <h2>${title} ${copyButton(this, { text: all, what: `the ${what}`, label: `Copy the ${what}` })}</h2>
        ${
          this.lines.length > FILTER_FROM
            ? filterField({
                placeholder: 'Filter headers',
                label: 'Filter headers by name or value',
                query: this.query,
                changed: (query) => {
                  this.query = query;
                },
              })
            : nothing
        }
        ${isFiltered ? html`<span class="muted" aria-hidden="true">${found} of ${this.lines.length}</span>` : nothing}
      </div>
      <div class="hearing" role="status">${isFiltered ? `${found} of ${total}` : nothing}</div>`;
  }

  #row({ name, value }: HeaderLine, index: number): TemplateResult {
    const tabIndex = index === this.active ? 0 : -1;
    return html`<tr @focusin=${() => this.#activate(index)}>
      <th scope="row">${this.#name(name, value, index, tabIndex)}</th>
      <td class="value">${shortText(value, MAX_VALUE)}</td>
      <td class="copying">
        ${copyButton(this, { text: () => value, what: name, label: `Copy the value of ${name.slice(0, MAX_NAME)}`, tabIndex })}
      </td>
    </tr>`;
  }

  #name(name: string, value: string, index: number, tabIndex: 0 | -1): TemplateResult {
    const meaning = headerMeaning(name, this.direction);
    const reading = headerReading(name, value, new Date());
    const lines = [meaning, reading].filter((line) => line !== undefined);
    if (lines.length === 0)
      return html`<span class="name" tabindex=${tabIndex}>${shortText(name, MAX_NAME)}</span>`;
    const card = html`${reading === undefined ? nothing : html`<span class="exact">${safeText(reading, '\n')}</span>`}${
      meaning === undefined ? nothing : html`<span class="about">${meaning}</span>`
    }`;
    const enter = (by: 'pointer' | 'focus') => (event: Event) => {
      if (event.currentTarget instanceof Element) this.#card.enter(card, event.currentTarget, by);
    };
    return html`<button
        class="plain name known"
        type="button"
        tabindex=${tabIndex}
        aria-describedby="about-${index}"
        @click=${enter('pointer')}
        @pointerenter=${enter('pointer')}
        @pointerleave=${this.#card.leave}
        @focus=${enter('focus')}
        @blur=${this.#card.leave}
        >${shortText(name, MAX_NAME)}</button
      ><span class="hearing" id="about-${index}" aria-hidden="true">${lines.join(' ')}</span>`;
  }

  #activate(index: number): void {
    this.active = index;
  }

  readonly #pressed = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.#card.hide();
    const names = [...this.renderRoot.querySelectorAll<HTMLElement>('.name')];
    const to = ROWS[event.key]?.(this.active, names.length - 1);
    if (to === undefined) return;
    event.preventDefault();
    names[to]?.focus();
  };
}

/** Where a key leads from a row, given the last one. */
const ROWS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
};

define('header-table', HeaderTable);
