import { shift } from '../../text/span.ts';
import type { BodyCursor } from './bodyCursor.ts';
import type { Completion } from './completion.ts';

/**
 * Where the text of a name or value goes, with the commas and the colon that it needs around it. Offsets are
 * those of the body's text.
 */
export function placed(cursor: BodyCursor, text: string): Pick<Completion, 'edit' | 'additionalEdits'> {
  const { span, commaAt, commaFollows, colonMissing } = cursor;
  const after = commaFollows && !cursor.colonFollows ? ',' : '';
  const newText = `${colonMissing ? ': ' : ''}${text}${after}`;
  if (commaAt === undefined) return { edit: { span, newText } };
  if (commaAt === span.start) return { edit: { span, newText: `, ${newText}` } };
  return {
    edit: { span, newText },
    additionalEdits: [{ span: { start: commaAt, end: commaAt }, newText: ',' }],
  };
}

/** The same proposals with every edit moved by `by` code units. */
export function moved(completions: readonly Completion[], by: number): readonly Completion[] {
  return completions.map((each) => ({
    ...each,
    edit: { ...each.edit, span: shift(each.edit.span, by) },
    ...(each.additionalEdits
      ? { additionalEdits: each.additionalEdits.map((edit) => ({ ...edit, span: shift(edit.span, by) })) }
      : {}),
  }));
}
