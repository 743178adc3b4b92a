import { html, nothing, type TemplateResult } from 'lit';
import type { ItemMark, ItemView, ValuePart, ValueView } from '../../core/change/show/rows.ts';
import { safeText } from '../parts/hidden.ts';
import { countText } from '../text/format.ts';
import { endOf, startOf } from '../text/visible.ts';

/** On which side of a comparison a value is: what differs reads `removed` before, `added` now, and so on. */
export type Side = 'before' | 'now' | 'sent' | 'stored';

/** Longer stretches that do not differ are shown by their ends, until the person asks for all. */
const LONGEST_SAME = 160;
const END = 60;
/** The same for what differs, of which the beginning matters most. */
const LONGEST_DIFFERENT = 600;
const BEGINNING = 400;

/** A value of a comparison, with what differs marked for the eye and for the ear. */
export function comparedValue(view: ValueView, side: Side, whole: boolean): TemplateResult {
  switch (view.kind) {
    case 'none':
      return html`<span class="word">none</span>`;
    case 'unknown':
      return html`<span class="word">not known</span>`;
    case 'masked':
      return html`<span class="word" title="A secret is not shown">•••<span class="hearing"> (a secret)</span></span>`;
    case 'text':
      return html`<span class="mono">${partsOf(view.parts, side, whole)}</span>`;
    case 'items':
      return html`<ul class="items mono">
        ${view.items.map((item) => itemOf(item, side, whole))}
        ${view.more > 0 ? html`<li class="word">… ${countText(view.more, 'more item', 'more items')}</li>` : nothing}
      </ul>`;
  }
}

/** Whether something of a value is left out until the person asks for it. */
export function isFoldable(view: ValueView): boolean {
  const isLong = (part: ValuePart) =>
    'text' in part && part.text.length > (part.differs === true ? LONGEST_DIFFERENT : LONGEST_SAME);
  const isCompared = (parts: readonly ValuePart[]) => parts.some(isLong);
  if (view.kind === 'text') return isCompared(view.parts);
  return view.kind === 'items' && view.items.some((item) => 'parts' in item && isCompared(item.parts));
}

function itemOf(item: ItemView, side: Side, whole: boolean): TemplateResult {
  if ('same' in item) return html`<li class="word">… ${countText(item.same, 'item', 'items')} the same</li>`;
  const { parts, mark } = item;
  if (mark === undefined) return html`<li>${partsOf(parts, side, whole)}</li>`;
  const [sign, said] = SIGNS[mark](side);
  return html`<li class="${mark} ${side}">
    <span class="sign" aria-hidden="true">${sign}</span><span class="hearing">${said}: </span>${partsOf(parts, side, whole)}
  </li>`;
}

const SIGNS: Readonly<Record<ItemMark, (side: Side) => readonly [sign: string, said: string]>> = {
  only: (side) => [side === 'before' || side === 'sent' ? '−' : '+', SAID[side]],
  changed: () => ['~', 'changed'],
  moved: () => ['↕', 'in another place'],
};

const SAID: Readonly<Record<Side, string>> = {
  before: 'removed',
  now: 'added',
  sent: 'not stored',
  stored: 'not sent',
};

function partsOf(parts: readonly ValuePart[], side: Side, whole: boolean): readonly TemplateResult[] {
  return parts.map((part, index) => {
    if ('gap' in part)
      return html`<span class="word"> … ${countText(part.gap, 'character', 'characters')} … </span>`;
    if (part.differs !== true) return sameText(part.text, whole, index === 0, index === parts.length - 1);
    const isShort = whole || part.text.length <= LONGEST_DIFFERENT;
    const text = isShort ? safeText(part.text) : endsOf(part.text, BEGINNING, END);
    if (side === 'before') return html`<del>${text}</del>`;
    return side === 'now' ? html`<ins>${text}</ins>` : html`<mark class=${side}>${text}</mark>`;
  });
}

function sameText(text: string, whole: boolean, isFirst: boolean, isLast: boolean): TemplateResult {
  if (whole || text.length <= LONGEST_SAME) return safeText(text);
  return endsOf(text, isFirst && !isLast ? 0 : END, isLast && !isFirst ? 0 : END);
}

/** The beginning and the end of a text, and how much is between them. */
function endsOf(text: string, first: number, last: number): TemplateResult {
  const [start, end] = [startOf(text, first), endOf(text, last)];
  const left = countText(text.length - start.length - end.length, 'character', 'characters');
  return html`${start === '' ? nothing : safeText(start)}<span class="word" title="${left} more"
    >…<span class="hearing"> ${left} more </span></span
  >${end === '' ? nothing : safeText(end)}`;
}
