import { html, nothing, type TemplateResult } from 'lit';
import type { ObjectRow } from '../../core/change/show/rows.ts';
import { iconButton, tickButton } from '../parts/buttons.ts';
import type { PageElement } from '../parts/element.ts';
import { nameText, safeText } from '../parts/hidden.ts';
import { icon } from '../parts/icons.ts';
import { countText, isSafeLink } from '../text/format.ts';
import { startOf } from '../text/visible.ts';
import { cellOf } from './columns.ts';
import { isGroup } from './groups.ts';
import { MAX_NAME } from './items.ts';
import { plainText } from './json.ts';
import type { Cells, FlatRow } from './model.ts';
import { readLink } from './related.ts';
import { childrenOf } from './rows.ts';
import { cellTemplate, valueTemplate } from './value.ts';
import { markOf, typeText } from './words.ts';

/** Deeper rows are not indented further. */
const MAX_INDENT = 8;

/** How a row stands in the table at the moment. */
export interface RowState {
  readonly index: number;
  /** The row that Tab reaches. */
  readonly active: boolean;
  /** Whether its buttons are there: the pointer or the focus is on it. */
  readonly buttons: boolean;
  /** Whether its description is unfolded. */
  readonly described: boolean;
  /** Whether a long value is shown whole. */
  readonly whole: boolean;
  /** Whether the card that is shown is about it. */
  readonly card: boolean;
}

/** What a row can ask of the table. */
export interface RowActions {
  /** The address of the request that brought the rows. */
  readonly url: string;
  toggle(flat: FlatRow): void;
  describe(row: ObjectRow): void;
  showWhole(row: ObjectRow): void;
  /** Puts a row's value on the clipboard. */
  copyRow(row: ObjectRow): void;
  openMenu(index: number): void;
}

/** One row of the property table. */
export function rowTemplate(
  element: PageElement,
  actions: RowActions,
  flat: FlatRow,
  state: RowState,
): TemplateResult {
  const { row, cells } = flat;
  const group = isGroup(row);
  return html`<div
    class="row ${row.change ?? ''} ${flat.expandable ? 'expandable' : ''} ${group ? 'group' : ''} ${cells ? 'item' : ''} ${flat.restOf ? 'rest' : ''}"
    role="row"
    data-index=${state.index}
    tabindex=${state.active ? 0 : -1}
    aria-level=${flat.level}
    aria-rowindex=${state.index + 2}
    aria-expanded=${flat.expandable ? String(flat.expanded) : nothing}
    aria-describedby=${state.card ? 'card' : nothing}
  >
    ${cells?.isFirst ? columnNames(cells) : nothing}${nameCell(actions, flat)}
    ${group ? nothing : rowValue(element, actions, flat, state)}
    ${
      state.described && row.description !== undefined
        ? html`<div class="description" role="gridcell" aria-colspan="3">${safeText(row.description)}</div>`
        : nothing
    }
  </div>`;
}

function rowValue(
  element: PageElement,
  actions: RowActions,
  { row, cells, restOf }: FlatRow,
  state: RowState,
): TemplateResult {
  const buttons = state.buttons && !restOf ? rowButtons(element, actions, row, state) : nothing;
  if (cells) {
    return html`<div class="value cells" role="gridcell" aria-colspan="2">
      <div class="columns">${cells.columns.map((name) => itemCell(row, name))}</div>
      ${buttons}
    </div>`;
  }
  const value = valueTemplate(row, { whole: state.whole, showWhole: () => actions.showWhole(row) });
  return html`<div class="value" role="gridcell">
      <div class="value-text">${value}</div>
      ${buttons}
    </div>
    <div class="type" role="gridcell">${typeCell(row)}</div>`;
}

function itemCell(item: ObjectRow, name: string): TemplateResult {
  return html`<span class="cell" data-column=${name}><span class="hearing">${name}: </span>${cellTemplate(cellOf(item, name))}</span>`;
}

/** Each cell says the name of its column to screen readers by itself. */
function columnNames({ columns }: Cells): TemplateResult {
  return html`<div class="columns names muted" aria-hidden="true">
    ${columns.map((name) => html`<span class="cell">${nameText(name, MAX_NAME)}</span>`)}
  </div>`;
}

function nameCell(actions: RowActions, flat: FlatRow): TemplateResult {
  const { row, indent } = flat;
  const indents = Array.from(
    { length: Math.min(indent, MAX_INDENT) },
    () => html`<span class="indent"></span>`,
  );
  const toggle = flat.expandable ? () => actions.toggle(flat) : nothing;
  return html`<div class="name" role="rowheader" @click=${toggle}>
    ${indents}${indent > MAX_INDENT ? html`<span class="depth muted" title="Depth">${indent + 1}</span>` : nothing}
    <span class="twistie">${flat.expandable ? icon(flat.expanded ? 'chevron-down' : 'chevron-right') : nothing}</span>
    <span class="name-text">${nameText(row.name, MAX_NAME)}</span>${isGroup(row) ? groupCount(flat) : nothing}
  </div>`;
}

/** `27`; `3 of 27` while a filter leaves only some of them. */
function groupCount({ row, found }: FlatRow): TemplateResult {
  const count = childrenOf(row).length;
  const of = found === undefined ? '' : `${found.toLocaleString('en-US')} of `;
  return html`<span class="count muted" aria-hidden="true">${of}${count.toLocaleString('en-US')}</span
    ><span class="hearing">, ${of}${countText(count, 'property', 'properties')}</span>`;
}

function typeCell(row: ObjectRow): TemplateResult {
  const mark = markOf(row);
  return html`<span class="type-text muted">${nameText(typeText(row), MAX_NAME)}</span
    >${
      row.readOnly
        ? html`<span class="read-only muted" title="Read-only: the service sets this value"
            >${icon('lock')}<span class="hearing">read-only</span></span
          >`
        : nothing
    }${
      mark
        ? html`<span class="mark ${row.change ?? ''}" title=${mark.meaning}>${icon(mark.icon)}${mark.label}</span>`
        : nothing
    }`;
}

function rowButtons(
  element: PageElement,
  actions: RowActions,
  row: ObjectRow,
  state: RowState,
): TemplateResult {
  const tabIndex = state.active ? 0 : -1;
  const name = startOf(row.name, MAX_NAME);
  return html`<div class="buttons">
    ${
      row.description === undefined
        ? nothing
        : iconButton({
            icon: 'info',
            label: state.described ? `Hide the description of ${name}` : `Show the description of ${name}`,
            expanded: state.described,
            tabIndex,
            run: () => actions.describe(row),
          })
    }${linkButton(element, row, readLink(row, actions.url), tabIndex)}${
      row.secret
        ? nothing
        : tickButton({ label: `Copy the value of ${name}`, tabIndex, run: () => actions.copyRow(row) })
    }${iconButton({
      icon: 'ellipsis',
      label: `More for ${name}`,
      menu: true,
      tabIndex,
      run: () => actions.openMenu(state.index),
    })}
  </div>`;
}

/** The way to where a value leads: a request that reads it, or a page. */
function linkButton(
  element: PageElement,
  row: ObjectRow,
  read: string | undefined,
  tabIndex: 0 | -1,
): TemplateResult | typeof nothing {
  if (read !== undefined) {
    const label = `Insert a GET request for ${startOf(row.name, MAX_NAME)}`;
    return iconButton({ icon: 'insert', label, tabIndex, run: () => element.insertGet(read) });
  }
  const text = plainText(row);
  if (!isSafeLink(text)) return nothing;
  const label = `Open ${startOf(text, MAX_NAME)}`;
  return iconButton({ icon: 'link-external', label, tabIndex, run: () => element.open(text) });
}
