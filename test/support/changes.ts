/** Compared values as texts, for tests: `a [b] c` where only `b` differs, `{+ [x], 3 same}` for a collection. */
import type { ChangeRow, ValuePart, ValueView } from '../../src/core/change/show/rows.ts';

/** A text with what differs in brackets, and what is left out counted. */
export function partsText(parts: readonly ValuePart[]): string {
  return parts
    .map((part) => ('gap' in part ? `…${part.gap}…` : part.differs ? `[${part.text}]` : part.text))
    .join('');
}

/** A value with its marks. */
export function viewText(view: ValueView): string {
  if (view.kind === 'text') return partsText(view.parts);
  if (view.kind !== 'items') return view.kind;
  const items = view.items.map((item) =>
    'same' in item
      ? `${item.same} same`
      : `${item.mark === undefined ? '' : `${item.mark} `}${partsText(item.parts)}`,
  );
  return `{${[...items, ...(view.more > 0 ? [`${view.more} more`] : [])].join(', ')}}`;
}

/** A row with its values as texts. */
export function rowText({ path, state, before, now, sent }: ChangeRow): readonly string[] {
  const difference = sent === undefined ? [] : [viewText(sent.sent), viewText(sent.stored), sent.form ?? ''];
  return [path, state, viewText(before), viewText(now), ...difference];
}
