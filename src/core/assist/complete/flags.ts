import type { GraphSchema } from '../../catalog/schema.ts';
import { typeText } from '../../catalog/typeText.ts';
import type { BodyCursor } from './bodyCursor.ts';
import { sentMembers } from './bodyType.ts';
import type { Completion } from './completion.ts';

/**
 * Members of a flags enumeration inside the string that joins them by commas: only the one at the cursor is
 * replaced, and those that are there already are left out.
 *
 * @param text of the body, to which offsets are relative
 */
export function completeFlags(
  schema: GraphSchema,
  { span }: BodyCursor,
  text: string,
  offset: number,
): readonly Completion[] {
  const contentEnd = text[span.end - 1] === '"' && span.end > span.start + 1 ? span.end - 1 : span.end;
  const from = text.lastIndexOf(',', offset - 1);
  let start = from > span.start ? from + 1 : span.start + 1;
  while (start < offset && text[start] === ' ') start++;
  const comma = text.indexOf(',', offset);
  const end = comma >= 0 && comma < contentEnd ? comma : Math.max(contentEnd, offset);
  const others = `${text.slice(span.start + 1, start)},${text.slice(end, contentEnd)}`.split(',');
  const taken = new Set(others.map((each) => each.trim()));
  const type = schema['x-graph']?.type;
  return sentMembers(schema)
    .filter(({ value }) => !taken.has(String(value)))
    .map(
      ({ value, text: about }, index): Completion => ({
        label: String(value),
        kind: 'enumMember',
        ...(type === undefined ? {} : { detail: typeText(type) }),
        ...(about === undefined ? {} : { document: () => about }),
        edit: { span: { start, end }, newText: String(value) },
        sortText: String(index).padStart(4, '0'),
      }),
    );
}
