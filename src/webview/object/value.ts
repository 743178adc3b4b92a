import { html, nothing, type TemplateResult } from 'lit';
import type { ObjectRow, RowValue } from '../../core/change/show/rows.ts';
import { cutText, safeText } from '../parts/hidden.ts';
import { icon } from '../parts/icons.ts';
import { countText, sizeText } from '../text/format.ts';
import { shapeOf } from '../text/shape.ts';
import { startOf } from '../text/visible.ts';
import { wholeText } from './json.ts';
import { isNote } from './rows.ts';
import { jsonKind, plainMarkdown, preview } from './words.ts';

const MAX_VALUE = 300;
/** Most of a long value that is ever laid out; the rest is for copying. */
const MAX_WHOLE_VALUE = 20_000;
/** Most of a value in a cell of a small table. */
const MAX_CELL = 80;
/** Most of a value on a card. */
const MAX_CARD = 1_000;

/** How a value is shown. */
export interface ValueState {
  /** Whether a long value is shown whole. */
  readonly whole: boolean;
  readonly showWhole: () => void;
}

type TextValue = Extract<RowValue, { kind: 'text' }>;

/** The value of a row. */
export function valueTemplate(row: ObjectRow, state: ValueState): TemplateResult {
  const { value } = row;
  if (value.kind === 'text' && isNote(row))
    return html`<span class="muted note">${safeText(value.text)}</span>`;
  if (value.kind === 'null') return html`<span class="muted null">null</span>`;
  if (row.secret) {
    return html`<span class="muted secret" title="This value is secret; the page does not have it"
      >${icon('eye-closed')} hidden</span
    >`;
  }
  if (value.kind === 'text') return html`${textValue(row, value, state)}${meaning(row)}`;
  return html`<span class="muted preview">${safeText(preview(value))}</span>`;
}

/** The value of a row in a cell of a small table: one line, shortened. */
export function cellTemplate(row: ObjectRow | undefined): TemplateResult | typeof nothing {
  if (row === undefined) return nothing;
  const { value } = row;
  if (value.kind !== 'text' || row.secret || isNote(row)) return valueTemplate(row, UNSHORTENED);
  const text = startOf(value.text, MAX_CELL);
  const rest = value.text.length > text.length ? '…' : nothing;
  return html`<span class="text ${jsonKind(value.json)}">${shapedText(value.text, row, text, 'brief')}${rest}</span>`;
}

const UNSHORTENED: ValueState = { whole: false, showWhole: () => undefined };

/** What the card of a row says: the value as it was sent, where it is shown in another way. */
export function exactText(row: ObjectRow): string | undefined {
  if (row.value.kind !== 'text' || row.secret || isNote(row)) return undefined;
  const { text } = row.value;
  return shapeOf(text, row.type).kind === 'plain' ? undefined : startOf(text, MAX_CARD);
}

function meaning({ meaning: text }: ObjectRow): TemplateResult | typeof nothing {
  return text === undefined
    ? nothing
    : html` <span class="muted meaning">${safeText(startOf(plainMarkdown(text), MAX_VALUE))}</span>`;
}

function textValue(row: ObjectRow, value: TextValue, { whole, showWhole }: ValueState): TemplateResult {
  // A long text is shortened in the row, and at the end of its JSON where it is very long.
  const text = value.json.length > MAX_VALUE ? wholeText(value) : value.text;
  if (text === '') return html`<span class="muted note">empty text</span>`;
  const shape = shapeOf(text, row.type);
  if (shape.kind === 'shortened' && shape.always) {
    return html`<span class="text string">${whole ? safeText(startOf(text, MAX_WHOLE_VALUE)) : cutText(shape)}</span>${
      shape.size === undefined || whole
        ? nothing
        : html` <span class="muted note">${sizeText(shape.size + Math.floor(((value.more ?? 0) * 3) / 4))}</span>`
    }`;
  }
  const shown = startOf(text, whole ? MAX_WHOLE_VALUE : MAX_VALUE);
  const all = text.length + (value.more ?? 0);
  const rest = all - shown.length;
  return html`<span class="text ${jsonKind(value.json)}">${shapedText(text, row, shown)}${rest > 0 ? '…' : nothing}</span>${
    rest > 0 ? more(whole, whole ? rest : all, showWhole) : nothing
  }`;
}

/** A text in its shape; plain, only `shown` of it. */
function shapedText(
  text: string,
  row: ObjectRow,
  shown: string,
  moment: 'local' | 'brief' = 'local',
): TemplateResult {
  const shape = shapeOf(text, row.type);
  if (shape.kind === 'time')
    return html`<time class="exact" datetime=${text} data-text=${text}>${shape[moment]}</time>`;
  return shape.kind === 'shortened' ? cutText(shape) : safeText(shown);
}

function more(whole: boolean, count: number, showWhole: () => void): TemplateResult {
  const characters = countText(count, 'character', 'characters');
  if (whole) return html` <span class="muted note">${characters} more: copy the value to have them</span>`;
  return html` <button class="link" type="button" tabindex="-1" @click=${showWhole}>
    Show all ${characters}
  </button>`;
}
