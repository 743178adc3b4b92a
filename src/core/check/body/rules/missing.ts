import type { Node } from 'jsonc-parser';
import type { Visit } from '../../../catalog/walk.ts';
import { insertFirst, openingOf, spanOf } from '../../json/edits.ts';
import type { Fix, Problem } from '../../problem.ts';
import { fixAll, problem } from '../../report.ts';
import { exampleText } from '../expected.ts';
import type { Subject } from '../subject.ts';
import { allOf } from '../words.ts';

/** Properties that the schema requires and the object lacks; `@odata.type` has a rule of its own. */
export function missingProperty(subject: Subject, visit: Visit): Problem | undefined {
  const errors = subject.errors.get(visit.node);
  if (errors === undefined) return undefined;
  const missing = errors.flatMap(({ keyword, params }) => {
    const name = String(params.missingProperty);
    return keyword !== 'required' || name === '@odata.type' || isThere(visit.node, name) ? [] : [name];
  });
  if (missing.length === 0) return undefined;
  const { key, node } = visit;
  const span = key === undefined ? openingOf(node) : spanOf(key);
  const names = allOf([...new Set(missing)]);
  return problem('property-missing', span, `${names} must be sent with this value. Add what is missing.`, {
    fixes: additions(subject, visit, [...new Set(missing)]),
  });
}

/** A fix that adds the properties with an example each, where every one of them has one. */
function additions({ document }: Subject, { node, object }: Visit, names: readonly string[]): readonly Fix[] {
  const lines = names.flatMap((name) => {
    const schema = object?.properties.get(name);
    const example = schema === undefined ? undefined : exampleText(schema);
    return example === undefined || example.length > 200 ? [] : [`${JSON.stringify(name)}: ${example}`];
  });
  if (lines.length < names.length || node.type !== 'object') return [];
  const title = names.length === 1 ? `Add '${names[0]}' with an example` : 'Add them with an example each';
  return fixAll(title, [insertFirst(document.text, node, lines.join(', '))], false);
}

/** Whether an object has the property, in whatever case: services compare names without it. */
function isThere(object: Node, name: string): boolean {
  const wanted = name.toLowerCase();
  return (object.children ?? []).some(
    ({ children }) => String(children?.[0]?.value).toLowerCase() === wanted,
  );
}
