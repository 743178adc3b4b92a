import { html, nothing, type TemplateResult } from 'lit';
import type { ObjectRow } from '../../core/change/show/rows.ts';
import { safeText } from '../parts/hidden.ts';
import { cellOf } from './columns.ts';
import { exactText } from './value.ts';

/** Elements of a row that have a card. */
const ANCHORS = '.name-text, .exact';

/** What a card is to say, and under which element. */
export interface Card {
  readonly content: TemplateResult;
  readonly anchor: Element;
}

/**
 * The card of what the pointer is on: the description under a name, the value as it was sent under a value that
 * is shown in another way.
 *
 * @param described whether the row shows its description anyway
 */
export function pointedCard(
  row: ObjectRow,
  target: EventTarget | undefined,
  described: boolean,
): Card | undefined {
  const anchor = target instanceof Element ? target.closest(ANCHORS) : null;
  if (!anchor) return undefined;
  if (anchor.matches('.exact')) {
    const column = anchor.closest<HTMLElement>('.cell')?.dataset.column;
    const cell = column === undefined ? row : cellOf(row, column);
    return card(anchor, cell && exactText(cell), undefined);
  }
  return card(anchor, undefined, described ? undefined : row.description);
}

/** The card of a row that the keyboard is on: both. */
export function focusedCard(row: ObjectRow, element: Element | null, described: boolean): Card | undefined {
  const anchor = element?.querySelector(ANCHORS);
  return anchor ? card(anchor, exactText(row), described ? undefined : row.description) : undefined;
}

function card(anchor: Element, exact: string | undefined, about: string | undefined): Card | undefined {
  if (exact === undefined && about === undefined) return undefined;
  const content = html`${
    exact === undefined ? nothing : html`<span class="exact">${safeText(exact)}</span>`
  }${about === undefined ? nothing : html`<span class="about">${safeText(about)}</span>`}`;
  return { content, anchor };
}
