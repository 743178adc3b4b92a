import type { Span } from '../text/span.ts';
import type { Completion } from './completion.ts';
import { HEADER_FACTS, headerFacts } from './headerFacts.ts';

/** Header names; `present` are those that the request has already. */
export function completeHeaderName(
  span: Span,
  hasValue: boolean,
  present: readonly string[],
): readonly Completion[] {
  const taken = new Set(present.map((name) => name.toLowerCase()));
  return HEADER_FACTS.filter(({ name }) => !taken.has(name.toLowerCase())).map(
    ({ name, documentation }, index) => ({
      label: name,
      kind: 'header',
      documentation,
      edit: { span, newText: hasValue ? name : `${name}: ` },
      sortText: String(index),
      continues: !hasValue,
    }),
  );
}

/** Values of a header. */
export function completeHeaderValue(name: string, span: Span): readonly Completion[] {
  return (headerFacts(name)?.values ?? []).map(({ value, documentation }, index) => ({
    label: value,
    kind: 'headerValue',
    documentation,
    edit: { span, newText: value },
    sortText: String(index),
  }));
}
