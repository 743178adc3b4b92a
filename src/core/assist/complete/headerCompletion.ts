import type { Resource } from '../../catalog/resource.ts';
import type { RequestBlock } from '../../request/tree.ts';
import type { Span } from '../../text/span.ts';
import { HEADER_FACTS, type HeaderUse, headerFacts } from '../describe/headerFacts.ts';
import type { Completion } from './completion.ts';

/** Header names that a request does not have yet, those first that matter most for it. */
export function completeHeaderName(
  block: RequestBlock,
  resource: Resource | undefined,
  span: Span,
  hasValue: boolean,
): readonly Completion[] {
  const taken = new Set(
    block.headers
      .filter(({ start, end }) => span.start < start || end < span.start)
      .map(({ name }) => name.text.toLowerCase()),
  );
  const use = useOf(block);
  return HEADER_FACTS.filter(({ name, only }) => !taken.has(name.toLowerCase()) && fits(only, use)).map(
    ({ name, documentation }, index): Completion => {
      const etag = name === 'If-Match' ? resource?.endpoint.etag : undefined;
      return {
        label: name,
        kind: 'header',
        ...(etag
          ? { detail: etag === 'required' ? 'this update needs it' : 'recommended for this update' }
          : {}),
        document: () => documentation,
        edit: { span, newText: hasValue ? name : `${name}: ` },
        sortText: etag ? '00' : `1${index}`,
        continues: !hasValue,
      };
    },
  );
}

/**
 * Values of a header. Of a list of preferences only the one at the cursor is replaced.
 *
 * @param text of the block, to which spans are relative
 */
export function completeHeaderValue(
  block: RequestBlock,
  name: string,
  whole: Span,
  offset: number,
): readonly Completion[] {
  const facts = headerFacts(name);
  if (!facts) return [];
  const { span, others } = facts.list
    ? entryAt(block.text, whole, offset)
    : { span: whole, others: new Set<string>() };
  const use = useOf(block);
  return facts.values
    .filter(({ value, only }) => fits(only, use) && !others.has(keyOf(value)))
    .map(({ value, documentation, snippet }, index) => ({
      label: value,
      kind: 'headerValue',
      document: () => documentation,
      edit: { span, newText: snippet ?? value },
      ...(snippet === undefined ? {} : { snippet: true }),
      sortText: String(index).padStart(2, '0'),
    }));
}

function useOf({ requestLine }: RequestBlock): HeaderUse | undefined {
  const method = requestLine.method?.text.toUpperCase();
  if (method === 'GET' || method === 'HEAD') return 'read';
  return method === undefined ? undefined : 'write';
}

function fits(only: HeaderUse | undefined, use: HeaderUse | undefined): boolean {
  return only === undefined || use === undefined || only === use;
}

/** The entry of a comma-separated list that the offset is in, and the keys of all others. */
function entryAt(
  text: string,
  whole: Span,
  offset: number,
): { readonly span: Span; readonly others: ReadonlySet<string> } {
  const comma = text.lastIndexOf(',', offset - 1);
  let start = comma >= whole.start ? comma + 1 : whole.start;
  while (start < offset && text[start] === ' ') start++;
  const next = text.indexOf(',', offset);
  const end = next >= 0 && next < whole.end ? next : Math.max(offset, whole.end);
  const rest = `${text.slice(whole.start, start)},${text.slice(end, whole.end)}`;
  return { span: { start, end }, others: new Set(rest.split(',').map(keyOf)) };
}

/** `return=minimal` and `return=representation` are one preference: what stands before `=`. */
function keyOf(preference: string): string {
  return (preference.split('=')[0] ?? '').trim().toLowerCase();
}
