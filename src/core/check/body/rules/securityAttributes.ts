import type { Node } from 'jsonc-parser';
import { typeText } from '../../../catalog/typeText.ts';
import type { Visit } from '../../../catalog/walk.ts';
import type { TextEdit } from '../../../text/span.ts';
import { insertFirst, spanOf } from '../../json/edits.ts';
import { propertyOf } from '../../json/value.ts';
import type { Problem } from '../../problem.ts';
import { at, fixAll, oneOf, problem } from '../../report.ts';
import type { Subject } from '../subject.ts';

const SET_TYPE = '"@odata.type": "#Microsoft.DirectoryServices.CustomSecurityAttributeValue"';

/**
 * Custom security attributes without their types, of which no schema tells: each set names its own, and each value that
 * is neither text nor true or false has one beside it.
 */
export function securityAttributes(subject: Subject, { node, key, schema }: Visit): Problem | undefined {
  const type = schema?.['x-graph']?.type;
  if (key === undefined || type === undefined || typeText(type) !== 'customSecurityAttributeValue')
    return undefined;
  const { text } = subject.document;
  const missing: string[] = [];
  const edits: TextEdit[] = [];
  for (const { children: [name, set] = [] } of node.children ?? []) {
    if (name === undefined || set?.type !== 'object' || !subject.isKnown(name)) continue;
    for (const each of set.children ?? []) {
      const wanted = missingType(set, each);
      if (wanted === undefined) continue;
      missing.push(`${wanted.name}@odata.type`);
      edits.push({
        span: at(each.offset),
        newText: `${JSON.stringify(`${wanted.name}@odata.type`)}: "${wanted.type}", `,
      });
    }
    if (propertyOf(set, '@odata.type') === undefined) {
      missing.unshift('@odata.type');
      edits.push(insertFirst(text, set, SET_TYPE));
    }
  }
  if (missing.length === 0) return undefined;
  const message = `Custom security attributes are sent with their types: each set has "@odata.type", and so has each number or list beside it. Missing: ${oneOf([...new Set(missing)], 4).replace(' or ', ' and ')}.`;
  return problem('odata-type-missing', spanOf(key), message, {
    severity: 'warning',
    fixes: fixAll('Add the types', merged(edits)),
  });
}

/** Insertions at one place in one edit: the type of the set stands before that of its first value. */
function merged(edits: readonly TextEdit[]): readonly TextEdit[] {
  const byPlace = new Map<number, string>();
  for (const { span, newText } of edits) {
    const before = byPlace.get(span.start);
    byPlace.set(
      span.start,
      before === undefined ? newText : `${newText}${newText.endsWith(' ') ? '' : ' '}${before}`,
    );
  }
  return [...byPlace].map(([start, newText]) => ({ span: at(start), newText }));
}

/** The type that has to stand beside a value, and does not. */
function missingType(
  set: Node,
  property: Node,
): { readonly name: string; readonly type: string } | undefined {
  const [key, value] = property.children ?? [];
  const name = String(key?.value);
  if (value === undefined || name.includes('@') || propertyOf(set, `${name}@odata.type`)) return undefined;
  if (value.type === 'number') return { name, type: '#Int32' };
  if (value.type !== 'array' || !value.children?.length) return undefined;
  const items = value.children.every(({ type }) => type === 'number') ? 'Int32' : 'String';
  return { name, type: `#Collection(${items})` };
}
