import { html, nothing, type TemplateResult } from 'lit';
import type { ObjectRow, RowValue } from '../../core/change/rows.ts';
import { copyButton, iconButton } from '../parts/buttons.ts';
import type { PageElement } from '../parts/element.ts';
import { nameText, safeText } from '../parts/hidden.ts';
import { icon } from '../parts/icons.ts';
import { countText, isSafeLink } from '../text/format.ts';
import { startOf } from '../text/visible.ts';
import { copyText, isComplete, wholeText } from './json.ts';
import { type FlatRow, isNote } from './model.ts';
import { CHANGE_MARKS, jsonKind, preview, typeText } from './words.ts';

const MAX_NAME = 120;
const MAX_VALUE = 300;
/** Most of a long value that is ever laid out; the rest is for copying. */
const MAX_WHOLE_VALUE = 20_000;
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
}

/** What a row can ask of the table. */
export interface RowActions {
  toggle(flat: FlatRow): void;
  describe(row: ObjectRow): void;
  showWhole(row: ObjectRow): void;
}

/** One row of the property table. */
export function rowTemplate(
  element: PageElement,
  actions: RowActions,
  flat: FlatRow,
  state: RowState,
): TemplateResult {
  const { row } = flat;
  return html`<div
    class="row ${row.change ?? ''} ${flat.expandable ? 'expandable' : ''}"
    role="row"
    data-index=${state.index}
    tabindex=${state.active ? 0 : -1}
    aria-level=${flat.level}
    aria-rowindex=${state.index + 2}
    aria-expanded=${flat.expandable ? String(flat.expanded) : nothing}
  >
    ${nameCell(actions, flat)}
    <div class="value" role="gridcell">
      <div class="value-text">${valueTemplate(actions, row, state)}</div>
      ${state.buttons ? rowButtons(element, actions, row, state) : nothing}
    </div>
    <div class="type" role="gridcell">${typeCell(row)}</div>
    ${
      state.described && row.description !== undefined
        ? html`<div class="description" role="gridcell" aria-colspan="3">${safeText(row.description)}</div>`
        : nothing
    }
  </div>`;
}

function nameCell(actions: RowActions, flat: FlatRow): TemplateResult {
  const { row, level } = flat;
  const indents = Array.from(
    { length: Math.min(level - 1, MAX_INDENT) },
    () => html`<span class="indent"></span>`,
  );
  const toggle = flat.expandable ? () => actions.toggle(flat) : nothing;
  return html`<div class="name" role="rowheader" @click=${toggle}>
    ${indents}${level - 1 > MAX_INDENT ? html`<span class="depth muted" title="Depth">${level}</span>` : nothing}
    <span class="twistie">${flat.expandable ? icon(flat.expanded ? 'chevron-down' : 'chevron-right') : nothing}</span>
    <span class="name-text">${nameText(row.name, MAX_NAME)}</span>
  </div>`;
}

function typeCell(row: ObjectRow): TemplateResult {
  const mark = row.change === undefined ? undefined : CHANGE_MARKS[row.change];
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

function valueTemplate(actions: RowActions, row: ObjectRow, state: RowState): TemplateResult {
  const { value } = row;
  if (value.kind === 'text' && isNote(row))
    return html`<span class="muted note">${safeText(value.text)}</span>`;
  if (value.kind === 'null') return html`<span class="muted null">null</span>`;
  if (row.secret) {
    return html`<span class="muted secret" title="This value is secret; the page does not have it"
      >${icon('eye-closed')} hidden</span
    >`;
  }
  if (value.kind === 'text') return textValue(actions, row, value, state.whole);
  return html`<span class="muted preview">${safeText(preview(value))}</span>`;
}

function textValue(
  actions: RowActions,
  row: ObjectRow,
  value: Extract<RowValue, { kind: 'text' }>,
  whole: boolean,
): TemplateResult {
  const text = value.json.length > MAX_VALUE ? wholeText(value) : value.text;
  if (text === '') return html`<span class="muted note">empty text</span>`;
  const shown = startOf(text, whole ? MAX_WHOLE_VALUE : MAX_VALUE);
  const rest = text.length - shown.length;
  return html`<span class="text ${jsonKind(value.json)}">${safeText(shown)}${rest > 0 ? '…' : nothing}</span>${
    rest > 0 ? more(actions, row, whole, whole ? rest : text.length) : nothing
  }`;
}

function more(actions: RowActions, row: ObjectRow, whole: boolean, count: number): TemplateResult {
  const characters = countText(count, 'character', 'characters');
  if (whole) return html` <span class="muted note">${characters} more: copy the value to have them</span>`;
  return html` <button class="link" type="button" tabindex="-1" @click=${() => actions.showWhole(row)}>
    Show all ${characters}
  </button>`;
}

function rowButtons(
  element: PageElement,
  actions: RowActions,
  row: ObjectRow,
  state: RowState,
): TemplateResult {
  const tabIndex = state.active ? 0 : -1;
  const name = startOf(row.name, MAX_NAME);
  const text = row.value.kind === 'text' && !row.secret ? row.value.text : undefined;
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
    }${
      isSafeLink(text)
        ? iconButton({
            icon: 'link-external',
            label: `Open ${startOf(text, MAX_NAME)}`,
            tabIndex,
            run: () => element.open(text),
          })
        : nothing
    }${
      row.secret || !isComplete(row)
        ? nothing
        : copyButton(element, {
            text: () => copyText(row),
            what: `the value of ${name}`,
            label: `Copy the value of ${name}`,
            tabIndex,
          })
    }${copyButton(element, {
      text: () => row.path,
      what: `the JSON path of ${name}`,
      label: `Copy the JSON path: ${startOf(row.path, MAX_NAME)}`,
      icon: 'link',
      tabIndex,
    })}
  </div>`;
}
